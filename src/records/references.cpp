#include "records/references.h"

#include <algorithm>

namespace records {
namespace {

using base::Result;

constexpr std::size_t random_length = 6;
constexpr std::size_t drawn_at_once = 32;

std::string random_reference(const registers::Register& kind, base::Random& random) {
  std::string letters = base::random_letters(random, random_length);
  std::transform(letters.begin(), letters.end(), letters.begin(), [](char letter) {
    return letter >= 'a' && letter <= 'z' ? static_cast<char>(letter - 'a' + 'A') : letter;
  });
  return kind.prefix + "-" + letters;
}

std::string which_are_taken() {
  std::string sql = "SELECT reference FROM record WHERE reference IN (";
  for (std::size_t place = 1; place <= drawn_at_once; ++place) {
    sql += (place == 1 ? "$" : ", $") + std::to_string(place);
  }
  return sql + ")";
}

// Several at a time, so that the database is asked once for all of them. Hardly ever is one taken.
Result<std::vector<std::string>> free_references(store::Database& database,
                                                 const registers::Register& kind,
                                                 base::Random& random) {
  std::vector<std::string> drawn;
  while (drawn.size() < drawn_at_once) {
    std::string reference = random_reference(kind, random);
    const bool twice = std::find(drawn.begin(), drawn.end(), reference) != drawn.end();
    if (!twice) drawn.push_back(std::move(reference));
  }
  const std::vector<store::Parameter> asked(drawn.begin(), drawn.end());
  auto rows = TRY(store::query(database, which_are_taken(), asked));
  while (TRY(rows.next())) std::erase(drawn, rows->text(0));
  if (!drawn.empty()) return drawn;
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
    std::vector<std::string>& free = free_[kind.prefix];
    if (free.empty()) free = TRY(free_references(database, kind, random));
    std::string reference = std::move(free.back());
    free.pop_back();
    return reference;
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
