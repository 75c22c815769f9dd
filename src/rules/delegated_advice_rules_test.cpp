#include <doctest/doctest.h>

#include "base/text.h"
#include "rules/test_cast.h"

using namespace rules;
using registers::Value;

namespace {

struct LentAdvice { std::string step = "give", area, urgent = "no"; };

Act advised_by_grant(const LentAdvice& asked, std::string grant) {
  registers::Values set;
  if (!asked.area.empty()) set["area"] = Value::choice(asked.area);
  if (asked.urgent == "yes") set["urgent"] = Value::yes_no(Value::YesNo::yes);
  Act act = cast::act_of("advice", asked.step, nullptr, std::move(set));
  act.capacity = "depute_cswo";
  act.grant = std::move(grant);
  return act;
}

Verdict lent(std::string decisions, const LentAdvice& asked,
             Act::Happened happened = Act::Happened::now) {
  cast::ListLookup lookup;
  lookup.all = {{"DG-1", "delegation", "in_force", {{"decisions", Value::choice(decisions)}}}};
  Act act = advised_by_grant(asked, "DG-1");
  act.happened = happened;
  return judge(cast::catalogue(), act, lookup);
}

bool is_free(const Verdict& verdict) {
  return verdict.judgement == Judgement::allowed && verdict.outside.empty() &&
         verdict.mistakes.empty();
}

}  // namespace

TEST_CASE("a delegation of one part allows that part and refuses the others") {
  const std::vector<std::string> parts = {"adults", "children", "justice"};
  for (const std::string& part : parts)
    for (const std::string area : {"adults", "children", "justice", "several"}) {
      CHECK(is_free(lent(part, {"give", area})) == (part == area));
      CHECK((lent(part, {"give", area}).judgement == Judgement::refused) == (part != area));
      for (const std::string step : {"show", "add", "correct", "withdraw", "review"})
        CHECK(is_free(lent(part, {step, area})) == (part == area));
      CHECK(is_free(lent("all", {"give", area})));
    }
  CHECK_FALSE(lent("adults", {"give", ""}).mistakes.empty());
  CHECK(is_free(lent("all", {"give", ""})));
}

TEST_CASE("what is urgent or was given already is recorded outside the delegation") {
  const Verdict urgent = lent("adults", {"give", "children", "yes"});
  CHECK(urgent.judgement == Judgement::allowed);
  CHECK(base::contains(urgent.outside, "Outside delegation DG-1"));
  CHECK(registers::value_of(urgent.computed, "outside_delegation").text() == urgent.outside);
  CHECK_FALSE(lent("adults", {"give", "children"}, Act::Happened::before).outside.empty());
  CHECK(lent("adults", {"withdraw", "children", "yes"}).judgement == Judgement::refused);
}

TEST_CASE("decisions named in words are told when advice is given, and refuse nothing") {
  CHECK(base::contains(lent("named", {"give", "children"}).outside, "By delegation DG-1"));
  CHECK(is_free(lent("named", {"withdraw", "children"})));
}

TEST_CASE("who was appointed, and whoever is named in the record, is held to no part") {
  const cast::ListLookup nothing;
  CHECK(is_free(judge(cast::catalogue(), advised_by_grant({"give", "children"}, ""), nothing)));
  CHECK(is_free(lent("adults", {"happened", "children"})));
}
