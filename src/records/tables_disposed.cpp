// Table `disposed`, and what goes out of all others with a record that is disposed of. At a rebuild
// the record's own entries tell nothing any more, so that it never came in; what others said of it
// did, and goes here too.
#include "records/disposal.h"
#include "records/schema.h"
#include "records/tables.h"

namespace records {

using base::Result;

// Nobody comes to read what is left by the loss of what made it restricted.
Result<void> Tables::write_erased(const Entry& entry) { return restrict_record(entry.record_key); }

Result<void> Tables::write_disposal(const registers::Register& kind, const Entry& entry,
                                    const StoredRow& after) {
  for (const std::int64_t record :
       TRY(disposed_by(rows_, *kind.disposes, after.values))) {
    TRY(dispose_of(record));
    TRY(store::run(rows_, "INSERT INTO disposed (record, by_entry) VALUES ($1, $2)",
                   {record, entry.number}));
  }
  return {};
}

Result<void> Tables::dispose_of(std::int64_t record) {
  std::string register_name;
  {
    auto rows =
        TRY(store::query(rows_, "SELECT register FROM record WHERE number = $1", {record}));
    if (TRY(rows.next())) register_name = rows->text(0);
  }
  const registers::Register* kind = ground_.packs.find(register_name);
  if (kind != nullptr) {
    if (const auto before = TRY(register_rows_.load(*kind, record))) {
      StoredRow nothing;
      nothing.restricted = before->restricted;
      TRY(write_words(*kind, record, &*before, nothing));
    }
    TRY(store::run(rows_, "DELETE FROM " + table_of(*kind) + " WHERE record = $1", {record}));
    TRY(store::run(rows_, "DELETE FROM " + past_table_of(*kind) + " WHERE record = $1", {record}));
  }
  TRY(store::run(rows_, "DELETE FROM named WHERE record = $1", {record}));
  TRY(store::run(rows_, "DELETE FROM link WHERE source = $1", {record}));
  TRY(store::run(rows_, "DELETE FROM resorted WHERE record = $1", {record}));
  return restrict_record(record);
}

}  // namespace records
