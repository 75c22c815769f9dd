// Table `named`, and what follows from a record becoming restricted.
#include <algorithm>
#include <limits>
#include <tuple>

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
      database, "SELECT relation, person, capacity, until FROM named WHERE record = $1", {record}));
  while (TRY(rows.next())) {
    lines.push_back(
        {std::string(rows->text(0)), std::string(rows->text(1)), std::string(rows->text(2)),
         rows->integer(3)});
  }
  return {};
}

// Of the lines that name somebody in the same way, the one that holds longest.
void keep_longest(std::vector<NamedLine>& lines) {
  const auto said = [](const NamedLine& line) {
    return std::tie(line.relation, line.person, line.capacity);
  };
  const auto holds = [](const NamedLine& line) {
    return line.until == 0 ? std::numeric_limits<std::int64_t>::max() : line.until;
  };
  std::sort(lines.begin(), lines.end(), [&](const NamedLine& a, const NamedLine& b) {
    return said(a) != said(b) ? said(a) < said(b) : holds(a) > holds(b);
  });
  const auto same = [&](const NamedLine& a, const NamedLine& b) { return said(a) == said(b); };
  lines.erase(std::unique(lines.begin(), lines.end(), same), lines.end());
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
    keep_longest(lines);
  }
  if (place.exists)
    TRY(store::run(rows_, "DELETE FROM named WHERE record = $1 AND given_by = 0", {record}));
  for (const NamedLine& line : lines) TRY(add_line(record, line, 0));
  return {};
}

Result<void> Tables::add_line(std::int64_t record, const NamedLine& line, std::int64_t given_by) {
  return store::run(rows_,
                    "INSERT INTO named (record, relation, person, capacity, given_by, until) "
                    "VALUES ($1, $2, $3, $4, $5, $6)",
                    {record, std::string_view(line.relation), std::string_view(line.person),
                     std::string_view(line.capacity), given_by, line.until});
}

// The other record's line is the last that this one gave; its parts follow.
Result<void> Tables::write_names(const registers::Register& kind, std::int64_t record,
                                 const StoredRow& after) {
  const registers::Names& names = *kind.names;
  const auto& about = registers::value_of(after.values, names.record);
  const auto& person = registers::value_of(after.values, names.person);
  if (about.empty() || person.empty()) return {};
  std::int64_t other = 0;
  {
    auto rows = TRY(store::query(rows_, "SELECT number FROM record WHERE reference = $1",
                                 {std::string_view(about.text())}));
    if (!TRY(rows.next())) return {};
    other = rows->integer(0);
  }
  TRY(store::run(rows_, "DELETE FROM named WHERE record = $1 AND given_by = $2", {other, record}));
  if (names.state.empty() || names.state == after.state) {
    const std::int64_t until = end_of(registers::value_of(after.values, names.until));
    TRY(add_line(other, {std::string(authority::needs_to_know_relation), person.text(), "", until},
                 record));
  }
  return name_parts_again(other);
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
