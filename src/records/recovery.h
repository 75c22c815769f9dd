#pragma once
// What a store's folder remembers beside its tables, so that an older copy put in their place is
// noticed: the newest checkpoint, and what was erased. A store that is behind it, or was restored,
// records nothing until two people have recorded a recovery; reading goes on. Used by the door, by
// restore, and by `doctor`. Whoever owns the machine can take these files away: what they cannot
// take away is a checkpoint kept elsewhere (docs/TRUST.md).
#include <filesystem>
#include <mutex>
#include <string>

#include "base/result.h"
#include "records/store_keys.h"
#include "registers/packs.h"
#include "store/database.h"

namespace records {

inline constexpr const char* newest_file = "newest.checkpoint";
inline constexpr const char* erased_file = "erased.list";
inline constexpr const char* recovery_file = "older.copy";

// What is awaited: a sentence that the recovery's entry will hold, and how many entries the copy
// had when that was found.
struct Awaited {
  std::int64_t entries = 0;
  std::string what;
};

// Shared by the door and by previews of the same store.
class Recovery {
 public:
  [[nodiscard]] Awaited awaited() const;  // `what` is empty when nothing is
  [[nodiscard]] bool is_awaited() const { return !awaited().what.empty(); }
  void await(Awaited awaited);
  void done() { await({}); }

 private:
  mutable std::mutex mutex_;
  Awaited awaited_;
};

// On opening for writing: what the folder says is awaited already, or what its newest checkpoint
// shows now, which is then kept in the folder. Errors: unavailable, corrupt.
[[nodiscard]] base::Result<Awaited> look_for_older_copy(const std::filesystem::path& folder,
                                                        store::Database& database);
// The same without a database, for `doctor`: only what was found before.
[[nodiscard]] base::Result<Awaited> awaited_in(const std::filesystem::path& folder);
[[nodiscard]] base::Result<void> mark_awaited(const std::filesystem::path& folder,
                                              const Awaited& awaited);
// Whether two people have said so: a recovery was confirmed by an entry from awaited.entries on.
[[nodiscard]] base::Result<bool> is_recovered(store::Database& database,
                                              const registers::Packs& packs,
                                              const Awaited& awaited);
// The folder remembers what the tables hold now. A crash between the files leaves older ones, which
// are right too. Written only when it changed.
[[nodiscard]] base::Result<void> remember(const std::filesystem::path& folder,
                                          store::Database& database, const StoreKeys& keys);
// Remembers, then forgets that anything was awaited; in this order, so that a crash between leaves
// a question that was answered.
[[nodiscard]] base::Result<void> close_recovery(const std::filesystem::path& folder,
                                                store::Database& database, const StoreKeys& keys);
// What a kept checkpoint (its note) says of the tables: "" when it is just the newest of them, so
// that nothing was lost. Without a note: that nobody can say.
[[nodiscard]] base::Result<std::string> what_was_lost(store::Database& database,
                                                      std::string_view kept_note);

}  // namespace records
