#include <doctest/doctest.h>

#include "base/text.h"
#include "rules/test_cast.h"

using namespace rules;
using registers::Value;

namespace {

Seen appointed(std::string holder, std::string capacity, std::string state) {
  return {"AP-" + holder,
          "appointment",
          std::move(state),
          {{"holder", Value::person(holder)},
           {"capacity", Value::line(std::move(capacity))},
           {"from", Value::date(*base::date_from_iso("2025-04-01"))}}};
}

struct Asked { std::string delegate, capacity = "depute_cswo", decisions = "all"; };
Verdict delegated(const Asked& asked, std::string by, const Lookup& lookup) {
  Act act = cast::act_of("delegation", "give", nullptr,
                         {{"delegate", Value::person(asked.delegate)},
                          {"capacity", Value::choice(asked.capacity)},
                          {"decisions", Value::choice(asked.decisions)}});
  act.capacity = std::move(by);
  return judge(cast::catalogue(), act, lookup);
}

}  // namespace

TEST_CASE("decisions are delegated by the holder of the office, to somebody else") {
  cast::ListLookup lookup;
  lookup.all = {appointed("P-1", "cswo", "in_force")};
  CHECK(delegated({"P-2"}, "cswo", lookup).judgement == Judgement::allowed);
  CHECK(delegated({"P-1"}, "cswo", lookup).reason == "Nobody delegates to themselves.");
  CHECK(base::contains(delegated({"P-2"}, "chief_executive", lookup).reason,
                       "delegates their own decisions"));
  lookup.all[0].values["to"] = Value::date(*base::date_from_iso("2026-11-19"));
  CHECK(delegated({"P-2"}, "chief_executive", lookup).judgement == Judgement::allowed);
}

TEST_CASE("nobody who keeps the system, and no chief officer of a board, takes the office") {
  cast::ListLookup lookup;
  lookup.all = {appointed("P-2", "administrator", "proposed"),
                appointed("P-3", "chief_officer_ijb", "in_force"),
                appointed("P-4", "chief_officer_ijb", "ended")};
  CHECK(base::contains(delegated({"P-2"}, "cswo", lookup).reason, "keeps the system"));
  CHECK(base::contains(delegated({"P-3"}, "cswo", lookup).reason, "integration authority"));
  CHECK(delegated({"P-3", "specialist_lead", "adults"}, "cswo", lookup).judgement ==
        Judgement::allowed);
  CHECK(delegated({"P-4"}, "cswo", lookup).judgement == Judgement::allowed);
}

TEST_CASE("only a deputy takes all decisions") {
  const cast::ListLookup lookup;
  CHECK_FALSE(delegated({"P-2", "specialist_lead", "all"}, "cswo", lookup).mistakes.empty());
  CHECK(delegated({"P-2", "specialist_lead", "named"}, "cswo", lookup).mistakes.empty());
  CHECK(delegated({"P-2", "depute_cswo", "all"}, "cswo", lookup).mistakes.empty());
}

TEST_CASE("a delegate is not appointed to keep the system") {
  cast::ListLookup lookup;
  lookup.all = {{"DG-1", "delegation", "given", {{"delegate", Value::person("P-2")}}}};
  const auto proposed = [&](std::string capacity) {
    return judge(cast::catalogue(),
                 cast::act_of("appointment", "propose", nullptr,
                              {{"holder", Value::person("P-2")},
                               {"capacity", Value::line(std::move(capacity))}}),
                 lookup)
        .judgement;
  };
  CHECK(proposed("administrator") == Judgement::refused);
  CHECK(proposed("director") == Judgement::allowed);
  lookup.all.front().state = "withdrawn";
  CHECK(proposed("administrator") == Judgement::allowed);
}
