// The reasons agree with the permission that they explain, over everything that the packs name.
#include "access/why.h"

#include <doctest/doctest.h>

#include <algorithm>

namespace {

using namespace authority;
using registers::Packs;
using registers::Register;

const Packs& shipped() {
  static const Packs packs = registers::load_packs(registers::embedded_pack_texts()).packs;
  return packs;
}

Caller acting_as(std::string capacity, Held::Standing standing) {
  Caller caller;
  caller.person = "P-1";
  caller.held.capacity = std::move(capacity);
  caller.held.standing = standing;
  return caller;
}

// Nobody, each relation and audience alone, and all of them.
std::vector<std::vector<std::string>> ways_to_stand(const Register& kind) {
  std::vector<std::string> all = reading_relations(shipped(), kind, "cswo");
  for (const registers::Audience& one : shipped().audiences) all.push_back(one.name);
  std::vector<std::vector<std::string>> ways = {{}, all};
  for (const std::string& one : all) ways.push_back({one});
  return ways;
}

Packs without(const registers::DenyRule& rule) {
  Packs packs = shipped();
  std::erase_if(packs.denials, [&](const auto& one) { return one.denial == rule.denial; });
  return packs;
}

struct Counted { long asked = 0, may = 0, by_rule = 0; };

void check_one(const Why& why, Counted& counted) {
  ++counted.asked;
  if (why.may) {
    ++counted.may;
    CHECK((why.by_capacity || !why.audiences.empty() || !why.relations.empty()));
    CHECK(why.forbidden_by == nullptr);
  } else {
    counted.by_rule += why.forbidden_by == nullptr ? 0 : 1;
    CHECK_FALSE((why.by_capacity || !why.audiences.empty() || !why.relations.empty()));
  }
}

void check_register(Reasons& reasons, const Register& kind, Counted& counted) {
  for (const registers::Capacity& capacity : shipped().capacities)
    for (const auto how : {Held::Standing::in_force, Held::Standing::lately})
      for (const auto& relations : ways_to_stand(kind))
        for (const int restricted : {0, 1}) {
          const Caller caller = acting_as(capacity.name, how);
          const Standing standing{restricted == 1, true, relations};
          const Why reading = reasons.reading(kind, caller, standing);
          CHECK(reading.may == may_read(shipped(), kind, caller, standing));
          check_one(reading, counted);
          for (const registers::Step& step : kind.steps) {
            const Why taking = reasons.taking(kind, step.name, caller, standing);
            CHECK(taking.may == may_take(shipped(), kind, step.name, caller, standing));
            check_one(taking, counted);
          }
        }
}

}  // namespace

TEST_CASE("what may be done has a reason, and what may not has none") {
  Reasons reasons(shipped());
  Counted counted;
  for (const Register& kind : shipped().registers)
    if (!kind.internal) check_register(reasons, kind, counted);
  MESSAGE(counted.asked << " questions, " << counted.may << " allowed, " << counted.by_rule
                        << " forbidden by a rule");
  CHECK(counted.may > 1000);
  CHECK(counted.by_rule > 1000);
}

TEST_CASE("the rule that is named is the one without which it would be allowed") {
  Reasons reasons(shipped());
  const Register& advice = *shipped().find("advice");
  const auto named = [&](const char* capacity, const Standing& standing) {
    const auto* rule =
        reasons.reading(advice, acting_as(capacity, Held::Standing::in_force), standing)
            .forbidden_by;
    REQUIRE(rule != nullptr);
    const Packs packs = without(*rule);
    CHECK(may_read(packs, advice, acting_as(capacity, Held::Standing::in_force), standing));
    return rule->denial;
  };
  CHECK(named("director", {true, true, {}}) == registers::Denial::named_people_only);
  CHECK(named("administrator", {true, true, {"writer"}}) ==
        registers::Denial::runs_the_service);
  // Nothing is listed for a practitioner: no rule stands in the way.
  const Why why = reasons.reading(
      advice, acting_as("practitioner", Held::Standing::in_force), {true, true, {}});
  CHECK_FALSE(why.may);
  CHECK(why.forbidden_by == nullptr);
}
