// How somebody stands to a record now, from table `named`; or stood to it after an entry, made from
// what was recorded by then by the same function that the table is made by.
#include "access/permission.h"
#include "records/reading.h"
#include "records/stored.h"

namespace records {
namespace {

using authority::NamedLine;
using base::Result;
using registers::Register;

void add_naming(const Moment& moment, const NamedLine& line, std::string given_by,
                const Caller& caller, Stands& stands) {
  if (authority::stands_in(moment.packs, line, caller))
    stands.names.push_back({line.relation, line.until, std::move(given_by)});
}

Result<std::optional<Stands>> stands_now(Moment& moment, std::string_view reference,
                                         std::int64_t number, const Caller& caller) {
  const auto kept = TRY(kept_as_of(moment, reference));
  if (!kept) return std::optional<Stands>();
  Stands stands;
  stands.restricted = kept->restricted;
  store::Rows rows = TRY(store::query(
      moment.database,
      "SELECT n.relation, n.person, n.capacity, n.until, g.reference FROM named n "
      "LEFT JOIN record g ON g.number = n.given_by WHERE n.record = $1 "
      "ORDER BY n.given_by, n.relation",
      {number}));
  while (TRY(rows.next()))
    add_naming(moment,
               {std::string(rows->text(0)), std::string(rows->text(1)), std::string(rows->text(2)),
                rows->integer(3)},
               std::string(rows->text(4)), caller, stands);
  return std::optional<Stands>(std::move(stands));
}

Result<authority::BodyKinds> body_kinds_then(Moment& moment,
                                             const std::vector<std::string>& references,
                                             std::int64_t entry) {
  authority::BodyKinds kinds;
  for (const std::string& reference : references) {
    const auto known = TRY(known_record(moment, reference));
    if (!known || known->kind->body_kind.empty()) continue;
    const auto row = TRY(row_of(moment, *known->kind, known->number, entry));
    const std::string field = known->kind->body_kind;
    if (row) kinds.emplace(reference, registers::value_of(row->values, field).text());
  }
  return kinds;
}

// The records of one register that named this one by then, and whom.
Result<void> add_givers(Moment& moment, const Register& kind, std::int64_t number,
                        std::int64_t entry, const Caller& caller, Stands& stands) {
  std::vector<std::int64_t> givers;
  {
    store::Rows rows = TRY(store::query(
        moment.database,
        "SELECT l.source FROM link l JOIN record r ON r.number = l.source WHERE l.target = $1 "
        "AND r.register = $2 AND l.field = $3 AND l.since_entry <= $4 "
        "AND (l.until_entry IS NULL OR l.until_entry > $4) ORDER BY l.source",
        {number, std::string_view(kind.name), std::string_view(kind.names->record), entry}));
    while (TRY(rows.next())) givers.push_back(rows->integer(0));
  }
  for (const std::int64_t giver : givers) {
    const auto row = TRY(row_of(moment, kind, giver, entry));
    if (!row || (!kind.names->state.empty() && kind.names->state != row->state)) continue;
    const std::int64_t until = end_of(registers::value_of(row->values, kind.names->until));
    const std::string person = registers::value_of(row->values, kind.names->person).text();
    add_naming(moment,
               {std::string(authority::needs_to_know_relation), person, "", until},
               row->reference, caller, stands);
  }
  return {};
}

// A part has the lines of what it is a part of, those that others gave included.
Result<std::optional<Stands>> stands_then(Moment& moment, const Known& known,
                                          std::int64_t entry, const Caller& caller) {
  const auto row = TRY(row_of(moment, *known.kind, known.number, entry));
  if (!row) return std::optional<Stands>();
  Stands stands;
  stands.restricted = row->restricted;
  const auto bodies = TRY(
      body_kinds_then(moment, authority::bodies_named(*known.kind, row->values), entry));
  for (const NamedLine& line :
       authority::named_lines(moment.packs, *known.kind, row->values, bodies,
                              {row->writer, row->writer_capacity}))
    add_naming(moment, line, "", caller, stands);
  for (const Register& kind : moment.packs.registers)
    if (kind.names) TRY(add_givers(moment, kind, known.number, entry, caller, stands));
  if (row->parent.empty()) return std::optional<Stands>(std::move(stands));
  const auto whole = TRY(stands_to_record(moment, row->parent, caller, entry));
  if (whole)
    stands.names.insert(stands.names.end(), whole->names.begin(), whole->names.end());
  return std::optional<Stands>(std::move(stands));
}

}  // namespace

Result<std::optional<Stands>> stands_to_record(Moment& moment, std::string_view reference,
                                               const Caller& caller,
                                               std::optional<std::int64_t> as_at) {
  const auto known = TRY(known_record(moment, reference));
  if (!known) return std::optional<Stands>();
  if (!as_at) return stands_now(moment, reference, known->number, caller);
  return stands_then(moment, *known, *as_at, caller);
}

}  // namespace records
