// A record ends by two people: the one who proposes its disposal and another who confirms it.
#include "rules/binder.h"

namespace rules {
namespace {

constexpr std::string_view disposal_source = "principles.two_people";

}  // namespace

void add_disposal_rules(const registers::Packs& packs, Catalogue& catalogue);

void add_disposal_rules(const registers::Packs& packs, Catalogue& catalogue) {
  Binder binder(packs, "disposal", catalogue);
  const BoundName confirm = binder.step("confirm");
  catalogue.add("disposal_needs_two_people", [=](const Act& act, const Lookup&) -> Verdict {
    if (confirm != act.step.name || act.person != act.creator) return {};
    return refusal("The person who proposed a disposal does not confirm it.",
                   "Ask a second person who may confirm disposals to confirm it.",
                   disposal_source);
  });
}

}  // namespace rules
