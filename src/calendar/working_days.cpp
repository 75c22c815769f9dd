#include "calendar/working_days.h"

#include <algorithm>
#include <cstdlib>

namespace calendar {
namespace {

// 0 Monday to 6 Sunday; day number 0 was a Thursday.
std::int64_t weekday_of(std::int64_t day) { return ((day + 3) % 7 + 7) % 7; }

// Mondays to Fridays among all days before `day`, counted from a Monday far enough back.
std::int64_t weekdays_before(std::int64_t day) {
  constexpr std::int64_t a_monday = 4 - 7 * 200'000;
  const std::int64_t days = day - a_monday;
  return days / 7 * 5 + std::min<std::int64_t>(days % 7, 5);
}

bool is_working(std::int64_t day, const Holidays& holidays) {
  return weekday_of(day) < 5 && holidays.on_weekdays(day, day) == 0;
}

}  // namespace

Holidays::Holidays(std::span<const base::Date> days, const base::Date& first,
                   const base::Date& last)
    : first_(base::day_number(first)), last_(base::day_number(last)) {
  for (const base::Date& date : days) days_.push_back(base::day_number(date));
  std::sort(days_.begin(), days_.end());
  days_.erase(std::unique(days_.begin(), days_.end()), days_.end());
  for (const std::int64_t day : days_) {
    if (weekday_of(day) < 5) weekdays_.push_back(day);
  }
}

bool Holidays::contains(const base::Date& date) const {
  return std::binary_search(days_.begin(), days_.end(), base::day_number(date));
}

bool Holidays::covers(const base::Date& date) const {
  const std::int64_t day = base::day_number(date);
  return day >= first_ && day <= last_;
}

std::int64_t Holidays::on_weekdays(std::int64_t first, std::int64_t last) const {
  if (last < first) return 0;
  const auto begin = std::lower_bound(weekdays_.begin(), weekdays_.end(), first);
  return std::upper_bound(begin, weekdays_.end(), last) - begin;
}

bool is_working_day(const base::Date& date, const Holidays& holidays) {
  return is_working(base::day_number(date), holidays);
}

DueDay plus_working_days(const base::Date& date, std::int64_t count, const Holidays& holidays) {
  const std::int64_t start = base::day_number(date);
  const std::int64_t step = count < 0 ? -1 : 1;
  std::int64_t day = start;
  std::int64_t left = std::min<std::int64_t>(std::abs(count), 1'000'000);
  if (left == 0) {
    while (!is_working(day, holidays)) day += 1;
  }
  // Whole weeks at a time: `left` working days take at least `left` / 5 weeks.
  while (left > 0) {
    const std::int64_t weeks = left / 5;
    if (weeks == 0) {
      day += step;
      if (is_working(day, holidays)) --left;
      continue;
    }
    const std::int64_t far = day + step * weeks * 7;
    left -= weeks * 5 - holidays.on_weekdays(std::min(day + step, far), std::max(day + step, far));
    day = far;
  }
  // The loop may stop on a day of rest after its whole weeks: step back to the last day counted.
  while (count != 0 && !is_working(day, holidays)) day -= step;
  const std::int64_t counted_first = count == 0 ? start : start + step;
  const auto [least, most] = std::minmax({counted_first, day});
  const bool known = least >= holidays.first_day() && most <= holidays.last_day();
  return {base::date_from_day_number(day), known ? Certainty::known : Certainty::beyond_holidays};
}

std::int64_t working_days_between(const base::Date& from, const base::Date& to,
                                  const Holidays& holidays) {
  const std::int64_t first = base::day_number(from);
  const std::int64_t last = base::day_number(to);
  if (last < first) return -working_days_between(to, from, holidays);
  return weekdays_before(last + 1) - weekdays_before(first + 1) -
         holidays.on_weekdays(first + 1, last);
}

}  // namespace calendar
