// What data cannot say about advice: the same person advising and deciding, a second reader who is
// real, risks that an override must answer, and what a page should point out.
#include <algorithm>

#include "base/text.h"
#include "calendar/working_days.h"
#include "rules/binder.h"

namespace rules {
namespace {

enum class Decision { accepted, modified, overridden };
constexpr std::int64_t days_to_read = 2;  // working days. Source: principles.two_hats

struct AdviceFields {
  explicit AdviceFields(Binder binder)
      : decision(binder.choice<Decision>("decision", {"accepted", "modified", "overridden"})),
        to(binder.party("to")),
        decided_by(binder.party("decided_by")),
        respond_by(binder.date("respond_by")),
        urgent(binder.yes_no("urgent")),
        shown_first(binder.yes_no("shown_first")),
        two_hats(binder.yes_no("two_hats")),
        two_hats_reason(binder.prose("two_hats_reason")),
        second_reader(binder.person("second_reader")),
        second_reading_due(binder.date("second_reading_due")),
        has_read(binder.yes_no("has_read")),
        second_words(binder.prose("second_words")),
        show(binder.step("show")),
        decide(binder.step("decide")),
        second_read(binder.step("second_read")),
        shown_for_fact(binder.state("shown_for_fact")),
        given(binder.state("given")),
        not_answered(binder.state("not_answered")) {}

  ChoiceField<Decision> decision;
  PartyField to, decided_by;
  DateField respond_by;
  YesNoField urgent, shown_first, two_hats;
  ProseField two_hats_reason;
  PersonField second_reader;
  DateField second_reading_due;
  YesNoField has_read;
  ProseField second_words;
  BoundName show, decide, second_read;
  BoundName shown_for_fact, given, not_answered;
};

struct RiskFields {
  explicit RiskFields(Binder binder) : risk(binder.line("risk")), answer(binder.prose("answer")) {}
  LineField risk;
  ProseField answer;
};

struct PersonFields {
  explicit PersonFields(Binder binder)
      : name(binder.line("name")),
        registration(binder.line("registration")),
        reports_to(binder.person("reports_to")),
        active(binder.state("active")) {}
  LineField name, registration;
  PersonField reports_to;
  BoundName active;
};

struct BodyFields {
  explicit BodyFields(Binder binder) : name(binder.line("name")) {}
  LineField name;
};

// Who decides, as a person: the one whom the record names, or else the one who records it. When the
// clerk records a body's minute that is the clerk, who wears two hats only on advice of their own.
std::string decider_of(const Act& act, const AdviceFields& fields) {
  const registers::Party party = fields.decided_by.party(act.after);
  return party.person.empty() ? act.person : party.person;
}

// Computes whether the same person advised and decides; then asks why, and for a second reader.
// Source: principles.two_hats
Verdict two_hats(const Act& act, const AdviceFields& fields, const calendar::Holidays& holidays) {
  Verdict verdict;
  if (!(fields.decide == act.step.name)) return verdict;
  using registers::Value;
  const bool both = !act.creator.empty() && decider_of(act, fields) == act.creator;
  verdict.computed[fields.two_hats.name] =
      Value::yes_no(both ? Value::YesNo::yes : Value::YesNo::no);
  for (const BoundField* field :
       {static_cast<const BoundField*>(&fields.two_hats_reason),
        static_cast<const BoundField*>(&fields.second_reader)}) {
    if (both && field->empty(act.after))
      verdict.mistakes.add(field->name, field->sentence);
    else if (!both && !field->empty(act.set))
      verdict.mistakes.add(field->name, "Leave “" + field->short_label +
                                            "” empty: you did not give this advice yourself");
  }
  if (both) {
    const base::Date today = base::london_date(act.now);
    verdict.computed[fields.second_reading_due.name] =
        Value::date(calendar::plus_working_days(today, days_to_read, holidays).date);
  }
  return verdict;
}

// Marks advice that the decision-maker saw for fact before it was given. Source:
// principles.both_voices
Verdict shown_first(const Act& act, const AdviceFields& fields) {
  Verdict verdict;
  if (fields.show == act.step.name)
    verdict.computed[fields.shown_first.name] =
        registers::Value::yes_no(registers::Value::YesNo::yes);
  return verdict;
}

// Why this person cannot be the second reader; empty when they can. Source: principles.two_hats
std::string unfit_reader(const Act& act, const AdviceFields& fields, const PersonFields& people,
                         const std::optional<Seen>& reader) {
  if (!reader || !(people.active == reader->state))
    return "The second reader must be a person who is active here";
  const std::string name = people.name.text(reader->values);
  const std::string decider = decider_of(act, fields);
  if (reader->reference == decider || reader->reference == act.creator)
    return name + " advised or decides, and cannot read it a second time";
  if (people.registration.empty(reader->values))
    return name + " has no professional registration recorded here";
  if (people.reports_to.reference(reader->values) == decider)
    return name + " reports to the person who decides";
  return "";
}

Verdict second_reader(const Act& act, const AdviceFields& fields, const PersonFields& people,
                      const Lookup& lookup) {
  constexpr std::string_view possible =
      "Choose a registered social worker who does not report to the person who decides, from "
      "another council if need be. Urgency may defer the reading, never the decision.";
  if (fields.decide == act.step.name && !fields.second_reader.empty(act.set)) {
    const std::optional<Seen> reader =
        lookup.by_reference(fields.second_reader.reference(act.set));
    std::string unfit = unfit_reader(act, fields, people, reader);
    if (unfit.empty()) return {};
    Verdict verdict = refusal(unfit + ".", std::string(possible), "principles.two_hats");
    verdict.mistakes.add(fields.second_reader.name, std::move(unfit));
    return verdict;
  }
  if (!(fields.second_read == act.step.name) || act.before == nullptr) return {};
  if (fields.second_reader.reference(act.before->values) != act.person)
    return refusal("Only the second reader who is named here gives the second reading.",
                   "The person named signs in and gives it in their own words.",
                   "principles.two_hats");
  Verdict verdict;
  if (!fields.has_read.is_yes(act.after))
    verdict.mistakes.add(fields.has_read.name,
                         "Read the advice and the decision first, then answer yes");
  return verdict;
}

// The risks of this advice that nobody has said anything about, with what this act says about them.
std::vector<Seen> unanswered_risks(const Lookup& lookup, const RiskFields& risks,
                                   std::string_view reference, const std::vector<Seen>& parts) {
  std::vector<Seen> open;
  for (Seen& risk : lookup.by_value("advice_risk", parent_field, reference)) {
    const auto now = std::find_if(parts.begin(), parts.end(), [&](const Seen& part) {
      return part.reference == risk.reference;
    });
    const registers::Values& values = now == parts.end() ? risk.values : now->values;
    if (risks.answer.empty(values)) open.push_back(std::move(risk));
  }
  return open;
}

// A decision otherwise than advised says what is done about each risk that was named.
// Source: principles.both_voices
Verdict override_answers_risks(const Act& act, const AdviceFields& fields, const RiskFields& risks,
                               const Lookup& lookup) {
  Verdict verdict;
  if (!(fields.decide == act.step.name)) return verdict;
  const std::optional<Decision> decision = fields.decision.choice(act.after);
  if (!decision || *decision == Decision::accepted || act.before == nullptr) return verdict;
  for (const Seen& risk : unanswered_risks(lookup, risks, act.before->reference, act.parts))
    verdict.mistakes.add("", "Say what will be done about the risk “" +
                                 base::shortened(risks.risk.text(risk.values), 80) + "”");
  return verdict;
}

// "the Director of Social Work", "the Social Work Committee", "the Council and the Integration
// Board jointly".
std::string owed_by(const registers::Party& party, const registers::Packs& packs,
                    const BodyFields& bodies, const Lookup& lookup) {
  if (!party.post.empty()) {
    const registers::Capacity* post = packs.capacity(party.post);
    return "the " + (post == nullptr ? party.post : post->title);
  }
  std::string names;
  for (const std::string& reference : party.bodies) {
    const std::optional<Seen> body = lookup.by_reference(reference);
    names += (names.empty() ? "" : " and ") + (body ? bodies.name.text(body->values) : reference);
  }
  if (party.bodies.size() == 2) names += " jointly";
  return names.empty() ? "the person asked" : names;
}

struct AdviceFindings {
  AdviceFields fields;
  BodyFields bodies;
  const registers::Packs& packs;

  std::vector<Finding> operator()(const Seen& seen, const base::Date& today,
                                  const Lookup& lookup) const {
    std::vector<Finding> all;
    add_not_shown(seen, all);
    add_unanswered(seen, today, lookup, all);
    add_second_reading(seen, today, all);
    return all;
  }

  void add_not_shown(const Seen& seen, std::vector<Finding>& all) const {
    if (fields.shown_for_fact == seen.state || fields.urgent.is_yes(seen.values) ||
        fields.shown_first.is_yes(seen.values))
      return;
    all.push_back({"Given without being shown to the decision-maker for fact first, and not "
                   "marked urgent.",
                   "principles.both_voices", "plain"});
  }

  // It says what was recorded here, never that nothing was decided. Source: principles.truth
  void add_unanswered(const Seen& seen, const base::Date& today, const Lookup& lookup,
                      std::vector<Finding>& all) const {
    const std::optional<base::Date> due = fields.respond_by.day(seen.values);
    const bool waiting = fields.given == seen.state && due && *due < today;
    if (!due || !(waiting || fields.not_answered == seen.state)) return;
    const std::string who = owed_by(fields.to.party(seen.values), packs, bodies, lookup);
    all.push_back({"No answer was recorded here by " + base::long_date(*due) +
                       ". The answer is owed by " + who + ".",
                   "principles.who_decides", "stop"});
  }

  void add_second_reading(const Seen& seen, const base::Date& today,
                          std::vector<Finding>& all) const {
    if (!fields.two_hats.is_yes(seen.values) || !fields.second_words.empty(seen.values)) return;
    const std::optional<base::Date> due = fields.second_reading_due.day(seen.values);
    if (!due) return;
    if (*due < today)
      all.push_back({"No second reading was recorded here by " + base::long_date(*due) + ".",
                     "principles.two_hats", "stop"});
    else
      all.push_back({"Second reading not yet given; due by " + base::long_date(*due) + ".",
                     "principles.two_hats", "warn"});
  }
};

}  // namespace

void add_advice_rules(const registers::Packs& packs, Catalogue& catalogue);

void add_advice_rules(const registers::Packs& packs, Catalogue& catalogue) {
  const AdviceFields fields(Binder(packs, "advice", catalogue));
  const RiskFields risks(Binder(packs, "advice_risk", catalogue));
  const PersonFields people(Binder(packs, "person", catalogue));
  const BodyFields bodies(Binder(packs, "body", catalogue));
  const calendar::Holidays holidays = registers::bank_holidays_of(packs);
  catalogue.add("advice_two_hats", [=](const Act& act, const Lookup&) {
    return two_hats(act, fields, holidays);
  });
  catalogue.add("advice_shown_first",
                [=](const Act& act, const Lookup&) { return shown_first(act, fields); });
  catalogue.add("advice_second_reader", [=](const Act& act, const Lookup& lookup) {
    return second_reader(act, fields, people, lookup);
  });
  catalogue.add("advice_override_answers_risks", [=](const Act& act, const Lookup& lookup) {
    return override_answers_risks(act, fields, risks, lookup);
  });
  catalogue.add_finding("advice", AdviceFindings{fields, bodies, packs});
}

}  // namespace rules
