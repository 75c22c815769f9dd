#pragma once
// The one seam to a database. SQLite stands behind it (store/sqlite.cpp), and PostgreSQL
// (store/postgres.cpp). Statements are written once, in the subset both understand: $1
// parameters, ON CONFLICT, RETURNING. A Database is one connection, used by one thread at a time.
// What differs between databases is a named function here. Which of the two holds a council's
// tables is known to store/place.h alone.
#include <cstdint>
#include <filesystem>
#include <initializer_list>
#include <memory>
#include <optional>
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
  // Resets and binds; on a wire, all that was started is answered at the first step of any.
  virtual Result<void> start(std::span<const Parameter> parameters) = 0;
  virtual Result<bool> step() = 0;  // true: a row stands ready
  // Runs to the end, for what gives no rows. Inside a write transaction the error may come with a
  // later statement, with release_savepoint() or with commit(): a database on a wire sends what
  // need not be waited for together.
  virtual Result<void> run(std::span<const Parameter> parameters) = 0;
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

// Rows of a running query; resets its statement when it goes. `while (TRY(rows.next()))`
class Rows {
 public:
  explicit Rows(Statement& statement) : statement_(&statement) {}
  explicit Rows(std::unique_ptr<Statement> own) : statement_(own.get()), own_(std::move(own)) {}
  Rows(Rows&& other) noexcept : statement_(other.statement_), own_(std::move(other.own_)) {
    other.statement_ = nullptr;
  }
  Rows& operator=(Rows&&) = delete;
  ~Rows() { if (statement_ != nullptr) statement_->reset(); }
  [[nodiscard]] Result<bool> next() { return statement_->step(); }
  const Statement* operator->() const { return statement_; }

 private:
  Statement* statement_;
  std::unique_ptr<Statement> own_;  // of a scan
};

// create: the file or the schema's tables must not exist; read: nothing can be written
enum class OpenMode { create, write, read };
enum class Durability { full, relaxed };  // relaxed only for the desk, which may be lost

class Database {
 public:
  virtual ~Database() = default;

  // Kept: the same text gives the same Statement. Never run one inside itself.
  virtual Result<Statement*> prepare(std::string_view sql) = 0;
  // Several statements, without parameters (making tables).
  virtual Result<void> execute_script(std::string_view sql) = 0;

  // Its rows come a few at a time; on PostgreSQL only inside a transaction. Others run beside it.
  virtual Result<Rows> scan(std::string_view sql) = 0;

  // Both mend a connection that broke since the last transaction.
  virtual Result<void> begin_write() = 0;  // takes the one writing place at once; waits up to 5 s
  virtual Result<void> begin_read() = 0;   // what is read until commit() is one moment
  // Errors are final: nothing was recorded, roll back and reload. But not when commit_unknown().
  virtual Result<void> commit() = 0;
  // True after a commit() that failed without telling whether it took place: look for what was
  // written, in a begin_write(), whose commit waits for everything before it.
  [[nodiscard]] virtual bool commit_unknown() const = 0;
  virtual void rollback() = 0;               // always ends the transaction
  virtual Result<void> savepoint() = 0;          // one level
  virtual Result<void> release_savepoint() = 0;
  virtual Result<void> undo_to_savepoint() = 0;  // and forgets it
  // True after an error that has ended the whole transaction (full, I/O, memory, connection).
  [[nodiscard]] virtual bool transaction_lost() const = 0;
  // True after an error that leaves nothing to do but to roll back, or to undo to the savepoint.
  [[nodiscard]] virtual bool must_undo() const = 0;
  // True for ever after an error that says the disk did not keep what it was given (a sync or a
  // write that failed, unless for lack of room). Whoever records stops then: nothing believed to
  // be on the disk can be trusted any more. A database server stops by itself.
  [[nodiscard]] virtual bool disk_failed() const { return false; }

  // A hint: all of it is about to be read once. Guard against bus errors (app/bus_guard.h).
  virtual void will_read_all() {}

  // Has a server look what its tables hold, by which it chooses its ways to a row: all of them, or
  // those changed by a tenth since. Others read and write meanwhile.
  enum class Weigh { all, changed };
  virtual Result<void> weigh_tables(Weigh) { return {}; }

  // Writes its files anew: of what was deleted nothing is left in them, but in a server's own log.
  // SQLite needs the file's size in memory. Errors: unavailable, while somebody reads: try again.
  virtual Result<void> scrub() = 0;

  // Its own opinion of what it keeps: empty when sound, else the first complaint.
  virtual Result<std::string> integrity() = 0;
  virtual Result<std::vector<std::string>> tables() = 0;  // their names, sorted
  // The script by which the tables now there were made; and whether they stand as it made them.
  virtual Result<void> note_made_by(std::string_view script) = 0;
  virtual Result<bool> made_by(std::string_view script) = 0;
};

// SQLite: write-ahead log, synchronous FULL, foreign keys and secure delete on, trusted schema off;
// read back, and refused without. Errors: not_found, conflict (create), unavailable, corrupt.
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
[[nodiscard]] Result<std::int64_t> query_integer(
    Database& database, std::string_view sql, std::initializer_list<Parameter> parameters = {},
    std::int64_t otherwise = 0);

}  // namespace store
