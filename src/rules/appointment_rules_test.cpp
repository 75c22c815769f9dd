#include <doctest/doctest.h>

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
