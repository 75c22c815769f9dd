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
  return write_passages(passages_of(*kind.disposes, after.values), entry.number);
}

// At a rebuild the entries have lost these fields already, and nothing is left to empty.
Result<void> Tables::write_passages(const std::vector<Passage>& passages, std::int64_t by_entry) {
  for (const Passage& one : passages) {
    std::int64_t record = 0;
    std::string register_name;
    {
      auto rows = TRY(store::query(
          rows_,
          "SELECT r.number, r.register FROM act a JOIN record r ON r.number = a.record "
          "WHERE a.entry = $1",
          {one.entry}));
      if (!TRY(rows.next()))
        return base::Failure{base::ErrorKind::corrupt,
                             "A disposal names an entry that is not there.", line_of(one)};
      record = rows->integer(0);
      register_name = rows->text(1);
    }
    TRY(store::run(rows_,
                   "INSERT INTO erased_part (entry, field, record, by_entry) "
                   "VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING",
                   {one.entry, std::string_view(one.field), record, by_entry}));
    const registers::Register* kind = ground_.packs.find(register_name);
    if (kind != nullptr) TRY(empty_passage(*kind, record, one));
  }
  return {};
}

Result<void> Tables::empty_passage(const registers::Register& kind, std::int64_t record,
                                   const Passage& passage) {
  std::vector<RegisterRows::Version> versions = TRY(register_rows_.versions(kind, record));
  bool emptied = false;
  for (RegisterRows::Version& version : versions) {
    const auto said = version.row.set_by.find(passage.field);
    const auto value = version.row.values.find(passage.field);
    if (said == version.row.set_by.end() || said->second != passage.entry) continue;
    if (value == version.row.values.end() || value->second.empty()) continue;
    const StoredRow before = version.row;
    value->second = TRY(registers::Value::from_canonical(value->second.kind(), ""));
    TRY(register_rows_.rewrite(kind, record, version));
    if (!version.until_entry) TRY(write_words(kind, record, &before, version.row));
    emptied = true;
  }
  return emptied ? sort_again(kind, record, versions) : Result<void>();
}

Result<void> Tables::sort_again(const registers::Register& kind, std::int64_t record,
                                const std::vector<RegisterRows::Version>& versions) {
  TRY(store::run(rows_, "DELETE FROM resorted WHERE record = $1", {record}));
  for (std::size_t later = 1; later < versions.size(); ++later) {
    if (!sorts_elsewhere(kind, versions[later - 1].row, versions[later].row)) continue;
    TRY(store::run(rows_, "INSERT INTO resorted (record, until_entry) VALUES ($1, $2)",
                   {record, versions[later].row.since_entry}));
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
