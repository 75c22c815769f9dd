#include "web/held_spans.h"

#include <algorithm>
#include <map>

#include "access/permission.h"

namespace web {
namespace {

using registers::Register;

const Register* register_of(const registers::Packs& packs, std::string_view reference) {
  return packs.by_prefix(reference.substr(0, reference.find('-')));
}

// One's own is always told; else whoever reads every open record of the register that gave it.
bool may_know_of(const Visit& visit, const Register& kind, std::string_view person) {
  if (visit.session && visit.session->person == person) return true;
  return visit.caller &&
         authority::reading_of(visit.packs(), kind, visit.who().held).open;
}

std::size_t place_of(const registers::Packs& packs, std::string_view capacity) {
  const auto found = std::find_if(packs.capacities.begin(), packs.capacities.end(),
                                  [&](const auto& one) { return one.name == capacity; });
  return static_cast<std::size_t>(found - packs.capacities.begin());
}

}  // namespace

base::Result<std::vector<HeldSpan>> held_spans(Visit& visit, std::string_view person) {
  const registers::Packs& packs = visit.packs();
  std::vector<HeldSpan> spans;
  for (const authority::HeldBy& one :
       TRY(authority::all_ever_held(visit.reader->database(), person))) {
    const authority::Held& held = one.holding.held;
    const Register* kind = register_of(packs, one.holding.reference);
    if (kind == nullptr || !may_know_of(visit, *kind, one.person)) continue;
    spans.push_back({one.person, held.capacity, one.holding.reference, held.grant_entry, held.from,
                     held.to, kind != packs.appointing()});
  }
  std::stable_sort(spans.begin(), spans.end(), [&](const HeldSpan& a, const HeldSpan& b) {
    const std::size_t left = place_of(packs, a.capacity), right = place_of(packs, b.capacity);
    return left != right ? left < right : a.from < b.from;
  });
  return spans;
}

std::vector<HeldSpan> gaps_of_office(const registers::Packs& packs,
                                     const std::vector<HeldSpan>& spans,
                                     const DaysBetween& within) {
  std::vector<HeldSpan> gaps;
  if (packs.capacities.empty()) return gaps;
  const std::string& office = packs.capacities.front().name;
  // Spans of one capacity stand by their first day: what none before it reached is a gap.
  std::optional<base::Date> covered;  // the last day held so far
  const auto add_gap = [&](const base::Date& from, const base::Date& to) {
    const base::Date first = std::max(from, within.first);
    const base::Date last = std::min(to, within.last);
    if (first <= last) gaps.push_back({"", office, "", -1, first, last, false});
  };
  for (const HeldSpan& span : spans) {
    if (span.capacity != office) continue;
    const base::Date last = span.to.value_or(within.last);
    if (last < span.from) continue;  // taken away before its first day
    if (covered && base::plus_days(*covered, 1) < span.from)
      add_gap(base::plus_days(*covered, 1), base::plus_days(span.from, -1));
    covered = covered ? std::max(*covered, last) : last;
  }
  if (covered && *covered < within.last) add_gap(base::plus_days(*covered, 1), within.last);
  return gaps;
}

}  // namespace web
