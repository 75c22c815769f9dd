#include <algorithm>
#include <array>

#include "base/text.h"
#include "registers/kinds/kinds.h"

namespace registers::kinds {
namespace {

constexpr std::string_view how = "Enter the date as numbers, like 27 5 2027";
constexpr std::array<std::string_view, 12> months{
    "January", "February", "March",     "April",   "May",      "June",
    "July",    "August",   "September", "October", "November", "December"};

std::string month_name(int month) {
  return std::string(months[static_cast<std::size_t>(month - 1)]);
}

// 5, 05, May or may; empty when it is none of them.
std::optional<int> month_from(std::string_view text) {
  if (const auto number = base::whole_number(text))
    return *number >= 1 && *number <= 12 ? std::optional<int>(static_cast<int>(*number))
                                         : std::nullopt;
  const std::string word = base::lower_ascii(text);
  for (std::size_t i = 0; word.size() >= 3 && i < months.size(); ++i)
    if (base::lower_ascii(months[i]).rfind(word, 0) == 0) return static_cast<int>(i) + 1;
  return std::nullopt;
}

// Day, month, year: from three lines, or from one line cut at blanks, slashes, dots or dashes.
std::vector<std::string_view> pieces_of(std::string_view typed) {
  std::vector<std::string_view> pieces;
  if (typed.find('\n') != std::string_view::npos) {
    for (const std::string_view piece : base::split(typed, '\n'))
      pieces.push_back(base::trimmed(piece));
    return pieces;
  }
  std::size_t at = 0;
  while (at < typed.size()) {
    const std::size_t first = typed.find_first_not_of(" /.-,\t", at);
    if (first == std::string_view::npos) break;
    at = std::min(typed.find_first_of(" /.-,\t", first), typed.size());
    pieces.push_back(typed.substr(first, at - first));
  }
  return pieces;
}

// Which of the three is missing, in words; empty when all are there.
std::string missing_part(const std::vector<std::string_view>& pieces) {
  constexpr std::array<std::string_view, 3> names{"day", "month", "year"};
  for (std::size_t i = 0; i < names.size(); ++i)
    if (pieces[i].empty()) return "Enter the " + std::string(names[i]) + " as well";
  return "";
}

}  // namespace

Read read_date(std::string_view typed) {
  if (const auto whole = base::date_from_iso(base::trimmed(typed)))
    return {Value::date(*whole), ""};
  const std::vector<std::string_view> pieces = pieces_of(typed);
  if (pieces.size() != 3) return slip(std::string(how));
  if (std::string sentence = missing_part(pieces); !sentence.empty())
    return slip(std::move(sentence));
  const auto day = base::whole_number(pieces[0]);
  const auto month = month_from(pieces[1]);
  const auto year = base::whole_number(pieces[2]);
  if (!day || !month || !year) return slip(std::string(how));
  if (*year < 1900 || *year > 2200) return slip("Enter the year with four digits, like 2027");
  if (*day < 1 || *day > 31) return slip(std::string(how));
  const base::Date date{static_cast<int>(*year), *month, static_cast<int>(*day)};
  if (!base::is_real(date))
    return slip("There is no " + std::to_string(date.day) + " " + month_name(date.month) + " in " +
                std::to_string(date.year) + ". Enter a date that exists");
  return {Value::date(date), ""};
}

std::string typed_date(const Value& value) {
  const std::optional<base::Date> date = value.date();
  if (!date) return "";
  return std::to_string(date->day) + "\n" + std::to_string(date->month) + "\n" +
         std::to_string(date->year);
}

}  // namespace registers::kinds
