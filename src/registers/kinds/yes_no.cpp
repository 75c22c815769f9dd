#include "base/text.h"
#include "registers/kinds/kinds.h"

namespace registers::kinds {

Read read_yes_no(std::string_view typed) {
  const std::string word = base::lower_ascii(base::trimmed(typed));
  if (word == "yes") return {Value::yes_no(Value::YesNo::yes), ""};
  if (word == "no") return {Value::yes_no(Value::YesNo::no), ""};
  return slip("Choose yes or no");
}

}  // namespace registers::kinds
