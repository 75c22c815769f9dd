#include "base/time.h"

#include <doctest/doctest.h>

namespace base {
namespace {

Instant at(std::string_view text) { return instant_from_iso(text).value(); }

TEST_CASE("only real dates are real") {
  CHECK(is_real({2024, 2, 29}));
  CHECK(is_real({2000, 2, 29}));
  for (const Date& date : {Date{2023, 2, 29}, Date{1900, 2, 29}, Date{2026, 4, 31},
                           Date{2026, 13, 1}, Date{2026, 0, 1}, Date{2026, 1, 0}, Date{0, 1, 1},
                           Date{10000, 1, 1}, Date{2026, 257, 1}, Date{2026, 1, 257}}) {
    CHECK_FALSE(is_real(date));
  }
}

TEST_CASE("days count from 1970 and back again") {
  CHECK(day_number({1970, 1, 1}) == 0);
  CHECK(day_number({2000, 3, 1}) == 11017);
  CHECK(day_number({1969, 12, 31}) == -1);
  for (std::int64_t day = -800000; day < 800000; day += 37) {
    const Date date = date_from_day_number(day);
    if (date.year == 1 && date.month == 1 && date.day == 1) continue;
    CHECK(day_number(date) == day);
  }
  CHECK(plus_days({2026, 12, 31}, 1) == Date{2027, 1, 1});
  CHECK(plus_days({2024, 3, 1}, -1) == Date{2024, 2, 29});
  CHECK(plus_days({2026, 1, 1}, INT64_MAX) == Date{9999, 12, 31});
  CHECK(plus_days({2026, 1, 1}, INT64_MIN) == Date{1, 1, 1});
}

TEST_CASE("weeks begin on Monday") {
  CHECK(weekday({2026, 11, 23}) == 0);
  CHECK(weekday({2026, 11, 27}) == 4);
  CHECK(weekday({2026, 11, 22}) == 6);
}

TEST_CASE("a financial year runs from April to March") {
  const auto year = financial_year("2025-26");
  REQUIRE(year.has_value());
  CHECK(year->first == Date{2025, 4, 1});
  CHECK(year->last == Date{2026, 3, 31});
  CHECK(financial_year("1999-00").has_value());
  for (const std::string_view text : {"2025-27", "2025-6", "2025/26", "25-26", "", "2025-2026"}) {
    CHECK_FALSE(financial_year(text).has_value());
  }
  CHECK(financial_year_of({2026, 3, 31}) == "2025-26");
  CHECK(financial_year_of({2026, 4, 1}) == "2026-27");
  CHECK(financial_year_of({1999, 12, 1}) == "1999-00");
}

TEST_CASE("dates are read strictly and written back the same") {
  CHECK(iso(Date{2026, 1, 7}) == "2026-01-07");
  CHECK(date_from_iso("2026-01-07") == Date{2026, 1, 7});
  for (const std::string_view text : {"2026-1-7", "2026-02-30", "0999-01-01", "2026-01-07 ",
                                      "+026-01-07", "2026/01/07", "", "2026-01-0x"}) {
    CHECK_FALSE(date_from_iso(text).has_value());
  }
}

TEST_CASE("instants are read strictly and written back the same") {
  const Instant instant{1'795'795'800'123'456};
  CHECK(iso(instant) == "2026-11-27T16:10:00.123456Z");
  CHECK(at("2026-11-27T16:10:00.123456Z") == instant);
  CHECK(iso(at("2026-11-27T16:10:00Z")) == "2026-11-27T16:10:00.000000Z");
  CHECK(iso(at("2026-11-27T16:10:00.5Z")) == "2026-11-27T16:10:00.500000Z");
  CHECK(iso(at("2026-11-27T16:10:00.123456789Z")) == iso(instant));
  CHECK(iso(Instant{-1}) == "1969-12-31T23:59:59.999999Z");
  for (const std::string_view text :
       {"2026-11-27T16:10:00", "2026-11-27T16:10:60Z", "2026-11-27T24:00:00Z",
        "2026-11-27 16:10:00Z", "2026-11-27T16:10:00.Z", "2026-11-27T16:10:00+00:00",
        "2026-11-27T16:10:00.1234567890Z", "2026-11-27T16:10:00,5Z", "", "Z"}) {
    CHECK_FALSE(instant_from_iso(text).has_value());
  }
}

TEST_CASE("London keeps summer time") {
  CHECK(clock_time(at("2026-11-27T16:10:00Z")) == "4:10pm");
  CHECK(long_time(at("2026-07-01T16:10:00Z")) == "Wednesday 1 July 2026, 5:10pm");
  CHECK(clock_time(at("2026-01-01T00:05:00Z")) == "12:05am");
  CHECK(clock_time(at("2026-01-01T12:00:00Z")) == "12:00pm");
  CHECK(london_date(at("2026-06-30T23:30:00Z")) == Date{2026, 7, 1});
  CHECK(london_date(at("2026-12-31T23:59:59.999999Z")) == Date{2026, 12, 31});
  CHECK(london(at("2026-03-29T00:59:59Z")).hour == 0);
  CHECK(london(at("2026-03-29T01:00:00Z")).hour == 2);
  CHECK(london(at("2026-10-25T00:59:59Z")).hour == 1);
  CHECK(london(at("2026-10-25T01:00:00Z")).hour == 1);
}

TEST_CASE("a time on London's clocks is one instant") {
  CHECK(iso(from_london({{2026, 7, 1}, 9, 30, 0})) == "2026-07-01T08:30:00.000000Z");
  CHECK(iso(from_london({{2026, 1, 1}, 9, 30, 15})) == "2026-01-01T09:30:15.000000Z");
  // 1:30 on 25 October comes twice; 1:30 on 29 March does not come at all.
  CHECK(iso(from_london({{2026, 10, 25}, 1, 30, 0})) == "2026-10-25T00:30:00.000000Z");
  CHECK(iso(from_london({{2026, 3, 29}, 1, 30, 0})) == "2026-03-29T01:00:00.000000Z");
}

TEST_CASE("long dates are as people write them") {
  CHECK(long_date({2026, 11, 27}) == "Friday 27 November 2026");
  CHECK(long_date({2026, 3, 1}) == "Sunday 1 March 2026");
}

TEST_CASE("a set clock stands still until it is set") {
  SetClock clock{at("2026-11-27T16:10:00Z")};
  CHECK(clock.now() == clock.now());
  clock.set(at("2026-11-28T16:10:00Z"));
  CHECK(iso(clock.now()) == "2026-11-28T16:10:00.000000Z");
  CHECK(system_clock()->now() > at("2026-01-01T00:00:00Z"));
}

TEST_CASE("a clock that is set moves away from the time counted; time that passes does not") {
  SetClock clock{at("2026-11-27T16:10:00Z")};
  const std::int64_t counted = clock.counted_micros();
  clock.set(at("2026-11-27T16:10:01Z"));
  CHECK(clock.counted_micros() == counted + 1'000'000);
  clock.step(at("2016-11-27T16:10:01Z"));
  CHECK(clock.now() == at("2016-11-27T16:10:01Z"));
  CHECK(clock.counted_micros() == counted + 1'000'000);
  const auto machine = system_clock();
  const std::int64_t before = machine->counted_micros();
  CHECK(machine->counted_micros() >= before);
}

TEST_CASE("72 hours are 72 hours, whatever the clocks on the wall do meanwhile") {
  // Clocks go back on 25 October 2026: the same count of hours ends an hour earlier on the wall.
  const Instant autumn = from_london({{2026, 10, 23}, 16, 0, 0});
  CHECK(plus_hours(autumn, 72).micros - autumn.micros == 72 * 3'600'000'000);
  CHECK(long_time(plus_hours(autumn, 72)) == "Monday 26 October 2026, 3:00pm");
  // And forward on 29 March 2026.
  const Instant spring = from_london({{2026, 3, 27}, 16, 0, 0});
  CHECK(long_time(plus_hours(spring, 72)) == "Monday 30 March 2026, 5:00pm");
  // Begun within the hour that comes twice, and over a leap day.
  CHECK(iso(plus_hours(at("2026-10-25T00:30:00Z"), 72)) == "2026-10-28T00:30:00.000000Z");
  CHECK(iso(plus_hours(at("2028-02-27T10:00:00Z"), 72)) == "2028-03-01T10:00:00.000000Z");
  CHECK(plus_hours(plus_hours(autumn, 72), -72) == autumn);
  // The negative control: three days on the calendar are not 72 hours.
  const LondonTime wall = london(autumn);
  const Instant days = from_london({plus_days(wall.date, 3), wall.hour, wall.minute, wall.second});
  CHECK(days.micros - autumn.micros == 73 * 3'600'000'000);
}

}  // namespace
}  // namespace base
