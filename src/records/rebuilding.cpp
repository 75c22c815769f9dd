#include "records/rebuilding.h"

#include <algorithm>
#include <array>

#include "records/entry.h"
#include "records/schema.h"
#include "records/tables.h"

namespace records {
namespace {

using base::Result;

constexpr std::int64_t told_every = 1000;
constexpr std::array<std::string_view, 6> truth_tables{"entry",    "tile",           "checkpoint",
                                                       "document", "document_piece", "record_key"};

}  // namespace

Result<std::int64_t> write_all_rows(store::Database& truth, store::Database& rows,
                                    const registers::Packs& packs, const StoreKeys& keys,
                                    const RowsDone& done) {
  const RowTexts texts(packs);
  const TableGround ground{packs, texts, keys.seal_key, keys.store_id};
  RecordKeys record_keys(keys.store_key, keys.store_id);
  Tables tables(rows, truth, record_keys, ground);
  const std::int64_t all = TRY(store::query_integer(truth, "SELECT count(*) FROM entry"));
  auto entries =
      TRY(truth.scan("SELECT number, leaf, header, record_key, sealed FROM entry ORDER BY number"));
  std::int64_t written = 0;
  while (TRY(entries.next())) {
    const std::int64_t number = entries->integer(0);
    Entry entry = TRY(read_header(number, entries->text(1), entries->bytes(2)));
    entry.record_key = entries->integer(3);
    const base::Key key = TRY(record_keys.of(truth, entry.record_key));
    const auto parts = TRY(unseal_fields(key, keys.store_id, number, entries->bytes(4)));
    entry.set = TRY(read_fields(parts));
    TRY(tables.write(entry, EntryMakes::perhaps_new_record));
    if (++written % told_every == 0 && done) done(written, all);
  }
  if (done) done(written, all);
  return written;
}

Result<void> make_all_tables(store::Database& database, const registers::Packs& packs) {
  const std::string script = all_tables(packs);
  TRY(database.execute_script(script));
  return database.note_made_by(script);
}

Result<void> renew_derived_tables(store::Database& database, const registers::Packs& packs) {
  for (const std::string& name : TRY(database.tables())) {
    if (std::find(truth_tables.begin(), truth_tables.end(), name) != truth_tables.end()) continue;
    std::string quoted_name = "\"";
    for (const char letter : name) quoted_name += letter == '"' ? "\"\"" : std::string(1, letter);
    TRY(database.execute_script("DROP TABLE " + quoted_name + "\""));
  }
  TRY(database.execute_script(derived_tables(packs)));
  return database.note_made_by(all_tables(packs));
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
