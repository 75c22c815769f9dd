// Breaking the glass (row S9): a restricted record opens for one hour to whoever says why it cannot
// wait, and it is told to somebody else (principle 13).
#include "base/time.h"
#include "rules/binder.h"

namespace rules {
namespace {

constexpr std::int64_t open_minutes = 60;

}  // namespace

void add_emergency_opening_rules(const registers::Packs& packs, Catalogue& catalogue);

void add_emergency_opening_rules(const registers::Packs& packs, Catalogue& catalogue) {
  Binder binder(packs, "emergency_opening", catalogue);
  const PersonField opened_by = binder.person("opened_by");
  const TimeField until = binder.time("until");
  const BoundName open = binder.step("open");
  catalogue.add("emergency_opening_is_told",
                [=](const Act& act, const Lookup&) -> Verdict {
                  Verdict verdict;
                  if (open == act.step.name) {
                    const base::Instant shut{act.now.micros + open_minutes * 60 * 1'000'000};
                    verdict.computed[opened_by.name] = registers::Value::person(act.person);
                    verdict.computed[until.name] = registers::Value::time(shut);
                  }
                  return verdict;
                });
}

}  // namespace rules
