#pragma once
// Why somebody may read a record or take a step of it, and which rule forbids it: what the page
// “Why may I” says. No second opinion: each answer is that of permission.h, and a rule is named as
// forbidding because the same question without that rule is answered the other way.
#include <string>
#include <string_view>
#include <vector>

#include "access/permission.h"

namespace authority {

// may: the answer. By what: the capacity alone, or each audience and relation that opens it, of
// those in which they stand. forbidden_by: the first rule without which they might; none where
// nothing is listed that would open it.
struct Why {
  bool may = false;
  bool by_capacity = false;
  std::vector<std::string> audiences, relations;
  const registers::DenyRule* forbidden_by = nullptr;
};

// Keeps the packs and a copy of them, from which it takes one rule at a time.
class Reasons {
 public:
  explicit Reasons(const registers::Packs& packs) : packs_(packs), without_(packs) {}
  [[nodiscard]] Why reading(const registers::Register& kind, const Caller& caller,
                            const Standing& standing);
  [[nodiscard]] Why taking(const registers::Register& kind, std::string_view step,
                           const Caller& caller, const Standing& standing);

 private:
  template <typename Question>
  [[nodiscard]] const registers::DenyRule* forbidding(const Question& may);

  const registers::Packs& packs_;
  registers::Packs without_;
};

}  // namespace authority
