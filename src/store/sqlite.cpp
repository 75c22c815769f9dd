// SQLite behind the seam of database.h, by its C interface. The only file that includes sqlite3.h.
#include <fcntl.h>
#include <sqlite3.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <optional>
#include <unordered_map>
#include <utility>

#include "base/text.h"
#include "store/database.h"

namespace store {
namespace {

namespace fs = std::filesystem;
using base::ErrorKind;
using base::Failure;

struct Meaning {
  ErrorKind kind;
  std::string_view sentence;
};

Meaning meaning_of(int code) {
  switch (code & 0xFF) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return {ErrorKind::unavailable, "Another program is writing and has not finished."};
    case SQLITE_FULL: return {ErrorKind::unavailable, "The disk is full."};
    case SQLITE_IOERR: return {ErrorKind::unavailable, "The disk could not be read or written."};
    case SQLITE_NOMEM: return {ErrorKind::unavailable, "There is not enough memory."};
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB: return {ErrorKind::corrupt, "The database file is damaged."};
    case SQLITE_CANTOPEN: return {ErrorKind::unavailable, "The database file cannot be opened."};
    case SQLITE_PERM:
    case SQLITE_AUTH:
    case SQLITE_READONLY: return {ErrorKind::refused, "The database cannot be written to."};
    case SQLITE_CONSTRAINT: return {ErrorKind::conflict, "The database holds this already, or not "
                                                         "what it points at."};
    default: return {ErrorKind::invalid, "The database did not accept a statement."};
  }
}

// After these nothing may be assumed of the transaction, whether or not SQLite has rolled it back.
bool ends_transaction(int code) {
  const int kind = code & 0xFF;
  return kind == SQLITE_FULL || kind == SQLITE_IOERR || kind == SQLITE_NOMEM ||
         kind == SQLITE_CORRUPT || kind == SQLITE_NOTADB || kind == SQLITE_INTERRUPT;
}

// A disk that has no room says so and keeps what it has. Of quotas and limits SQLite knows only
// that a write was refused; errno, asked at once, still says why.
bool no_room(int code) {
  if ((code & 0xFF) == SQLITE_FULL || code == SQLITE_IOERR_SHMSIZE) return true;
  return code == SQLITE_IOERR_WRITE && (errno == ENOSPC || errno == EDQUOT || errno == EFBIG);
}

// What was given to the disk may not be there, whatever it says later: after a failed sync the
// system calls the pages clean, and the next sync succeeds without them.
bool not_kept(int code) {
  return code == SQLITE_IOERR || code == SQLITE_IOERR_WRITE || code == SQLITE_IOERR_FSYNC ||
         code == SQLITE_IOERR_DIR_FSYNC || code == SQLITE_IOERR_TRUNCATE ||
         code == SQLITE_IOERR_DELETE || code == SQLITE_IOERR_CLOSE;
}

// Copying the log into the database can wait for whoever reads or copies just now, and for room.
bool may_be_put_off(int code) {
  const int kind = code & 0xFF;
  return kind == SQLITE_BUSY || kind == SQLITE_LOCKED || no_room(code);
}

// Rows with the text of a record are about a kilobyte: on smaller pages a quarter would be waste.
constexpr const char* page_size = "8192";
constexpr int pages_in_log = 500;  // before they are copied into the database

// An open connection and what went wrong on it. Shared by the database and its statements.
class Connection {
 public:
  explicit Connection(std::string file) : file_(std::move(file)) {}
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;
  ~Connection() { sqlite3_close_v2(handle_); }

  int open(int flags) { return sqlite3_open_v2(file_.c_str(), &handle_, flags, nullptr); }
  // SQLite's own way of copying the log into the database keeps a failure to itself.
  void copy_log_ourselves() { sqlite3_wal_hook(handle_, after_commit, this); }
  // What went wrong in copying it since this was last asked.
  std::optional<Failure> copying_fault() { return std::exchange(copying_fault_, std::nullopt); }
  [[nodiscard]] sqlite3* handle() const { return handle_; }
  [[nodiscard]] const std::string& file() const { return file_; }
  [[nodiscard]] bool lost() const { return lost_; }
  [[nodiscard]] bool disk_failed() const { return disk_failed_; }
  [[nodiscard]] bool in_transaction() const { return in_transaction_; }
  void transaction_began() { in_transaction_ = true; }
  void transaction_ended() { in_transaction_ = lost_ = false; }
  void lose_transaction() { lost_ = in_transaction_; }

  // What `code` says, in words; notices when it has ended the transaction.
  Failure fault(int code) {
    const bool full = no_room(code);
    const bool rolled_back = handle_ != nullptr && sqlite3_get_autocommit(handle_) != 0;
    if (ends_transaction(code) || rolled_back) lose_transaction();
    if (!full && not_kept(code)) disk_failed_ = true;
    const Meaning meaning = meaning_of(full ? SQLITE_FULL : code);
    std::string what(meaning.sentence);
    what.append(" SQLite says: ");
    what.append(handle_ == nullptr ? sqlite3_errstr(code) : sqlite3_errmsg(handle_)).append(".");
    return {meaning.kind, std::move(what), file_};
  }

  // Without this, a statement after a lost transaction would stand on its own and be recorded.
  Result<void> still_sound() const {
    if (!lost_) return {};
    return Failure{ErrorKind::unavailable,
                   "The transaction was lost; nothing more can be done in it.", file_};
  }

 private:
  // The commit stands already. Others reading, or no room, put the copying off; what else goes
  // wrong comes out as an error of the commit, so that nobody is told "recorded" by a bad disk.
  static int after_commit(void* self, sqlite3* handle, const char* name, int pages) {
    if (pages < pages_in_log) return SQLITE_OK;
    const int code =
        sqlite3_wal_checkpoint_v2(handle, name, SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr);
    if (code == SQLITE_OK || may_be_put_off(code)) return SQLITE_OK;
    auto& connection = *static_cast<Connection*>(self);
    connection.copying_fault_ = connection.fault(code);
    return SQLITE_OK;
  }

  std::string file_;
  sqlite3* handle_ = nullptr;
  bool in_transaction_ = false;
  bool lost_ = false;
  bool disk_failed_ = false;
  std::optional<Failure> copying_fault_;
};

class SqliteStatement : public Statement {
 public:
  SqliteStatement(Connection& connection, sqlite3_stmt* handle)
      : connection_(&connection), handle_(handle) {}
  SqliteStatement(const SqliteStatement&) = delete;
  SqliteStatement& operator=(const SqliteStatement&) = delete;
  ~SqliteStatement() override { sqlite3_finalize(handle_); }

  // SQLite numbers $2, $1 by first appearance; places_ turns our number into SQLite's.
  Result<void> find_places() {
    const int count = sqlite3_bind_parameter_count(handle_);
    for (int place = 1; place <= count; ++place) {
      const char* name = sqlite3_bind_parameter_name(handle_, place);
      const auto number = base::whole_number(name == nullptr ? "" : name + 1);
      if (!number || name[0] != '$' || *number < 1 || *number > 32766) {
        return Failure{ErrorKind::invalid, "Parameters are written $1, $2 and so on.",
                       sqlite3_sql(handle_)};
      }
      const auto at = static_cast<std::size_t>(*number);
      if (places_.size() < at) places_.resize(at);
      places_[at - 1] = place;
    }
    return {};
  }

  Result<void> start(std::span<const Parameter> parameters) override {
    sqlite3_reset(handle_);
    TRY(connection_->still_sound());
    if (parameters.size() != places_.size()) {
      return Failure{ErrorKind::invalid, "A statement was given the wrong number of parameters.",
                     sqlite3_sql(handle_)};
    }
    keep(parameters);
    std::size_t used = 0;
    for (std::size_t at = 0; at < parameters.size(); ++at) {
      if (places_[at] == 0) continue;
      const int code = bind(places_[at], parameters[at], used);
      if (code != SQLITE_OK) return connection_->fault(code);
    }
    return {};
  }

  Result<bool> step() override {
    const int code = sqlite3_step(handle_);
    if (code == SQLITE_ROW) return true;
    if (code == SQLITE_DONE) {
      sqlite3_reset(handle_);
      return false;
    }
    Failure failure = connection_->fault(code);
    sqlite3_reset(handle_);
    return failure;
  }

  Result<void> run(std::span<const Parameter> parameters) override {
    TRY(start(parameters));
    while (TRY(step())) {
    }
    return {};
  }

  void reset() override { sqlite3_reset(handle_); }
  int columns() const override { return sqlite3_column_count(handle_); }
  std::string_view column_name(int column) const override {
    const char* name = sqlite3_column_name(handle_, column);
    return name == nullptr ? "" : name;
  }
  bool is_null(int column) const override {
    return sqlite3_column_type(handle_, column) == SQLITE_NULL;
  }
  std::int64_t integer(int column) const override { return sqlite3_column_int64(handle_, column); }
  std::string_view text(int column) const override {
    const void* start = sqlite3_column_text(handle_, column);
    return view(start, sqlite3_column_bytes(handle_, column));
  }
  std::string_view bytes(int column) const override {
    const void* start = sqlite3_column_blob(handle_, column);
    return view(start, sqlite3_column_bytes(handle_, column));
  }
  ColumnType type(int column) const override {
    switch (sqlite3_column_type(handle_, column)) {
      case SQLITE_INTEGER: return ColumnType::integer;
      case SQLITE_FLOAT: return ColumnType::real;
      case SQLITE_TEXT: return ColumnType::text;
      case SQLITE_BLOB: return ColumnType::blob;
      default: return ColumnType::null;
    }
  }

 private:
  static std::string_view view(const void* start, int length) {
    if (start == nullptr) return {};
    return {static_cast<const char*>(start), static_cast<std::size_t>(length)};
  }

  static std::string_view borrowed(const Parameter& parameter) {
    if (const auto* text = std::get_if<std::string_view>(&parameter)) return *text;
    if (const auto* blob = std::get_if<Blob>(&parameter)) return blob->bytes;
    return {};
  }

  // The caller's text is lent only until start() returns, and a query reads on after that. So it is
  // kept here, in room that a repeated call finds ready, and SQLite need not copy it again.
  void keep(std::span<const Parameter> parameters) {
    constexpr std::size_t worth_keeping = 1u << 20;
    std::size_t length = 0;
    for (const Parameter& parameter : parameters) length += borrowed(parameter).size();
    if (kept_.capacity() > worth_keeping && length < worth_keeping) kept_ = std::string();
    kept_.clear();
    kept_.reserve(length);
    for (const Parameter& parameter : parameters) kept_.append(borrowed(parameter));
  }

  // Binds one parameter; `used` counts the kept bytes that earlier ones have taken.
  int bind(int place, const Parameter& parameter, std::size_t& used) {
    if (std::holds_alternative<std::monostate>(parameter)) return sqlite3_bind_null(handle_, place);
    if (const auto* number = std::get_if<std::int64_t>(&parameter)) {
      return sqlite3_bind_int64(handle_, place, *number);
    }
    const char* start = kept_.data() + used;
    const std::size_t length = borrowed(parameter).size();
    used += length;
    if (std::holds_alternative<Blob>(parameter)) {
      return sqlite3_bind_blob64(handle_, place, start, length, SQLITE_STATIC);
    }
    return sqlite3_bind_text64(handle_, place, start, length, SQLITE_STATIC, SQLITE_UTF8);
  }

  Connection* connection_;
  sqlite3_stmt* handle_;
  std::vector<int> places_;
  std::string kept_;
};

// Finds a kept statement by a view of its text, without making a string of it.
struct TextHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const {
    return std::hash<std::string_view>{}(text);
  }
};

class SqliteDatabase : public Database {
 public:
  explicit SqliteDatabase(std::string file) : connection_(std::move(file)) {}

  Result<void> open(int flags) {
    const int code = connection_.open(flags);
    if (code != SQLITE_OK) return connection_.fault(code);
    sqlite3_extended_result_codes(connection_.handle(), 1);
    sqlite3_busy_timeout(connection_.handle(), 5000);
    connection_.copy_log_ourselves();
    sqlite3_db_config(connection_.handle(), SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    // A misspelt column in double quotes is a mistake, not a text.
    sqlite3_db_config(connection_.handle(), SQLITE_DBCONFIG_DQS_DML, 0, nullptr);
    sqlite3_db_config(connection_.handle(), SQLITE_DBCONFIG_DQS_DDL, 0, nullptr);
    return {};
  }

  // Sets a setting and reads it back; a build of SQLite that ignores it must not hold a record.
  Result<void> set(std::string_view name, std::string_view value, std::string_view reads_back) {
    const std::string setting(name);
    TRY(execute_script("PRAGMA " + setting + "=" + std::string(value)));
    return expect(setting, reads_back);
  }

  Result<void> expect(const std::string& name, std::string_view wanted) {
    Rows rows = TRY(query(*this, "PRAGMA " + name));
    const bool present = TRY(rows.next());
    if (present && rows->text(0) == wanted) return {};
    std::string found = present ? std::string(rows->text(0)) : "nothing";
    return Failure{ErrorKind::unavailable,
                   "The database setting " + name + " is " + found + " and must be " +
                       std::string(wanted) + ".",
                   connection_.file()};
  }

  Result<Statement*> prepare(std::string_view sql) override {
    if (const auto found = statements_.find(sql); found != statements_.end()) {
      return static_cast<Statement*>(found->second.get());
    }
    auto statement = TRY(make_statement(sql));
    Statement* kept = statement.get();
    statements_.emplace(sql, std::move(statement));
    return kept;
  }

  Result<Rows> scan(std::string_view sql) override {
    auto statement = TRY(make_statement(sql));
    TRY(statement->start({}));
    return Rows(std::move(statement));
  }

  Result<void> execute_script(std::string_view sql) override {
    TRY(connection_.still_sound());
    const std::string text(sql);
    const int code =
        sqlite3_exec(connection_.handle(), text.c_str(), nullptr, nullptr, nullptr);
    if (code != SQLITE_OK) return connection_.fault(code);
    return {};
  }

  Result<void> begin_write() override { return begin("BEGIN IMMEDIATE"); }

  Result<void> begin_read() override {
    TRY(begin("BEGIN"));
    // A plain BEGIN takes its moment at the first read: take it now.
    const Result<std::int64_t> looked = query_integer(*this, "SELECT 1 FROM sqlite_schema LIMIT 1");
    if (looked) return {};
    rollback();
    return Failure{looked.error()};
  }

  Result<void> commit() override {
    Result<void> done = run(*this, "COMMIT");
    if (auto fault = connection_.copying_fault(); done && fault) done = std::move(*fault);
    if (done) {
      connection_.transaction_ended();
    } else {
      connection_.lose_transaction();
    }
    return done;
  }

  void rollback() override {
    connection_.transaction_ended();
    if (sqlite3_get_autocommit(connection_.handle()) == 0) {
      sqlite3_exec(connection_.handle(), "ROLLBACK", nullptr, nullptr, nullptr);
    }
  }

  Result<void> savepoint() override { return run(*this, "SAVEPOINT act"); }
  Result<void> release_savepoint() override { return run(*this, "RELEASE act"); }
  Result<void> undo_to_savepoint() override {
    TRY(run(*this, "ROLLBACK TO act"));
    return run(*this, "RELEASE act");
  }
  bool transaction_lost() const override { return connection_.lost(); }
  bool must_undo() const override { return connection_.lost(); }
  bool commit_unknown() const override { return false; }
  bool disk_failed() const override { return connection_.disk_failed(); }

  // Writes what the log holds into the database, and syncs that. After a failed sync the system may
  // show us pages that never reached the disk: written once more, they do, or we hear of it.
  Result<void> write_log_again() {
    const int code = sqlite3_wal_checkpoint_v2(connection_.handle(), nullptr,
                                               SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr);
    if (code == SQLITE_OK || may_be_put_off(code)) return {};
    return connection_.fault(code);
  }

  Result<std::string> integrity() override;
  Result<void> scrub() override;

  // Mapped into memory, pages are looked at where they lie and not copied first.
  void will_read_all() override {
    constexpr const char* map_all = "PRAGMA mmap_size=2147418112";  // SQLite's own bound
    sqlite3_exec(connection_.handle(), map_all, nullptr, nullptr, nullptr);
  }

  Result<std::vector<std::string>> tables() override {
    return names("SELECT name FROM sqlite_schema WHERE type = 'table'"
                 " AND substr(name, 1, 7) <> 'sqlite_' ORDER BY name");
  }

  Result<void> note_made_by(std::string_view) override { return {}; }  // it keeps the texts itself
  Result<bool> made_by(std::string_view script) override;

  // Every object's kind, names and defining text, sorted by name: a changed kind hides a table from
  // whoever lists them, though statements still reach it.
  Result<std::string> schema_text() {
    std::string text;
    for (const std::string& one :
         TRY(names("SELECT type || ' ' || name || ' ' || tbl_name || ' ' || coalesce(sql, '')"
                   " FROM sqlite_schema WHERE substr(name, 1, 11) <> 'sqlite_stat'"
                   " ORDER BY name"))) {
      text.append(one).append(";\n");
    }
    return text;
  }

 private:
  Result<std::unique_ptr<SqliteStatement>> make_statement(std::string_view sql) {
    TRY(connection_.still_sound());
    sqlite3_stmt* handle = nullptr;
    const char* rest = nullptr;
    const int code = sqlite3_prepare_v3(connection_.handle(), sql.data(),
                                        static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT,
                                        &handle, &rest);
    if (code != SQLITE_OK) return connection_.fault(code);
    auto statement = std::make_unique<SqliteStatement>(connection_, handle);
    const std::string_view left = sql.substr(static_cast<std::size_t>(rest - sql.data()));
    if (handle == nullptr || !base::trimmed(left).empty()) {
      return Failure{ErrorKind::invalid, "One statement was expected.", std::string(sql)};
    }
    TRY(statement->find_places());
    return statement;
  }

  Result<void> begin(std::string_view sql) {
    TRY(still_in_its_folder());
    TRY(run(*this, sql));
    connection_.transaction_began();
    return {};
  }

  // A file that was taken away, or had another put in its place, goes on taking what is written,
  // and all of it is gone when the program ends.
  Result<void> still_in_its_folder() {
    int moved = 0;
    const int code =
        sqlite3_file_control(connection_.handle(), "main", SQLITE_FCNTL_HAS_MOVED, &moved);
    if (code != SQLITE_OK || moved == 0) return {};
    return Failure{ErrorKind::unavailable, "The database file is no longer in its folder.",
                   connection_.file()};
  }

  Result<std::vector<std::string>> names(std::string_view sql) {
    std::vector<std::string> found;
    Rows rows = TRY(query(*this, sql));
    while (TRY(rows.next())) found.emplace_back(rows->text(0));
    return found;
  }

  Connection connection_;  // before the statements, which must be gone before it closes
  std::unordered_map<std::string, std::unique_ptr<SqliteStatement>, TextHash, std::equal_to<>>
      statements_;
};

Failure file_fault(std::string_view what, const fs::path& file) {
  return {ErrorKind::unavailable, std::string(what).append(": ").append(std::strerror(errno)) + ".",
          file.string()};
}

// An empty file that only its owner may read: SQLite gives its log the same mode.
Result<void> make_private_file(const fs::path& file) {
  const int made = ::open(file.c_str(), O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0600);
  if (made < 0 && errno == EEXIST) {
    return Failure{ErrorKind::conflict, "There is a file of this name already.", file.string()};
  }
  if (made < 0) return file_fault("The file could not be made", file);
  ::close(made);
  return {};
}

Result<std::string> SqliteDatabase::integrity() {
  const auto complaints = TRY(names("PRAGMA integrity_check(1)"));
  if (complaints.empty()) return std::string("SQLite gave no answer.");
  if (complaints.front() != "ok") return complaints.front();
  Rows rows = TRY(query(*this, "PRAGMA foreign_key_check"));
  if (!TRY(rows.next())) return std::string();
  return std::string("A row of ").append(rows->text(0)).append(" points at a row of ")
      .append(rows->text(2)).append(" that is not there.");
}

// The log first holds the whole new file, and is then written into it and cut to nothing; that
// waits, five seconds at most, until nobody reads by the old one.
Result<void> SqliteDatabase::scrub() {
  TRY(still_in_its_folder());
  TRY(run(*this, "VACUUM"));
  const int code = sqlite3_wal_checkpoint_v2(connection_.handle(), nullptr,
                                             SQLITE_CHECKPOINT_TRUNCATE, nullptr, nullptr);
  if (code == SQLITE_OK) return {};
  return connection_.fault(code);
}

// Before the first connection: SQLite's own memory counts would make all threads share a lock.
void prepare_library() {
  static const int configured = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
  ENSURE(configured == SQLITE_OK);
}

Result<void> settle(SqliteDatabase& database, Durability durability) {
  const bool full = durability == Durability::full;
  TRY(database.set("synchronous", full ? "FULL" : "NORMAL", full ? "2" : "1"));
  TRY(database.set("foreign_keys", "ON", "1"));
  TRY(database.set("trusted_schema", "OFF", "0"));
  TRY(database.set("secure_delete", "ON", "1"));
  TRY(database.set("cell_size_check", "ON", "1"));
  TRY(database.set("temp_store", "MEMORY", "2"));  // what is sorted never reaches another file
  return database.expect("busy_timeout", "5000");
}

// KiB of pages that a connection keeps. Readers are several, and what they do not keep the system
// does: half as much costs them nothing that can be measured.
std::string_view cache_of(OpenMode mode) { return mode == OpenMode::read ? "-4000" : "-8000"; }

Result<std::unique_ptr<SqliteDatabase>> open_memory() {
  prepare_library();
  auto database = std::make_unique<SqliteDatabase>(":memory:");
  TRY(database->open(SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX));
  TRY(settle(*database, Durability::relaxed));
  return database;
}

Result<bool> SqliteDatabase::made_by(std::string_view script) {
  auto expected = TRY(open_memory());
  TRY(expected->execute_script(script));
  const std::string wanted = TRY(expected->schema_text());
  return TRY(schema_text()) == wanted;
}

}  // namespace

Result<std::unique_ptr<Database>> open_sqlite(const fs::path& file, OpenMode mode,
                                              Durability durability) {
  prepare_library();
  if (mode == OpenMode::create) TRY(make_private_file(file));
  std::error_code ignored;
  if (!fs::exists(file, ignored)) {
    return Failure{ErrorKind::not_found, "There is no database here.", file.string()};
  }
  const int access = mode == OpenMode::read ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE;
  auto database = std::make_unique<SqliteDatabase>(file.string());
  TRY(database->open(access | SQLITE_OPEN_NOMUTEX));
  if (mode == OpenMode::create) {
    TRY(database->set("page_size", page_size, page_size));
    TRY(database->set("journal_mode", "WAL", "wal"));
  } else {
    TRY(database->expect("journal_mode", "wal"));
  }
  TRY(settle(*database, durability));
  TRY(database->set("cache_size", cache_of(mode), cache_of(mode)));
  if (mode == OpenMode::read) TRY(database->set("query_only", "ON", "1"));
  if (mode == OpenMode::write && durability == Durability::full) TRY(database->write_log_again());
  return std::unique_ptr<Database>(std::move(database));
}

Result<std::unique_ptr<Database>> open_sqlite_in_memory() {
  return std::unique_ptr<Database>(TRY(open_memory()));
}

}  // namespace store
