#include "access/why.h"

#include <algorithm>

namespace authority {
namespace {

using registers::Packs;
using registers::Register;

std::vector<std::string> those_of(const std::vector<std::string>& opening,
                                  const std::vector<std::string>& stood_in) {
  std::vector<std::string> both;
  for (const std::string& one : opening)
    if (std::find(stood_in.begin(), stood_in.end(), one) != stood_in.end()) both.push_back(one);
  return both;
}

}  // namespace

// The question is asked again for each rule, of packs that lack this one.
template <typename Question>
const registers::DenyRule* Reasons::forbidding(const Question& may) {
  for (const registers::DenyRule& rule : packs_.denials) {
    without_.denials = packs_.denials;
    std::erase_if(without_.denials, [&](const auto& one) { return one.denial == rule.denial; });
    if (may(without_)) return &rule;
  }
  return nullptr;
}

Why Reasons::reading(const Register& kind, const Caller& caller, const Standing& standing) {
  Why why;
  why.may = may_read(packs_, kind, caller, standing);
  if (!why.may) {
    why.forbidden_by = forbidding(
        [&](const Packs& packs) { return may_read(packs, kind, caller, standing); });
    return why;
  }
  const Reading reading = reading_of(packs_, kind, caller.held);
  why.by_capacity = standing.restricted ? reading.restricted : reading.open;
  if (!standing.restricted) why.audiences = those_of(reading.audiences, standing.relations);
  why.relations = those_of(reading_relations(packs_, kind, caller.held.capacity),
                           standing.relations);
  return why;
}

Why Reasons::taking(const Register& kind, std::string_view step, const Caller& caller,
                    const Standing& standing) {
  Why why;
  why.may = may_take(packs_, kind, step, caller, standing);
  if (!why.may) {
    why.forbidden_by = forbidding(
        [&](const Packs& packs) { return may_take(packs, kind, step, caller, standing); });
    return why;
  }
  const Takers takers = takers_of(packs_, kind, step, caller.held);
  why.by_capacity = takers.by_capacity;
  why.relations = those_of(takers.relations, standing.relations);
  return why;
}

}  // namespace authority
