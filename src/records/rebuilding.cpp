#include "records/rebuilding.h"

#include <algorithm>
#include <array>
#include <set>

#include "base/text.h"
#include "records/entry.h"
#include "records/gathered_words.h"
#include "records/keys_in_order.h"
#include "records/schema.h"
#include "records/tables.h"

namespace records {
namespace {

using base::Result;

constexpr std::int64_t told_every = 1000;
constexpr std::string_view makes_index = "CREATE INDEX ";
constexpr std::array<std::string_view, 6> truth_tables{"entry",    "tile",           "checkpoint",
                                                       "document", "document_piece", "record_key"};

// Indexes that nothing asks for while rows are written: made at the end, each is sorted once.
bool is_late(std::string_view statement, const std::set<std::string, std::less<>>& tables) {
  if (!statement.starts_with(makes_index)) return false;
  const std::size_t name = statement.find(" ON ") + 4;
  return tables.contains(statement.substr(name, statement.find(" (", name) - name));
}

Result<base::Key> key_that_must_be(KeysInOrder& keys, std::int64_t number) {
  auto key = keys.of(number);
  if (key || key.error().kind != base::ErrorKind::refused) return key;
  return base::Failure{base::ErrorKind::corrupt, "The key of a record is missing.",
                       key.error().where};
}

struct Script {
  std::string early, late;
};
Script script_to_fill(const registers::Packs& packs) {
  std::set<std::string, std::less<>> tables{"act", "named"};
  for (const registers::Register& kind : packs.registers) {
    tables.insert(table_of(kind));
    tables.insert(past_table_of(kind));
  }
  Script script;
  const std::string all = derived_tables(packs);
  std::string_view rest = all;
  while (!base::trimmed(rest).empty()) {
    const std::string_view statement = rest.substr(0, rest.find(";\n") + 2);
    rest.remove_prefix(statement.size());
    (is_late(base::trimmed(statement), tables) ? script.late : script.early) += statement;
  }
  return script;
}

}  // namespace

Result<void> make_tables_to_fill(store::Database& database, const registers::Packs& packs) {
  return database.execute_script(script_to_fill(packs).early);
}

Result<void> make_late_indexes(store::Database& database, const registers::Packs& packs) {
  TRY(database.execute_script(script_to_fill(packs).late));
  TRY(database.weigh_tables(store::Database::Weigh::all));
  return database.note_made_by(all_tables(packs));
}

Result<std::int64_t> write_all_rows(store::Database& truth, store::Database& rows,
                                    const registers::Packs& packs, const StoreKeys& keys,
                                    const RowsDone& done) {
  const RowTexts texts(packs);
  const TableGround ground{packs, texts, keys.seal_key, keys.store_id};
  RecordKeys document_keys(keys.store_key, keys.store_id);
  KeysInOrder record_keys(truth, keys.store_key, keys.store_id);
  GatheredWords words;
  Tables tables(rows, truth, document_keys, ground);
  tables.gather_words(words);
  const std::int64_t all = TRY(store::query_integer(truth, "SELECT count(*) FROM entry"));
  auto entries =
      TRY(truth.scan("SELECT number, recorded_at, header, idempotency, record_key, sealed, erased "
                     "FROM entry ORDER BY number"));
  std::int64_t written = 0;
  while (TRY(entries.next())) {
    const std::int64_t number = entries->integer(0);
    Entry entry = TRY(read_header(*entries.operator->()));
    entry.record_key = entries->integer(4);
    if (entries->is_null(6)) {
      const base::Key key = TRY(key_that_must_be(record_keys, entry.record_key));
      const auto parts = TRY(unseal_fields(key, keys.store_id, number, entries->bytes(5)));
      entry.set = TRY(read_fields(parts));
    } else {
      entry.fields = Entry::Fields::erased;
    }
    TRY(tables.write(entry, EntryMakes::perhaps_new_record));
    if (++written % told_every == 0 && done) done(written, all);
  }
  TRY(words.write(rows));
  if (done) done(written, all);
  return written;
}

Result<void> make_all_tables(store::Database& database, const registers::Packs& packs) {
  const std::string script = all_tables(packs);
  TRY(database.execute_script(script));
  return database.note_made_by(script);
}

Result<void> drop_derived_tables(store::Database& database) {
  for (const std::string& name : TRY(database.tables())) {
    if (std::find(truth_tables.begin(), truth_tables.end(), name) != truth_tables.end()) continue;
    std::string quoted_name = "\"";
    for (const char letter : name) quoted_name += letter == '"' ? "\"\"" : std::string(1, letter);
    TRY(database.execute_script("DROP TABLE " + quoted_name + "\""));
  }
  return {};
}

Result<std::int64_t> renew_derived_tables(store::Database& database, const registers::Packs& packs,
                                          const StoreKeys& keys, const RowsDone& done) {
  TRY(drop_derived_tables(database));
  TRY(make_tables_to_fill(database, packs));
  const std::int64_t written = TRY(write_all_rows(database, database, packs, keys, done));
  TRY(make_late_indexes(database, packs));
  return written;
}

Result<void> ensure_not_moved(store::Database& database) {
  const std::vector<std::string> names = TRY(database.tables());
  if (std::find(names.begin(), names.end(), "entry_moved") == names.end()) return {};
  return base::Failure{base::ErrorKind::refused,
                       "This store was moved elsewhere, and records nothing more here.", "entry"};
}

Result<bool> tables_fit(store::Database& database, const registers::Packs& packs) {
  return database.made_by(all_tables(packs));
}

}  // namespace records
