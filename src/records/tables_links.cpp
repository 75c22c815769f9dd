// Table `link`: which records name which, so that a record can be asked who names it.
#include "records/links.h"
#include "records/tables.h"

namespace records {

using base::Result;

// What was named before is not taken out: the line ends with the entry that changed the field, and
// the record can still be read as it stood. A reference that nobody has makes no line, at the door
// as in a rebuild: entries are read in the same order.
Result<void> Tables::write_links(const registers::Register& kind, const Entry& entry,
                                 const Place& place) {
  for (const EntryField& set : entry.set) {
    const registers::Field* field = kind.field(set.name);
    if (field == nullptr || field->kind != set.value.kind()) continue;
    const bool may_link = field->kind == registers::Kind::record ||
                          field->kind == registers::Kind::party ||
                          field->kind == registers::Kind::person;
    if (!may_link) continue;
    if (place.exists) {
      TRY(store::run(rows_,
                     "UPDATE link SET until_entry = $3 WHERE source = $1 AND field = $2 AND "
                     "until_entry IS NULL",
                     {place.number, std::string_view(set.name), entry.number}));
    }
    for (const std::string& reference : links_of(kind, *field, set.value)) {
      TRY(store::run(rows_,
                     "INSERT INTO link (target, source, field, since_entry) "
                     "SELECT number, $2, $3, $4 FROM record WHERE reference = $1",
                     {std::string_view(reference), place.number, std::string_view(set.name),
                      entry.number}));
    }
  }
  return {};
}

}  // namespace records
