// Capacities come from appointments, and an appointment needs two people: the one who proposes it
// and another who confirms it, neither of them the one appointed.
#include <algorithm>

#include "base/text.h"
#include "rules/binder.h"

namespace rules {
namespace {

constexpr std::string_view source = "principles.two_people";

struct AppointmentFields {
  explicit AppointmentFields(Binder binder)
      : holder(binder.person("holder")),
        capacity(binder.line("capacity")),
        propose(binder.step("propose")),
        confirm(binder.step("confirm")),
        in_force(binder.state("in_force")),
        proposed(binder.state("proposed")) {}
  PersonField holder;
  LineField capacity;
  BoundName propose, confirm;
  BoundName in_force, proposed;
};

Verdict refused(std::string reason, std::string possible) {
  Verdict verdict;
  verdict.judgement = Judgement::refused;
  verdict.reason = std::move(reason);
  verdict.possible = std::move(possible);
  verdict.source = source;
  return verdict;
}

bool sees_content(const registers::Packs& packs, std::string_view capacity) {
  const registers::Capacity* known = packs.capacity(capacity);
  return known == nullptr || known->sees_content != "no";
}

// Whoever keeps the system reads no content, so they hold no other capacity beside it, nor the
// other way.
bool mixes_system_and_content(const AppointmentFields& fields, const registers::Packs& packs,
                              const Act& act, const Lookup& lookup) {
  const std::string& capacity = fields.capacity.text(act.after);
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

Verdict propose(const AppointmentFields& fields, const registers::Packs& packs, const Act& act,
                const Lookup& lookup) {
  Verdict verdict;
  const std::string& capacity = fields.capacity.text(act.after);
  if (!capacity.empty() && packs.capacity(capacity) == nullptr) {
    verdict.mistakes.add(fields.capacity.name, unknown_capacity(packs, capacity));
    return verdict;
  }
  if (fields.holder.reference(act.after) == act.person && !act.person.empty())
    return refused("Nobody proposes their own appointment.",
                   "Ask somebody else who may propose appointments to propose it.");
  if (mixes_system_and_content(fields, packs, act, lookup))
    return refused("Whoever keeps the system reads no content, and so holds no other capacity.",
                   "End the other appointment first, or appoint somebody else.");
  return verdict;
}

Verdict confirm(const AppointmentFields& fields, const Act& act) {
  if (act.person == act.creator)
    return refused("The person who proposed an appointment does not confirm it.",
                   "Ask a second person who may confirm appointments to confirm it.");
  if (act.before != nullptr && fields.holder.reference(act.before->values) == act.person)
    return refused("Nobody confirms their own appointment.",
                   "Ask a second person who may confirm appointments to confirm it.");
  return {};
}

}  // namespace

void add_appointment_rules(const registers::Packs& packs, Catalogue& catalogue);

void add_appointment_rules(const registers::Packs& packs, Catalogue& catalogue) {
  const AppointmentFields fields(Binder(packs, "appointment", catalogue));
  catalogue.add("appointment_needs_two_people",
                [fields, &packs](const Act& act, const Lookup& lookup) -> Verdict {
                  if (fields.propose == act.step.name) return propose(fields, packs, act, lookup);
                  if (fields.confirm == act.step.name) return confirm(fields, act);
                  return {};
                });
}

}  // namespace rules
