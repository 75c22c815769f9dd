#include "web/words.h"

#include <algorithm>
#include <array>

#include "base/result.h"

namespace web {
namespace {

// The English of a key; null when no part of the catalogue has it. Each part is in order.
const Word* find_word(std::string_view key) {
  for (const std::span<const Word> part :
       {frame_words(), record_words(), form_words(), help_words(), service_words(), report_words(),
        list_words(), account_words(), outbox_words(), why_words(),
        disposal_words(), erase_words(), seal_words()}) {
    const auto found = std::lower_bound(
        part.begin(), part.end(), key,
        [](const Word& word, std::string_view wanted) { return word.key < wanted; });
    if (found != part.end() && found->key == key) return &*found;
  }
  return nullptr;
}

}  // namespace

bool has_word(std::string_view key) {
  return find_word(key) != nullptr;
}

std::string say(std::string_view key, std::initializer_list<std::string_view> pieces) {
  const Word* word = find_word(key);
  ENSURE(word != nullptr);
  std::string text;
  std::string_view rest = word->english;
  while (!rest.empty()) {
    const std::size_t brace = rest.find('{');
    text += rest.substr(0, brace);
    if (brace == std::string_view::npos) break;
    rest.remove_prefix(brace);
    ENSURE(rest.size() >= 3 && rest[2] == '}');
    const auto place = static_cast<std::size_t>(rest[1] - '0');
    ENSURE(place < pieces.size());
    text += pieces.begin()[place];
    rest.remove_prefix(3);
  }
  return text;
}

}  // namespace web
