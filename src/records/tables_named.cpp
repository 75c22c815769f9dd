// Table `named`, and what follows from a record becoming restricted.
#include <algorithm>

#include "access/permission.h"
#include "records/stored.h"
#include "records/tables.h"

namespace records {
namespace {

using authority::NamedLine;
using base::Result;

struct Part {
  std::int64_t number;
  std::string register_name, writer, writer_capacity;
};

Result<std::vector<Part>> parts_of(store::Database& database, std::int64_t record) {
  auto rows = TRY(store::query(database,
                               "SELECT number, register, writer, writer_capacity FROM record "
                               "WHERE parent = $1 ORDER BY number",
                               {record}));
  std::vector<Part> parts;
  while (TRY(rows.next())) {
    parts.push_back({rows->integer(0), std::string(rows->text(1)), std::string(rows->text(2)),
                     std::string(rows->text(3))});
  }
  return parts;
}

Result<void> add_lines_of(store::Database& database, std::int64_t record,
                          std::vector<NamedLine>& lines) {
  auto rows = TRY(store::query(
      database, "SELECT relation, person, capacity FROM named WHERE record = $1", {record}));
  while (TRY(rows.next())) {
    lines.push_back(
        {std::string(rows->text(0)), std::string(rows->text(1)), std::string(rows->text(2))});
  }
  return {};
}

}  // namespace

Result<void> Tables::write_named(const registers::Register& kind, std::int64_t record,
                                 const Place& place, const registers::Values& values) {
  const authority::BodyKinds bodies = TRY(
      body_kinds(rows_, ground_.packs, register_rows_, authority::bodies_named(kind, values)));
  std::vector<NamedLine> lines = authority::named_lines(ground_.packs, kind, values, bodies,
                                                        {place.writer, place.writer_capacity});
  if (place.parent != 0) {
    TRY(add_lines_of(rows_, place.parent, lines));
    std::sort(lines.begin(), lines.end());
    lines.erase(std::unique(lines.begin(), lines.end()), lines.end());
  }
  if (place.exists) TRY(store::run(rows_, "DELETE FROM named WHERE record = $1", {record}));
  for (const NamedLine& line : lines) {
    TRY(store::run(rows_,
                   "INSERT INTO named (record, relation, person, capacity) VALUES ($1, $2, $3, $4)",
                   {record, std::string_view(line.relation), std::string_view(line.person),
                    std::string_view(line.capacity)}));
  }
  return {};
}

Result<void> Tables::name_parts_again(std::int64_t record) {
  for (const Part& part : TRY(parts_of(rows_, record))) {
    const registers::Register* kind = ground_.packs.find(part.register_name);
    if (kind == nullptr) continue;
    const auto row = TRY(register_rows_.load(*kind, part.number));
    Place place{part.number, record, true, false, false, part.writer, part.writer_capacity};
    TRY(write_named(*kind, part.number, place, row ? row->values : registers::Values()));
    TRY(name_parts_again(part.number));
  }
  return {};
}

// The record's words move to the restricted index, where write_words expects them from now on.
Result<void> Tables::restrict_record(std::int64_t record) {
  return store::run(rows_, "UPDATE record SET restricted = 1 WHERE number = $1", {record});
}

Result<void> Tables::restrict_parts(std::int64_t record) {
  for (const Part& part : TRY(parts_of(rows_, record))) {
    TRY(restrict_record(part.number));
    const registers::Register* kind = ground_.packs.find(part.register_name);
    if (kind == nullptr) continue;
    const auto before = TRY(register_rows_.load(*kind, part.number));
    if (!before || before->restricted) continue;
    StoredRow after = *before;
    after.restricted = true;
    TRY(register_rows_.seal_again(*kind, part.number, after));
    TRY(write_words(*kind, part.number, &*before, after));
    TRY(restrict_parts(part.number));
  }
  return {};
}

}  // namespace records
