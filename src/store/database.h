#pragma once
// The one seam to a database. SQLite stands behind it (store/sqlite.cpp), PostgreSQL can
// (store/postgres.cpp). Statements are written once, in the subset both understand: $1
// parameters, ON CONFLICT, RETURNING. A Database is one connection, used by one thread at a time.
// What differs between databases is a named function here.
#include <cstdint>
#include <filesystem>
#include <initializer_list>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/result.h"

namespace store {

using base::Result;

struct Blob {  // bytes, as against text
  std::string_view bytes;
};
// A parameter. Text and bytes are borrowed until the call returns.
using Parameter = std::variant<std::monostate, std::int64_t, std::string_view, Blob>;

// A prepared statement, kept by its Database under its text. Bind, step until false, read columns
// between. Columns are valid until the next step or reset. run() and query() below are the usual
// way in.
class Statement {
 public:
  virtual ~Statement() = default;
  virtual Result<void> start(std::span<const Parameter> parameters) = 0;  // resets, binds
  // true: a row stands ready
  virtual Result<bool> step() = 0;
  virtual void reset() = 0;
  [[nodiscard]] virtual int columns() const = 0;
  [[nodiscard]] virtual std::string_view column_name(int column) const = 0;
  [[nodiscard]] virtual bool is_null(int column) const = 0;
  [[nodiscard]] virtual std::int64_t integer(int column) const = 0;
  [[nodiscard]] virtual std::string_view text(int column) const = 0;   // "" when null
  [[nodiscard]] virtual std::string_view bytes(int column) const = 0;  // "" when null
  enum class ColumnType { null, integer, real, text, blob };
  [[nodiscard]] virtual ColumnType type(int column) const = 0;
};

// Rows of a running query; resets its statement when it goes. `while (TRY(rows.next())) …
// rows->integer(0)`.
class Rows {
 public:
  explicit Rows(Statement& statement) : statement_(&statement) {}
  Rows(Rows&& other) noexcept : statement_(other.statement_) { other.statement_ = nullptr; }
  Rows& operator=(Rows&&) = delete;
  ~Rows() { if (statement_ != nullptr) statement_->reset(); }
  [[nodiscard]] Result<bool> next() { return statement_->step(); }
  const Statement* operator->() const { return statement_; }

 private:
  Statement* statement_;
};

// create: the file must not exist; read: nothing can be written
enum class OpenMode { create, write, read };
// relaxed only for the desk, which may be lost at any time
enum class Durability { full, relaxed };

class Database {
 public:
  virtual ~Database() = default;

  // A kept statement. The same text gives the same Statement: never run one inside itself.
  virtual Result<Statement*> prepare(std::string_view sql) = 0;
  // Several statements at once, without parameters (making tables).
  virtual Result<void> execute_script(std::string_view sql) = 0;

  virtual Result<void> begin_write() = 0;    // takes the one writing place at once; waits up to 5 s
  // what is read until commit() is one moment of the database
  virtual Result<void> begin_read() = 0;
  // errors are final: nothing was recorded, roll back and reload
  virtual Result<void> commit() = 0;
  virtual void rollback() = 0;               // always ends the transaction
  virtual Result<void> savepoint() = 0;          // one level
  virtual Result<void> release_savepoint() = 0;
  virtual Result<void> undo_to_savepoint() = 0;  // and forgets it
  // True after an error that has ended the whole transaction (full, I/O, memory).
  [[nodiscard]] virtual bool transaction_lost() const = 0;

  // Copies the whole database into a new file while others read and write. Errors: unavailable.
  virtual Result<void> copy_to(const std::filesystem::path& file) = 0;
  // The database's own opinion of its file: empty when sound, else the first complaint.
  virtual Result<std::string> integrity() = 0;
  // Names of the tables, sorted; and the text that made a table or index ("" when unknown).
  virtual Result<std::vector<std::string>> tables() = 0;
  virtual Result<std::string> schema_text() = 0;  // every object's defining text, sorted by name
};

// SQLite: write-ahead log, synchronous FULL, foreign keys on, trusted schema off, secure delete
// on; the settings are read back, and a database that does not have them is refused. Errors:
// not_found, conflict (create), unavailable, corrupt.
[[nodiscard]] Result<std::unique_ptr<Database>> open_sqlite(const std::filesystem::path& file,
                                                            OpenMode mode, Durability durability);
// for a rebuild to compare with
[[nodiscard]] Result<std::unique_ptr<Database>> open_sqlite_in_memory();

[[nodiscard]] Result<void> run(Database& database, std::string_view sql,
                               std::initializer_list<Parameter> parameters = {});
[[nodiscard]] Result<void> run(Database& database, std::string_view sql,
                               std::span<const Parameter> parameters);
[[nodiscard]] Result<Rows> query(Database& database, std::string_view sql,
                                 std::initializer_list<Parameter> parameters = {});
[[nodiscard]] Result<Rows> query(Database& database, std::string_view sql,
                                 std::span<const Parameter> parameters);
// The first column of the first row; `otherwise` when there is none.
[[nodiscard]] Result<std::int64_t> query_integer(Database& database, std::string_view sql,
                                                 std::initializer_list<Parameter> parameters = {},
                                                 std::int64_t otherwise = 0);

}  // namespace store
