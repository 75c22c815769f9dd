#include "reports/suppression.h"

#include <doctest/doctest.h>

namespace {

using reports::ShownCount;
using reports::ShownParts;

std::vector<std::string> words(const ShownParts& shown) {
  std::vector<std::string> all = {text_of(shown.whole)};
  for (const ShownCount& part : shown.parts) all.push_back(text_of(part));
  return all;
}

using Words = std::vector<std::string>;

// All ways in which the hidden parts could be filled, for a reader who knows what is shown. True
// when each small part could have at least three values.
bool keeps_secret(const std::vector<std::int64_t>& counts, const ShownParts& shown) {
  if (shown.whole.how != ShownCount::How::exact) return true;
  std::int64_t left = shown.whole.count;
  std::vector<std::pair<std::int64_t, std::int64_t>> ranges;
  std::vector<bool> small;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    if (shown.parts[i].how == ShownCount::How::exact) {
      left -= shown.parts[i].count;
      continue;
    }
    const bool is_small = shown.parts[i].how == ShownCount::How::fewer;
    ranges.push_back(is_small ? std::pair<std::int64_t, std::int64_t>{0, 4}
                              : std::pair<std::int64_t, std::int64_t>{5, 60});
    small.push_back(is_small);
  }
  for (std::size_t i = 0; i < ranges.size(); ++i) {
    if (!small[i]) continue;
    int possible = 0;
    for (std::int64_t guess = 0; guess <= 4; ++guess) {
      std::int64_t least = guess, most = guess;
      for (std::size_t j = 0; j < ranges.size(); ++j) {
        if (j == i) continue;
        least += ranges[j].first;
        most += ranges[j].second;
      }
      if (least <= left && left <= most) ++possible;
    }
    if (possible < 3) return false;
  }
  return true;
}

}  // namespace

TEST_CASE("numbers of five and more are shown, fewer are not, nobody included") {
  CHECK(words(reports::suppressed({0})) == Words{"fewer than 5", "fewer than 5"});
  CHECK(words(reports::suppressed({4})) == Words{"fewer than 5", "fewer than 5"});
  CHECK(words(reports::suppressed({5})) == Words{"5", "5"});
  CHECK(words(reports::suppressed({1200})) == Words{"1,200", "1,200"});
  CHECK(text_of(reports::exactly(0)) == "none");
}

TEST_CASE("one small part hides a second, so that it cannot be had by subtraction") {
  CHECK(words(reports::suppressed({20, 2, 9})) == Words{"31", "20", "fewer than 5", "not shown"});
  CHECK(words(reports::suppressed({20, 0})) == Words{"20", "not shown", "fewer than 5"});
  CHECK(words(reports::suppressed({20, 2, 0})) ==
        Words{"22", "20", "fewer than 5", "fewer than 5"});
}

TEST_CASE("small parts that their sum would tell hide more, in the end the whole") {
  CHECK(words(reports::suppressed({1, 0, 30, 9})) ==
        Words{"40", "fewer than 5", "fewer than 5", "30", "not shown"});
  CHECK(words(reports::suppressed({4, 4})) == Words{"not shown", "fewer than 5", "fewer than 5"});
  CHECK(words(reports::suppressed({2, 3})) == Words{"5", "fewer than 5", "fewer than 5"});
}

TEST_CASE("no breakdown of up to four parts gives a small number away") {
  for (std::int64_t a = 0; a <= 9; ++a)
    for (std::int64_t b = 0; b <= 9; ++b)
      for (std::int64_t c = 0; c <= 9; ++c)
        for (std::int64_t d = 0; d <= 9; d += 3) {
          const std::vector<std::int64_t> counts = {a, b, c, d};
          const ShownParts shown = reports::suppressed(counts);
          INFO(a, " ", b, " ", c, " ", d);
          CHECK(keeps_secret(counts, shown));
          for (std::size_t i = 0; i < counts.size(); ++i) {
            const bool is_small = counts[i] < reports::least_shown;
            CHECK((!is_small || shown.parts[i].how == ShownCount::How::fewer));
            CHECK((shown.parts[i].how == ShownCount::How::exact || shown.parts[i].count == 0));
          }
        }
}
