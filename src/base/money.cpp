#include "base/money.h"

#include "base/text.h"

namespace base {
namespace {

// "1234", "1,234", "12.5" as hundredths; `most` is the largest whole part allowed.
std::optional<std::int64_t> hundredths(std::string_view text, std::int64_t most) {
  const std::size_t point = text.find('.');
  const std::string_view whole = text.substr(0, point);
  const bool with_commas = whole.find(',') != std::string_view::npos;
  std::int64_t number = 0;
  if (whole.empty()) return std::nullopt;
  for (std::size_t at = 0; at < whole.size(); ++at) {
    const bool comma_place = with_commas && (whole.size() - at) % 4 == 0;
    if ((whole[at] == ',') != comma_place || (comma_place && at == 0)) return std::nullopt;
    if (comma_place) continue;
    if (whole[at] < '0' || whole[at] > '9') return std::nullopt;
    number = number * 10 + (whole[at] - '0');
    if (number > most) return std::nullopt;
  }
  number *= 100;
  if (point != std::string_view::npos) {
    const std::string_view decimals = text.substr(point + 1);
    const auto value = whole_number(decimals);
    if (!value || decimals.size() > 2 || decimals[0] == '-') return std::nullopt;
    number += decimals.size() == 1 ? *value * 10 : *value;
  }
  return number > most * 100 ? std::nullopt : std::optional(number);
}

std::string two_digits(std::int64_t number) {
  return (number < 10 ? "0" : "") + std::to_string(number);
}

bool take_prefix(std::string_view& text, std::string_view prefix) {
  if (!text.starts_with(prefix)) return false;
  text.remove_prefix(prefix.size());
  return true;
}

}  // namespace

std::optional<std::int64_t> pence_from_text(std::string_view text) {
  constexpr std::int64_t ten_trillion = 10'000'000'000'000;
  text = trimmed(text);
  const bool negative = take_prefix(text, "-");
  take_prefix(text, "£");
  const auto pence = hundredths(text, ten_trillion);
  return pence && negative ? std::optional(-*pence) : pence;
}

std::string pounds(std::int64_t pence) {
  const std::int64_t whole = pence / 100;
  const std::int64_t rest = pence % 100;
  std::string out = pence < 0 ? "-£" : "£";
  const std::string digits = grouped(whole);
  out += digits.starts_with('-') ? digits.substr(1) : digits;
  if (rest != 0) out += '.' + two_digits(rest < 0 ? -rest : rest);
  return out;
}

std::optional<std::int64_t> share_from_text(std::string_view text) {
  text = trimmed(text);
  if (text.ends_with('%')) text = trimmed(text.substr(0, text.size() - 1));
  return hundredths(text, 100);
}

std::string per_cent(std::int64_t basis_points) {
  const std::int64_t rest = basis_points < 0 ? -(basis_points % 100) : basis_points % 100;
  std::string out = basis_points < 0 ? "-" : "";
  out += std::to_string(basis_points < 0 ? -(basis_points / 100) : basis_points / 100);
  if (rest != 0) out += '.' + (rest % 10 == 0 ? std::to_string(rest / 10) : two_digits(rest));
  return out + '%';
}

}  // namespace base
