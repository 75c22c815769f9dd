// What the access log asks of the record: what is kept under a reference, and by which record
// somebody was named.
#include "access/permission.h"
#include "records/reading.h"

namespace records {

using base::Result;

Result<std::optional<Reader::Kept>> kept_as_of(Moment& moment, std::string_view reference) {
  auto rows = TRY(store::query(
      moment.database,
      "SELECT r.register, r.restricted, p.reference FROM record r "
      "LEFT JOIN record p ON p.number = r.parent WHERE r.reference = $1",
      {reference}));
  if (!TRY(rows.next())) return std::optional<Reader::Kept>();
  Reader::Kept kept;
  kept.kind = moment.packs.find(rows->text(0));
  kept.parent = rows->text(2);
  if (kept.kind == nullptr) return std::optional<Reader::Kept>();
  kept.closed = rows->integer(1) != 0 || authority::is_privileged(moment.packs, *kept.kind);
  kept.restricted = rows->integer(1) != 0;
  return std::optional<Reader::Kept>(std::move(kept));
}

// Lines that other records gave have their number; without those the question is whether the caller
// would read it all the same.
Result<std::string> named_by_of(Moment& moment, std::string_view reference,
                                const Caller& caller) {
  const auto known = TRY(known_record(moment, reference));
  const auto kept = TRY(kept_as_of(moment, reference));
  if (!known || !kept) return std::string();
  auto rows = TRY(store::query(
      moment.database,
      "SELECT n.relation, n.person, n.capacity, n.until, g.reference FROM named n "
      "LEFT JOIN record g ON g.number = n.given_by WHERE n.record = $1 ORDER BY n.given_by DESC",
      {known->number}));
  authority::Standing standing;
  standing.restricted = kept->restricted;
  std::string giver;
  while (TRY(rows.next())) {
    const authority::NamedLine line{std::string(rows->text(0)), std::string(rows->text(1)),
                                    std::string(rows->text(2)), rows->integer(3)};
    if (!authority::stands_in(moment.packs, line, caller)) continue;
    if (rows->text(4).empty())
      standing.relations.push_back(line.relation);
    else if (giver.empty())
      giver = rows->text(4);
  }
  if (giver.empty() || authority::may_read(moment.packs, *kept->kind, caller, standing))
    return std::string();
  return giver;
}

}  // namespace records
