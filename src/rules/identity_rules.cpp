// As whom the council's own sign-in knows somebody: recorded by two people, neither of them the one
// it is about, and never the same number for two.
#include <algorithm>

#include "base/text.h"
#include "rules/binder.h"

namespace rules {
namespace {

constexpr std::string_view two_people = "principles.two_people";

struct IdentityFields {
  explicit IdentityFields(Binder binder)
      : person(binder.person("person")),
        issuer(binder.line("issuer")),
        subject(binder.line("subject")),
        propose(binder.step("propose")),
        confirm(binder.step("confirm")),
        in_force(binder.state("in_force")),
        proposed(binder.state("proposed")) {}
  PersonField person;
  LineField issuer, subject;
  BoundName propose, confirm, in_force, proposed;
};

bool is_taken(const IdentityFields& fields, const Act& act, const Lookup& lookup) {
  const std::string& subject = fields.subject.text(act.after);
  const std::vector<Seen> same = lookup.by_value(act.kind.name, fields.subject.name, subject);
  return std::any_of(same.begin(), same.end(), [&](const Seen& other) {
    const bool itself = act.before != nullptr && act.before->reference == other.reference;
    return !itself && fields.issuer.text(other.values) == fields.issuer.text(act.after) &&
           (fields.in_force == other.state || fields.proposed == other.state);
  });
}

Verdict propose_identity(const IdentityFields& fields, const Act& act, const Lookup& lookup) {
  Verdict verdict;
  if (base::contains(fields.subject.text(act.after), "@")) {
    verdict.mistakes.add(fields.subject.name,
                         "Enter the number that the page said, not an address of mail: those are "
                         "given to others later");
  } else if (is_taken(fields, act, lookup)) {
    verdict.mistakes.add(fields.subject.name, "This number is somebody’s already");
  }
  if (!act.person.empty() && fields.person.reference(act.after) == act.person)
    return refusal("Nobody proposes their own sign-in identity.",
                   "Ask somebody else who may propose it.", two_people);
  return verdict;
}

Verdict confirm_identity(const IdentityFields& fields, const Act& act, const Lookup& lookup) {
  if (act.person == act.creator)
    return refusal("The person who proposed an identity does not confirm it.",
                   "Ask a second person who may confirm it.", two_people);
  if (act.before != nullptr && fields.person.reference(act.before->values) == act.person)
    return refusal("Nobody confirms their own sign-in identity.",
                   "Ask a second person who may confirm it.", two_people);
  if (is_taken(fields, act, lookup))
    return refusal("This number is somebody’s already.", "End the other identity first.",
                   two_people);
  return {};
}

}  // namespace

void add_identity_rules(const registers::Packs& packs, Catalogue& catalogue);

void add_identity_rules(const registers::Packs& packs, Catalogue& catalogue) {
  const IdentityFields fields(Binder(packs, "identity", catalogue));
  catalogue.add("identity_needs_two_people",
                [fields](const Act& act, const Lookup& lookup) -> Verdict {
                  if (fields.propose == act.step.name) return propose_identity(fields, act, lookup);
                  if (fields.confirm == act.step.name) return confirm_identity(fields, act, lookup);
                  return {};
                });
}

}  // namespace rules
