#include "calendar/working_days.h"

#include <doctest/doctest.h>

#include <array>

namespace calendar {
namespace {

using base::Date;

// Days that an invented council keeps, one of them a Saturday.
Holidays some_holidays() {
  constexpr std::array<Date, 6> days = {Date{2026, 1, 2},   Date{2026, 1, 1},   Date{2026, 12, 25},
                                        Date{2026, 12, 28}, Date{2026, 12, 26}, Date{2026, 4, 3}};
  return {days, {2026, 1, 1}, {2026, 12, 31}};
}

// The same answer, one day at a time.
Date counted(const Date& date, std::int64_t count, const Holidays& holidays) {
  const int step = count < 0 ? -1 : 1;
  Date day = date;
  if (count == 0) {
    while (!is_working_day(day, holidays)) day = base::plus_days(day, 1);
  }
  for (std::int64_t left = count * step; left > 0;) {
    day = base::plus_days(day, step);
    if (is_working_day(day, holidays)) --left;
  }
  return day;
}

TEST_CASE("weekends and holidays are not working days") {
  const Holidays holidays = some_holidays();
  CHECK(is_working_day({2026, 12, 24}, holidays));
  CHECK_FALSE(is_working_day({2026, 12, 25}, holidays));
  CHECK_FALSE(is_working_day({2026, 11, 21}, holidays));
  CHECK_FALSE(is_working_day({2026, 11, 22}, holidays));
  CHECK(is_working_day({2026, 11, 23}, holidays));
  CHECK(holidays.contains({2026, 12, 26}));
  CHECK(holidays.covers({2026, 1, 1}));
  CHECK_FALSE(holidays.covers({2027, 1, 1}));
  CHECK(holidays.on_weekdays(base::day_number({2026, 1, 1}), base::day_number({2026, 12, 31})) ==
        5);
}

TEST_CASE("due dates step over rest") {
  const Holidays holidays = some_holidays();
  CHECK(plus_working_days({2026, 12, 24}, 1, holidays).date == Date{2026, 12, 29});
  CHECK(plus_working_days({2026, 11, 20}, 1, holidays).date == Date{2026, 11, 23});
  CHECK(plus_working_days({2026, 11, 21}, 0, holidays).date == Date{2026, 11, 23});
  CHECK(plus_working_days({2026, 11, 20}, 0, holidays).date == Date{2026, 11, 20});
  CHECK(plus_working_days({2026, 12, 29}, -1, holidays).date == Date{2026, 12, 24});
  CHECK(plus_working_days({2026, 11, 21}, 5, holidays).date == Date{2026, 11, 27});
}

TEST_CASE("counting by weeks gives what counting by days gives") {
  const Holidays holidays = some_holidays();
  for (int day = 0; day < 370; day += 3) {
    const Date start = base::plus_days({2026, 1, 1}, day);
    for (std::int64_t count = -70; count <= 70; ++count) {
      const Date due = plus_working_days(start, count, holidays).date;
      REQUIRE_MESSAGE(due == counted(start, count, holidays), base::iso(start), " ", count);
      if (count > 0) REQUIRE(working_days_between(start, due, holidays) == count);
    }
  }
}

TEST_CASE("days between are counted as they are added") {
  const Holidays holidays = some_holidays();
  CHECK(working_days_between({2026, 12, 24}, {2026, 12, 29}, holidays) == 1);
  CHECK(working_days_between({2026, 12, 29}, {2026, 12, 24}, holidays) == -1);
  CHECK(working_days_between({2026, 11, 23}, {2026, 11, 23}, holidays) == 0);
  CHECK(working_days_between({2026, 1, 1}, {2026, 12, 31}, holidays) == 365 - 104 - 5);
}

TEST_CASE("a date beyond the known holidays says so") {
  const Holidays holidays = some_holidays();
  CHECK(plus_working_days({2026, 12, 29}, 2, holidays).certainty == Certainty::known);
  CHECK(plus_working_days({2026, 12, 29}, 3, holidays).certainty == Certainty::beyond_holidays);
  CHECK(plus_working_days({2025, 12, 1}, 3, holidays).certainty == Certainty::beyond_holidays);
  CHECK(plus_working_days({2025, 12, 31}, 1, holidays).certainty == Certainty::known);
  CHECK(plus_working_days({2026, 6, 1}, 3, Holidays()).certainty == Certainty::beyond_holidays);
  CHECK(plus_working_days({2026, 6, 1}, 3, Holidays()).date == Date{2026, 6, 4});
}

}  // namespace
}  // namespace calendar
