#include "exchange/set_header.h"

#include <algorithm>
#include <map>
#include <set>

#include "base/text.h"

namespace exchange {
namespace {

// One name of a column's `from`, taken apart: "window:any_requirements_*-1".
struct Pattern {
  std::string before, after;  // either side of the star, compared as header_key does
  bool has_star = false;
  bool names_window = false;
  int years_back = 0;
};

struct Window {
  int year = 0;
  std::size_t cell = 0;
};  // year: that in which it begins

// Lower case, one underline for whatever is neither letter nor digit.
std::string folded_header(std::string_view text) {
  std::string key;
  for (const char c : base::lower_ascii(text)) {
    const bool is_word =
        (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80;
    if (is_word) {
      key += c;
    } else if (key.empty() || key.back() != '_') {
      key += '_';
    }
  }
  return key;
}

bool all_digits(std::string_view text) {
  return !text.empty() &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

Pattern pattern_of(std::string_view from) {
  Pattern pattern;
  constexpr std::string_view window = "window:";
  if (from.starts_with(window)) {
    pattern.names_window = true;
    from.remove_prefix(window.size());
  }
  const std::size_t star = from.find('*');
  if (star == std::string_view::npos) {
    pattern.before = header_key(from);
    return pattern;
  }
  pattern.has_star = true;
  std::string_view rest = from.substr(star + 1);
  const std::size_t dash = rest.rfind('-');
  if (dash != std::string_view::npos && all_digits(rest.substr(dash + 1))) {
    pattern.years_back = static_cast<int>(base::whole_number(rest.substr(dash + 1)).value_or(0));
    rest = rest.substr(0, dash);
  }
  pattern.before = folded_header(from.substr(0, star));
  pattern.after = folded_header(rest);
  return pattern;
}

// What stands for the star, when the header fits; digits only.
std::optional<std::string_view> star_of(const Pattern& pattern, std::string_view key) {
  if (key.size() <= pattern.before.size() + pattern.after.size()) return {};
  if (!key.starts_with(pattern.before) || !key.ends_with(pattern.after)) return {};
  key.remove_prefix(pattern.before.size());
  key.remove_suffix(pattern.after.size());
  if (!all_digits(key)) return {};
  return key;
}

// "2526" is the year that begins in 2025; "2627" after it. Anything else is no window.
std::optional<int> window_year(std::string_view digits) {
  if (digits.size() != 4) return {};
  const int first = (digits[0] - '0') * 10 + (digits[1] - '0');
  const int second = (digits[2] - '0') * 10 + (digits[3] - '0');
  if (second != (first + 1) % 100) return {};
  return (first >= 90 ? 1900 : 2000) + first;
}

std::vector<Window> windows_of(const Pattern& pattern, const std::vector<std::string>& keys) {
  std::vector<Window> windows;
  for (std::size_t i = 0; i < keys.size(); ++i) {
    const auto digits = star_of(pattern, keys[i]);
    const auto year = digits ? window_year(*digits) : std::nullopt;
    if (year) windows.push_back({*year, i});
  }
  return windows;
}

int newest_window(const registers::ReferenceSet& set, const std::vector<std::string>& keys) {
  int newest = 0;
  for (const registers::SetColumn& column : set.columns) {
    for (const std::string& from : column.from) {
      const Pattern pattern = pattern_of(from);
      if (!pattern.has_star) continue;
      for (const Window& window : windows_of(pattern, keys)) newest = std::max(newest, window.year);
    }
  }
  return newest;
}

std::string window_name(int year) {
  const int end = (year + 1) % 100;
  return std::to_string(year) + "/" + (end < 10 ? "0" : "") + std::to_string(end);
}

std::optional<std::size_t> cell_of(const Pattern& pattern, const std::vector<std::string>& keys,
                                   int newest) {
  if (!pattern.has_star) {
    const auto at = std::find(keys.begin(), keys.end(), pattern.before);
    if (at == keys.end()) return {};
    return static_cast<std::size_t>(at - keys.begin());
  }
  for (const Window& window : windows_of(pattern, keys)) {
    if (window.year == newest - pattern.years_back) return window.cell;
  }
  return {};
}

MatchedColumn match_column(const registers::SetColumn& column, const std::vector<std::string>& keys,
                           const std::vector<std::string>& headers, int newest) {
  MatchedColumn matched;
  matched.column = &column;
  for (const std::string& from : column.from) {
    const Pattern pattern = pattern_of(from);
    const std::optional<std::size_t> cell = cell_of(pattern, keys, newest);
    if (!cell) continue;
    matched.header = headers[*cell];
    if (pattern.names_window) {
      matched.fixed = window_name(newest - pattern.years_back);
    } else {
      matched.cell = cell;
    }
    break;
  }
  return matched;
}

bool is_left_alone(const std::vector<Pattern>& known, std::string_view key) {
  return std::any_of(known.begin(), known.end(), [&](const Pattern& pattern) {
    return pattern.has_star ? star_of(pattern, key).has_value() : pattern.before == key;
  });
}

void sort_out_the_rest(const registers::ReferenceSet& set, const std::vector<std::string>& keys,
                       const std::vector<std::string>& headers, MatchedHeader& matched) {
  std::set<std::size_t> used;
  for (const MatchedColumn& column : matched.columns) {
    if (column.cell) used.insert(*column.cell);
  }
  std::vector<Pattern> known;
  for (const std::string& name : setting_list(set, "left_alone")) known.push_back(pattern_of(name));
  std::map<std::string, int> times;
  for (std::size_t i = 0; i < keys.size(); ++i) {
    if (!keys[i].empty() && ++times[keys[i]] == 2) matched.twice.push_back(headers[i]);
    if (used.contains(i) || keys[i].empty()) continue;
    (is_left_alone(known, keys[i]) ? matched.left_alone : matched.not_recognised)
        .push_back(headers[i]);
  }
}

void note_missing(const registers::SetColumn& column, const std::vector<std::string>& headers,
                  MatchedHeader& matched) {
  const std::string& wanted = column.from.front();
  const bool is_named = std::any_of(matched.missing.begin(), matched.missing.end(),
                                    [&](const auto& missing) { return missing.wanted == wanted; });
  if (!is_named) matched.missing.push_back({wanted, base::nearest(wanted, headers).value_or("")});
}

}  // namespace

MatchedHeader match_header(const registers::ReferenceSet& set,
                           const std::vector<std::string>& headers) {
  std::vector<std::string> keys;
  for (const std::string& header : headers) keys.push_back(header_key(header));
  const int newest = newest_window(set, keys);
  MatchedHeader matched;
  for (const registers::SetColumn& column : set.columns) {
    matched.columns.push_back(match_column(column, keys, headers, newest));
    if (!matched.columns.back().header.empty()) {
      ++matched.found;
    } else if (column.needed) {
      note_missing(column, headers, matched);
    }
  }
  sort_out_the_rest(set, keys, headers, matched);
  return matched;
}

std::string_view setting(const registers::ReferenceSet& set, std::string_view name) {
  const auto found = set.settings.find(name);
  return found == set.settings.end() ? std::string_view() : std::string_view(found->second);
}

std::vector<std::string> setting_list(const registers::ReferenceSet& set, std::string_view name) {
  std::vector<std::string> list;
  for (const std::string_view piece : base::split(setting(set, name), '\n')) {
    if (!base::trimmed(piece).empty()) list.emplace_back(base::trimmed(piece));
  }
  return list;
}

std::string header_key(std::string_view header) {
  return folded_header(base::trimmed(header));
}

}  // namespace exchange
