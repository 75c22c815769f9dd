#include "records/passages.h"

#include <algorithm>

#include "base/text.h"

namespace records {
namespace {

Passage passage_from(std::string_view line) {
  std::vector<std::string_view> words;
  for (const std::string_view word : base::split(line, ' '))
    if (!base::trimmed(word).empty()) words.push_back(base::trimmed(word));
  const auto entry = words.size() == 3 ? base::whole_number(words[1]) : std::nullopt;
  if (!entry || *entry < 0) return {std::string(line), -1, ""};
  return {std::string(words[0]), *entry, std::string(words[2])};
}

}  // namespace

std::vector<Passage> listed_passages(std::string_view text) {
  std::vector<Passage> passages;
  for (const std::string_view line : base::split(text, '\n')) {
    if (base::trimmed(line).empty()) continue;
    Passage passage = passage_from(base::trimmed(line));
    if (std::find(passages.begin(), passages.end(), passage) == passages.end())
      passages.push_back(std::move(passage));
  }
  return passages;
}

std::string line_of(const Passage& passage) {
  return passage.reference + " " + std::to_string(passage.entry) + " " + passage.field;
}

}  // namespace records
