#include "reports/suppression.h"

#include <algorithm>

#include "base/text.h"

namespace reports {
namespace {

// How many values a hidden small part may still have, for a reader who knows the whole and the
// shown parts, must be this many at least.
constexpr std::int64_t least_values = 3;

bool is_small(std::int64_t count) {
  return count < least_shown;
}

// Whether the hidden parts stay hidden although their sum can be had from the whole.
bool holds(const std::vector<std::int64_t>& counts, const std::vector<bool>& hidden) {
  std::int64_t sum = 0, small = 0, large = 0;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    if (!hidden[i]) continue;
    sum += counts[i];
    ++(is_small(counts[i]) ? small : large);
  }
  if (small == 0) return true;
  const std::int64_t most = std::min(least_shown - 1, sum - large * least_shown);
  const std::int64_t least =
      large > 0 ? 0 : std::max<std::int64_t>(0, sum - (small - 1) * (least_shown - 1));
  return most - least + 1 >= least_values;
}

// The smallest part that is still shown; the size of `counts` when there is
// none.
std::size_t next_to_hide(const std::vector<std::int64_t>& counts, const std::vector<bool>& hidden) {
  std::size_t next = counts.size();
  for (std::size_t i = 0; i < counts.size(); ++i) {
    if (hidden[i]) continue;
    if (next == counts.size() || counts[i] < counts[next]) next = i;
  }
  return next;
}

}  // namespace

std::string text_of(const ShownCount& shown) {
  if (shown.how == ShownCount::How::fewer) return "fewer than " + std::to_string(least_shown);
  if (shown.how == ShownCount::How::not_shown) return "not shown";
  return shown.count == 0 ? "none" : base::grouped(shown.count);
}

ShownCount exactly(std::int64_t count) {
  return {ShownCount::How::exact, count};
}

ShownParts suppressed(const std::vector<std::int64_t>& parts) {
  std::int64_t sum = 0;
  std::vector<bool> hidden;
  for (const std::int64_t count : parts) {
    sum += count;
    hidden.push_back(is_small(count));
  }
  ShownParts shown;
  shown.whole = is_small(sum) ? ShownCount{ShownCount::How::fewer, 0} : exactly(sum);
  while (shown.whole.how == ShownCount::How::exact && !holds(parts, hidden)) {
    const std::size_t next = next_to_hide(parts, hidden);
    if (next == parts.size()) {
      shown.whole = {ShownCount::How::not_shown, 0};
    } else {
      hidden[next] = true;
    }
  }
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (!hidden[i]) {
      shown.parts.push_back(exactly(parts[i]));
    } else {
      shown.parts.push_back(
          {is_small(parts[i]) ? ShownCount::How::fewer : ShownCount::How::not_shown, 0});
    }
  }
  return shown;
}

}  // namespace reports
