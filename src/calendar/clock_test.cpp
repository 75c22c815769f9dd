#include "calendar/clock.h"

#include <doctest/doctest.h>

namespace {

using namespace calendar;
using base::Date;

base::Instant at(const Date& day, int hour) { return base::from_london({day, hour, 0, 0}); }

ClockRule rule(std::int64_t count, Unit unit, Start start, Days days = Days::plain) {
  ClockRule made;
  made.name = "reply";
  made.from_what = "the letter came";
  made.count = count;
  made.unit = unit;
  made.start = start;
  made.days = days;
  made.status = Status::confirmed;
  return made;
}

Calendars calendars(MonthEnd end = MonthEnd::last_day) {
  const std::vector<Date> days = {{2026, 6, 15}, {2026, 12, 25}, {2026, 12, 28}};
  Calendars made;
  made.act_2011 = act_2011_holidays();
  made.bank_holidays = made.council = Holidays(days, {2026, 1, 1}, {2026, 12, 31});
  made.month_end = end;
  return made;
}

bool says(const Due& due, std::string_view words) {
  for (const std::string& sentence : due.working)
    if (sentence.find(words) != std::string::npos) return true;
  return false;
}

}  // namespace

TEST_CASE("hours are time that passes, across both changes of the clocks") {
  const auto spring = due(rule(72, Unit::hours, Start::moment), calendars(), at({2026, 3, 27}, 14));
  REQUIRE(spring.has_value());
  CHECK(spring->late_from == at({2026, 3, 30}, 15));
  CHECK(says(*spring, "The clocks change in between"));
  const auto summer = due(rule(72, Unit::hours, Start::moment), calendars(), at({2026, 6, 5}, 14));
  CHECK(summer->late_from == at({2026, 6, 8}, 14));
  CHECK_FALSE(says(*summer, "clocks change"));
}

TEST_CASE("the first day is left out unless the law begins with it") {
  CHECK(due(rule(21, Unit::days, Start::day_after), calendars(), at({2026, 6, 1}, 9))->last_day ==
        Date{2026, 6, 22});
  CHECK(due(rule(21, Unit::days, Start::same_day), calendars(), at({2026, 6, 1}, 9))->last_day ==
        Date{2026, 6, 21});
}

TEST_CASE("a working day of the 2011 Act is no working day of the bank") {
  const auto act = due(rule(3, Unit::working_days, Start::same_day, Days::act_2011), calendars(),
                       at({2026, 12, 24}, 9));
  CHECK(act->last_day == Date{2026, 12, 29});
  CHECK(says(*act, "Monday 28 December 2026"));
  const auto bank = due(rule(3, Unit::working_days, Start::same_day, Days::bank_holidays),
                        calendars(), at({2026, 12, 24}, 9));
  CHECK(bank->last_day == Date{2026, 12, 30});
}

TEST_CASE("an inclusive start on a day of rest begins on the next working day, and says so") {
  const auto found = due(rule(3, Unit::working_days, Start::same_day, Days::act_2011), calendars(),
                         at({2026, 5, 16}, 9));
  CHECK(found->last_day == Date{2026, 5, 20});
  CHECK(says(*found, "ask a lawyer"));
}

TEST_CASE("a month ends on the corresponding date, or where the setting says, and tells it") {
  const auto month = rule(1, Unit::months, Start::day_after);
  CHECK(due(month, calendars(), at({2026, 1, 15}, 9))->last_day == Date{2026, 2, 15});
  const auto short_month = due(month, calendars(), at({2026, 1, 31}, 9));
  CHECK(short_month->last_day == Date{2026, 2, 28});
  CHECK(says(*short_month, "it is a setting here"));
  CHECK(due(month, calendars(MonthEnd::day_after), at({2026, 1, 31}, 9))->last_day ==
        Date{2026, 3, 1});
  CHECK(plus_months({2024, 1, 31}, 1, MonthEnd::last_day) == Date{2024, 2, 29});
  CHECK(plus_months({2026, 5, 31}, -3, MonthEnd::last_day) == Date{2026, 2, 28});
  CHECK(plus_months({2026, 1, 15}, -1, MonthEnd::last_day) == Date{2025, 12, 15});
}

TEST_CASE("days on which a clock stood still are added") {
  ClockRule order = rule(3, Unit::years, Start::day_after);
  order.standstill = {{2020, 4, 7}, {2020, 9, 29}};
  CHECK(due(order, calendars(), at({2017, 4, 20}, 9))->last_day == Date{2020, 10, 13});
  CHECK(due(order, calendars(), at({2017, 4, 6}, 9))->last_day == Date{2020, 4, 6});
  CHECK(says(*due(order, calendars(), at({2020, 5, 1}, 9)), "in doubt"));
}

TEST_CASE("beyond the holidays loaded it says so; before 1995 it does not answer") {
  const auto far = due(rule(5, Unit::working_days, Start::day_after, Days::bank_holidays),
                       calendars(), at({2026, 12, 29}, 9));
  CHECK(far->certainty == Certainty::beyond_holidays);
  CHECK(says(*far, "not loaded"));
  CHECK_FALSE(due(rule(5, Unit::days, Start::day_after), calendars(), at({1994, 12, 31}, 9)));
  CHECK_FALSE(due(rule(5, Unit::hours, Start::day_after), calendars(), at({2026, 1, 1}, 9)));
}

TEST_CASE("the rule of the day governs") {
  std::vector<ClockRule> rules = {rule(3, Unit::days, Start::day_after),
                                  rule(7, Unit::days, Start::day_after)};
  rules[0].in_force_to = Date{2020, 4, 6};
  rules[1].in_force_from = Date{2020, 4, 7};
  rules[1].in_force_to = Date{2021, 9, 30};
  CHECK(in_force(rules, "reply", {2020, 4, 6})->count == 3);
  CHECK(in_force(rules, "reply", {2020, 4, 7})->count == 7);
  CHECK(in_force(rules, "reply", {2021, 10, 1}) == nullptr);
  CHECK(in_force(rules, "other", {2020, 4, 6}) == nullptr);
}

TEST_CASE("what is not confirmed says that it enforces nothing") {
  ClockRule doubtful = rule(5, Unit::days, Start::day_after);
  doubtful.status = Status::unconfirmed;
  CHECK(says(*due(doubtful, calendars(), at({2026, 1, 1}, 9)), "enforces nothing"));
}
