#include "records/judge.h"

#include <algorithm>

#include "access/grants.h"
#include "access/permission.h"
#include "records/lookup.h"
#include "registers/typed.h"
#include "rules/rule.h"

namespace records {
namespace {

using base::ErrorKind;
using base::Failure;
using base::Result;
using registers::Mistakes;
using registers::Register;
using registers::Step;
using registers::Value;
using registers::Values;

bool has(const std::vector<std::string>& all, std::string_view one) {
  return std::find(all.begin(), all.end(), one) != all.end();
}

Failure not_found(std::string_view reference) {
  return {ErrorKind::not_found, "There is no such record, or it is not open to you.",
          std::string(reference)};
}

Failure bad_change(std::string what, std::string_view where) {
  return {ErrorKind::invalid, std::move(what), std::string(where)};
}

std::string title_of(const registers::Packs& packs, std::string_view capacity) {
  const registers::Capacity* known = packs.capacity(capacity);
  return known == nullptr ? std::string(capacity) : known->title;
}

// A person, the grant and the capacity by which they act, and the day.
std::string holding_text(const authority::Caller& caller, const base::Date& day) {
  return caller.person + ' ' + std::to_string(caller.held.grant_entry) + ' ' +
         caller.held.capacity + ' ' + std::to_string(base::day_number(day));
}

// The values as they would stand, before rules have computed theirs.
void stand_up(PlannedRecord& planned) {
  if (planned.before)
    planned.after = registers::begun(*planned.kind, *planned.step, planned.before->row.values);
  for (const auto& [name, value] : planned.set) planned.after.insert_or_assign(name, value);
  registers::fill_grids(*planned.kind, planned.after);
}

// What nobody typed becomes part of the act once everything else is known: what the grids give, and
// what the step empties.
void take_untyped(PlannedRecord& planned) {
  const auto take = [&planned](const std::string& name) {
    const auto found = planned.after.find(name);
    if (found != planned.after.end()) planned.set.insert_or_assign(name, found->second);
  };
  for (const std::string& name : planned.step->empties) take(name);
  for (const registers::Field& field : planned.kind->fields)
    if (field.has_grid()) take(field.name);
}

// An answer to a question that is not asked for what the rules computed is not kept.
void drop_unasked(PlannedRecord& planned) {
  const auto dropped = std::erase_if(planned.set, [&](const auto& one) {
    const registers::Field* field = planned.kind->field(one.first);
    return field != nullptr && !field->computed && !field->shown_when.holds(planned.after);
  });
  if (dropped > 0) stand_up(planned);
}

// An entry holds what the act changed: not what was left as it stood, nor what was never answered.
void keep_changes(PlannedRecord& planned) {
  const Values* before = planned.before ? &planned.before->row.values : nullptr;
  std::erase_if(planned.set, [&](const auto& one) {
    const auto* stood = before == nullptr ? nullptr : &registers::value_of(*before, one.first);
    return stood == nullptr ? one.second.empty() : stood->text() == one.second.text();
  });
}

}  // namespace

// The order is part of the promise: nothing is told about a record before it is known that the
// caller may act on it.
Result<Judged> Judge::judge(const Change& change, base::Instant now) const {
  if (change.records.empty()) return bad_change("An act needs a record.", "change");
  PlannedAct act;
  act.caller = change.caller;
  act.effective_at = change.effective_at.value_or(now);
  if (Stop stop = TRY(authority_of(change, now))) return Judged(std::move(*stop));
  if (Stop stop = TRY(find_records(change, act))) return Judged(std::move(*stop));
  for (std::size_t place = 0; place < act.records.size(); ++place) {
    if (Stop stop = fits_lifecycle(change.records[place], act.records[place], act.caller,
                                      now)) {
      return Judged(std::move(*stop));
    }
  }
  if (Stop stop = judge_recovery(act)) return Judged(std::move(*stop));
  Mistakes mistakes = TRY(check(act, now));
  if (act.effective_at > now) mistakes.add("", "This cannot be recorded before it has happened");
  if (!mistakes.empty()) return Judged(Outcome(std::move(mistakes)));
  if (Stop stop = TRY(judge_rules(act, now))) return Judged(std::move(*stop));
  if (Stop stop = TRY(judge_disposals(act, now))) return Judged(std::move(*stop));
  note_lost(act);
  TRY(note_unconfirmed(act));
  for (PlannedRecord& planned : act.records) {
    take_untyped(planned);
    keep_changes(planned);
  }
  return Judged(std::move(act));
}

// Authority is that of the day on which the act is recorded, read afresh from the grants as they
// stand in this transaction.
Result<Judge::Stop> Judge::authority_of(const Change& change, base::Instant now) const {
  const authority::Caller& caller = change.caller;
  if (caller.person.empty()) return Stop();
  if (caller.held.capacity == authority::account_holder_capacity) return holder_of(caller);
  const base::Date today = base::london_date(now);
  if (caller.held.standing == authority::Held::Standing::lately) return lately_held(caller, today);
  std::string holding = holding_text(caller, today);
  if (in_force_.has(holding)) return Stop();
  const auto grant =
      TRY(authority::grant_on(database_, caller.person, caller.held.grant_entry, today));
  const bool account = TRY(store::query_integer(
      database_, "SELECT 1 FROM account WHERE person = $1", {std::string_view(caller.person)}));
  if (grant && account && grant->capacity == caller.held.capacity) {
    in_force_.add(std::move(holding));
    return Stop();
  }
  const std::string title = title_of(around_.packs, caller.held.capacity);
  return Stop(Refusal{"You do not hold the capacity “" + title + "” today.", "",
                      "Choose a capacity that you hold today, or ask for your appointment to be "
                      "recorded."});
}

// The capacity ended lately, and may still record what cannot wait (principle 2): may_take() knows
// which steps those are.
Result<Judge::Stop> Judge::lately_held(const authority::Caller& caller,
                                       const base::Date& today) const {
  const auto held =
      TRY(authority::lately_held(database_, around_.packs, caller.person, today));
  const bool is_theirs = std::any_of(held.begin(), held.end(), [&](const authority::Held& one) {
    return one.grant_entry == caller.held.grant_entry && one.capacity == caller.held.capacity;
  });
  if (!is_theirs)
    return Stop(Refusal{"You can no longer act as “" +
                            title_of(around_.packs, caller.held.capacity) + "”.",
                        "", "Ask for your appointment to be recorded."});
  return holder_of(caller);
}

// What was recorded in a capacity that had ended, or outside what was lent, stands, with a record
// beside it that says so, in the same act: it waits to be confirmed, or put right.
Result<void> Judge::note_unconfirmed(PlannedAct& act) const {
  const authority::Held& held = act.caller.held;
  const bool lately = held.standing == authority::Held::Standing::lately;
  if (!lately && act.outside.empty()) return {};
  const auto& all = around_.packs.registers;
  const auto kind = std::find_if(all.begin(), all.end(),
                                 [](const Register& one) { return one.unconfirmed.has_value(); });
  if (kind == all.end() || (lately && !held.to))
    return Failure{ErrorKind::invalid, "No register keeps what is to be confirmed.", ""};
  const registers::Unconfirmed& names = *kind->unconfirmed;
  PlannedRecord note;
  note.kind = &*kind;
  note.step = kind->step(names.step);
  note.state = note.step->to;
  note.names_first = names.record;
  note.set.insert_or_assign(names.person, Value::person(act.caller.person));
  note.set.insert_or_assign(names.capacity,
                            Value::line(title_of(around_.packs, held.capacity)));
  if (lately) note.set.insert_or_assign(names.ended, Value::date(*held.to));
  if (!act.outside.empty())
    note.set.insert_or_assign(names.outside, Value::line(act.outside));
  stand_up(note);
  act.records.push_back(std::move(note));
  return {};
}

// Whoever has an account may act on it, in no capacity; may_take() lets them do nothing else.
Result<Judge::Stop> Judge::holder_of(const authority::Caller& caller) const {
  const bool account = TRY(store::query_integer(
      database_, "SELECT 1 FROM account WHERE person = $1", {std::string_view(caller.person)}));
  if (account) return Stop();
  return Stop(Refusal{"You have no account here any more.", "",
                      "Ask a system administrator of this council."});
}

Result<Judge::Stop> Judge::find_records(const Change& change, PlannedAct& act) const {
  for (std::size_t place = 0; place < change.records.size(); ++place) {
    const std::string& reference = change.records[place].reference;
    for (std::size_t earlier = 0; earlier < place && !reference.empty(); ++earlier) {
      if (change.records[earlier].reference != reference) continue;
      return bad_change("An act takes one step of a record, not two.", reference);
    }
    act.records.push_back(TRY(find_record(change, place, act)));
    const PlannedRecord& planned = act.records.back();
    if (Stop stop = TRY(may_take(act, planned))) return stop;
    const std::int64_t seen = change.records[place].seen_entry;
    if (planned.before && seen >= 0 && planned.before->row.since_entry > seen) {
      return Stop(ChangedMeanwhile{planned.before->row.since_entry});
    }
  }
  return Stop();
}

Result<PlannedRecord> Judge::find_record(const Change& change, std::size_t place,
                                         const PlannedAct& act) const {
  const RecordChange& asked = change.records[place];
  PlannedRecord planned;
  planned.kind = around_.packs.find(asked.register_name);
  if (planned.kind == nullptr) return bad_change("No register has this name.", asked.register_name);
  planned.step = planned.kind->step(asked.step);
  if (planned.step == nullptr) return bad_change("The register has no such step.", asked.step);
  planned.set = asked.set;
  planned.document_files = asked.document_files;
  if (!asked.reference.empty()) {
    planned.before = TRY(stored_record(database_, around_.packs, rows_, asked.reference));
    if (!planned.before || planned.before->kind != planned.kind) return not_found(asked.reference);
    planned.parent_reference = planned.before->parent;
    return planned;
  }
  const bool is_part = !planned.kind->parent.empty();
  if (is_part != (asked.parent.has_value() || !asked.parent_reference.empty())) {
    return bad_change("A part needs its parent, and nothing else has one.", asked.register_name);
  }
  if (!is_part) return planned;
  planned.parent = asked.parent;
  if (asked.parent) {
    if (*asked.parent >= place) return bad_change("A parent comes before its parts.", asked.step);
    const PlannedRecord& parent = act.records[*asked.parent];
    if (parent.kind->name != planned.kind->parent) {
      return bad_change("A part belongs to a record of another register.", asked.register_name);
    }
    if (parent.before) planned.parent_reference = parent.before->reference;
    return planned;
  }
  const auto parent = TRY(stored_record(database_, around_.packs, rows_, asked.parent_reference));
  if (!parent || parent->kind->name != planned.kind->parent) {
    return not_found(asked.parent_reference);
  }
  planned.parent_reference = asked.parent_reference;
  return planned;
}

Result<Judge::Stop> Judge::may_take(const PlannedAct& act, const PlannedRecord& planned) const {
  if (act.caller.held.capacity == authority::return_code_capacity)
    return code_holder_may_take(act, planned);
  if (act.caller.person.empty()) return program_may_take(act, planned);
  const bool own = act.caller.held.capacity == authority::account_holder_capacity;
  if (own && planned.before && planned.before->reference != act.caller.person)
    return not_found(planned.before->reference);
  if (!planned.before && !planned.parent && !planned.parent_reference.empty() &&
      !TRY(reads_parent(act, planned)))
    return not_found(planned.parent_reference);
  const authority::Standing stands = TRY(standing(act, planned));
  if (authority::may_take(around_.packs, *planned.kind, planned.step->name, act.caller, stands)) {
    return Stop();
  }
  const std::string& known = planned.before ? planned.before->reference : planned.parent_reference;
  if (!known.empty() && !authority::may_read(around_.packs, *planned.kind, act.caller, stands)) {
    return not_found(known);
  }
  return Stop(Refusal{"“" + planned.step->title + "” is not open to you as " +
                          title_of(around_.packs, act.caller.held.capacity) + ".",
                      "", "Choose another capacity that you hold, or ask someone who may."});
}

// Whoever may add parts of a register wherever they are still learns of no record that they may not
// read by trying.
Result<bool> Judge::reads_parent(const PlannedAct& act, const PlannedRecord& planned) const {
  const auto parent =
      TRY(stored_record(database_, around_.packs, rows_, planned.parent_reference));
  if (!parent) return false;
  const auto stands = TRY(standing_to(database_, around_.packs, *parent, act.caller));
  return authority::may_read(around_.packs, *parent->kind, act.caller, stands);
}

// Whoever gives no name makes one record, marked with the code that only they hold, and adds to
// that record alone. A wrong code and a record that was never made read alike.
Result<Judge::Stop> Judge::code_holder_may_take(const PlannedAct& act,
                                                const PlannedRecord& planned) const {
  const Register& kind = *planned.kind;
  const std::string& mark = act.caller.return_mark;
  const bool open = authority::may_take(around_.packs, kind, planned.step->name, act.caller, {});
  if (!act.caller.person.empty() || !kind.return_code || !open || mark.empty() ||
      act.records.size() != 1)
    return Stop(Refusal{"“" + planned.step->title + "” is not open without a name.", "",
                        "Sign in, and choose a capacity that may."});
  const Values& values = planned.before ? planned.before->row.values : planned.set;
  if (registers::value_of(values, kind.return_code->mark).text() == mark) return Stop();
  return not_found(planned.before ? planned.before->reference : kind.name);
}

// A part that does not stand yet is as closed as its parent, and whoever stands in a relation to
// the parent does so to it.
Result<authority::Standing> Judge::standing(const PlannedAct& act,
                                            const PlannedRecord& planned) const {
  if (planned.before) return standing_to(database_, around_.packs, *planned.before, act.caller);
  authority::Standing stands;
  if (planned.parent && !act.records[*planned.parent].before) {
    const PlannedRecord& parent = act.records[*planned.parent];
    stands.relations = authority::relations_of(
        around_.packs, *parent.kind, parent.set, {}, act.caller,
        {act.caller.person, act.caller.held.capacity});  // no audience takes a step
  } else if (!planned.parent_reference.empty()) {
    const auto parent =
        TRY(stored_record(database_, around_.packs, rows_, planned.parent_reference));
    if (!parent) return not_found(planned.parent_reference);
    stands = TRY(standing_to(database_, around_.packs, *parent, act.caller));
  }
  stands.exists = false;
  return stands;
}

// The clock takes silence steps and nothing else. The operator's commands take steps of the
// program's own registers, and those with which a council begins: its people, their capacities, its
// bodies.
Judge::Stop Judge::program_may_take(const PlannedAct& act, const PlannedRecord& planned) const {
  const Register& kind = *planned.kind;
  if (act.caller.held.capacity == authority::clock_caller().held.capacity) {
    if (!planned.step->silence_due.empty()) return Stop();
    return Refusal{"The clock may not take this step.", "", ""};
  }
  if (kind.internal || kind.accounts || kind.grants || !kind.body_kind.empty()) return Stop();
  return Refusal{"A command may not take this step: it is for a person in their capacity.", "",
                 "Sign in and take it there."};
}

Judge::Stop Judge::fits_lifecycle(const RecordChange& asked, const PlannedRecord& planned,
                                  const authority::Caller& caller, base::Instant now) const {
  const Step& step = *planned.step;
  if (!planned.before) {
    if (step.from.empty()) return Stop();
    return Refusal{"“" + step.title + "” needs a record that stands already.", "", ""};
  }
  const StoredRow& row = planned.before->row;
  if (!step.from.empty() && has(step.from, row.state)) {
    if (!step.absent_when.always() && step.absent_when.holds(row.values)) {
      return Refusal{step.absent_why, step.absent_source, ""};
    }
    if (!step.not_by.empty() && !caller.person.empty() &&
        registers::value_of(row.values, step.not_by).text() == caller.person) {
      return Refusal{"Nobody does this for what they did themselves.", "",
                     "Ask somebody else who may."};
    }
    const auto due = registers::value_of(row.values, step.silence_due).date();
    if (step.silence_due.empty() || (due && *due < base::london_date(now))) return Stop();
    return Refusal{"The day has not ended.", "", ""};
  }
  const std::string state = registers::shown_state(*planned.kind, row.state, row.values).title;
  return Refusal{
      "“" + step.title + "” cannot be done now: " + asked.reference + " reads “" + state + "”.", "",
      "Open the record to see what can be done."};
}

Result<Mistakes> Judge::check(PlannedAct& act, base::Instant now) const {
  Mistakes all;
  for (std::size_t place = 0; place < act.records.size(); ++place) {
    PlannedRecord& planned = act.records[place];
    const Step& step = *planned.step;
    TRY(keep_unseen(planned, act.caller));
    stand_up(planned);
    if (!step.decides.empty() && !act.caller.person.empty() &&
        registers::value_of(planned.after, step.decides).empty()) {
      registers::Party own;
      own.post = act.caller.held.capacity;
      planned.set.insert_or_assign(step.decides, Value::party(own));
      stand_up(planned);
    }
    planned.state = !step.to.empty() ? step.to : planned.before ? planned.before->row.state : "";
    const std::string prefix = mistake_prefix(act, place);
    all.take_all(registers::check_step(*planned.kind, step, planned.after, planned.set,
                                       base::london_date(now)),
                 prefix);
    all.take_all(check_who_decides(planned, act.caller), prefix);
    all.take_all(TRY(check_references(planned, act.caller)), prefix);
  }
  return all;
}

// The record by which the caller acts, where what gives their capacity may have limits: a register
// that offers a choice of capacities lends them. No other act pays for looking.
Result<std::string> Judge::lent_by(const authority::Caller& caller) const {
  if (caller.person.empty() || caller.held.grant_entry < 0) return std::string();
  const auto lends = [&](const Register& kind) {
    const registers::Field* field = kind.grants ? kind.field(kind.grants->capacity) : nullptr;
    return field != nullptr && field->kind == registers::Kind::choice &&
           std::any_of(field->options.begin(), field->options.end(), [&](const auto& option) {
             return option.name == caller.held.capacity;
           });
  };
  const auto& all = around_.packs.registers;
  if (std::none_of(all.begin(), all.end(), lends)) return std::string();
  store::Rows rows = TRY(store::query(database_, "SELECT reference FROM grants WHERE entry = $1",
                                      {caller.held.grant_entry}));
  return TRY(rows.next()) ? std::string(rows->text(0)) : std::string();
}

Result<Judge::Stop> Judge::judge_rules(PlannedAct& act, base::Instant now) const {
  const StoreLookup lookup(database_, around_.packs);
  const std::string grant = TRY(lent_by(act.caller));
  Mistakes mistakes;
  for (std::size_t place = 0; place < act.records.size(); ++place) {
    PlannedRecord& planned = act.records[place];
    if (planned.kind->rules.empty()) continue;
    std::optional<rules::Seen> before;
    if (planned.before) {
      before = rules::Seen{planned.before->reference, planned.kind->name, planned.before->row.state,
                           planned.before->row.values};
    }
    rules::Act question{*planned.kind,
                        *planned.step,
                        before ? &*before : nullptr,
                        planned.after,
                        planned.set,
                        act.caller.person,
                        act.caller.held.capacity,
                        planned.before ? planned.before->writer : "",
                        planned.before ? planned.before->writer_capacity : "",
                        now};
    question.grant = grant;
    if (act.effective_at < now) question.happened = rules::Act::Happened::before;
    for (std::size_t other = place + 1; place == 0 && other < act.records.size(); ++other) {
      const PlannedRecord& part = act.records[other];
      question.parts.push_back(
          {part.before ? part.before->reference : "", part.kind->name, part.state, part.after});
    }
    rules::Verdict verdict = rules::judge(around_.rules, question, lookup);
    if (lookup.failed()) {
      return Failure{ErrorKind::unavailable, "A rule could not look at the record.", ""};
    }
    if (verdict.judgement == rules::Judgement::refused) {
      return Stop(Refusal{verdict.reason, verdict.source, verdict.possible});
    }
    mistakes.take_all(verdict.mistakes, mistake_prefix(act, place));
    if (act.outside.empty()) act.outside = verdict.outside;
    if (verdict.computed.empty()) continue;
    for (auto& [name, value] : verdict.computed) planned.set.insert_or_assign(name, value);
    stand_up(planned);
    drop_unasked(planned);
  }
  return mistakes.empty() ? Stop() : Stop(std::move(mistakes));
}

std::string mistake_prefix(const PlannedAct& act, std::size_t place) {
  if (place == 0) return std::string();
  const Register* kind = act.records[place].kind;
  std::size_t row = 0;
  for (std::size_t other = 1; other < place; ++other) {
    if (act.records[other].kind == kind) ++row;
  }
  return kind->name + "." + std::to_string(row) + ".";
}

}  // namespace records
