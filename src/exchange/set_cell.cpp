#include "exchange/set_cell.h"

#include <algorithm>

#include "base/text.h"
#include "base/time.h"
#include "exchange/set_header.h"

namespace exchange {
namespace {

constexpr std::size_t most_letters = 300;
constexpr std::int64_t most_count = 1'000'000;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

CellRead line(std::string_view cell) {
  const std::string text = base::tidy_text(cell);
  if (base::letters(text) > most_letters) return {"", "It is longer than 300 letters."};
  return {std::string(base::trimmed(text)), ""};
}

CellRead count(std::string_view cell) {
  const auto number = base::whole_number(cell);
  if (!number || *number < 0 || *number > most_count) return {"", "It is not a whole number."};
  return {std::to_string(*number), ""};
}

CellRead decimal(std::string_view cell) {
  const std::size_t dot = std::min(cell.find('.'), cell.size());
  const std::string_view whole = cell.substr(0, dot);
  const std::string_view part = dot < cell.size() ? cell.substr(dot + 1) : std::string_view();
  const bool is_number = std::all_of(whole.begin(), whole.end(), is_digit) &&
                         std::all_of(part.begin(), part.end(), is_digit) &&
                         !(whole.empty() && part.empty()) && whole.size() <= 6 && part.size() <= 12;
  if (!is_number) return {"", "It is not a number."};
  return {
      (whole.empty() ? "0" : std::string(whole)) + (part.empty() ? "" : "." + std::string(part)),
      ""};
}

CellRead grade(std::string_view cell) {
  if (cell.size() == 1 && cell[0] >= '1' && cell[0] <= '6') return {std::string(cell), ""};
  return {"", "A grade is a whole number from 1 to 6, or blank."};
}

CellRead date(std::string_view cell) {
  if (const auto iso = base::date_from_iso(cell)) return {base::iso(*iso), ""};
  const auto pieces = base::split(cell, '/');
  if (pieces.size() == 3 && pieces[2].size() == 4) {
    const auto day = base::whole_number(pieces[0]);
    const auto month = base::whole_number(pieces[1]);
    const auto year = base::whole_number(pieces[2]);
    if (day && month && year && *day > 0 && *day < 32 && *month > 0 && *month < 13 &&
        *year > 1899) {
      const base::Date found{static_cast<int>(*year), static_cast<int>(*month),
                             static_cast<int>(*day)};
      if (base::is_real(found)) return {base::iso(found), ""};
    }
  }
  return {"", "It is not a date such as 31/05/2026."};
}

// A council's name as it is compared: folded words without “and” and “council”.
std::string council_key(std::string_view name) {
  std::string key;
  const std::string folded = base::folded(name);
  for (const std::string_view word : base::split(folded, ' ')) {
    if (word.empty() || word == "and" || word == "council") continue;
    if (!key.empty()) key += ' ';
    key += word;
  }
  return key;
}

}  // namespace

CellRules::CellRules(const registers::ReferenceSet& set) {
  for (const std::string& word : setting_list(set, "yes"))
    answers_[base::lower_ascii(word)] = "yes";
  for (const std::string& word : setting_list(set, "no")) answers_[base::lower_ascii(word)] = "no";
}

CellRead CellRules::read(const registers::SetColumn& column, std::string_view cell) const {
  cell = base::trimmed(cell);
  if (cell.empty())
    return column.needed && column.kind == "line" ? CellRead{"", "It is empty."} : CellRead{};
  if (column.kind == "count") return count(cell);
  if (column.kind == "decimal") return decimal(cell);
  if (column.kind == "grade") return grade(cell);
  if (column.kind == "date") return date(cell);
  if (column.kind == "yes_no") return yes_or_no(cell);
  return line(cell);
}

CellRead CellRules::yes_or_no(std::string_view cell) const {
  const auto found = answers_.find(base::lower_ascii(cell));
  if (found == answers_.end())
    return {"", "It is neither yes nor no, in any of the words we know."};
  return {found->second, ""};
}

void Councils::add_lines(const std::vector<std::string>& lines) {
  for (const std::string& one : lines) {
    const auto pieces = base::split(one, '=');
    if (pieces.size() < 2) continue;
    const Council council{std::string(base::trimmed(pieces[0])),
                          std::string(base::trimmed(pieces[1]))};
    for (std::size_t i = 1; i < pieces.size(); ++i) by_name_[council_key(pieces[i])] = council;
  }
}

void Councils::add(Council council) {
  std::string key = council_key(council.name);
  if (!key.empty()) by_name_.try_emplace(std::move(key), std::move(council));
}

const Council* Councils::find(std::string_view name) const {
  const auto found = by_name_.find(council_key(name));
  return found == by_name_.end() ? nullptr : &found->second;
}

std::string Councils::nearest(std::string_view name) const {
  std::vector<std::string> keys;
  for (const auto& [key, council] : by_name_) keys.push_back(key);
  const auto near = base::nearest(council_key(name), keys);
  return near ? by_name_.at(*near).name : "";
}

}  // namespace exchange
