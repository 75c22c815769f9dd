#include <doctest/doctest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fstream>

#include "store/database.h"

namespace store {
namespace {

namespace fs = std::filesystem;
using base::ErrorKind;
using namespace std::string_view_literals;

class Folder {
 public:
  Folder() : path_(fs::temp_directory_path() / ("plumbline-store-" + std::to_string(::getpid()))) {
    fs::remove_all(path_);
    fs::create_directories(path_);
  }
  ~Folder() { fs::remove_all(path_); }
  [[nodiscard]] fs::path operator/(std::string_view name) const { return path_ / name; }

 private:
  fs::path path_;
};

std::unique_ptr<Database> opened(const fs::path& file, OpenMode mode) {
  auto database = open_sqlite(file, mode, Durability::full);
  if (!database) FAIL(base::to_text(database.error()));
  return std::move(database).value();
}

std::unique_ptr<Database> with_table(const fs::path& file) {
  auto database = opened(file, OpenMode::create);
  REQUIRE(database->execute_script("CREATE TABLE t(n INTEGER PRIMARY KEY, a TEXT, b BLOB) STRICT;"
                                   "CREATE INDEX i ON t(a);"));
  return database;
}

std::int64_t count(Database& database) {
  return query_integer(database, "SELECT count(*) FROM t").value();
}

Result<void> add(Database& database, std::int64_t number, std::string_view text) {
  return run(database, "INSERT INTO t(n, a) VALUES($1, $2)", {number, text});
}

TEST_CASE("a database is made once and only opened where there is one") {
  const Folder folder;
  CHECK(open_sqlite(folder / "a", OpenMode::write, Durability::full).error().kind ==
        ErrorKind::not_found);
  CHECK(open_sqlite(folder / "a", OpenMode::read, Durability::full).error().kind ==
        ErrorKind::not_found);
  opened(folder / "a", OpenMode::create);
  CHECK(open_sqlite(folder / "a", OpenMode::create, Durability::full).error().kind ==
        ErrorKind::conflict);
  struct stat about {};
  REQUIRE(::stat((folder / "a").c_str(), &about) == 0);
  CHECK((about.st_mode & 0777) == 0600);
}

TEST_CASE("what is not a database, or not kept as ours are, is refused") {
  const Folder folder;
  std::ofstream(folder / "text") << std::string(5000, 'x');
  CHECK(open_sqlite(folder / "text", OpenMode::write, Durability::full).error().kind ==
        ErrorKind::corrupt);
  std::ofstream(folder / "empty") << "";
  const auto refused = open_sqlite(folder / "empty", OpenMode::write, Durability::full);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().what.find("journal_mode") != std::string::npos);
}

TEST_CASE("the settings hold on every connection") {
  const Folder folder;
  with_table(folder / "a");
  const auto database = opened(folder / "a", OpenMode::write);
  CHECK(query_integer(*database, "PRAGMA synchronous").value() == 2);
  CHECK(query_integer(*database, "PRAGMA foreign_keys").value() == 1);
  CHECK(query_integer(*database, "PRAGMA secure_delete").value() == 1);
  CHECK(query_integer(*database, "PRAGMA trusted_schema").value() == 0);
  CHECK(query_integer(*database, "PRAGMA busy_timeout").value() == 5000);
  const auto desk = open_sqlite(folder / "a", OpenMode::write, Durability::relaxed);
  CHECK(query_integer(*desk.value(), "PRAGMA synchronous").value() == 1);
}

TEST_CASE("text, bytes, numbers and nothing come back as they went in") {
  const Folder folder;
  const auto database = with_table(folder / "a");
  const std::string bytes("\0\xFF\0", 3);
  REQUIRE(run(*database, "INSERT INTO t VALUES($1, $2, $3)", {7, "à\0b"sv, Blob{bytes}}));
  REQUIRE(run(*database, "INSERT INTO t VALUES($1, $2, $3)", {8, ""sv, Blob{""}}));
  REQUIRE(run(*database, "INSERT INTO t VALUES($1, $2, $3)",
              {9, std::string_view(), std::monostate()}));
  auto rows = query(*database, "SELECT n, a, b FROM t ORDER BY n").value();
  REQUIRE(rows.next().value());
  CHECK(rows->columns() == 3);
  CHECK(rows->column_name(1) == "a");
  CHECK(rows->integer(0) == 7);
  CHECK(rows->text(1) == "à\0b"sv);
  CHECK(rows->bytes(2) == bytes);
  CHECK(rows->type(0) == Statement::ColumnType::integer);
  CHECK(rows->type(2) == Statement::ColumnType::blob);
  REQUIRE(rows.next().value());
  CHECK_FALSE(rows->is_null(1));
  CHECK(rows->type(2) == Statement::ColumnType::blob);
  CHECK(rows->bytes(2).empty());
  REQUIRE(rows.next().value());
  CHECK_FALSE(rows->is_null(1));  // a view of nothing is empty text, not NULL
  CHECK(rows->is_null(2));
  CHECK(rows->text(2).empty());
  CHECK_FALSE(rows.next().value());
}

TEST_CASE("parameters are bound by their numbers, in any order and more than once") {
  const auto database = open_sqlite_in_memory().value();
  auto rows = query(*database, "SELECT $2, $1, $2 || $3", {"one"sv, "two"sv, "three"sv}).value();
  REQUIRE(rows.next().value());
  CHECK(rows->text(0) == "two");
  CHECK(rows->text(1) == "one");
  CHECK(rows->text(2) == "twothree");
  CHECK(query(*database, "SELECT $1, $2", {1}).error().kind == ErrorKind::invalid);
  CHECK(query(*database, "SELECT ?", {1}).error().kind == ErrorKind::invalid);
  CHECK(query(*database, "SELECT $1; SELECT 2", {1}).error().kind == ErrorKind::invalid);
  CHECK(query(*database, "", {}).error().kind == ErrorKind::invalid);
  CHECK(query(*database, "SELECT nowhere", {}).error().kind == ErrorKind::invalid);
  CHECK(query(*database, "SELECT \"nowhere\"", {}).error().kind == ErrorKind::invalid);
}

TEST_CASE("what a query was given may go before its rows are read") {
  const auto database = open_sqlite_in_memory().value();
  auto given = std::make_unique<std::string>("a text too long for the small space of a string");
  auto rows = query(*database, "SELECT $1", {std::string_view(*given)}).value();
  given->assign(given->size(), '?');
  given.reset();
  REQUIRE(rows.next().value());
  CHECK(rows->text(0) == "a text too long for the small space of a string");
}

TEST_CASE("the same text is the same statement") {
  const auto database = open_sqlite_in_memory().value();
  Statement* first = database->prepare("SELECT $1").value();
  CHECK(database->prepare(std::string("SELECT $") + "1").value() == first);
  CHECK(database->prepare("SELECT $1 ").value() != first);
  for (std::int64_t number = 0; number < 100; ++number) {
    CHECK(query_integer(*database, "SELECT $1", {number}).value() == number);
  }
  CHECK(query_integer(*database, "SELECT 1 WHERE 0", {}, 42).value() == 42);
}

TEST_CASE("a rule of a table that is broken is a conflict, and the transaction goes on") {
  const Folder folder;
  const auto database = with_table(folder / "a");
  REQUIRE(database->begin_write());
  REQUIRE(add(*database, 1, "one"));
  CHECK(add(*database, 1, "again").error().kind == ErrorKind::conflict);
  CHECK_FALSE(database->transaction_lost());
  REQUIRE(add(*database, 2, "two"));
  REQUIRE(database->commit());
  CHECK(count(*database) == 2);
}

TEST_CASE("a savepoint undoes one act and leaves the others") {
  const Folder folder;
  const auto database = with_table(folder / "a");
  REQUIRE(database->begin_write());
  REQUIRE(database->savepoint());
  REQUIRE(add(*database, 1, "kept"));
  REQUIRE(database->release_savepoint());
  REQUIRE(database->savepoint());
  REQUIRE(add(*database, 2, "undone"));
  REQUIRE(database->undo_to_savepoint());
  REQUIRE(database->savepoint());
  REQUIRE(add(*database, 3, "kept too"));
  REQUIRE(database->release_savepoint());
  REQUIRE(database->commit());
  CHECK(count(*database) == 2);
  CHECK(query_integer(*database, "SELECT count(*) FROM t WHERE n = 2").value() == 0);
}

TEST_CASE("a rolled back transaction leaves nothing") {
  const Folder folder;
  const auto database = with_table(folder / "a");
  REQUIRE(database->begin_write());
  REQUIRE(add(*database, 1, "one"));
  database->rollback();
  database->rollback();
  CHECK(count(*database) == 0);
  CHECK_FALSE(database->commit());
  REQUIRE(database->begin_write());
  REQUIRE(database->commit());
}

TEST_CASE("a reader sees one moment while another writes") {
  const Folder folder;
  const auto writer = with_table(folder / "a");
  REQUIRE(add(*writer, 1, "one"));
  const auto reader = opened(folder / "a", OpenMode::read);
  REQUIRE(reader->begin_read());
  REQUIRE(writer->begin_write());
  REQUIRE(add(*writer, 2, "two"));
  CHECK(count(*reader) == 1);
  REQUIRE(writer->commit());
  CHECK(count(*reader) == 1);
  REQUIRE(reader->commit());
  CHECK(count(*reader) == 2);
}

TEST_CASE("a connection for reading cannot write, and works while another does") {
  const Folder folder;
  const auto writer = with_table(folder / "a");
  REQUIRE(writer->begin_write());
  REQUIRE(add(*writer, 1, "one"));
  const auto reader = opened(folder / "a", OpenMode::read);
  CHECK(count(*reader) == 0);
  CHECK(add(*reader, 2, "two").error().kind == ErrorKind::refused);
  CHECK_FALSE(reader->execute_script("CREATE TABLE u(n INTEGER)"));
  CHECK_FALSE(reader->begin_write());
  REQUIRE(writer->commit());
  CHECK(count(*reader) == 1);
}

TEST_CASE("a full disk loses the transaction, and nothing can be added to its remains") {
  const Folder folder;
  const auto database = with_table(folder / "a");
  REQUIRE(add(*database, 1, "before"));
  REQUIRE(database->execute_script("PRAGMA max_page_count=8"));
  REQUIRE(database->begin_write());
  const std::string large(100'000, 'x');
  CHECK(add(*database, 2, large).error().kind == ErrorKind::unavailable);
  CHECK(database->transaction_lost());
  CHECK_FALSE(add(*database, 3, "small"));
  CHECK_FALSE(database->execute_script("INSERT INTO t(n) VALUES(4)"));
  CHECK_FALSE(database->commit());
  database->rollback();
  CHECK_FALSE(database->transaction_lost());
  CHECK(count(*database) == 1);
  REQUIRE(database->execute_script("PRAGMA max_page_count=1000"));
  REQUIRE(database->begin_write());
  REQUIRE(add(*database, 2, large));
  REQUIRE(database->commit());
  CHECK(count(*database) == 2);
}

TEST_CASE("damage to the file is found") {
  const Folder folder;
  {
    const auto database = with_table(folder / "a");
    REQUIRE(database->begin_write());
    for (std::int64_t number = 0; number < 500; ++number) {
      REQUIRE(add(*database, number, "some text " + std::to_string(number)));
    }
    REQUIRE(database->commit());
    CHECK(database->integrity().value().empty());
  }
  {
    std::fstream file(folder / "a", std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(2 * 8192 + 8);
    file << std::string(64, '\x7F');
  }
  const auto damaged = open_sqlite(folder / "a", OpenMode::read, Durability::full);
  REQUIRE(damaged);
  const auto complaint = damaged.value()->integrity();
  CHECK((!complaint.has_value() || !complaint.value().empty()));
}

TEST_CASE("a row that points at nothing is found") {
  const auto database = open_sqlite_in_memory().value();
  REQUIRE(database->execute_script("CREATE TABLE p(n INTEGER PRIMARY KEY);"
                                   "CREATE TABLE c(p INTEGER REFERENCES p(n));"));
  CHECK(run(*database, "INSERT INTO c VALUES(1)").error().kind == ErrorKind::conflict);
  REQUIRE(database->execute_script("PRAGMA foreign_keys=OFF; INSERT INTO c VALUES(1);"));
  CHECK(database->integrity().value() == "A row of c points at a row of p that is not there.");
}

TEST_CASE("tables are listed in order, and told from what another script makes") {
  const auto database = open_sqlite_in_memory().value();
  const std::string script =
      "CREATE TABLE b(n INTEGER); CREATE TABLE a(n INTEGER); CREATE INDEX c ON b(n);";
  REQUIRE(database->execute_script(script));
  REQUIRE(database->execute_script("INSERT INTO b VALUES(1); ANALYZE;"));
  CHECK(database->tables().value() == std::vector<std::string>{"a", "b"});
  CHECK(database->made_by(script).value());
  CHECK(!database->made_by(script + "CREATE INDEX d ON a(n);").value());
  REQUIRE(database->execute_script("DROP INDEX c"));
  CHECK(!database->made_by(script).value());
}

TEST_CASE("a scan reads beside other statements of the same text") {
  const Folder folder;
  const auto database = with_table(folder / "a");
  REQUIRE(database->begin_write());
  for (std::int64_t number = 0; number < 3; ++number) REQUIRE(add(*database, number, "x"));
  const std::string all = "SELECT * FROM " + database->tables().value().front();
  auto first = database->scan(all);
  auto second = database->scan(all);
  REQUIRE(first);
  REQUIRE(second);
  CHECK(first->next().value());
  CHECK(second->next().value());
  CHECK(count(*database) == 3);
  CHECK(first->next().value());
  CHECK(first->next().value());
  CHECK(!first->next().value());
  REQUIRE(database->commit());
}

TEST_CASE("nothing is read from or written to a file that was taken away or replaced") {
  const Folder folder;
  auto database = with_table(folder / "a.sqlite");
  REQUIRE(add(*database, 1, "before"));
  fs::rename(folder / "a.sqlite", folder / "elsewhere.sqlite");
  CHECK(database->begin_write().error().kind == ErrorKind::unavailable);
  CHECK(database->begin_read().error().kind == ErrorKind::unavailable);
  fs::copy_file(folder / "elsewhere.sqlite", folder / "a.sqlite");
  CHECK(database->begin_write().error().kind == ErrorKind::unavailable);
  fs::rename(folder / "elsewhere.sqlite", folder / "a.sqlite");
  REQUIRE(database->begin_write());
  REQUIRE(add(*database, 2, "after"));
  CHECK(database->commit());
  CHECK(count(*database) == 2);
}

}  // namespace
}  // namespace store
