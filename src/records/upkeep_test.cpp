// Verify, rebuild, backup and restore, silences, and the adoption of another pack set.
#include "records/upkeep.h"

#include <fstream>

#include "base/files.h"
#include "records/small_store_for_test.h"
#include "store/database.h"

using namespace records;
using namespace records::testing;
using registers::Value;

namespace {

// A store with something in every table.
void fill(SmallStore& small) {
  small.appoint_people();
  Change asked = small.new_note(small.chief, "Staffing at night");
  asked.records.front().set["text"] = Value::prose("Two on each floor.\nFrom Monday.");
  asked.records.front().set["cost"] = Value::money(-125'000);
  asked.records.front().set["paper"] =
      Value::document({std::string(32, '0'), "paper.txt", "text/plain", 0, std::string(64, '0')});
  asked.records.front().document_files = {small.write_file("paper.txt", std::string(70'000, 'p'))};
  asked.records.push_back({"point", "name", "", 0, "", {{"point", Value::line("Cover")}}, -1, {}});
  const Receipt note = small.record(asked);
  small.record(small.change(small.officer, "note", "answer", note.reference,
                            {{"answer", Value::prose("Agreed.")}}));
  Change closed = small.new_note(small.chief, "About one");
  closed.records.front().set["about"] = Value::choice("one_person");
  const Receipt quiet = small.record(closed);
  small.record(small.change(small.chief, "note", "change", quiet.reference,
                            {{"text", Value::prose("More.")}}));
  small.import_block(encode_block({"number", "name"}, {{"CS1", "Rowan House"}, {"CS2", "Elm"}}));
}

VerifyReport verified(SmallStore& small) {
  auto report = verify(small.folder.path(), small.around());
  REQUIRE_MESSAGE(report.has_value(), base::to_text(report.error()));
  return std::move(*report);
}

// Every row of every derived table, as text.
std::string dump(const std::filesystem::path& file) {
  auto database = store::open_sqlite(file, store::OpenMode::read, store::Durability::full);
  REQUIRE(database.has_value());
  std::string text;
  auto tables = (*database)->tables();
  REQUIRE(tables.has_value());
  for (const std::string& table : *tables) {
    auto rows = store::query(**database, "SELECT * FROM \"" + table + "\" ORDER BY 1, 2");
    REQUIRE(rows.has_value());
    while (true) {
      const auto more = rows->next();
      REQUIRE(more.has_value());
      if (!*more) break;
      text += table + ":";
      for (int column = 0; column < (*rows)->columns(); ++column) {
        text += std::to_string(static_cast<int>((*rows)->type(column)));
        text += std::string((*rows)->bytes(column)) + "|";
      }
      text += "\n";
    }
  }
  return text;
}

struct Cell {
  std::string table, column, keys;
  std::int64_t row;
};

std::string keys_of(store::Database& database, const std::string& table) {
  auto rows =
      store::query(database, "SELECT name FROM pragma_table_info($1) WHERE pk > 0 ORDER BY pk",
                   {std::string_view(table)});
  REQUIRE_MESSAGE(rows.has_value(), base::to_text(rows.error()));
  std::string keys;
  while (*rows->next()) keys += (keys.empty() ? "" : ", ") + std::string((*rows)->text(0));
  return keys;
}

std::vector<Cell> all_cells(const std::filesystem::path& file) {
  std::vector<Cell> cells;
  auto database = store::open_sqlite(file, store::OpenMode::read, store::Durability::full);
  REQUIRE(database.has_value());
  const auto tables = (*database)->tables();
  REQUIRE(tables.has_value());
  for (const std::string& table : *tables) {
    const std::string keys = keys_of(**database, table);
    auto rows = store::query(**database, "SELECT * FROM \"" + table + "\" ORDER BY " + keys);
    REQUIRE(rows.has_value());
    for (std::int64_t row = 0; *rows->next(); ++row) {
      for (int column = 0; column < (*rows)->columns(); ++column) {
        const auto type = (*rows)->type(column);
        if (type != store::Statement::ColumnType::text &&
            type != store::Statement::ColumnType::blob) {
          continue;
        }
        cells.push_back({table, std::string((*rows)->column_name(column)), keys, row});
      }
    }
  }
  return cells;
}

// Adds a byte to the cell and leaves its type.
std::string change_of(const Cell& cell) {
  const std::string column = "\"" + cell.column + "\"";
  const std::string table = "\"" + cell.table + "\"";
  return "UPDATE " + table + " SET " + column + " = CASE typeof(" + column +
         ") WHEN 'blob' THEN CAST(" + column + " || X'21' AS BLOB) ELSE " + column +
         " || '!' END WHERE (" + cell.keys + ") IN (SELECT " + cell.keys + " FROM " + table +
         " ORDER BY " + cell.keys + " LIMIT 1 OFFSET " + std::to_string(cell.row) + ")";
}

}  // namespace

TEST_CASE("a store in which everything was done is sound, and says how much there is") {
  SmallStore small;
  fill(small);
  const VerifyReport report = verified(small);
  for (const auto& finding : report.findings) MESSAGE(finding.what);
  CHECK(report.sound);
  CHECK(report.entries == number_in(small.file(), "SELECT count(*) FROM entry"));
  CHECK(report.records == number_in(small.file(), "SELECT count(*) FROM record"));
  CHECK(report.documents == 3);
  CHECK(report.root.size() == 64);
}

TEST_CASE("verify finds any change to any text or blob cell") {
  SmallStore small;
  fill(small);
  small.close();
  const std::filesystem::path kept = small.folder.path() / "kept.sqlite";
  std::filesystem::copy_file(small.file(), kept);
  const std::vector<Cell> cells = all_cells(kept);
  CHECK(cells.size() > 300);
  int changed = 0;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    // Each column of the first two rows of each table, and every fifth cell after that: the rest
    // are of the same shapes.
    if (cells[i].row > 1 && i % 5 != 0) continue;
    std::filesystem::copy_file(kept, small.file(),
                               std::filesystem::copy_options::overwrite_existing);
    change_in(small.file(), change_of(cells[i]));
    ++changed;
    const VerifyReport report = verified(small);
    CHECK_MESSAGE(!report.sound, cells[i].table << "." << cells[i].column << " row " << cells[i].row
                                                << " was changed unseen");
  }
  CHECK(changed > 150);
}

TEST_CASE("verify finds rows that were added, taken away or given another type, and other tables") {
  SmallStore small;
  fill(small);
  const VerifyReport before = verified(small);
  REQUIRE(before.sound);
  const auto found = [&](const std::string& sql, bool in_log) {
    change_in(small.file(), sql);
    const VerifyReport report = verified(small);
    REQUIRE_FALSE(report.findings.empty());
    CHECK(report.findings.front().in_log == in_log);
  };
  SUBCASE("a word") {
    found("DELETE FROM word WHERE word = 'staffing'", false);
  }
  SUBCASE("a grant") {
    found(
        "INSERT INTO grants SELECT 9999, reference, person, 'chief', from_day, to_day, last_entry "
        "FROM grants LIMIT 1",
        false);
  }
  SUBCASE("a number") {
    found("UPDATE note SET f_cost = 1", false);
  }
  SUBCASE("a record opened") {
    found("UPDATE record SET restricted = 0", false);
  }
  SUBCASE("a type") {
    found("UPDATE document_piece SET sealed = CAST(sealed AS TEXT)", true);
  }
  SUBCASE("the last entry") {
    found("DELETE FROM entry WHERE number = (SELECT max(number) FROM entry)", true);
  }
  SUBCASE("a piece of a paper") {
    found("DELETE FROM document_piece WHERE piece = 1", true);
  }
  SUBCASE("a key") {
    found("DELETE FROM record_key WHERE number = 3", true);
  }
  SUBCASE("a stranger's key") {
    found("INSERT INTO record_key SELECT 999, wrapped FROM record_key LIMIT 1", true);
  }
  SUBCASE("a table") {
    found("CREATE TABLE stranger (a TEXT)", false);
  }
  SUBCASE("an index") {
    found("DROP INDEX note_by_state", false);
  }
}

TEST_CASE("a row that was changed outside is never acted upon") {
  SmallStore small;
  small.appoint_people();
  const Receipt note = small.record(small.new_note(small.chief, "Mine"));
  change_in(small.file(), "UPDATE note SET f_title = 'Yours'");
  const auto outcome =
      small.store->commit(small.change(small.chief, "note", "close_case", note.reference, {}));
  REQUIRE_FALSE(outcome.has_value());
  CHECK(outcome.error().kind == base::ErrorKind::corrupt);
}

TEST_CASE("rebuild gives the same tables, byte for byte") {
  SmallStore small;
  fill(small);
  small.close();
  const std::string before = dump(small.file());
  change_in(small.file(), "DELETE FROM word; UPDATE note SET f_title = 'Other'; DROP TABLE named");
  CHECK(dump(small.file()) != before);
  const auto rebuilt = rebuild(small.folder.path(), small.around(), {});
  REQUIRE_MESSAGE(rebuilt.has_value(), base::to_text(rebuilt.error()));
  CHECK(dump(small.file()) == before);
  CHECK(verified(small).sound);
}

TEST_CASE("a backup taken while serving is restored to the same record") {
  SmallStore small;
  fill(small);
  const std::filesystem::path file = small.folder.path() / "copy.backup";
  const auto made = backup(small.folder.path(), file, small.around());
  REQUIRE_MESSAGE(made.has_value(), base::to_text(made.error()));
  const VerifyReport live = verified(small);
  CHECK(made->root == live.root);
  CHECK(base::mode_bits(file.string() + ".keys").value() == 0600);
  CHECK(number_in(file, "SELECT count(*) FROM sqlite_schema WHERE name = 'record_key'") == 0);
  const std::string before = dump(small.file());

  const TestFolder other;
  const auto restored = restore(file, {{other.path() / "store", ""}}, small.around());
  REQUIRE_MESSAGE(restored.has_value(), base::to_text(restored.error()));
  CHECK(restored->root == live.root);
  CHECK(dump(other.path() / "store" / "record.sqlite") == before);
  CHECK_FALSE(std::filesystem::exists(other.path() / "store" / "backup.sqlite.new"));
  const auto again = restore(file, {{other.path() / "store", ""}}, small.around());
  REQUIRE_FALSE(again.has_value());
  CHECK(again.error().kind == base::ErrorKind::conflict);
}

TEST_CASE("a backup in which one bit was turned is refused, and nothing is left behind") {
  SmallStore small;
  fill(small);
  const std::filesystem::path file = small.folder.path() / "copy.backup";
  REQUIRE(backup(small.folder.path(), file, small.around()).has_value());
  const TestFolder other;
  const auto refused_with_a_bit_turned = [&](const std::filesystem::path& which,
                                             std::size_t place) {
    const std::string sound = base::read_file(which).value();
    std::string damaged = sound;
    damaged[place % damaged.size()] = static_cast<char>(damaged[place % damaged.size()] ^ 4);
    std::ofstream(which, std::ios::binary) << damaged;
    const auto restored = restore(file, {{other.path() / "store", ""}}, small.around());
    CHECK_FALSE(restored.has_value());
    CHECK_FALSE(std::filesystem::exists(other.path() / "store"));
    std::ofstream(which, std::ios::binary) << sound;
  };
  for (std::size_t place = 7; place < 400'000; place += 9'973) {
    refused_with_a_bit_turned(file, place);
    refused_with_a_bit_turned(file.string() + ".keys", place);
  }
  CHECK(restore(file, {{other.path() / "store", ""}}, small.around()).has_value());
}

TEST_CASE("silence is written once, when the day has ended, and not over an answer") {
  SmallStore small;
  small.appoint_people();
  const auto note_due = [&](const std::string& title) {
    Change asked = small.new_note(small.chief, title);
    asked.records.front().set["answer_by"] = Value::date({2026, 11, 3});
    return small.record(asked);
  };
  const Receipt silent = note_due("Silent");
  const Receipt answered = note_due("Answered");
  small.record(small.change(small.officer, "note", "answer", answered.reference,
                            {{"answer", Value::prose("Yes.")}}));
  small.clock.set(*base::instant_from_iso("2026-11-03T23:59:59Z"));
  CHECK(write_due_silences(*small.store).value() == 0);
  small.clock.set(*base::instant_from_iso("2026-11-04T00:00:01Z"));
  CHECK(write_due_silences(*small.store).value() == 1);
  CHECK(write_due_silences(*small.store).value() == 0);
  CHECK(text_in(small.file(),
                "SELECT state FROM note n JOIN record r ON r.number = n.record WHERE "
                "reference = '" +
                    silent.reference + "'") == "not_answered");
  CHECK(text_in(small.file(), "SELECT person || capacity FROM act WHERE step = 'lapse'") ==
        "clock");
  CHECK(number_in(small.file(), "SELECT effective_at FROM act WHERE step = 'lapse'") ==
        base::instant_from_iso("2026-11-04T00:00:00Z")->micros);
  CHECK(verified(small).sound);
}

TEST_CASE("a store adopts another pack set by an entry, once, and is not taken back") {
  SmallStore small;
  fill(small);
  small.close();
  const std::int64_t before = number_in(small.file(), "SELECT count(*) FROM entry");
  const registers::LoadedPacks old_packs = small.loaded;
  std::vector<registers::PackText> texts = small_pack_texts();
  for (registers::PackText& text : texts) {
    const std::size_t place = text.text.find("[field.cost]");
    if (text.path != "small/registers/note.toml") continue;
    text.text.insert(place, "[field.more]\nkind = \"line\"\nlabel = \"More\"\n");
    const std::size_t fields = text.text.find("fields = [\"title\"");
    text.text.insert(fields + 10, "\"more\", ");
    const std::size_t facts = text.text.find("facts = [");
    text.text.insert(facts + 9, "\"more\", ");
  }
  small.loaded = registers::load_packs(texts);
  REQUIRE(registers::to_text(small.loaded.faults) == "");
  CHECK_FALSE(CouncilStore::open(small.folder.path(), small.around(), Opening::read).has_value());
  small.open();
  CHECK(number_in(small.file(), "SELECT count(*) FROM entry") == before + 1);
  CHECK(small.store->facts().pack_digest == small.loaded.packs.digest);
  CHECK(verified(small).sound);
  small.close();
  small.open();
  CHECK(number_in(small.file(), "SELECT count(*) FROM entry") == before + 1);
  small.close();
  small.loaded = old_packs;
  const auto back = CouncilStore::open(small.folder.path(), small.around(), Opening::write);
  REQUIRE_FALSE(back.has_value());
  CHECK(back.error().what.find("newer") != std::string::npos);
}

TEST_CASE("a store does not open with keys that are not its own") {
  SmallStore small;
  small.close();
  SmallStore other;
  std::filesystem::copy_file(other.folder.path() / "store.key", small.folder.path() / "store.key",
                             std::filesystem::copy_options::overwrite_existing);
  const auto opened = CouncilStore::open(small.folder.path(), small.around(), Opening::write);
  CHECK((!opened.has_value() && opened.error().kind == base::ErrorKind::corrupt));
  std::filesystem::permissions(small.folder.path() / "store.key",
                               std::filesystem::perms::others_read,
                               std::filesystem::perm_options::add);
  const auto open_to_all = CouncilStore::open(small.folder.path(), small.around(), Opening::write);
  REQUIRE_FALSE(open_to_all.has_value());
  CHECK(open_to_all.error().kind == base::ErrorKind::refused);
}
