// Holds src/calendar to due times worked out elsewhere: by hand, from published examples, and by tests/clocks/reference.py. Every
// due time is asked for a second before, at it, and a second after.
//   clocks FILE…
#include <fstream>
#include <iostream>
#include <map>
#include <set>

#include "calendar/clock.h"
#include "registers/packs.h"

namespace {

constexpr std::int64_t second = 1'000'000;

// Four columns, the last perhaps in quotes.
std::vector<std::string> cells_of(const std::string& line) {
  std::vector<std::string> cells;
  std::size_t at = 0;
  for (int i = 0; i < 3; ++i) {
    const std::size_t comma = line.find(',', at);
    if (comma == std::string::npos) return {};
    cells.push_back(line.substr(at, comma - at));
    at = comma + 1;
  }
  cells.push_back(line.substr(at));
  return cells;
}

// 2026-05-15 14:30 on a London clock. A time that occurs twice is the earlier.
std::optional<base::Instant> moment_of(const std::string& text) {
  base::LondonTime time;
  if (std::sscanf(text.c_str(), "%d-%d-%d %d:%d", &time.date.year, &time.date.month,
                  &time.date.day, &time.hour, &time.minute) != 5)
    return std::nullopt;
  return base::from_london(time);
}

struct Counts {
  int passed = 0, failed = 0;
  void fail(const std::string& what) {
    failed += 1;
    std::cout << "FAILED " << what << "\n";
  }
};

void check_row(const registers::Packs& packs, const calendar::Calendars& calendars,
               const std::vector<std::string>& cells, Counts& counts) {
  const auto start = moment_of(cells[1]), late = moment_of(cells[2]);
  const std::string where = cells[0] + " from " + cells[1];
  if (!start || !late) return counts.fail(where + ": the row cannot be read");
  const calendar::ClockRule* rule =
      calendar::in_force(packs.clocks, cells[0], base::london_date(*start));
  if (rule == nullptr) return counts.fail(where + ": no such clock was in force");
  const auto due = calendar::due(*rule, calendars, *start);
  if (!due) return counts.fail(where + ": " + due.error().what);
  if (calendar::is_late(*due, {late->micros - second}))
    return counts.fail(where + ": late a second before " + cells[2] + ": " +
                       base::iso(due->late_from));
  if (!calendar::is_late(*due, *late) || !calendar::is_late(*due, {late->micros + second}))
    return counts.fail(where + ": in time at " + cells[2] + ": " + base::iso(due->late_from));
  if (due->working.size() < 2 || due->certainty != calendar::Certainty::known)
    return counts.fail(where + ": no working, or beyond the holidays");
  counts.passed += 1;
}

}  // namespace

int main(int count, char** files) {
  const registers::LoadedPacks loaded = registers::load_packs(registers::embedded_pack_texts());
  if (!loaded.faults.empty()) {
    std::cerr << to_text(loaded.faults);
    return 2;
  }
  const calendar::Calendars calendars = registers::calendars_of(loaded.packs);
  Counts counts;
  std::set<std::string> seen;
  for (int i = 1; i < count; ++i) {
    std::ifstream in(files[i]);
    std::string line;
    std::getline(in, line);
    while (std::getline(in, line)) {
      const std::vector<std::string> cells = cells_of(line);
      if (cells.empty()) {
        counts.fail("a row of " + std::string(files[i]) + " cannot be read: " + line);
        continue;
      }
      seen.insert(cells[0]);
      check_row(loaded.packs, calendars, cells, counts);
    }
  }
  for (const calendar::ClockRule& rule : loaded.packs.clocks)
    if (!seen.contains(rule.name)) counts.fail("no due time of " + rule.name + " is checked");
  if (counts.passed < 600) counts.fail("fewer than 600 due times were checked");
  std::cout << counts.passed << " passed, " << counts.failed << " failed, 0 skipped\n";
  return counts.failed == 0 ? 0 : 1;
}
