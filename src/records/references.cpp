#include "records/references.h"

#include <algorithm>

namespace records {
namespace {

using base::Result;

constexpr std::size_t random_length = 6;
constexpr int most_tries = 20;

Result<std::string> random_reference(store::Database& database, const registers::Register& kind,
                                     base::Random& random) {
  for (int attempt = 0; attempt < most_tries; ++attempt) {
    std::string letters = base::random_letters(random, random_length);
    std::transform(letters.begin(), letters.end(), letters.begin(), [](char letter) {
      return letter >= 'a' && letter <= 'z' ? static_cast<char>(letter - 'a' + 'A') : letter;
    });
    std::string reference = kind.prefix + "-" + letters;
    const std::int64_t taken = TRY(store::query_integer(
        database, "SELECT 1 FROM record WHERE reference = $1", {std::string_view(reference)}));
    if (taken == 0) return reference;
  }
  return base::Failure{base::ErrorKind::unavailable, "No free reference was found.", kind.name};
}

}  // namespace

std::string numbered_reference(std::string_view prefix, int year, std::int64_t number) {
  std::string digits = std::to_string(number);
  if (digits.size() < 3) digits.insert(0, 3 - digits.size(), '0');
  return std::string(prefix) + "-" + std::to_string(year) + "-" + digits;
}

Result<std::string> References::next(store::Database& database, const registers::Register& kind,
                                     const base::Date& day, base::Random& random) {
  if (kind.reference == registers::ReferenceStyle::random) {
    return random_reference(database, kind, random);
  }
  const std::string start = kind.prefix + "-" + std::to_string(day.year) + "-";
  auto known = last_.find(start);
  if (known == last_.end()) {
    // All references that begin so stand between "AD-2026-" and "AD-2026." ('.' comes after '-').
    std::string end = start;
    end.back() = '.';
    const std::int64_t last = TRY(store::query_integer(
        database,
        "SELECT coalesce(max(CAST(substr(reference, $3) AS INTEGER)), 0) FROM record "
        "WHERE reference >= $1 AND reference < $2",
        {std::string_view(start), std::string_view(end),
         static_cast<std::int64_t>(start.size() + 1)}));
    known = last_.emplace(start, last).first;
  }
  return numbered_reference(kind.prefix, day.year, ++known->second);
}

}  // namespace records
