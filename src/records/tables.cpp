#include "records/tables.h"

#include <algorithm>
#include <array>

#include "records/disposal.h"

namespace records {
namespace {

using base::ErrorKind;
using base::Failure;
using base::Result;
using registers::Register;

// Whether an entry changed who stands in a relation.
bool changes_relations(const Register& kind, const Entry& entry) {
  return std::any_of(entry.set.begin(), entry.set.end(), [&](const EntryField& set) {
    const registers::Field* field = kind.field(set.name);
    if (field == nullptr) return false;
    if (field->kind == registers::Kind::person && !field->to.empty()) return true;
    return std::any_of(kind.relations.begin(), kind.relations.end(),
                       [&](const registers::Relation& one) { return one.field == set.name; });
  });
}

}  // namespace

Result<void> Tables::write(const Entry& entry, EntryMakes makes) {
  const Place place = TRY(place_of(entry, makes));
  if (!place.exists) TRY(write_record(entry, place));
  TRY(write_act(entry));
  if (entry.fields == Entry::Fields::erased) return write_erased(entry);
  // A register that the packs no longer have keeps its entries, and has no table.
  const Register* kind = ground_.packs.find(entry.register_name);
  return kind == nullptr ? Result<void>() : write_row(*kind, entry, place);
}

Result<Tables::Place> Tables::place_of(const Entry& entry, EntryMakes makes) {
  Place place;
  place.number = entry.record_key;
  if (makes == EntryMakes::perhaps_new_record) {
    auto rows = TRY(store::query(rows_,
                                 "SELECT restricted, parent, writer, writer_capacity FROM record "
                                 "WHERE number = $1",
                                 {entry.record_key}));
    if (TRY(rows.next())) {
      place.exists = true;
      place.restricted = rows->integer(0) != 0;
      place.parent = rows->integer(1);
      place.writer = rows->text(2);
      place.writer_capacity = rows->text(3);
      return place;
    }
  }
  place.writer = entry.person;
  place.writer_capacity = entry.capacity;
  if (entry.parent.empty()) return place;
  auto rows = TRY(store::query(rows_, "SELECT number, restricted FROM record WHERE reference = $1",
                               {std::string_view(entry.parent)}));
  if (!TRY(rows.next())) {
    return Failure{ErrorKind::corrupt, "An entry is part of a record that is not there.",
                   "entry " + std::to_string(entry.number)};
  }
  place.parent = rows->integer(0);
  place.parent_restricted = rows->integer(1) != 0;
  return place;
}

Result<void> Tables::write_record(const Entry& entry, const Place& place) {
  const store::Parameter parent =
      place.parent == 0 ? store::Parameter() : store::Parameter(place.parent);
  return store::run(
      rows_,
      "INSERT INTO record (number, reference, register, parent, first_entry, restricted, writer, "
      "writer_capacity) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
      {place.number, std::string_view(entry.reference), std::string_view(entry.register_name),
       parent, entry.number, std::int64_t{place.parent_restricted ? 1 : 0},
       std::string_view(place.writer), std::string_view(place.writer_capacity)});
}

Result<void> Tables::write_act(const Entry& entry) {
  return store::run(
      rows_,
      "INSERT INTO act (entry, record, step, state, recorded_at, effective_at, person, capacity, "
      "grant_entry) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
      {entry.number, entry.record_key, std::string_view(entry.step), std::string_view(entry.state),
       entry.recorded_at.micros, entry.effective_at.micros, std::string_view(entry.person),
       std::string_view(entry.capacity), grant_entry_of(entry.grant)});
}

bool Tables::sorts_elsewhere(const Register& kind, const StoredRow& before,
                             const StoredRow& after) const {
  const auto& sorted = ground_.texts.of(kind).sorted;
  return std::any_of(sorted.begin(), sorted.end(), [&](const registers::Field* field) {
    return !(registers::value_of(before.values, field->name) ==
             registers::value_of(after.values, field->name));
  });
}

Result<void> Tables::write_row(const Register& kind, const Entry& entry, const Place& place) {
  std::optional<StoredRow> before;
  if (place.exists) before = TRY(register_rows_.load(kind, place.number));
  StoredRow after = before ? *before : StoredRow{};
  after.since_entry = entry.number;
  after.state = entry.state;
  for (const EntryField& set : entry.set) {
    const registers::Field* field = kind.field(set.name);
    if (field == nullptr || field->kind != set.value.kind()) continue;  // a field of an older pack
    after.values.insert_or_assign(set.name, set.value);
    after.set_by.insert_or_assign(set.name, entry.number);
  }
  // Once restricted, always: what was written about one person does not open by a later change.
  const bool restricted_before = place.restricted || place.parent_restricted;
  after.restricted = restricted_before || kind.closed ||
                     (!kind.restricted_when.always() && kind.restricted_when.holds(after.values));
  TRY(before ? register_rows_.replace(kind, place.number, *before, after)
             : register_rows_.insert(kind, place.number, after));
  if (before && sorts_elsewhere(kind, *before, after))
    TRY(store::run(rows_, "INSERT INTO resorted (record, until_entry) VALUES ($1, $2)",
                   {place.number, entry.number}));
  if (after.restricted && !restricted_before) TRY(restrict_record(place.number));
  TRY(write_words(kind, place.number, before ? &*before : nullptr, after));
  TRY(write_links(kind, entry, place));
  if (!place.exists || changes_relations(kind, entry)) {
    TRY(write_named(kind, place.number, place, after.values));
    if (place.exists) TRY(name_parts_again(place.number));
  }
  if (place.exists && after.restricted && !restricted_before) TRY(restrict_parts(place.number));
  if (kind.names) TRY(write_names(kind, place.number, after));
  if (kind.grants) TRY(write_grant(kind, entry, after));
  if (kind.accounts) TRY(write_account(kind, entry, after));
  if (kind.identities) TRY(write_identity(kind, entry, after));
  if (disposes_now(kind, before ? before->state : std::string(), after.state))
    TRY(write_disposal(kind, entry, after));
  return write_set(kind, entry);
}

}  // namespace records
