#include "app/night_watch.h"

#include <doctest/doctest.h>

using app::is_look_due;
using app::NightHour;
using base::Instant;

namespace {

Instant at(const char* text) { return *base::instant_from_iso(text); }

}  // namespace

TEST_CASE("a look is due once, when the hour in London has come") {
  const NightHour night{2, at("2026-07-01T12:00:00Z")};  // London is an hour ahead
  const auto before = at("2026-07-01T01:05:00Z");
  CHECK_FALSE(is_look_due(before, at("2026-07-02T00:59:59Z"), night));
  CHECK(is_look_due(before, at("2026-07-02T01:00:00Z"), night));
  CHECK_FALSE(is_look_due(at("2026-07-02T01:00:09Z"), at("2026-07-02T23:00:00Z"), night));
  CHECK(is_look_due({}, at("2026-07-02T01:00:00Z"), night));
}

TEST_CASE("a look that was missed is made up for after half an hour") {
  const NightHour night{2, at("2026-11-23T08:00:00Z")};
  for (const std::optional<Instant> last :
       {std::optional<Instant>(), std::optional(at("2026-11-20T02:00:10Z"))}) {
    CHECK_FALSE(is_look_due(last, at("2026-11-23T08:29:59Z"), night));
    CHECK(is_look_due(last, at("2026-11-23T08:30:00Z"), night));
  }
  CHECK_FALSE(is_look_due(at("2026-11-23T02:00:10Z"), at("2026-11-23T20:00:00Z"), night));
}

TEST_CASE("the night on which the clocks change has one look, and a clock set back hides none") {
  const NightHour night{1, at("2026-10-20T00:00:00Z")};
  CHECK(is_look_due(at("2026-10-24T00:00:05Z"), at("2026-10-25T00:00:00Z"), night));
  CHECK_FALSE(is_look_due(at("2026-10-25T00:00:05Z"), at("2026-10-25T01:30:00Z"), night));
  CHECK(is_look_due(at("2027-01-01T00:00:00Z"), at("2026-10-26T02:00:00Z"), night));
}
