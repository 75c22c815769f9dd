#include "store/place.h"

#include <utility>

#include "base/files.h"
#include "base/hash.h"
#include "base/random.h"
#include "base/text.h"

namespace store {
namespace {

namespace fs = std::filesystem;
using base::ErrorKind;
using base::Failure;

constexpr std::size_t longest_server_file = 8192;

Durability durability_of(Part part) {
  return part == Part::record ? Durability::full : Durability::relaxed;
}

fs::path file_of(const fs::path& folder, Part part) {
  return folder / (part == Part::record ? "record.sqlite" : "desk.sqlite");
}

bool is_there(const fs::path& file) {
  std::error_code unknown;
  return fs::exists(file, unknown);
}

std::string in_quotes(std::string_view name) {
  std::string text = "\"";
  for (const char letter : name)
    text += letter == '"' ? std::string("\"\"") : std::string(1, letter);
  return text + '"';
}

bool is_plain_name(std::string_view name) {
  constexpr std::string_view letters = "abcdefghijklmnopqrstuvwxyz0123456789_";
  return !name.empty() && name.size() <= 48 &&
         name.find_first_not_of(letters) == std::string_view::npos;
}

// What the folder's file `server` says.
Result<ServerPlace> server_of(const fs::path& folder, Part part) {
  const fs::path file = folder / "server";
  const std::string text = TRY(base::read_file(file, longest_server_file));
  ServerPlace place;
  for (const std::string_view line : base::split(text, '\n')) {
    if (line.starts_with("schema ")) place.schema = base::trimmed(line.substr(7));
    if (line.starts_with("connection ")) place.connection = base::trimmed(line.substr(11));
  }
  if (is_plain_name(place.schema) && !place.connection.empty()) {
    if (part == Part::desk) place.schema += "_desk";
    return place;
  }
  return Failure{ErrorKind::invalid,
                 "This file must have a line “schema NAME” and a line “connection …”.",
                 file.string()};
}

Failure no_store(const fs::path& folder) {
  return {ErrorKind::not_found, "There is no store in this folder.", folder.string()};
}

// Two administrators' connections that change the rights of one database at once are refused by
// the server, so they take turns. Held until the connection ends; the number is ours alone.
constexpr std::string_view one_at_a_time = "SELECT pg_advisory_lock(705110331)";

// One row that a writer locks: it stands for the head of the log.
constexpr std::string_view writer_place =
    "CREATE TABLE writer_place (place INTEGER NOT NULL PRIMARY KEY);"
    "INSERT INTO writer_place (place) VALUES (1)";

Result<void> make_writer_place(const ServerPlace& place) {
  auto database = TRY(open_postgres(place, OpenMode::create, Durability::full));
  return database->execute_script(writer_place);
}

Result<void> write_desk_tables(Database& desk, std::string_view tables) {
  if (TRY(desk.made_by(tables))) return {};
  for (const std::string& name : TRY(desk.tables())) {
    TRY(desk.execute_script("DROP TABLE \"" + name + "\""));
  }
  TRY(desk.execute_script(tables));
  return desk.note_made_by(tables);
}

void remove_files(const fs::path& file) {
  std::error_code ignored;  // what cannot be removed is told by whoever makes it anew
  for (const char* tail : {"", "-wal", "-shm"}) fs::remove(fs::path(file).concat(tail), ignored);
}

}  // namespace

bool holds_store(const fs::path& folder) {
  return is_there(file_of(folder, Part::record)) || is_there(folder / "server");
}

Result<std::unique_ptr<Database>> open_part(const fs::path& folder, Part part, OpenMode mode) {
  if (mode != OpenMode::read && part == Part::record && is_there(folder / "unfinished")) {
    return Failure{ErrorKind::refused,
                   "A move into this folder was cut short. If the old place still opens, delete "
                   "this folder; if it says that it was moved, delete the file “unfinished” here.",
                   folder.string()};
  }
  if (is_there(folder / "server")) {
    return open_postgres(TRY(server_of(folder, part)), mode, durability_of(part));
  }
  const fs::path file = file_of(folder, part);
  if (!is_there(file)) return no_store(folder);
  return open_sqlite(file, mode, durability_of(part));
}

Result<void> mark_unfinished(const fs::path& folder) {
  return base::write_file(folder / "unfinished", "A store is being moved here.\n",
                          base::FileMode::readable);
}

void unmark_unfinished(const fs::path& folder) {
  std::error_code ignored;
  fs::remove(folder / "unfinished", ignored);
}

Result<std::unique_ptr<Database>> make_desk_anew(const fs::path& folder, std::string_view tables) {
  if (!is_there(folder / "server")) {
    const fs::path file = file_of(folder, Part::desk);
    remove_files(file);
    auto desk = TRY(open_sqlite(file, OpenMode::create, Durability::relaxed));
    TRY(desk->execute_script(tables));
    return desk;
  }
  auto desk = TRY(open_part(folder, Part::desk, OpenMode::write));
  TRY(desk->begin_write());
  auto written = write_desk_tables(*desk, tables);
  if (written) written = desk->commit();
  if (written) return desk;
  desk->rollback();
  return std::move(written).failure();
}

Result<NewPlace> NewPlace::begin(const fs::path& folder, const std::string& administrator) {
  std::error_code failed;
  fs::create_directories(folder, failed);
  if (failed) return Failure{ErrorKind::unavailable, failed.message(), folder.string()};
  if (holds_store(folder)) {
    return Failure{ErrorKind::conflict, "There is a store in this folder already.",
                   folder.string()};
  }
  NewPlace place(folder, administrator);
  if (administrator.empty()) {
    remove_files(folder / "record.sqlite.new");  // of an attempt that a crash ended
    return place;
  }
  TRY(place.make_schemas());
  return place;
}

NewPlace::NewPlace(NewPlace&& other) noexcept
    : folder_(std::move(other.folder_)),
      administrator_(std::move(other.administrator_)),
      database_(std::move(other.database_)),
      server_file_(std::move(other.server_file_)),
      place_(std::move(other.place_)),
      undone_(std::exchange(other.undone_, false)) {}

NewPlace::~NewPlace() {
  if (undone_) take_away();
}

void NewPlace::undo() {
  std::error_code ignored;
  fs::remove(folder_ / "server", ignored);
  if (administrator_.empty()) {
    for (const Part part : {Part::record, Part::desk}) remove_files(file_of(folder_, part));
  }
  take_away();
  undone_ = false;
}

void NewPlace::take_away() {
  if (administrator_.empty()) remove_files(folder_ / "record.sqlite.new");
  if (administrator_.empty() || place_.schema.empty()) return;
  auto server = open_postgres({administrator_, ""}, OpenMode::write, Durability::full);
  if (!server) return;  // a role that can reach two empty schemas is all that is left
  static_cast<void>((*server)->execute_script(one_at_a_time));
  for (const std::string& schema : {place_.schema, place_.schema + "_desk"}) {
    static_cast<void>((*server)->execute_script("DROP SCHEMA IF EXISTS " + schema + " CASCADE"));
  }
  static_cast<void>((*server)->execute_script("REVOKE ALL ON DATABASE " + in_quotes(database_) +
                                              " FROM " + place_.schema));
  static_cast<void>((*server)->execute_script("DROP ROLE IF EXISTS " + place_.schema));
}

// The name and password are nobody's choice, and come from the system even where a seed gives the
// rest: two demonstrations on one server are two roles.
Result<void> NewPlace::make_schemas() {
  auto server = TRY(open_postgres({administrator_, ""}, OpenMode::write, Durability::full));
  TRY(server->execute_script(one_at_a_time));
  {
    Rows rows = TRY(query(*server, "SELECT current_database()"));
    static_cast<void>(TRY(rows.next()));
    database_ = rows->text(0);
  }
  const auto random = base::system_random();
  const std::string name = "council_" + base::hex(random->bytes(6));
  const std::string password = base::hex(random->bytes(24));
  TRY(server->execute_script("CREATE ROLE " + name + " LOGIN NOINHERIT PASSWORD '" + password +
                             "'"));
  place_.schema = name;
  TRY(server->execute_script("REVOKE ALL ON DATABASE " + in_quotes(database_) +
                             " FROM PUBLIC; GRANT CONNECT ON DATABASE " + in_quotes(database_) +
                             " TO " + name + "; CREATE SCHEMA " + name + " AUTHORIZATION " + name +
                             "; CREATE SCHEMA " + name + "_desk AUTHORIZATION " + name));
  place_.connection = TRY(connection_as(administrator_, database_, name, password));
  TRY(make_writer_place(place_));
  TRY(make_writer_place({place_.connection, name + "_desk"}));
  server_file_ = "schema " + name + "\nconnection " + place_.connection + "\n";
  return {};
}

Result<std::unique_ptr<Database>> NewPlace::create() {
  if (administrator_.empty()) {
    return open_sqlite(folder_ / "record.sqlite.new", OpenMode::create, Durability::full);
  }
  return open_postgres(place_, OpenMode::create, Durability::full);
}

Result<void> NewPlace::settle() {
  if (!administrator_.empty()) {
    TRY(base::write_file(folder_ / "server", server_file_, base::FileMode::secret));
    undone_ = false;
    return {};
  }
  std::error_code failed;
  fs::rename(folder_ / "record.sqlite.new", file_of(folder_, Part::record), failed);
  if (failed) {
    return Failure{ErrorKind::unavailable, "The new store could not be put in its place.",
                   folder_.string()};
  }
  undone_ = false;
  return {};
}

}  // namespace store
