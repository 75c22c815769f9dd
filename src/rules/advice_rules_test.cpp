#include <doctest/doctest.h>

#include "rules/test_cast.h"

using namespace rules;
using registers::Value;
using registers::Values;

namespace {

Seen advice(std::string state) {
  return {"AD-aaaaaa",
          "advice",
          std::move(state),
          {{"question", Value::line("Should the home close?")},
           {"advice", Value::prose("No.")},
           {"to", Value::party({"director", "", {}, ""})}}};
}

Values decide(std::string decision) {
  return {{"decision", Value::choice(std::move(decision))},
          {"decided_by", Value::party({"director", "", {}, ""})}};
}

Verdict judged(const Act& act, const Lookup& lookup) {
  return judge(cast::catalogue(), act, lookup);
}

std::string computed(const Verdict& verdict, std::string_view field) {
  return registers::value_of(verdict.computed, field).text();
}

cast::ListLookup people() {
  cast::ListLookup lookup;
  lookup.all = {cast::person("P-1", "Anna Bain", "SW 1"),
                cast::person("P-2", "Gordon Hay", "SW 2"),
                cast::person("P-3", "Moira Sim", ""),
                cast::person("P-4", "Ewan Reid", "SW 4", "P-1")};
  return lookup;
}

}  // namespace

TEST_CASE("the rules and the packs in force fit each other") {
  const registers::LoadedPacks loaded =
      registers::load_packs(registers::embedded_pack_texts());
  CHECK(registers::to_text(loaded.faults) == "");
  CHECK(registers::to_text(bind_rules(loaded.packs).faults()) == "");
}

TEST_CASE("two hats: the same person advising and deciding says why and names a second reader") {
  const Seen before = advice("given");
  Act act = cast::act_of("advice", "decide", &before, decide("accepted"));
  const cast::ListLookup lookup = people();
  CHECK(computed(judged(act, lookup), "two_hats") == "no");
  CHECK(judged(act, lookup).mistakes.empty());

  act.creator = act.person;
  const Verdict verdict = judged(act, lookup);
  CHECK(computed(verdict, "two_hats") == "yes");
  CHECK(computed(verdict, "second_reading_due") == "2026-11-24");  // two working days after Friday
  CHECK(verdict.mistakes.of("two_hats_reason") == "Say why you decide on your own advice");
  CHECK(verdict.mistakes.of("second_reader") == "Choose the second reader");
  CHECK(verdict.judgement == Judgement::allowed);
}

TEST_CASE("two hats: a body's minute, recorded by its clerk, is nobody's second hat") {
  const Seen before = advice("given");
  Values set = decide("accepted");
  set["decided_by"] = Value::party({"", "", {"B-1"}, "SW 14"});
  Act act = cast::act_of("advice", "decide", &before, set);
  act.capacity = "clerk";
  CHECK(computed(judged(act, people()), "two_hats") == "no");
  act.creator = "P-1";
  CHECK(computed(judged(act, people()), "two_hats") == "yes");
}

TEST_CASE("who did not give the advice is not asked for a second reader") {
  const Seen before = advice("given");
  Values set = decide("accepted");
  set["two_hats_reason"] = Value::prose("because");
  const Verdict verdict =
      judged(cast::act_of("advice", "decide", &before, set), people());
  CHECK(verdict.mistakes.of("two_hats_reason") ==
        "Leave “Why the same person decided” empty: you did not give this advice yourself");
}

TEST_CASE("a second reader is real") {
  const Seen before = advice("given");
  const cast::ListLookup lookup = people();
  const auto with = [&](std::string reader) {
    Values set = decide("accepted");
    set["two_hats_reason"] = Value::prose("The director is away");
    set["second_reader"] = Value::person(std::move(reader));
    Act act = cast::act_of("advice", "decide", &before, set);
    act.creator = act.person;
    return judged(act, lookup);
  };
  CHECK(with("P-2").judgement == Judgement::allowed);
  CHECK(with("P-2").mistakes.empty());
  CHECK(with("P-1").reason == "Anna Bain advised or decides, and cannot read it a second time.");
  CHECK(with("P-3").reason == "Moira Sim has no professional registration recorded here.");
  CHECK(with("P-4").reason == "Ewan Reid reports to the person who decides.");
  CHECK(with("P-7").reason == "The second reader must be a person who is active here.");
  const Verdict refused = with("P-4");
  CHECK(refused.judgement == Judgement::refused);
  CHECK(refused.source == "principles.two_hats");
  CHECK(refused.possible.find("from another council if need be") != std::string::npos);
  CHECK_FALSE(refused.mistakes.of("second_reader").empty());
}

TEST_CASE("only the second reader named gives the reading, and only after reading") {
  Seen before = advice("decided");
  before.values["second_reader"] = Value::person("P-2");
  const Values set{{"has_read", Value::yes_no(Value::YesNo::no)},
                   {"second_view", Value::choice("agrees")},
                   {"second_words", Value::prose("I agree.")}};
  Act act = cast::act_of("advice", "second_read", &before, set);
  CHECK(judged(act, people()).judgement == Judgement::refused);
  act.person = "P-2";
  CHECK(judged(act, people()).mistakes.of("has_read") ==
        "Read the advice and the decision first, then answer yes");
  act.after["has_read"] = Value::yes_no(Value::YesNo::yes);
  CHECK(judged(act, people()).judgement == Judgement::allowed);
  CHECK(judged(act, people()).mistakes.empty());
}

TEST_CASE("a decision otherwise than advised answers each risk named") {
  const Seen before = advice("given");
  cast::ListLookup lookup = people();
  Seen risk{"AR-bbbbbb", "advice_risk", "named", {{"risk", Value::line("Beds are lost")}}};
  lookup.all.push_back(risk);
  lookup.parent_of = {{"AR-bbbbbb", "AD-aaaaaa"}};
  const std::string open = "Say what will be done about the risk “Beds are lost”";

  CHECK(judged(cast::act_of("advice", "decide", &before, decide("accepted")), lookup)
            .mistakes.empty());
  for (const char* decision : {"modified", "overridden"}) {
    Act act = cast::act_of("advice", "decide", &before, decide(decision));
    CHECK(judged(act, lookup).mistakes.of("") == open);
    act.parts = {risk};
    CHECK(judged(act, lookup).mistakes.of("") == open);
    act.parts[0].values["answer"] = Value::prose("Two beds are kept");
    CHECK(judged(act, lookup).mistakes.empty());
  }
}

TEST_CASE("findings say what was not recorded, and who owes it") {
  cast::ListLookup lookup = people();
  lookup.all.push_back({"B-1", "body", "standing", {{"name", Value::line("Care Committee")}}});
  const base::Date today{2026, 11, 28};
  const auto sentences = [&](const Seen& seen) {
    std::string text;
    for (const Finding& finding : cast::catalogue().findings(seen, today, lookup))
      text += finding.sentence + "\n";
    return text;
  };
  Seen seen = advice("given");
  CHECK(sentences(seen) ==
        "Given without being shown to the decision-maker for fact first, and not marked "
        "urgent.\n");
  seen.values["urgent"] = Value::yes_no(Value::YesNo::yes);
  CHECK(sentences(seen) == "");
  seen.values["respond_by"] = Value::date({2026, 11, 28});
  CHECK(sentences(seen) == "");
  seen.values["respond_by"] = Value::date({2026, 11, 27});
  CHECK(sentences(seen) ==
        "No answer was recorded here by Friday 27 November 2026. The answer is owed by the "
        "Director of Social Work and Health.\n");
  seen.state = "not_answered";
  seen.values["to"] = Value::party({"", "", {"B-1"}, ""});
  CHECK(sentences(seen).find("owed by Care Committee.") != std::string::npos);
  seen.state = "decided";
  CHECK(sentences(seen) == "");
  seen.values["two_hats"] = Value::yes_no(Value::YesNo::yes);
  seen.values["second_reading_due"] = Value::date(today);
  CHECK(sentences(seen) ==
        "Second reading not yet given; due by Saturday 28 November 2026.\n");
  seen.values["second_reading_due"] = Value::date({2026, 11, 27});
  CHECK(sentences(seen) == "No second reading was recorded here by Friday 27 November 2026.\n");
  seen.values["second_words"] = Value::prose("I agree.");
  CHECK(sentences(seen) == "");
}

TEST_CASE("advice shown for fact first is marked so") {
  const Act act = cast::act_of("advice", "show", nullptr, {});
  CHECK(computed(judged(act, people()), "shown_first") == "yes");
  const Act give = cast::act_of("advice", "give", nullptr, {});
  CHECK(computed(judged(give, people()), "shown_first") == "");
}
