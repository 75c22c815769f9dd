#include "base/text.h"
#include "registers/kinds/kinds.h"

namespace registers::kinds {

// Kept as typed, but for line ends and signs that cannot be seen.
Read read_prose(const Field& field, std::string_view typed) {
  std::string text = base::tidy_text(typed);
  if (std::string sentence = too_long(field, text); !sentence.empty())
    return slip(std::move(sentence));
  return canonical_or(Kind::prose, std::move(text), "Type this again: some signs cannot be read");
}

}  // namespace registers::kinds
