#pragma once
// Small numbers about people are not shown, and none can be had by taking one number from another
// (principle 9). Pure arithmetic; used by tally.cpp.
#include <cstdint>
#include <string>
#include <vector>

namespace reports {

// Numbers below this are not shown when they count people.
inline constexpr std::int64_t least_shown = 5;

// A count as a reader may see it.
struct ShownCount {
  enum class How { exact, fewer, not_shown } how = How::exact;
  std::int64_t count = 0;  // only when exact; 0 otherwise, so that it cannot leak by accident
};

// “12”, “none”, “fewer than 5”, “not shown”.
[[nodiscard]] std::string text_of(const ShownCount& shown);
[[nodiscard]] ShownCount exactly(std::int64_t count);

// A whole and its parts, with small parts hidden and, where what is left would tell them, others
// too: the smallest first, in the end the whole. Nobody counts as few: a number that rises from
// none would tell that somebody came (principle 8).
struct ShownParts {
  ShownCount whole;
  std::vector<ShownCount> parts;  // in the order given
};
[[nodiscard]] ShownParts suppressed(const std::vector<std::int64_t>& parts);

}  // namespace reports
