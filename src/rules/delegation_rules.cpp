// Decisions of the office are delegated by whoever holds it, to a person and never to themselves
// (row O6); by the Chief Executive only while nobody holds it. The office itself is not delegated
// to an integration authority, and so not to its chief officer (row O5).
#include "base/time.h"
#include "rules/binder.h"
#include "rules/office_cover.h"

namespace rules {
namespace {

constexpr std::string_view delegation_source = "cswo_guidance_2016.delegation";
constexpr std::string_view office_stays_source = "cswo_guidance_2016.office_stays";
constexpr std::string_view two_people_source = "principles.two_people";

enum class Lent { depute_cswo, specialist_lead };
enum class Decisions { all, adults, children, justice, named };

struct DelegationFields {
  explicit DelegationFields(Binder binder)
      : delegate(binder.person("delegate")),
        capacity(binder.choice<Lent>("capacity", {"depute_cswo", "specialist_lead"})),
        decisions(binder.choice<Decisions>("decisions",
                                           {"all", "adults", "children", "justice", "named"})),
        give(binder.step("give")) {}
  PersonField delegate;
  ChoiceField<Lent> capacity;
  ChoiceField<Decisions> decisions;
  BoundName give;
};

// Whoever keeps the system reads no content, whichever record would give them a capacity.
bool keeps_system(const registers::Packs& packs, const OfficeCover& cover,
                  std::string_view person, const Lookup& lookup) {
  for (const registers::Capacity& capacity : packs.capacities)
    if (capacity.sees_content == "no" && cover.is_or_will_be(person, capacity.name, lookup))
      return true;
  return false;
}

Verdict delegate_to(const DelegationFields& fields, const OfficeCover& cover,
                    const registers::Packs& packs, const Act& act, const Lookup& lookup) {
  const std::string& delegate = fields.delegate.reference(act.after);
  const base::Date today = base::london_date(act.now);
  if (!delegate.empty() && delegate == act.person)
    return refusal("Nobody delegates to themselves.", "Choose somebody else.", two_people_source);
  if (act.capacity != head_of_office &&
      cover.holders(head_of_office, lookup).on(today) != nullptr)
    return refusal("The Chief Social Work Officer delegates their own decisions. Somebody else "
                   "does only while nobody holds the office.",
                   "Ask the Chief Social Work Officer to record it.", delegation_source);
  if (keeps_system(packs, cover, delegate, lookup))
    return refusal("Whoever keeps the system reads no content, and so takes no decisions.",
                   "End their appointment as system administrator first, or choose somebody else.",
                   two_people_source);
  if (fields.capacity.choice(act.after) == Lent::depute_cswo &&
      cover.is_or_will_be(delegate, integration_chief_officer, lookup))
    return refusal("The office is never delegated to an integration authority, and so not to its "
                   "chief officer.",
                   "Choose a senior social worker of the council.", office_stays_source);
  Verdict verdict;
  if (fields.capacity.choice(act.after) == Lent::specialist_lead &&
      fields.decisions.choice(act.after) == Decisions::all)
    verdict.mistakes.add(fields.decisions.name,
                         "Choose adults, children, justice or named decisions: only a deputy "
                         "takes all of them");
  return verdict;
}

}  // namespace

void add_delegation_rules(const registers::Packs& packs, Catalogue& catalogue);

void add_delegation_rules(const registers::Packs& packs, Catalogue& catalogue) {
  const DelegationFields fields(Binder(packs, "delegation", catalogue));
  const OfficeCover cover(packs, catalogue);
  catalogue.add("delegation_is_given_and_accepted",
                [fields, cover, &packs](const Act& act, const Lookup& lookup) -> Verdict {
                  if (fields.give == act.step.name)
                    return delegate_to(fields, cover, packs, act, lookup);
                  return {};
                });
}

}  // namespace rules
