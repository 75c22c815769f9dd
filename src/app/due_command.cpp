// due: when the law wants something, with its working; and the clocks that there are.
#include <algorithm>
#include <cstdio>

#include "app/commands.h"
#include "base/json.h"
#include "base/text.h"

namespace app {
namespace {

using base::Instant;
using base::Result;
using calendar::ClockRule;

// 2026-05-15, 2026-05-15 14:30 or 2026-05-15 14:30:05 on a London clock, or with T and Z in UTC.
Result<Instant> moment_of(const std::string& text) {
  if (const auto utc = base::instant_from_iso(text)) return *utc;
  const base::Failure wrong{base::ErrorKind::invalid,
                            "Give the time like 2026-05-15 or 2026-05-15 14:30.", text};
  const auto day = base::date_from_iso(text.substr(0, 10));
  if (!day || text.size() > 19) return wrong;
  base::LondonTime time{*day, 0, 0, 0};
  if (text.size() == 10) return base::from_london(time);
  int read = 0;
  const int found = std::sscanf(text.c_str() + 10, " %2d:%2d%n:%2d%n", &time.hour, &time.minute,
                                &read, &time.second, &read);
  if (found < 2 || static_cast<std::size_t>(read) + 10 != text.size() || time.hour < 0 ||
      time.hour > 23 || time.minute < 0 || time.minute > 59 || time.second < 0 || time.second > 59)
    return wrong;
  return base::from_london(time);
}

std::string_view word_of(calendar::Status status) {
  switch (status) {
    case calendar::Status::confirmed: return "confirmed";
    case calendar::Status::part: return "part";
    case calendar::Status::unconfirmed: return "unconfirmed";
  }
  return "";
}

std::string cite_of(const registers::Packs& packs, const ClockRule& rule) {
  const registers::Source* source = packs.source(rule.source);
  return source == nullptr ? rule.source : source->cite;
}

std::string when_of(const ClockRule& rule) {
  std::string words;
  if (rule.in_force_from) words += " from " + base::iso(*rule.in_force_from);
  if (rule.in_force_to) words += " to " + base::iso(*rule.in_force_to);
  return words;
}

void list_json(const registers::Packs& packs) {
  base::JsonWriter json;
  json.begin_array();
  for (const ClockRule& rule : packs.clocks) {
    json.begin_object().key("clock").text(rule.name).key("title").text(rule.title);
    json.key("length").text(calendar::in_words(rule.count, rule.unit));
    json.key("from").text(rule.from_what).key("before").yes_no(rule.count < 0);
    if (rule.in_force_from) json.key("in_force_from").text(base::iso(*rule.in_force_from));
    if (rule.in_force_to) json.key("in_force_to").text(base::iso(*rule.in_force_to));
    json.key("source").text(cite_of(packs, rule)).key("status").text(word_of(rule.status));
    json.key("doubt").text(rule.doubt).end_object();
  }
  std::printf("%s\n", json.end_array().take().c_str());
}

int list(const DueTime& asked, const registers::Packs& packs) {
  if (asked.output == Output::json) {
    list_json(packs);
    return 0;
  }
  for (const ClockRule& rule : packs.clocks) {
    std::printf("%s: %s\n    %s %s %s%s\n    %s (%s)%s%s\n", rule.name.c_str(), rule.title.c_str(),
                calendar::in_words(rule.count, rule.unit).c_str(),
                rule.count < 0 ? "before" : "after", rule.from_what.c_str(), when_of(rule).c_str(),
                cite_of(packs, rule).c_str(), std::string(word_of(rule.status)).c_str(),
                rule.doubt.empty() ? "" : ". ", rule.doubt.c_str());
  }
  return 0;
}

Result<const ClockRule*> rule_of(const registers::Packs& packs, const std::string& name,
                                 Instant from) {
  if (const ClockRule* rule = calendar::in_force(packs.clocks, name, base::london_date(from)))
    return rule;
  std::vector<std::string> names;
  for (const ClockRule& rule : packs.clocks) names.push_back(rule.name);
  if (std::find(names.begin(), names.end(), name) != names.end())
    return base::Failure{base::ErrorKind::invalid,
                         "No such clock was in force on that day: see plumbline due --list.", name};
  const auto near = base::nearest(name, names);
  return base::Failure{base::ErrorKind::not_found,
                       "There is no clock of that name: see plumbline due --list." +
                           (near ? " Did you mean “" + *near + "”?" : std::string()),
                       name};
}

void print_json(const registers::Packs& packs, const ClockRule& rule, const calendar::Due& due) {
  base::JsonWriter json;
  json.begin_object().key("clock").text(rule.name).key("title").text(rule.title);
  json.key("late_from").text(base::iso(due.late_from));
  if (due.last_day) json.key("last_day").text(base::iso(*due.last_day));
  json.key("holidays_known").yes_no(due.certainty == calendar::Certainty::known);
  json.key("source").text(cite_of(packs, rule)).key("status").text(word_of(rule.status));
  json.key("working").begin_array();
  for (const std::string& sentence : due.working) json.text(sentence);
  std::printf("%s\n", json.end_array().end_object().take().c_str());
}

Result<void> tell(const DueTime& asked, const registers::Packs& packs) {
  const bool chained = !asked.previous.empty();
  if (asked.from.empty() && !chained)
    return base::Failure{base::ErrorKind::invalid, "Say when it started: --from 2026-05-15.", ""};
  const Instant from = TRY(moment_of(chained ? asked.previous : asked.from));
  const ClockRule* rule = TRY(rule_of(packs, asked.clock, from));
  if (rule->from_previous != chained)
    return base::Failure{base::ErrorKind::invalid,
                         rule->from_previous
                             ? "This clock runs from the one before: give --previous."
                             : "This clock does not run from one before: give --from alone.",
                         rule->name};
  const calendar::Due due = TRY(calendar::due(*rule, registers::calendars_of(packs), from));
  if (asked.output == Output::json) {
    print_json(packs, *rule, due);
    return {};
  }
  std::printf("%s\n", rule->title.c_str());
  for (const std::string& sentence : due.working) std::printf("  %s\n", sentence.c_str());
  std::printf("  %s (%s)\n", cite_of(packs, *rule).c_str(),
              std::string(word_of(rule->status)).c_str());
  return {};
}

}  // namespace

int run(const DueTime& asked, const Tools& tools) {
  if (asked.list) return list(asked, tools.packs);
  const Result<void> told = tell(asked, tools.packs);
  return told ? 0 : say_error(told.error(), asked.output);
}

}  // namespace app
