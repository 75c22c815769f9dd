#include <doctest/doctest.h>

#include "base/text.h"
#include "rules/test_cast.h"

using namespace rules;
using registers::Value;

namespace {

base::Date on_day(std::string_view text) { return *base::date_from_iso(text); }

Seen officer(std::string capacity, std::string from, std::string to = "") {
  Seen seen{"AP-1",
            "appointment",
            "in_force",
            {{"holder", Value::person("P-2")},
             {"capacity", Value::line(std::move(capacity))},
             {"from", Value::date(on_day(from))}}};
  if (!to.empty()) seen.values["to"] = Value::date(on_day(to));
  return seen;
}

Seen vacancy(std::string state, std::string from) {
  return {"VO-1", "vacancy", std::move(state), {{"from", Value::date(on_day(from))}}};
}

struct Told { std::string sentence, tone; };
Told told(const cast::ListLookup& lookup, std::string_view today) {
  const auto lacks = cast::catalogue().lacks("vacancy", on_day(today), lookup);
  return lacks.empty() ? Told{} : Told{lacks.front().sentence, lacks.front().tone};
}

}  // namespace

TEST_CASE("an uncovered day is told on the day, and four weeks before") {
  cast::ListLookup lookup;
  CHECK(told(lookup, "2026-11-20").tone == "stop");
  lookup.all = {officer("cswo", "2025-04-01", "2026-12-31")};
  CHECK(told(lookup, "2026-12-03").sentence.empty());
  CHECK(base::contains(told(lookup, "2026-12-04").sentence, "On Friday 1 January 2027 nobody"));
  CHECK(told(lookup, "2026-12-04").tone == "warn");
  CHECK(told(lookup, "2026-12-31").tone == "warn");
  CHECK(base::contains(told(lookup, "2027-01-01").sentence, "Today nobody holds the office"));
  CHECK(told(lookup, "2027-01-01").tone == "stop");
  lookup.all.push_back(vacancy("standing", "2027-01-01"));
  CHECK(told(lookup, "2027-01-01").sentence.empty());
  lookup.all.back().state = "withdrawn";
  CHECK(told(lookup, "2027-01-01").tone == "stop");
}

TEST_CASE("a deputy covers the office, and that it is vacant is still to be recorded") {
  cast::ListLookup lookup;
  lookup.all = {officer("depute_cswo", "2025-04-01")};
  CHECK(base::contains(told(lookup, "2026-11-20").sentence, "A deputy’s appointment is in force"));
  CHECK(told(lookup, "2026-11-20").tone == "warn");
  lookup.all.push_back(officer("cswo", "2025-04-01"));
  CHECK(told(lookup, "2026-11-20").sentence.empty());
}

TEST_CASE("a vacancy is filled by an appointment, and is pointed out once one is in force") {
  cast::ListLookup lookup;
  lookup.all.reserve(4);  // acts keep a pointer to the first
  lookup.all.push_back(vacancy("standing", "2026-11-01"));
  const Act act = cast::act_of("vacancy", "fill", &lookup.all.front(),
                               {{"until", Value::date(on_day("2026-11-20"))}});
  CHECK(judge(cast::catalogue(), act, lookup).reason ==
        "No appointment to Chief Social Work Officer is in force on Saturday 21 November 2026.");
  const auto pointed_out = [&] {
    return cast::catalogue().findings(lookup.all.front(), on_day("2026-11-21"), lookup).size();
  };
  CHECK(pointed_out() == 0);
  lookup.all.push_back(officer("depute_cswo", "2026-11-21"));
  CHECK(judge(cast::catalogue(), act, lookup).judgement == Judgement::refused);
  lookup.all.push_back(officer("cswo", "2026-11-21"));
  const Act filled = cast::act_of("vacancy", "fill", &lookup.all.front(),
                                  {{"until", Value::date(on_day("2026-11-20"))}});
  CHECK(judge(cast::catalogue(), filled, lookup).judgement == Judgement::allowed);
  CHECK(pointed_out() == 1);
  lookup.all.front().state = "filled";
  CHECK(pointed_out() == 0);
}
