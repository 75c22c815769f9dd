#pragma once
// Where a council's tables are: in files beside its keys, or on a PostgreSQL server that the
// folder's file `server` names. Nothing else in the program knows which. Used by records/ and
// access/, and by app/ to make a place.
//
// On a server a council is one role with two schemas, NAME and NAME_desk, that nobody else may use;
// NAME is also the role's. The file `server` (mode 0600) has two lines: "schema NAME" and
// "connection …", in libpq's keywords and values.
#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "base/result.h"
#include "store/database.h"
#include "store/postgres.h"

namespace store {

enum class Part { record, desk };

// Whether a folder holds a store, whole.
[[nodiscard]] bool holds_store(const std::filesystem::path& folder);

// Opens one part of a store that was made (mode read or write). Errors: not_found, and those of
// open_sqlite and open_postgres.
[[nodiscard]] Result<std::unique_ptr<Database>> open_part(const std::filesystem::path& folder,
                                                          Part part, OpenMode mode);
// A folder into which a store is being moved: it opens for reading only until the mark is gone.
[[nodiscard]] Result<void> mark_unfinished(const std::filesystem::path& folder);
void unmark_unfinished(const std::filesystem::path& folder);
// Makes the desk's tables anew, whatever stood there; leaves them alone when another process has
// just made them.
[[nodiscard]] Result<std::unique_ptr<Database>> make_desk_anew(const std::filesystem::path& folder,
                                                               std::string_view tables);

// A place being made. Nothing of it is found in the folder until settle(), and nothing is left of
// it without: a crash in between leaves a role and two empty schemas at most.
class NewPlace {
 public:
  // `administrator`: a connection that may make roles and schemas, in libpq's keywords and values;
  // empty: files in the folder. Errors: conflict (there is a store), unavailable, refused.
  [[nodiscard]] static Result<NewPlace> begin(const std::filesystem::path& folder,
                                              const std::string& administrator);
  NewPlace(NewPlace&& other) noexcept;
  NewPlace& operator=(NewPlace&&) = delete;
  ~NewPlace();

  // The record's database, without tables. Once.
  [[nodiscard]] Result<std::unique_ptr<Database>> create();
  // When it is whole and closed: from now on the folder holds a store.
  [[nodiscard]] Result<void> settle();
  void undo();  // when what was settled turns out not to be sound

 private:
  NewPlace(std::filesystem::path folder, std::string administrator)
      : folder_(std::move(folder)), administrator_(std::move(administrator)) {}
  Result<void> make_schemas();
  void take_away();

  std::filesystem::path folder_;
  std::string administrator_;
  std::string database_;     // its name on the server
  std::string server_file_;  // what the file `server` will say
  ServerPlace place_;
  bool undone_ = true;  // false once settled, or moved from
};

}  // namespace store
