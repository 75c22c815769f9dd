#include "records/stored.h"

namespace records {

using base::Result;

Result<std::optional<StoredRecord>> stored_record(store::Database& database,
                                                  const registers::Packs& packs,
                                                  const RegisterRows& register_rows,
                                                  std::string_view reference) {
  StoredRecord record;
  {
    auto rows = TRY(store::query(
        database,
        "SELECT r.number, r.register, r.writer, r.writer_capacity, p.reference FROM record r "
        "LEFT JOIN record p ON p.number = r.parent WHERE r.reference = $1 AND NOT EXISTS "
        "(SELECT 1 FROM disposed d WHERE d.record = r.number)",
        {reference}));
    if (!TRY(rows.next())) return std::optional<StoredRecord>();
    record.number = rows->integer(0);
    record.kind = packs.find(rows->text(1));
    record.writer = rows->text(2);
    record.writer_capacity = rows->text(3);
    record.parent = rows->text(4);
  }
  if (record.kind == nullptr) return std::optional<StoredRecord>();
  record.reference = reference;
  auto row = TRY(register_rows.load(*record.kind, record.number));
  if (!row) {
    return base::Failure{base::ErrorKind::corrupt,
                         "The row of this record is missing. Run verify, then rebuild.",
                         record.reference};
  }
  record.row = std::move(*row);
  return std::optional<StoredRecord>(std::move(record));
}

Result<authority::BodyKinds> body_kinds(store::Database& database, const registers::Packs& packs,
                                        const RegisterRows& rows,
                                        const std::vector<std::string>& references) {
  authority::BodyKinds kinds;
  for (const std::string& reference : references) {
    const auto body = TRY(stored_record(database, packs, rows, reference));
    if (!body || body->kind->body_kind.empty()) continue;
    const auto said = registers::value_of(body->row.values, body->kind->body_kind);
    if (!said.empty()) kinds.emplace(reference, said.text());
  }
  return kinds;
}

Result<authority::Standing> standing_to(store::Database& database, const registers::Packs& packs,
                                        const StoredRecord& record,
                                        const authority::Caller& caller) {
  authority::Standing standing;
  standing.restricted = record.row.restricted;
  auto rows = TRY(store::query(
      database, "SELECT relation, person, capacity, until FROM named WHERE record = $1",
      {record.number}));
  while (TRY(rows.next())) {
    const authority::NamedLine line{std::string(rows->text(0)), std::string(rows->text(1)),
                                    std::string(rows->text(2)), rows->integer(3)};
    if (authority::stands_in(packs, line, caller)) standing.relations.push_back(line.relation);
  }
  return standing;
}

std::int64_t end_of(const registers::Value& until) {
  if (until.empty()) return 0;
  if (const auto day = until.date())
    return base::from_london({base::plus_days(*day, 1), 0, 0, 0}).micros;
  const auto moment = until.time();
  return moment ? moment->micros : 0;
}

Result<std::string> reference_of_entry(store::Database& database, std::int64_t entry) {
  store::Rows rows = TRY(store::query(
      database,
      "SELECT r.reference FROM act a JOIN record r ON r.number = a.record WHERE a.entry = $1",
      {entry}));
  if (TRY(rows.next())) return std::string(rows->text(0));
  return base::Failure{base::ErrorKind::not_found, "There is no such entry.",
                       std::to_string(entry)};
}

}  // namespace records
