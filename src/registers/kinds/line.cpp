#include <algorithm>

#include "base/text.h"
#include "registers/kinds/kinds.h"

namespace registers::kinds {

// One line: what is pasted over several lines becomes one, its ends trimmed.
Read read_line(const Field& field, std::string_view typed) {
  std::string text = base::tidy_text(typed);
  std::replace(text.begin(), text.end(), '\n', ' ');
  std::replace(text.begin(), text.end(), '\t', ' ');
  text = base::trimmed(text);
  if (std::string sentence = too_long(field, text); !sentence.empty())
    return slip(std::move(sentence));
  return canonical_or(Kind::line, std::move(text), "Type this again: some signs cannot be read");
}

}  // namespace registers::kinds
