#pragma once
// Working days: Monday to Friday but for the holidays that a council keeps. Used by rules and
// clocks to say when something is due. Holidays are given as dates; which days they are is a
// matter of packs and records. Nothing is guessed: an answer that lies beyond the holidays known
// says so.
#include <cstdint>
#include <span>
#include <vector>

#include "base/time.h"

namespace calendar {

class Holidays {
 public:
  // `days` in any order; `first` and `last` are the first and last date for which the list is
  // complete.
  Holidays(std::span<const base::Date> days, const base::Date& first, const base::Date& last);
  Holidays() = default;  // knows nothing: every date lies beyond it

  [[nodiscard]] bool contains(const base::Date& date) const;
  [[nodiscard]] bool covers(const base::Date& date) const;
  // Holidays from Monday to Friday among day numbers first to last, both counted.
  [[nodiscard]] std::int64_t on_weekdays(std::int64_t first, std::int64_t last) const;
  [[nodiscard]] std::int64_t first_day() const { return first_; }
  [[nodiscard]] std::int64_t last_day() const { return last_; }

 private:
  std::vector<std::int64_t> days_;      // all, sorted day numbers
  std::vector<std::int64_t> weekdays_;  // those on Monday to Friday
  std::int64_t first_ = 0;
  std::int64_t last_ = -1;
};

[[nodiscard]] bool is_working_day(const base::Date& date, const Holidays& holidays);

enum class Certainty { known, beyond_holidays };
struct DueDay {
  base::Date date;
  // beyond_holidays: some day counted is not covered, so a holiday not yet known may move the date.
  Certainty certainty = Certainty::known;
};

// The `count`th working day after `date` (before it when negative); the day itself is never
// counted. With 0: the day itself, or the next working day when it is none.
[[nodiscard]] DueDay plus_working_days(const base::Date& date, std::int64_t count,
                                       const Holidays& holidays);
// Working days after `from`, up to and with `to`; negative when `to` is the earlier.
[[nodiscard]] std::int64_t working_days_between(const base::Date& from, const base::Date& to,
                                                const Holidays& holidays);

}  // namespace calendar
