// Concerns of those who do the work: nothing about a person is routed to that person (principle
// 13), and what is sealed is opened by two (principles 13 and 15).
// Source: principles.not_to_oneself, principles.risk_now
#include "rules/binder.h"

namespace rules {
namespace {

enum class AboutOffice { no, yes, not_sure };

registers::Value post(std::string_view capacity) {
  registers::Party party;
  party.post = capacity;
  return registers::Value::party(party);
}

// Not being sure counts as yes: the Chief Social Work Officer can be told later, and cannot be
// untold.
struct ConcernFields {
  explicit ConcernFields(Binder binder)
      : about(binder.choice<AboutOffice>("about_office", {"no", "yes", "not_sure"})),
        goes_to(binder.party("goes_to")),
        also(binder.party("goes_to_also")),
        held_by(binder.party("held_by")),
        raise(binder.step("raise")) {}
  ChoiceField<AboutOffice> about;
  PartyField goes_to, also, held_by;
  BoundName raise;
};

Verdict route(const ConcernFields& fields, const Act& act) {
  Verdict verdict;
  if (!(fields.raise == act.step.name)) return verdict;
  verdict.computed[fields.held_by.name] = post("monitoring_officer");
  if (fields.about.choice(act.after) == AboutOffice::no) {
    verdict.computed[fields.goes_to.name] = post("cswo");
    verdict.computed[fields.also.name] = post("depute_cswo");
  } else {
    verdict.computed[fields.goes_to.name] = post("monitoring_officer");
  }
  return verdict;
}

struct OpeningFields {
  explicit OpeningFields(Binder binder)
      : asked_by(binder.person("asked_by")),
        opened_by(binder.person("opened_by")),
        ask(binder.step("ask")),
        protect(binder.step("protect")),
        open(binder.step("open")) {}
  PersonField asked_by, opened_by;
  BoundName ask, protect, open;
};

Verdict name_who(const OpeningFields& fields, const Act& act) {
  Verdict verdict;
  const registers::Value who = registers::Value::person(act.person);
  if (fields.ask == act.step.name || fields.protect == act.step.name)
    verdict.computed[fields.asked_by.name] = who;
  if (fields.protect == act.step.name) verdict.computed[fields.opened_by.name] = who;
  if (!(fields.open == act.step.name)) return verdict;
  if (act.before == nullptr || fields.asked_by.reference(act.before->values) == act.person)
    return refusal("It takes two people to open a sealed name.",
                   "Ask somebody else who holds a key.", "principles.not_to_oneself");
  verdict.computed[fields.opened_by.name] = who;
  return verdict;
}

}  // namespace

void add_concern_rules(const registers::Packs& packs, Catalogue& catalogue);

void add_concern_rules(const registers::Packs& packs, Catalogue& catalogue) {
  const ConcernFields concern(Binder(packs, "concern", catalogue));
  const OpeningFields opening(Binder(packs, "seal_opening", catalogue));
  const PersonField holder = Binder(packs, "sealing_key", catalogue).person("holder");
  // One person with two keys would be two people to a seal.
  catalogue.add("key_is_of_who_makes_it", [holder](const Act& act, const Lookup&) {
    Verdict verdict;
    if (act.before == nullptr)
      verdict.computed[holder.name] = registers::Value::person(act.person);
    return verdict;
  });
  catalogue.add("concern_goes_to_somebody_else",
                [concern](const Act& act, const Lookup&) { return route(concern, act); });
  catalogue.add("seal_is_opened_by_two",
                [opening](const Act& act, const Lookup&) { return name_who(opening, act); });
}

}  // namespace rules
