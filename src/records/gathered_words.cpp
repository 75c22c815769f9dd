#include "records/gathered_words.h"

#include <algorithm>
#include <tuple>

namespace records {
namespace {

using base::Result;

constexpr std::size_t most_gathered = 1'000'000;

constexpr std::string_view add_open = "INSERT INTO word (word, record) VALUES ($1, $2)";
constexpr std::string_view add_restricted =
    "INSERT INTO word_restricted (word, record) VALUES ($1, $2)";
constexpr std::string_view drop_open = "DELETE FROM word WHERE word = $1 AND record = $2";
constexpr std::string_view drop_restricted =
    "DELETE FROM word_restricted WHERE word = $1 AND record = $2";

std::string_view statement_for(WordTable table, WordChange change) {
  if (table == WordTable::open) return change == WordChange::add ? add_open : drop_open;
  return change == WordChange::add ? add_restricted : drop_restricted;
}

}  // namespace

Result<void> change_word(store::Database& database, WordTable table, WordChange change,
                         std::string_view word, std::int64_t record) {
  return store::run(database, statement_for(table, change), {word, record});
}

void GatheredWords::note(WordTable table, WordChange change, std::string_view word,
                         std::int64_t record) {
  const auto next = static_cast<std::uint32_t>(places_.size());
  const auto place = places_.try_emplace(std::string(word), next).first;
  noted_.push_back({place->second, table, change, record});
}

bool GatheredWords::is_full() const { return noted_.size() >= most_gathered; }

// A word is added to a table and dropped from it in turn: of several changes of one line, the last
// counts when it is of the same sort as the first, and otherwise they end where they began.
Result<void> GatheredWords::write(store::Database& database) {
  const std::vector<std::string_view> words = words_in_order();
  std::stable_sort(noted_.begin(), noted_.end(), [](const Noted& a, const Noted& b) {
    return std::tie(a.table, a.word, a.record) < std::tie(b.table, b.word, b.record);
  });
  for (std::size_t first = 0; first < noted_.size();) {
    std::size_t last = first;
    const auto same = [&](const Noted& other) {
      const Noted& one = noted_[first];
      return one.table == other.table && one.word == other.word && one.record == other.record;
    };
    while (last + 1 < noted_.size() && same(noted_[last + 1])) ++last;
    const Noted& noted = noted_[last];
    if (noted.change == noted_[first].change)
      TRY(change_word(database, noted.table, noted.change, words[noted.word], noted.record));
    first = last + 1;
  }
  noted_.clear();
  places_.clear();
  return {};
}

// All words, and each noted one by its place among them from now on.
std::vector<std::string_view> GatheredWords::words_in_order() {
  std::vector<std::pair<std::string_view, std::uint32_t>> sorted(places_.begin(), places_.end());
  std::sort(sorted.begin(), sorted.end());
  std::vector<std::uint32_t> rank(sorted.size());
  std::vector<std::string_view> words;
  words.reserve(sorted.size());
  for (const auto& [word, place] : sorted) {
    rank[place] = static_cast<std::uint32_t>(words.size());
    words.push_back(word);
  }
  for (Noted& noted : noted_) noted.word = rank[noted.word];
  return words;
}

}  // namespace records
