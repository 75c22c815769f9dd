// Capacities come from appointments, and an appointment needs two people: the one who proposes it
// and another who confirms it, neither of them the one appointed. The last holder of the office
// does not leave without a deputy or a recorded vacancy (row O1).
#include <algorithm>

#include "base/text.h"
#include "rules/binder.h"
#include "rules/office_cover.h"

namespace rules {
namespace {

constexpr std::string_view source = "principles.two_people";
constexpr std::string_view deputies_source = "cswo_guidance_2016.deputies";

struct AppointmentFields {
  explicit AppointmentFields(Binder binder)
      : holder(binder.person("holder")),
        capacity(binder.line("capacity")),
        from(binder.date("from")),
        to(binder.date("to")),
        propose(binder.step("propose")),
        confirm(binder.step("confirm")),
        end(binder.step("end")),
        take_away(binder.step("take_away")),
        in_force(binder.state("in_force")),
        proposed(binder.state("proposed")) {}
  PersonField holder;
  LineField capacity;
  DateField from, to;
  BoundName propose, confirm, end, take_away;
  BoundName in_force, proposed;
};

bool sees_content(const registers::Packs& packs, std::string_view capacity) {
  const registers::Capacity* known = packs.capacity(capacity);
  return known == nullptr || known->sees_content != "no";
}

// Whoever keeps the system reads no content, so they hold no other capacity beside it, nor the
// other way.
bool mixes_system_and_content(const AppointmentFields& fields, const OfficeCover& cover,
                              const registers::Packs& packs, const Act& act,
                              const Lookup& lookup) {
  const std::string& capacity = fields.capacity.text(act.after);
  if (!sees_content(packs, capacity) &&
      cover.is_or_will_be_delegate(fields.holder.reference(act.after), lookup))
    return true;
  const std::vector<Seen> held =
      lookup.by_value(act.kind.name, fields.holder.name, fields.holder.reference(act.after));
  return std::any_of(held.begin(), held.end(), [&](const Seen& other) {
    const bool stands = fields.in_force == other.state || fields.proposed == other.state;
    return stands && sees_content(packs, fields.capacity.text(other.values)) !=
                         sees_content(packs, capacity);
  });
}

std::string unknown_capacity(const registers::Packs& packs, std::string_view typed) {
  std::vector<std::string> names;
  for (const registers::Capacity& capacity : packs.capacities) names.push_back(capacity.name);
  const auto near = base::nearest(typed, names);
  return "Choose a capacity from the list" + (near ? ", like “" + *near + "”" : std::string());
}

Verdict propose(const AppointmentFields& fields, const OfficeCover& cover,
                const registers::Packs& packs, const Act& act, const Lookup& lookup) {
  Verdict verdict;
  const std::string& capacity = fields.capacity.text(act.after);
  if (!capacity.empty() && packs.capacity(capacity) == nullptr) {
    verdict.mistakes.add(fields.capacity.name, unknown_capacity(packs, capacity));
    return verdict;
  }
  if (fields.holder.reference(act.after) == act.person && !act.person.empty())
    return refusal("Nobody proposes their own appointment.",
                   "Ask somebody else who may propose appointments to propose it.", source);
  if (mixes_system_and_content(fields, cover, packs, act, lookup))
    return refusal("Whoever keeps the system reads no content, and so holds no other capacity.",
                   "End what gives them another capacity first, or appoint somebody else.",
                   source);
  return verdict;
}

Verdict confirm(const AppointmentFields& fields, const Act& act) {
  if (act.person == act.creator)
    return refusal("The person who proposed an appointment does not confirm it.",
                   "Ask a second person who may confirm appointments to confirm it.", source);
  if (act.before != nullptr && fields.holder.reference(act.before->values) == act.person)
    return refusal("Nobody confirms their own appointment.",
                   "Ask a second person who may confirm appointments to confirm it.", source);
  return {};
}

// The first day on which this appointment would no longer count: what is taken away gives nothing
// any more on this very day, what is ended is ended by its last day.
base::Date first_day_without(const AppointmentFields& fields, const Act& act) {
  const base::Date today = base::london_date(act.now);
  base::Date day = today;
  if (fields.end == act.step.name)
    day = std::max(day, base::plus_days(fields.to.day(act.after).value_or(today), 1));
  return std::max(day, fields.from.day(act.after).value_or(day));
}

// The clock's own step cannot be refused: a day passes whatever is recorded. What the office lacks
// then is told on home (vacancy_rules.cpp).
Verdict leave(const AppointmentFields& fields, const OfficeCover& cover, const Act& act,
              const Lookup& lookup) {
  const std::string& capacity = fields.capacity.text(act.after);
  if (act.before == nullptr || (capacity != head_of_office && capacity != deputy_of_office))
    return {};
  const base::Date day = first_day_without(fields, act);
  if (cover.covers(lookup, act.before->reference).on(day)) return {};
  return refusal(
      "Without this appointment nobody holds the office of Chief Social Work Officer on " +
          base::long_date(day) + ", and no deputy’s appointment is in force.",
      "Appoint a successor or a deputy from that day, or record that the office is vacant, who "
      "covers it and by which minute.",
      deputies_source);
}

}  // namespace

void add_appointment_rules(const registers::Packs& packs, Catalogue& catalogue);

void add_appointment_rules(const registers::Packs& packs, Catalogue& catalogue) {
  const AppointmentFields fields(Binder(packs, "appointment", catalogue));
  const OfficeCover cover(packs, catalogue);
  catalogue.add("appointment_needs_two_people",
                [fields, cover, &packs](const Act& act, const Lookup& lookup) -> Verdict {
                  if (fields.propose == act.step.name)
                    return propose(fields, cover, packs, act, lookup);
                  if (fields.confirm == act.step.name) return confirm(fields, act);
                  return {};
                });
  catalogue.add("office_is_never_left_empty",
                [fields, cover](const Act& act, const Lookup& lookup) -> Verdict {
                  if (fields.end == act.step.name || fields.take_away == act.step.name)
                    return leave(fields, cover, act, lookup);
                  return {};
                });
}

}  // namespace rules
