#include "base/text.h"
#include "registers/kinds/kinds.h"

namespace registers::kinds {

// The choice's name, or its label as the page shows it. This is where the text ends.
Read read_choice(const Field& field, std::string_view typed) {
  const std::string_view word = base::trimmed(typed);
  for (const ChoiceOption& option : field.options)
    if (option.name == word || option.label == word) return {Value::choice(option.name), ""};
  return slip(field.needed_sentence.empty() ? "Choose one of the answers shown"
                                            : field.needed_sentence);
}

}  // namespace registers::kinds
