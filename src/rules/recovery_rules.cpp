// A store that was put back from an older copy goes on when two people say so: the one who tells
// what happened, and another who confirms it.
#include "rules/binder.h"

namespace rules {
namespace {

constexpr std::string_view recovery_source = "principles.recovery";

}  // namespace

void add_recovery_rules(const registers::Packs& packs, Catalogue& catalogue);

void add_recovery_rules(const registers::Packs& packs, Catalogue& catalogue) {
  Binder binder(packs, "recovery", catalogue);
  const BoundName confirm = binder.step("confirm");
  catalogue.add("recovery_needs_two_people", [=](const Act& act, const Lookup&) -> Verdict {
    if (confirm != act.step.name || act.person != act.creator) return {};
    return refusal("The person who wrote a recovery down does not confirm it.",
                   "Ask a second person who may confirm recoveries to confirm it.",
                   recovery_source);
  });
}

}  // namespace rules
