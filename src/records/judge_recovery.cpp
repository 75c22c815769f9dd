// What may be recorded in a store that was put back from an older copy: that two people say so, and
// what nobody could get in without.
#include "records/judge.h"

namespace records {
namespace {

// The record of a sign-in by emergency, and an account that the server's operator sets right.
bool is_way_in(const PlannedAct& act, const PlannedRecord& planned) {
  return planned.kind->emergency || (planned.kind->accounts && act.caller.person.empty());
}

}  // namespace

Judge::Stop Judge::judge_recovery(const PlannedAct& act) const {
  const Awaited awaited = recovery_ == nullptr ? Awaited{} : recovery_->awaited();
  for (const PlannedRecord& planned : act.records) {
    if (awaited.what.empty()) {
      if (!planned.kind->recovers || planned.before) continue;
      return Stop(Refusal{"Nothing was put back: this store goes on as it was.", "",
                          "A recovery is written down after an older copy was restored."});
    }
    if (planned.kind->recovers || is_way_in(act, planned)) continue;
    return Stop(Refusal{
        "This store was put back from an older copy. Nothing is recorded until two people have "
        "said so.",
        "", "Write a recovery down under Recoveries, and have a second person confirm it."});
  }
  return Stop();
}

// What a kept checkpoint says is the program's to write, not the writer's to soften.
void Judge::note_lost(PlannedAct& act) const {
  for (PlannedRecord& planned : act.records) {
    if (!planned.kind->recovers || planned.before || recovery_ == nullptr) continue;
    const std::string& lost = planned.kind->recovers->lost;
    const auto what = registers::Value::line(recovery_->awaited().what);
    planned.set.insert_or_assign(lost, what);
    planned.after.insert_or_assign(lost, what);
  }
}

}  // namespace records
