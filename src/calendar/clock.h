#pragma once
// When the law says that something is due. A clock is data (packs/scotland/clocks/): how long,
// in which unit, from when, by which days, in force when. What comes out is the moment from which
// it is late, and its working in words that a person can follow with a calendar in hand. Nothing is
// guessed: what lies beyond the holidays loaded, or is doubtful in law, is said.
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "calendar/working_days.h"

namespace calendar {

// Hours are exact elapsed time across the changes of the clocks (2010 Act s.23); all others are
// whole London days.
enum class Unit { hours, days, working_days, weeks, months, years };
// moment: of hours. same_day: "beginning with" that day, which counts. day_after: the general rule,
// that day is left out and the last is counted (civilis computatio).
enum class Start { moment, same_day, day_after };
// Which days working days are. act_2011: every day but Saturday, Sunday, 25 and 26 December, 1 and
// 2 January (Children's Hearings (Scotland) Act 2011 s.202), whatever is a holiday beside.
enum class Days { plain, act_2011, bank_holidays, council };
// A month that has no such day ends on its last day, or on the day after: in doubt in Scotland, so
// a setting that everybody sees.
enum class MonthEnd { last_day, day_after };
enum class Status { confirmed, part, unconfirmed };

// Days on which a clock did not run.
struct Standstill {
  base::Date first, last;
};

struct ClockRule {
  std::string name;
  std::string title;                  // "Decision about secure accommodation"
  std::string from_what;              // "receiving the decision to make the order"
  std::int64_t count = 0;             // negative: so long before
  Unit unit = Unit::days;
  Start start = Start::day_after;
  Days days = Days::plain;
  bool from_previous = false;         // it starts at the previous one, not at the first event
  std::optional<Standstill> standstill;
  std::optional<base::Date> in_force_from, in_force_to;  // both days included
  std::string source;                 // id in sources.toml
  Status status = Status::unconfirmed;
  std::string doubt;                  // what is not certain, in a sentence
};

// The days that clocks count by. Bank holidays and a council's own are loaded, never calculated.
struct Calendars {
  Holidays act_2011, bank_holidays, council;
  MonthEnd month_end = MonthEnd::last_day;
  [[nodiscard]] const Holidays* of(Days days) const;  // null: plain days
};
[[nodiscard]] Holidays act_2011_holidays();  // 1995 to 2199

struct Due {
  // The first moment at which it is late; the moment before is in time.
  base::Instant late_from;
  std::optional<base::Date> last_day;  // none: a clock of hours
  Certainty certainty = Certainty::known;
  std::vector<std::string> working;    // sentences
};

[[nodiscard]] inline bool is_late(const Due& due, base::Instant now) {
  return now >= due.late_from;
}

// The rule of that name in force on the day on which the clock starts; null when none was.
[[nodiscard]] const ClockRule* in_force(std::span<const ClockRule> rules, std::string_view name,
                                        const base::Date& day);

// When what starts at `from` is due. Errors: invalid before 1995 or after 2150, and for hours that
// do not start at a moment.
[[nodiscard]] base::Result<Due> due(const ClockRule& rule, const Calendars& calendars,
                                    base::Instant from);

// Corresponding date: 31 January and a month is 28 February or, by the setting, 1 March.
[[nodiscard]] base::Date plus_months(const base::Date& date, std::int64_t months, MonthEnd end);

// "72 hours", "3 working days", "1 month"
[[nodiscard]] std::string in_words(std::int64_t count, Unit unit);

}  // namespace calendar
