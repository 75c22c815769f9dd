// The recorder's part in a disposal: within the act that confirms it keys are destroyed; later, at
// a quiet moment, the files are written anew, and an entry says that it is done.
#include "base/hash.h"
#include "base/log.h"
#include "records/commit.h"
#include "records/disposal.h"
#include "records/erasing.h"
#include "records/stored.h"

namespace records {
namespace {

using base::Result;

// A crash before its commit leaves the disposal unfinished, and the files are written anew again.
Result<PlannedAct> finishing_act(store::Database& database, const Surroundings& around,
                                 const RegisterRows& rows, const registers::Register& kind,
                                 std::string_view reference) {
  PlannedRecord planned;
  planned.kind = &kind;
  planned.step = kind.step(kind.disposes->finish);
  planned.before = TRY(stored_record(database, around.packs, rows, reference));
  if (planned.step == nullptr || !planned.before)
    return base::Failure{base::ErrorKind::corrupt, "A disposal cannot be finished.",
                         std::string(reference)};
  planned.state = planned.step->to;
  PlannedAct act{authority::operator_caller("the files were written anew"), around.clock.now(), {}};
  act.records.push_back(std::move(planned));
  return act;
}

}  // namespace

Result<void> Recorder::dispose_if_confirmed(const PlannedRecord& planned) {
  const std::string before = planned.before ? planned.before->row.state : std::string();
  if (!disposes_now(*planned.kind, before, planned.state)) return {};
  const registers::Disposes& disposes = *planned.kind->disposes;
  const auto records = TRY(disposed_by(*database_, disposes, planned.after));
  const Taken whole = TRY(erase_records(*database_, record_keys_, keys_.store_id, records));
  const NewKeys with{keys_.store_key, keys_.store_id, around_.random};
  const Taken parts = TRY(
      erase_passages(*database_, record_keys_, with, passages_of(disposes, planned.after)));
  base::log(base::LogLevel::notice, "disposed",
            {{"records", std::to_string(whole.records)},
             {"entries", std::to_string(whole.entries)},
             {"entries_in_part", std::to_string(parts.entries)}});
  disposals_ = Disposals::perhaps_unfinished;
  return {};
}

// Somebody may be reading by the old files: then it is tried again at the next look.
Result<void> Recorder::finish_disposals() {
  const registers::Register* kind = around_.packs.disposing();
  if (kind == nullptr || disposals_ == Disposals::finished) return {};
  const auto waiting = TRY(unfinished_disposals(*database_, *kind));
  if (!waiting.empty()) {
    const auto scrubbed = database_->scrub();
    if (!scrubbed) {
      base::log(base::LogLevel::warning, "disposal_waits", {{"why", scrubbed.error().what}});
      return {};
    }
  }
  for (const std::string& reference : waiting) {
    const auto plan = [&] {
      return finishing_act(*database_, around_, rows_, *kind, reference);
    };
    const std::string key = stored_key("", around_.random.bytes(16));
    const base::Hash request = base::sha256(reference);
    TRY(record_own(plan, {key, base::hex(base::bytes_of(request))}, PackCheck::same));
  }
  disposals_ = Disposals::finished;
  return {};
}

}  // namespace records
