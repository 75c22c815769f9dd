// clocks/*.toml: how long the law gives, from when, by which days, since when.
#include <algorithm>

#include "registers/pack_file.h"

namespace registers {
namespace {

using calendar::ClockRule;

// One of these words, by its place; the first when the key is not there.
template <class Enum>
Enum word_of(PackTable& table, std::string_view key, const std::vector<std::string>& words) {
  const std::string said = table.one_of(key, words);
  const auto found = std::find(words.begin(), words.end(), said);
  return found == words.end() ? Enum{} : static_cast<Enum>(found - words.begin());
}

std::optional<base::Date> day_of(PackTable& table, std::string_view key) {
  return table.has(key) ? base::date_from_iso(table.date(key)) : std::nullopt;
}

void read_length(PackTable& table, ClockRule& rule) {
  rule.count = static_cast<std::int64_t>(table.count("count"));
  if (rule.count == 0) table.fault(table.line(), "clock.count is missing");
  if (table.yes_no("before") == PackTable::Answer::yes) rule.count = -rule.count;
  table.needed_text("unit");
  rule.unit = word_of<calendar::Unit>(
      table, "unit", {"hours", "days", "working_days", "weeks", "months", "years"});
  rule.start = rule.unit == calendar::Unit::hours ? calendar::Start::moment
                                                  : calendar::Start::day_after;
  if (table.one_of("start", {"day_after", "same_day"}) == "same_day")
    rule.start = calendar::Start::same_day;
  if (rule.unit == calendar::Unit::hours && table.has("start"))
    table.fault(table.line_of("start"), "clock.start: hours start at the moment");
  rule.days =
      word_of<calendar::Days>(table, "days", {"plain", "act_2011", "bank_holidays", "council"});
  if ((rule.unit == calendar::Unit::working_days) != (rule.days != calendar::Days::plain))
    table.fault(table.line(), "clock.days: working days say which, and other units do not");
}

void read_times(PackTable& table, ClockRule& rule) {
  rule.in_force_from = day_of(table, "in_force_from");
  rule.in_force_to = day_of(table, "in_force_to");
  if (!table.has("standstill")) return;
  PackTable still = table.table("standstill");
  const auto first = day_of(still, "first"), last = day_of(still, "last");
  if (first && last && *first <= *last)
    rule.standstill = {*first, *last};
  else
    still.fault(still.line(), "clock.standstill: say its first and its last day");
  still.finish();
}

bool overlap(const ClockRule& a, const ClockRule& b) {
  const bool a_first = !a.in_force_to || !b.in_force_from || *b.in_force_from <= *a.in_force_to;
  const bool b_first = !b.in_force_to || !a.in_force_from || *a.in_force_from <= *b.in_force_to;
  return a.name == b.name && a_first && b_first;
}

}  // namespace

calendar::Holidays bank_holidays_of(const Packs& packs) {
  if (packs.holidays.empty()) return {};
  return {
      packs.holidays, {packs.holidays.front().year, 1, 1}, {packs.holidays.back().year, 12, 31}};
}

calendar::Calendars calendars_of(const Packs& packs) {
  calendar::Calendars calendars;
  calendars.act_2011 = calendar::act_2011_holidays();
  calendars.bank_holidays = bank_holidays_of(packs);
  calendars.council = calendars.bank_holidays;
  return calendars;
}

void read_clocks(const TomlNode& root, const std::string& file, Packs& packs, PackNotes& notes) {
  PackTable all(root, {file, "", ""}, notes);
  for (PackTable& table : all.tables("clock")) {
    ClockRule rule;
    rule.name = table.needed_text("name");
    rule.title = table.needed_text("title");
    rule.from_what = table.needed_text("from");
    read_length(table, rule);
    rule.from_previous = table.yes_no("from_previous") == PackTable::Answer::yes;
    read_times(table, rule);
    table.needed_text("source");
    rule.source = table.name("source", Naming::source);
    table.needed_text("status");
    rule.status =
        word_of<calendar::Status>(table, "status", {"confirmed", "part", "unconfirmed"});
    rule.doubt = table.text("doubt");
    if (rule.status == calendar::Status::part && rule.doubt.empty())
      table.fault(table.line(), "clock.doubt: say what is open about " + rule.name);
    if (std::any_of(packs.clocks.begin(), packs.clocks.end(),
                    [&](const ClockRule& other) { return overlap(other, rule); }))
      table.fault(table.line(), "clock “" + rule.name + "” is in force twice on some day");
    packs.clocks.push_back(std::move(rule));
    table.finish();
  }
  all.finish();
}

}  // namespace registers
