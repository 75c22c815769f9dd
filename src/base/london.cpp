// Europe/London, by the machine's own zone tables (package tzdata).
#include <date/tz.h>

#include <array>
#include <exception>

#include "base/result.h"
#include "base/time.h"

namespace base {
namespace {

using Micros = date::sys_time<std::chrono::microseconds>;

const date::time_zone& zone() {
  static const date::time_zone* const london_zone = []() -> const date::time_zone* {
    try {
      return date::locate_zone("Europe/London");
    } catch (const std::exception&) {
      return nullptr;
    }
  }();
  ENSURE(london_zone != nullptr && "the package tzdata is installed");
  return *london_zone;
}

// Seconds that London stands ahead of UTC at `second`. Asking the zone searches its whole table,
// and nearly every instant of a page lies in the same half year, so each thread keeps the last
// answer.
std::chrono::seconds offset_at(date::sys_seconds second) {
  thread_local date::sys_info last{};
  if (second < last.begin || second >= last.end) last = zone().get_info(second);
  return last.offset;
}

Instant at_start_of(date::sys_seconds second) {
  return {std::chrono::microseconds{second.time_since_epoch()}.count()};
}

}  // namespace

LondonTime london(Instant instant) {
  const Micros utc{std::chrono::microseconds{instant.micros}};
  const auto second = date::floor<std::chrono::seconds>(utc);
  const auto wall = (second + offset_at(second)).time_since_epoch();
  const auto days = date::floor<date::days>(wall);
  const auto rest = static_cast<int>((wall - days).count());
  return {date_from_day_number(days.count()), rest / 3600, rest / 60 % 60, rest % 60};
}

Date london_date(Instant instant) { return london(instant).date; }

Instant from_london(const LondonTime& time) {
  const std::int64_t seconds = day_number(time.date) * 86'400 + time.hour * 3600 +
                               time.minute * 60 + time.second;
  const date::local_seconds wall{std::chrono::seconds{seconds}};
  const date::local_info info = zone().get_info(wall);
  if (info.result == date::local_info::nonexistent) return at_start_of(info.second.begin);
  return at_start_of(date::sys_seconds{wall.time_since_epoch()} - info.first.offset);
}

std::string long_date(const Date& date) {
  constexpr std::array<std::string_view, 7> days = {
      "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"};
  constexpr std::array<std::string_view, 12> months = {
      "January", "February", "March",     "April",   "May",      "June",
      "July",    "August",   "September", "October", "November", "December"};
  ENSURE(is_real(date));
  std::string out{days[static_cast<std::size_t>(weekday(date))]};
  out += ' ' + std::to_string(date.day) + ' ';
  out += months[static_cast<std::size_t>(date.month - 1)];
  return out + ' ' + std::to_string(date.year);
}

std::string clock_time(Instant instant) {
  const LondonTime time = london(instant);
  const int hour = time.hour % 12 == 0 ? 12 : time.hour % 12;
  std::string out = std::to_string(hour) + (time.minute < 10 ? ":0" : ":");
  out += std::to_string(time.minute);
  return out + (time.hour < 12 ? "am" : "pm");
}

std::string long_time(Instant instant) {
  return long_date(london_date(instant)) + ", " + clock_time(instant);
}

}  // namespace base
