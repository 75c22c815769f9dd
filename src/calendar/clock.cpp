#include "calendar/clock.h"

#include <algorithm>
#include <cstdlib>

namespace calendar {
namespace {

using base::Date;
using base::Instant;

constexpr int first_year = 1995;
constexpr int last_year = 2150;
constexpr int fixed_days_until = 2199;
constexpr std::int64_t most_days_listed = 12;

Instant end_of(const Date& day) { return base::from_london({base::plus_days(day, 1), 0, 0, 0}); }

std::string_view words_of(Days days) {
  switch (days) {
    case Days::plain: return "every day counts";
    case Days::act_2011:
      return "every day but Saturday, Sunday, 25 and 26 December, 1 and 2 January, holidays or not";
    case Days::bank_holidays: return "Monday to Friday, without Scotland’s bank holidays";
    case Days::council: return "Monday to Friday, without the council’s own holidays";
  }
  return "";
}

int last_of_month(int year, int month) {
  for (int day = 31; day > 28; --day)
    if (base::is_real({year, month, day})) return day;
  return 28;
}

bool is_plain(const ClockRule& rule) { return rule.unit != Unit::working_days; }

// The day that a length of days, weeks, months or years leads to, the first day left out.
Date corresponding(const ClockRule& rule, const Date& day, MonthEnd end) {
  switch (rule.unit) {
    case Unit::weeks: return base::plus_days(day, 7 * rule.count);
    case Unit::months: return plus_months(day, rule.count, end);
    case Unit::years: return plus_months(day, 12 * rule.count, end);
    default: return base::plus_days(day, rule.count);
  }
}

struct LastDay {
  Date date;
  Certainty certainty = Certainty::known;
};

LastDay last_working_day(const ClockRule& rule, const Date& day, const Holidays& holidays) {
  const bool counts = rule.start == Start::same_day && is_working_day(day, holidays);
  if (counts && rule.count == 1) {
    return {day, holidays.covers(day) ? Certainty::known : Certainty::beyond_holidays};
  }
  const DueDay found = plus_working_days(day, counts ? rule.count - 1 : rule.count, holidays);
  const bool covered = found.certainty == Certainty::known && holidays.covers(day);
  return {found.date, covered ? Certainty::known : Certainty::beyond_holidays};
}

// Those working days one by one, as somebody would tick them off.
std::string listed(const Date& first, const Date& last, const Holidays& holidays) {
  std::string words;
  for (Date day = first; day <= last; day = base::plus_days(day, 1)) {
    if (!is_working_day(day, holidays)) continue;
    words += (words.empty() ? "" : "; ") + base::long_date(day);
  }
  return words;
}

class Working {
 public:
  Working(const ClockRule& rule, const Calendars& calendars, Instant from)
      : rule_(rule), calendars_(calendars), from_(from), day_(base::london_date(from)) {}

  Due hours() {
    Due due;
    due.late_from = base::plus_hours(from_, rule_.count);
    say("It starts at " + base::long_time(from_) + ": " + rule_.from_what + ".");
    say(in_words(rule_.count, rule_.unit) + " later, as time passes, is " +
        base::long_time(due.late_from) + ".");
    if (base::london(from_).hour != base::london(due.late_from).hour && rule_.count % 24 == 0)
      say("The clocks change in between, so it ends at another hour of the day.");
    return finish(std::move(due));
  }

  Due whole_days() {
    const Holidays* holidays = is_plain(rule_) ? nullptr : calendars_.of(rule_.days);
    begin(holidays);
    LastDay last = holidays == nullptr ? LastDay{corresponding(rule_, day_, calendars_.month_end)}
                                       : last_working_day(rule_, day_, *holidays);
    if (holidays == nullptr && rule_.start == Start::same_day)
      last.date = base::plus_days(last.date, rule_.count < 0 ? 1 : -1);
    count_out(holidays, last.date);
    stand_still(last.date);
    Due due;
    due.last_day = last.date;
    due.late_from = end_of(last.date);
    due.certainty = last.certainty;
    say("It is due by the end of " + base::long_date(last.date) + ".");
    if (last.certainty == Certainty::beyond_holidays)
      say("Holidays are not loaded for all of these days: a holiday among them would move it.");
    return finish(std::move(due));
  }

 private:
  void say(std::string sentence) { working_.push_back(std::move(sentence)); }

  void begin(const Holidays* holidays) {
    const std::string day = base::long_date(day_);
    if (rule_.start == Start::day_after) {
      say("It starts on " + day + ": " + rule_.from_what + ". That day does not count.");
    } else if (holidays != nullptr && !is_working_day(day_, *holidays)) {
      say("It starts on " + day + ": " + rule_.from_what +
          ". That day would count, but is no working day: counting starts on the next one. The law "
          "does not say so; ask a lawyer where it matters.");
    } else {
      say("It starts on " + day + ": " + rule_.from_what + ". That day counts.");
    }
  }

  void count_out(const Holidays* holidays, const Date& last) {
    const std::string length = in_words(rule_.count, rule_.unit);
    if (holidays == nullptr) {
      say(length + (rule_.count < 0 ? " before it" : " of it") + " lead to " +
          base::long_date(last) + ".");
      if (rule_.unit == Unit::months || rule_.unit == Unit::years) say_month_end(last);
      return;
    }
    say("Working days are " + std::string(words_of(rule_.days)) + ".");
    const Date first = rule_.start == Start::same_day ? day_ : base::plus_days(day_, 1);
    if (rule_.count > 0 && rule_.count <= most_days_listed)
      say(length + ": " + listed(first, last, *holidays) + ".");
    else
      say(length + " lead to " + base::long_date(last) + ".");
  }

  void say_month_end(const Date& last) {
    const Date exact = corresponding(rule_, day_, MonthEnd::last_day);
    if (exact.day == day_.day || rule_.start == Start::same_day) return;
    say(std::string("That month has no day ") + std::to_string(day_.day) + ", so it ends on " +
        (calendars_.month_end == MonthEnd::last_day ? "its last day" : "the day after its last") +
        ", " + base::long_date(last) +
        ". The law of Scotland does not settle this: it is a setting here.");
  }

  // Days on which it stood still are added at its end.
  void stand_still(Date& last) {
    if (!rule_.standstill) return;
    const Standstill& still = *rule_.standstill;
    if (day_ > still.last || last < still.first) return;
    const Date from = std::max(day_, still.first);
    const std::int64_t days = base::day_number(still.last) - base::day_number(from) + 1;
    last = base::plus_days(last, days);
    say("It stood still from " + base::long_date(from) + " to " + base::long_date(still.last) +
        ": " + std::to_string(days) + " days are added.");
    if (day_ >= still.first)
      say("It started while it stood still: how many days are added then is in doubt.");
  }

  Due finish(Due due) {
    if (!rule_.doubt.empty()) say(rule_.doubt);
    if (rule_.status == Status::unconfirmed)
      say("Nobody has confirmed this clock in the law: it is shown, and enforces nothing.");
    due.working = std::move(working_);
    return due;
  }

  const ClockRule& rule_;
  const Calendars& calendars_;
  Instant from_;
  Date day_;
  std::vector<std::string> working_;
};

}  // namespace

const Holidays* Calendars::of(Days days) const {
  switch (days) {
    case Days::plain: return nullptr;
    case Days::act_2011: return &act_2011;
    case Days::bank_holidays: return &bank_holidays;
    case Days::council: return &council;
  }
  return nullptr;
}

Holidays act_2011_holidays() {
  std::vector<Date> days;
  for (int year = first_year; year <= fixed_days_until; ++year)
    for (const Date& day : {Date{year, 1, 1}, Date{year, 1, 2}, Date{year, 12, 25},
                            Date{year, 12, 26}})
      days.push_back(day);
  return Holidays(days, {first_year, 1, 1}, {fixed_days_until, 12, 31});
}

const ClockRule* in_force(std::span<const ClockRule> rules, std::string_view name,
                          const Date& day) {
  const auto found = std::find_if(rules.begin(), rules.end(), [&](const ClockRule& rule) {
    return rule.name == name && (!rule.in_force_from || *rule.in_force_from <= day) &&
           (!rule.in_force_to || day <= *rule.in_force_to);
  });
  return found == rules.end() ? nullptr : &*found;
}

base::Result<Due> due(const ClockRule& rule, const Calendars& calendars, Instant from) {
  const Date day = base::london_date(from);
  if (day.year < first_year || day.year > last_year)
    return base::Failure{base::ErrorKind::invalid,
                         "Clocks start between 1995 and 2150: enter a date within those years.",
                         rule.name};
  if ((rule.unit == Unit::hours) != (rule.start == Start::moment))
    return base::Failure{base::ErrorKind::invalid,
                         "Hours start at the moment, and nothing else does.", rule.name};
  Working working(rule, calendars, from);
  return rule.unit == Unit::hours ? working.hours() : working.whole_days();
}

Date plus_months(const Date& date, std::int64_t months, MonthEnd end) {
  const std::int64_t all = (date.year * std::int64_t{12} + date.month - 1) + months;
  const int year = static_cast<int>(all >= 0 ? all / 12 : (all - 11) / 12);
  const int month = static_cast<int>(all - std::int64_t{year} * 12) + 1;
  const Date there{year, month, date.day};
  if (base::is_real(there)) return there;
  const Date last{year, month, last_of_month(year, month)};
  return end == MonthEnd::last_day ? last : base::plus_days(last, 1);
}

std::string in_words(std::int64_t count, Unit unit) {
  const std::int64_t number = std::abs(count);
  std::string_view one;
  switch (unit) {
    case Unit::hours: one = "hour"; break;
    case Unit::days: one = "day"; break;
    case Unit::working_days: one = "working day"; break;
    case Unit::weeks: one = "week"; break;
    case Unit::months: one = "month"; break;
    case Unit::years: one = "year"; break;
  }
  return std::to_string(number) + " " + std::string(one) + (number == 1 ? "" : "s");
}

}  // namespace calendar
