#pragma once
// Dates and instants. A Date is a day on the calendar and never an instant; an Instant is UTC, in
// microseconds. People see Europe/London; the conversions are here and nowhere else. The clock is
// an argument.
#include <compare>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace base {

struct Date {
  int year = 1970;
  int month = 1;  // 1 to 12
  int day = 1;    // 1 to 31
  auto operator<=>(const Date&) const = default;
};

struct Instant {
  std::int64_t micros = 0;  // since 1970-01-01T00:00:00Z
  auto operator<=>(const Instant&) const = default;
};

class Clock {
 public:
  virtual ~Clock() = default;
  [[nodiscard]] virtual Instant now() = 0;
  // Microseconds counted since some fixed moment, the machine's sleep included. Nobody can set this
  // count, so it tells when somebody has set the clock.
  [[nodiscard]] virtual std::int64_t counted_micros() = 0;
};

[[nodiscard]] std::unique_ptr<Clock> system_clock();
// A clock that stands still until it is set; for tests, stories and the demonstration.
class SetClock : public Clock {
 public:
  explicit SetClock(Instant start) : now_(start) {}
  [[nodiscard]] Instant now() override { return now_; }
  [[nodiscard]] std::int64_t counted_micros() override { return now_.micros - stepped_micros_; }
  void set(Instant now) { now_ = now; }  // time passes
  void step(Instant now) {               // no time passes: somebody sets the clock
    stepped_micros_ += now.micros - now_.micros;
    now_ = now;
  }

 private:
  Instant now_;
  std::int64_t stepped_micros_ = 0;
};

// An exact time later (earlier, when negative), whatever the clocks on the wall do meanwhile.
[[nodiscard]] Instant plus_hours(Instant instant, std::int64_t hours);

// The calendar
[[nodiscard]] bool is_real(const Date& date);                      // 30 February is not
[[nodiscard]] std::int64_t day_number(const Date& date);           // days since 1970-01-01
[[nodiscard]] Date date_from_day_number(std::int64_t days);
[[nodiscard]] Date plus_days(const Date& date, std::int64_t days);
[[nodiscard]] int weekday(const Date& date);                       // 0 Monday to 6 Sunday
// 1 April to 31 March; "2025-26" names the year that begins on 1 April 2025. Empty when not of
// that form.
struct FinancialYear { Date first; Date last; };
[[nodiscard]] std::optional<FinancialYear> financial_year(std::string_view text);
[[nodiscard]] std::string financial_year_of(const Date& date);     // "2025-26"

// Text that machines keep
[[nodiscard]] std::string iso(const Date& date);                                // 2026-11-27
// real dates only, years 1000 to 9999
[[nodiscard]] std::optional<Date> date_from_iso(std::string_view text);
// 2026-11-27T16:10:00.000000Z
[[nodiscard]] std::string iso(Instant instant);
// fraction optional, Z required
[[nodiscard]] std::optional<Instant> instant_from_iso(std::string_view text);

// Europe/London (base/london.cpp)
[[nodiscard]] Date london_date(Instant instant);
struct LondonTime { Date date; int hour = 0; int minute = 0; int second = 0; };
[[nodiscard]] LondonTime london(Instant instant);
// The instant of a London wall-clock time. Twice-occurring times take the earlier; a time that
// the clock skips takes the first instant after the gap.
[[nodiscard]] Instant from_london(const LondonTime& time);
[[nodiscard]] std::string long_date(const Date& date);        // Friday 27 November 2026
[[nodiscard]] std::string long_time(Instant instant);         // Friday 27 November 2026, 4:10pm
[[nodiscard]] std::string clock_time(Instant instant);        // 4:10pm

}  // namespace base
