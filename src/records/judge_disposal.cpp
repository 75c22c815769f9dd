// What may be disposed of, asked when a disposal is proposed and again when it is confirmed: that
// each record is there and open to whoever asks, that its time is over where that is the reason,
// that nobody has it kept, and what goes with it.
#include <algorithm>

#include "records/disposal.h"
#include "records/judge.h"

namespace records {
namespace {

using base::Result;
using registers::Mistakes;
using registers::Register;

constexpr std::size_t most_told = 10;  // mistakes of one list

// Records of registers that go with what they name, and name one of these.
Result<std::string> goers_with(store::Database& database, const registers::Packs& packs,
                               const std::set<std::int64_t>& records) {
  std::string all;
  for (const Register& kind : packs.registers) {
    if (kind.goes_with.empty()) continue;
    for (const std::int64_t record : records) {
      auto rows = TRY(store::query(
          database,
          "SELECT r.reference FROM link l JOIN record r ON r.number = l.source WHERE l.target = $1 "
          "AND l.field = $2 AND r.register = $3 ORDER BY r.number",
          {record, std::string_view(kind.goes_with), std::string_view(kind.name)}));
      while (TRY(rows.next())) all.append(all.empty() ? "" : " ").append(rows->text(0));
    }
  }
  return all;
}

struct Listed {
  std::int64_t number = 0;
  const Register* kind = nullptr;
  bool restricted = false;
  std::string parent;
};

Result<Listed> listed_record(store::Database& database, const registers::Packs& packs,
                             std::string_view reference) {
  auto rows = TRY(store::query(
      database,
      "SELECT r.number, r.register, r.restricted, p.reference FROM record r LEFT JOIN record p ON "
      "p.number = r.parent WHERE r.reference = $1",
      {reference}));
  if (!TRY(rows.next())) return Listed{};
  return Listed{rows->integer(0), packs.find(rows->text(1)), rows->integer(2) != 0,
                std::string(rows->text(3))};
}

// Why this one cannot be disposed of; "" when it can.
Result<std::string> why_not(store::Database& database, const registers::Packs& packs,
                            const Listed& listed, std::string_view reference,
                            std::optional<base::Date> by_period) {
  const std::string name(reference);
  if (!listed.parent.empty())
    return name + " is a part of " + listed.parent + ". Name " + listed.parent + " instead";
  if (!can_be_disposed_of(*listed.kind))
    return name + " cannot be disposed of: what others did rests on it";
  if (listed.kind->names)
    return name + " goes with the record that it names, and not by itself";
  const auto due =
      due_for_disposal(packs, *listed.kind, TRY(last_act_on(database, packs, reference)));
  if (by_period && !due) return name + " is kept for as long as the council keeps its minutes";
  if (by_period && *due > *by_period)
    return name + " is kept until " + base::long_date(base::plus_days(*due, -1));
  return std::string();
}

// What a list says, and what it is judged by.
struct Proposal {
  std::vector<std::string> references;
  std::optional<base::Date> by_period;  // the day, where the reason is that their time is over
  bool says_restricted = false;
};

Proposal proposal_of(const PlannedRecord& planned, const base::Date& today) {
  const registers::Disposes& disposes = *planned.kind->disposes;
  Proposal proposal;
  proposal.references =
      listed_references(registers::value_of(planned.after, disposes.records).text());
  if (registers::value_of(planned.after, disposes.basis).text() == disposes.by_period)
    proposal.by_period = today;
  const registers::Condition& restricted = planned.kind->restricted_when;
  proposal.says_restricted = !restricted.always() && restricted.holds(planned.after);
  return proposal;
}

}  // namespace

// Why each of a list cannot be disposed of; of many, the first few.
Result<std::vector<std::string>> Judge::against_disposal(const PlannedRecord& planned,
                                                         const authority::Caller& caller,
                                                         const base::Date& today) const {
  const Proposal proposal = proposal_of(planned, today);
  std::vector<std::string> reasons;
  if (proposal.references.empty()) reasons.emplace_back("Name the records, one to a line");
  for (const std::string& reference : proposal.references) {
    if (reasons.size() == most_told) return reasons;
    if (!TRY(is_there(reference, nullptr, caller))) {
      reasons.push_back("There is no record " + reference + ", or it is not open to you");
      continue;
    }
    const Listed listed = TRY(listed_record(database_, around_.packs, reference));
    std::string reason =
        TRY(why_not(database_, around_.packs, listed, reference, proposal.by_period));
    if (reason.empty() && listed.restricted && !proposal.says_restricted)
      reason = reference + " is restricted. Say that some of them are";
    if (!reason.empty()) reasons.push_back(std::move(reason));
  }
  if (!reasons.empty()) return reasons;
  const auto all = TRY(with_parts(database_, proposal.references));
  const std::string held = TRY(held_among(database_, around_.packs, all, today));
  if (held.empty()) return reasons;
  const auto& named = proposal.references;
  const bool is_named = std::find(named.begin(), named.end(), held) != named.end();
  reasons.push_back((is_named ? held : std::string("What belongs to one of these")) +
                    " is under a legal hold, and stays while that stands");
  return reasons;
}

// A form can be mended; what waits to be confirmed is not agreed to, and proposed anew.
Result<Judge::Stop> Judge::judge_disposals(PlannedAct& act, base::Instant now) const {
  for (PlannedRecord& planned : act.records) {
    if (!planned.kind->disposes) continue;
    const registers::Disposes& disposes = *planned.kind->disposes;
    const bool confirms = disposes_now(
        *planned.kind, planned.before ? planned.before->row.state : "", planned.state);
    if (planned.before && !confirms) continue;
    const auto reasons = TRY(against_disposal(planned, act.caller, base::london_date(now)));
    if (!reasons.empty() && confirms)
      return Stop(Refusal{reasons.front() + ".", "",
                          "Do not agree to this proposal. It can be proposed anew without that."});
    Mistakes mistakes;
    for (const std::string& reason : reasons) mistakes.add(disposes.records, reason);
    if (!mistakes.empty()) return Stop(std::move(mistakes));
    if (!confirms) continue;
    const auto all = TRY(with_parts(
        database_, listed_references(registers::value_of(planned.after, disposes.records).text())));
    std::string with = TRY(goers_with(database_, around_.packs, all));
    if (with.empty()) continue;
    planned.set.insert_or_assign(disposes.with, registers::Value::line(with));
    planned.after.insert_or_assign(disposes.with, registers::Value::line(std::move(with)));
  }
  return Stop();
}

}  // namespace records
