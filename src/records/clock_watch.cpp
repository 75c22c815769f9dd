#include "records/clock_watch.h"

#include "records/entry.h"
#include "records/genesis.h"
#include "records/stored.h"

namespace records {
namespace {

using base::ErrorKind;
using base::Failure;
using base::Result;
using registers::Value;

constexpr std::int64_t most_micros = 30'000'000;
constexpr std::string_view kept_by = "store";  // the register, and its step below
constexpr std::string_view clock_step = "note_clock";

}  // namespace

std::optional<ClockStep> ClockWatch::look() {
  const base::Instant said = clock_->now();
  const base::Instant expected{seen_.micros + clock_->counted_micros() - counted_micros_};
  const std::int64_t micros = said.micros - expected.micros;
  if (micros > most_micros || micros < -most_micros) {
    return ClockStep{said, expected, ClockStep::Noticed::running};
  }
  begin_anew();
  return std::nullopt;
}

void ClockWatch::begin_anew() {
  seen_ = clock_->now();
  counted_micros_ = clock_->counted_micros();
}

Result<std::optional<ClockStep>> clock_before_newest(store::Database& database,
                                                     base::Instant now) {
  auto rows = TRY(store::query(
      database,
      "SELECT number, recorded_at, header, idempotency FROM entry ORDER BY number DESC LIMIT 1"));
  if (!TRY(rows.next())) return std::optional<ClockStep>();
  const Entry newest = TRY(read_header(*rows.operator->()));
  const bool before = now.micros + most_micros < newest.recorded_at.micros;
  const bool told = newest.register_name == kept_by && newest.step == clock_step;
  if (!before || told) return std::optional<ClockStep>();
  return std::optional(ClockStep{now, newest.recorded_at, ClockStep::Noticed::opening});
}

Result<PlannedAct> clock_act(store::Database& database, const Surroundings& around,
                             const RegisterRows& rows, const ClockStep& step) {
  const registers::Register* kind = around.packs.find(kept_by);
  const registers::Step* noting = kind == nullptr ? nullptr : kind->step(clock_step);
  if (noting == nullptr) {
    return Failure{ErrorKind::invalid, "The packs do not say how a step of the clock is told.",
                   "packs"};
  }
  PlannedRecord planned;
  planned.kind = kind;
  planned.step = noting;
  const std::string reference = TRY(own_record(database, *kind));
  planned.before = TRY(stored_record(database, around.packs, rows, reference));
  if (!planned.before) return Failure{ErrorKind::corrupt, "The store's record is gone.", reference};
  planned.state = noting->to.empty() ? planned.before->row.state : noting->to;
  planned.set["clock_said"] = Value::time(step.said);
  planned.set["clock_expected"] = Value::time(step.expected);
  const bool opening = step.noticed == ClockStep::Noticed::opening;
  planned.set["clock_noticed"] = Value::choice(opening ? "opening" : "running");
  PlannedAct act{authority::operator_caller("a step of the clock"), step.said, {}};
  act.records.push_back(std::move(planned));
  return act;
}

}  // namespace records
