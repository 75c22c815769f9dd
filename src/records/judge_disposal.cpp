// What may be disposed of, asked when a disposal is proposed and again when it is confirmed: that
// each record is there and open to whoever asks, that its time is over where that is the reason,
// that nobody has it kept, and what goes with it.
#include <algorithm>

#include "base/text.h"
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

// What the lists say, and what they are judged by.
struct Proposal {
  std::vector<std::string> references;
  std::vector<Passage> passages;
  std::optional<base::Date> by_period;  // the day, where the reason is that their time is over
  bool says_restricted = false;
};

Proposal proposal_of(const PlannedRecord& planned, const base::Date& today) {
  const registers::Disposes& disposes = *planned.kind->disposes;
  Proposal proposal;
  proposal.references =
      listed_references(registers::value_of(planned.after, disposes.records).text());
  proposal.passages = passages_of(disposes, planned.after);
  if (registers::value_of(planned.after, disposes.basis).text() == disposes.by_period)
    proposal.by_period = today;
  const registers::Condition& restricted = planned.kind->restricted_when;
  proposal.says_restricted = !restricted.always() && restricted.holds(planned.after);
  return proposal;
}

std::string kept_by_hold(const std::string& reference) {
  return reference + " is under a legal hold, and stays while that stands";
}

// The record and all that it belongs to: what belongs to something under a hold stays too.
Result<std::set<std::int64_t>> with_those_above(store::Database& database, std::int64_t record) {
  std::set<std::int64_t> all;
  while (record != 0 && all.insert(record).second)
    record = TRY(store::query_integer(
        database, "SELECT coalesce(parent, 0) FROM record WHERE number = $1", {record}));
  return all;
}

// Only what somebody typed can name a person whom nothing else names; what the program leads by
// (choices, days, people, references) has to stay as it is.
std::string why_no_such_words(const Register& kind, const Passage& passage) {
  const registers::Field* field = kind.field(passage.field);
  if (field == nullptr || field->secret)
    return passage.reference + " has no field of the name “" + passage.field + "”";
  using registers::Kind;
  const bool typed = field->kind == Kind::line || field->kind == Kind::prose ||
                     field->kind == Kind::document;
  const bool leads = kind.restricted_when.field == field->name;
  if (typed && !leads && !field->computed) return std::string();
  return "“" + (field->short_label.empty() ? field->label : field->short_label) +
         "” is not typed text. Words and documents can go by themselves, and the rest with its "
         "record";
}

// Whether this entry said something there that still stands.
Result<bool> says_it(store::Database& database, const RegisterRows& rows, const Register& kind,
                     std::int64_t record, const Passage& passage) {
  if (TRY(store::query_integer(database,
                               "SELECT 1 FROM erased_part WHERE entry = $1 AND field = $2",
                               {passage.entry, std::string_view(passage.field)})) != 0)
    return false;
  for (const RegisterRows::Version& version : TRY(rows.versions(kind, record))) {
    const auto said = version.row.set_by.find(passage.field);
    if (said != version.row.set_by.end() && said->second == passage.entry) return true;
  }
  return false;
}

}  // namespace

// Why each of a list cannot be disposed of; of many, the first few.
Result<std::vector<std::string>> Judge::against_disposal(const PlannedRecord& planned,
                                                         const authority::Caller& caller,
                                                         const base::Date& today) const {
  const Proposal proposal = proposal_of(planned, today);
  std::vector<std::string> reasons;
  if (proposal.references.empty() && proposal.passages.empty())
    reasons.emplace_back("Name the records, one to a line");
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
  reasons.push_back(kept_by_hold(is_named ? held : std::string("What belongs to one of these")));
  return reasons;
}

Result<std::vector<std::string>> Judge::against_passages(const PlannedRecord& planned,
                                                         const authority::Caller& caller,
                                                         const base::Date& today) const {
  const Proposal proposal = proposal_of(planned, today);
  std::vector<std::string> reasons;
  if (proposal.by_period && !proposal.passages.empty())
    reasons.emplace_back(
        "When its time is over the whole record goes. Words go by themselves where the law wants "
        "it");
  for (const Passage& one : proposal.passages) {
    if (reasons.size() == most_told) return reasons;
    if (one.entry < 0) {
      reasons.push_back("“" + one.reference +
                        "” is no reference, entry and field, like AD-2026-014 57 advice");
      continue;
    }
    if (!TRY(is_there(one.reference, nullptr, caller))) {
      reasons.push_back("There is no record " + one.reference + ", or it is not open to you");
      continue;
    }
    const Listed listed = TRY(listed_record(database_, around_.packs, one.reference));
    std::string reason = why_no_such_words(*listed.kind, one);
    if (!can_be_disposed_of(*listed.kind) || listed.kind->names)
      reason = one.reference + " cannot lose words: what others did rests on it";
    if (reason.empty() && !TRY(says_it(database_, rows_, *listed.kind, listed.number, one)))
      reason = "Entry " + base::grouped(one.entry) + " of " + one.reference +
               " did not say that, or it was erased already";
    if (reason.empty() && listed.restricted && !proposal.says_restricted)
      reason = one.reference + " is restricted. Say that some of them are";
    const auto above = TRY(with_those_above(database_, listed.number));
    const std::string held = TRY(held_among(database_, around_.packs, above, today));
    if (reason.empty() && !held.empty()) reason = kept_by_hold(one.reference);
    const auto whole = TRY(with_parts(database_, proposal.references));
    if (reason.empty() && whole.contains(listed.number))
      reason = one.reference + " goes whole. Leave out its words, or the record";
    if (!reason.empty()) reasons.push_back(std::move(reason));
  }
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
    const base::Date today = base::london_date(now);
    Mistakes mistakes;
    for (const std::string& reason : TRY(against_disposal(planned, act.caller, today)))
      mistakes.add(disposes.records, reason);
    if (mistakes.empty())
      for (const std::string& reason : TRY(against_passages(planned, act.caller, today)))
        mistakes.add(disposes.passages, reason);
    if (!mistakes.empty() && confirms)
      return Stop(Refusal{mistakes.all().front().sentence + ".", "",
                          "Do not agree to this proposal. It can be proposed anew without that."});
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
