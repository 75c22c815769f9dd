// The calendar and the texts of dates and instants. Zones are in london.cpp.
#include <ctime>

#include <algorithm>
#include <chrono>

#include "base/result.h"
#include "base/time.h"

namespace base {
namespace {

constexpr std::int64_t micros_a_second = 1'000'000;
constexpr std::int64_t micros_a_day = 86'400 * micros_a_second;

class SystemClock : public Clock {
 public:
  Instant now() override {
    const auto since = std::chrono::system_clock::now().time_since_epoch();
    return {std::chrono::duration_cast<std::chrono::microseconds>(since).count()};
  }
  // Not the monotonic clock, which stands still while the machine sleeps.
  std::int64_t counted_micros() override {
    timespec since{};
    ENSURE(::clock_gettime(CLOCK_BOOTTIME, &since) == 0);
    return since.tv_sec * micros_a_second + since.tv_nsec / 1000;
  }
};

std::chrono::year_month_day civil(const Date& date) {
  return std::chrono::year_month_day{std::chrono::year{date.year},
                                     std::chrono::month{static_cast<unsigned>(date.month)},
                                     std::chrono::day{static_cast<unsigned>(date.day)}};
}

// Writes `digits` decimal digits of `number` at `at`.
void put(char* at, std::int64_t number, int digits) {
  for (int place = digits - 1; place >= 0; --place) {
    at[place] = static_cast<char>('0' + number % 10);
    number /= 10;
  }
}

void put_date(char* at, const Date& date) {
  put(at, date.year, 4);
  at[4] = '-';
  put(at + 5, date.month, 2);
  at[7] = '-';
  put(at + 8, date.day, 2);
}

// The number that `count` digits at `start` spell, or -1.
int digits(std::string_view text, std::size_t start, std::size_t count) {
  if (start + count > text.size()) return -1;
  int number = 0;
  for (const char letter : text.substr(start, count)) {
    if (letter < '0' || letter > '9') return -1;
    number = number * 10 + (letter - '0');
  }
  return number;
}

// ".123456" as micros: one to nine digits after the point, those after the sixth dropped.
std::optional<std::int64_t> fraction_micros(std::string_view text) {
  if (text.empty()) return 0;
  if (text[0] != '.' || text.size() < 2 || text.size() > 10) return std::nullopt;
  std::int64_t micros = 0;
  for (std::size_t place = 1; place <= 6; ++place) {
    const int digit = place < text.size() ? digits(text, place, 1) : 0;
    if (digit < 0) return std::nullopt;
    micros = micros * 10 + digit;
  }
  for (std::size_t place = 7; place < text.size(); ++place) {
    if (digits(text, place, 1) < 0) return std::nullopt;
  }
  return micros;
}

}  // namespace

std::unique_ptr<Clock> system_clock() { return std::make_unique<SystemClock>(); }

Instant plus_hours(Instant instant, std::int64_t hours) {
  return {instant.micros + hours * 3600 * micros_a_second};
}

bool is_real(const Date& date) {
  if (date.year < 1 || date.year > 9999) return false;
  if (date.month < 1 || date.month > 12 || date.day < 1 || date.day > 31) return false;
  return civil(date).ok();
}

std::int64_t day_number(const Date& date) {
  return std::chrono::sys_days{civil(date)}.time_since_epoch().count();
}

Date date_from_day_number(std::int64_t days) {
  static const std::int64_t first = day_number({1, 1, 1});
  static const std::int64_t last = day_number({9999, 12, 31});
  const auto count = static_cast<int>(std::clamp(days, first, last));
  const std::chrono::year_month_day day{std::chrono::sys_days{std::chrono::days{count}}};
  return {static_cast<int>(day.year()), static_cast<int>(static_cast<unsigned>(day.month())),
          static_cast<int>(static_cast<unsigned>(day.day()))};
}

Date plus_days(const Date& date, std::int64_t days) {
  constexpr std::int64_t all_years = 4'000'000;  // keeps the sum in range; longer than any calendar
  return date_from_day_number(day_number(date) + std::clamp(days, -all_years, all_years));
}

int weekday(const Date& date) {
  const std::chrono::weekday day{std::chrono::sys_days{civil(date)}};
  return static_cast<int>(day.iso_encoding()) - 1;
}

std::optional<FinancialYear> financial_year(std::string_view text) {
  if (text.size() != 7 || text[4] != '-') return std::nullopt;
  const int first = digits(text, 0, 4);
  const int second = digits(text, 5, 2);
  if (first < 1000 || second < 0 || second != (first + 1) % 100 || first == 9999) {
    return std::nullopt;
  }
  return FinancialYear{{first, 4, 1}, {first + 1, 3, 31}};
}

std::string financial_year_of(const Date& date) {
  const int first = date.month >= 4 ? date.year : date.year - 1;
  std::string out(7, '-');
  put(out.data(), first, 4);
  put(out.data() + 5, (first + 1) % 100, 2);
  return out;
}

std::string iso(const Date& date) {
  std::string out(10, '-');
  put_date(out.data(), date);
  return out;
}

std::optional<Date> date_from_iso(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const Date date{digits(text, 0, 4), digits(text, 5, 2), digits(text, 8, 2)};
  if (date.year < 1000 || !is_real(date)) return std::nullopt;
  return date;
}

std::string iso(Instant instant) {
  std::int64_t days = instant.micros / micros_a_day;
  std::int64_t rest = instant.micros % micros_a_day;
  if (rest < 0) {
    rest += micros_a_day;
    --days;
  }
  const std::int64_t seconds = rest / micros_a_second;
  std::string out = "0000-00-00T00:00:00.000000Z";
  put_date(out.data(), date_from_day_number(days));
  put(out.data() + 11, seconds / 3600, 2);
  put(out.data() + 14, seconds / 60 % 60, 2);
  put(out.data() + 17, seconds % 60, 2);
  put(out.data() + 20, rest % micros_a_second, 6);
  return out;
}

std::optional<Instant> instant_from_iso(std::string_view text) {
  if (text.size() < 20 || text[10] != 'T' || text.back() != 'Z') return std::nullopt;
  if (text[13] != ':' || text[16] != ':') return std::nullopt;
  const std::optional<Date> date = date_from_iso(text.substr(0, 10));
  const int hour = digits(text, 11, 2);
  const int minute = digits(text, 14, 2);
  const int second = digits(text, 17, 2);
  const auto fraction = fraction_micros(text.substr(19, text.size() - 20));
  if (!date || !fraction || hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 ||
      second > 59) {
    return std::nullopt;
  }
  const std::int64_t seconds = hour * 3600 + minute * 60 + second;
  return Instant{day_number(*date) * micros_a_day + seconds * micros_a_second + *fraction};
}

}  // namespace base
