#include <doctest/doctest.h>

#include "base/text.h"
#include "rules/test_cast.h"

using namespace rules;
using registers::Value;

namespace {

Seen appointment(std::string reference, std::string holder, std::string capacity,
                 std::string state) {
  return {std::move(reference),
          "appointment",
          std::move(state),
          {{"holder", Value::person(std::move(holder))},
           {"capacity", Value::line(std::move(capacity))}}};
}

Verdict propose(std::string holder, std::string capacity, const Lookup& lookup) {
  const Act act = cast::act_of("appointment", "propose", nullptr,
                               {{"holder", Value::person(std::move(holder))},
                                {"capacity", Value::line(std::move(capacity))}});
  return judge(cast::catalogue(), act, lookup);
}

}  // namespace

TEST_CASE("an appointment is proposed by somebody else, to a capacity that exists") {
  cast::ListLookup lookup;
  CHECK(propose("P-2", "cswo", lookup).judgement == Judgement::allowed);
  CHECK(propose("P-2", "cswo", lookup).mistakes.empty());
  CHECK(propose("P-1", "cswo", lookup).reason == "Nobody proposes their own appointment.");
  CHECK(propose("P-2", "cswoo", lookup).mistakes.of("capacity") ==
        "Choose a capacity from the list, like “cswo”");
}

TEST_CASE("whoever keeps the system holds no other capacity") {
  cast::ListLookup lookup;
  lookup.all = {appointment("AP-1", "P-2", "administrator", "in_force"),
                appointment("AP-2", "P-3", "cswo", "in_force"),
                appointment("AP-3", "P-4", "administrator", "ended")};
  CHECK(propose("P-2", "cswo", lookup).judgement == Judgement::refused);
  CHECK(propose("P-3", "administrator", lookup).judgement == Judgement::refused);
  CHECK(propose("P-3", "director", lookup).judgement == Judgement::allowed);
  CHECK(propose("P-4", "cswo", lookup).judgement == Judgement::allowed);
}

TEST_CASE("an appointment is confirmed by a second person, and never by its holder") {
  const cast::ListLookup lookup;
  const Seen before = appointment("AP-1", "P-2", "cswo", "proposed");
  Act act = cast::act_of("appointment", "confirm", &before, {});
  CHECK(judge(cast::catalogue(), act, lookup).judgement == Judgement::allowed);
  act.person = act.creator;
  CHECK(judge(cast::catalogue(), act, lookup).reason ==
        "The person who proposed an appointment does not confirm it.");
  act.person = "P-2";
  CHECK(judge(cast::catalogue(), act, lookup).reason == "Nobody confirms their own appointment.");
}

namespace {

Seen in_office(std::string reference, std::string holder, std::string capacity, std::string state,
               std::string from, std::string to = "") {
  Seen seen = appointment(std::move(reference), std::move(holder), std::move(capacity),
                          std::move(state));
  seen.values["from"] = Value::date(*base::date_from_iso(from));
  if (!to.empty()) seen.values["to"] = Value::date(*base::date_from_iso(to));
  return seen;
}

// It is 20 November 2026. What is refused when the first of these appointments is ended, with its
// last day, or taken away at once.
std::string why_not(const cast::ListLookup& lookup, std::string step, std::string last_day = "") {
  registers::Values set;
  if (!last_day.empty()) set["to"] = Value::date(*base::date_from_iso(last_day));
  const Act act = cast::act_of("appointment", step, &lookup.all.front(), std::move(set));
  return judge(cast::catalogue(), act, lookup).reason;
}

}  // namespace

TEST_CASE("the last holder of the office leaves only when somebody covers the day after") {
  cast::ListLookup lookup;
  lookup.all = {in_office("AP-1", "P-2", "cswo", "in_force", "2025-04-01")};
  CHECK(why_not(lookup, "end", "2026-11-30") ==
        "Without this appointment nobody holds the office of Chief Social Work Officer on Tuesday "
        "1 December 2026, and no deputy’s appointment is in force.");
  CHECK(base::contains(why_not(lookup, "end"), "on Saturday 21 November 2026"));
  CHECK(base::contains(why_not(lookup, "end", "2026-11-10"), "on Friday 20 November 2026"));
  CHECK(base::contains(why_not(lookup, "take_away"), "on Friday 20 November 2026"));
  CHECK(why_not(lookup, "lapse").empty());  // the clock's step: a day passes, whatever is recorded

  struct Case { Seen beside; bool covers_today, covers_december; };
  for (const Case& one : {
           Case{in_office("AP-2", "P-3", "depute_cswo", "in_force", "2025-04-01"), true, true},
           Case{in_office("AP-2", "P-3", "depute_cswo", "in_force", "2026-12-01"), false, true},
           Case{in_office("AP-2", "P-3", "depute_cswo", "in_force", "2026-12-02"), false, false},
           Case{in_office("AP-2", "P-3", "depute_cswo", "in_force", "2025-04-01", "2026-11-30"),
                true, false},
           Case{in_office("AP-2", "P-3", "depute_cswo", "ended", "2025-04-01", "2026-12-01"), true,
                true},
           Case{in_office("AP-2", "P-3", "depute_cswo", "ended", "2025-04-01"), false, false},
           Case{in_office("AP-2", "P-3", "depute_cswo", "proposed", "2025-04-01"), false, false},
           Case{in_office("AP-2", "P-3", "depute_cswo", "taken_away", "2025-04-01"), false, false},
           Case{in_office("AP-2", "P-3", "cswo", "in_force", "2026-12-01"), false, true},
           Case{in_office("AP-2", "P-3", "director", "in_force", "2025-04-01"), false, false},
       }) {
    lookup.all.resize(1);
    lookup.all.push_back(one.beside);
    CHECK(why_not(lookup, "take_away").empty() == one.covers_today);
    CHECK(why_not(lookup, "end", "2026-11-30").empty() == one.covers_december);
  }
}

TEST_CASE("a recorded vacancy lets the last holder leave, from its first day and while it stands") {
  cast::ListLookup lookup;
  lookup.all = {in_office("AP-1", "P-2", "depute_cswo", "in_force", "2025-04-01"),
                {"VO-1", "vacancy", "standing",
                 {{"from", Value::date(*base::date_from_iso("2026-12-01"))}}}};
  CHECK(why_not(lookup, "end", "2026-11-30").empty());
  CHECK(base::contains(why_not(lookup, "end", "2026-11-29"), "Monday 30 November 2026"));
  lookup.all[1].state = "filled";
  CHECK_FALSE(why_not(lookup, "end", "2026-11-30").empty());
  lookup.all[0] = in_office("AP-1", "P-2", "director", "in_force", "2025-04-01");
  CHECK(why_not(lookup, "end", "2026-11-30").empty());  // no other office is watched
}

TEST_CASE("a sign-in name is well formed and free for ever") {
  cast::ListLookup lookup;
  lookup.all = {{"P-5", "person", "left", {{"sign_in", Value::line("anna.bain")}}}};
  const auto mistake = [&](std::string name, const Seen* before) {
    const Act act = cast::act_of("person", before == nullptr ? "add" : "change", before,
                                 {{"sign_in", Value::line(std::move(name))}});
    return std::string(judge(cast::catalogue(), act, lookup).mistakes.of("sign_in"));
  };
  CHECK(mistake("gordon.hay", nullptr) == "");
  CHECK(mistake("anna.bain", nullptr) ==
        "Choose another sign-in name: somebody has this one");
  CHECK(mistake("anna.bain", &lookup.all[0]) == "");
  for (const char* name : {"Anna", "a", "-anna", "anna bain", "анна"})
    CHECK(mistake(name, nullptr) ==
          "Use small letters, digits, dots and dashes, like anna.bain");
}
