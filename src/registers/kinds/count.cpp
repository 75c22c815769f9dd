#include <algorithm>

#include "base/text.h"
#include "registers/kinds/kinds.h"

namespace registers::kinds {

// Whole numbers from 0; commas and spaces between the digits are let pass.
Read read_count(std::string_view typed) {
  std::string digits(base::trimmed(typed));
  digits.erase(std::remove_if(digits.begin(), digits.end(),
                              [](char c) { return c == ',' || c == ' '; }),
               digits.end());
  const std::optional<std::int64_t> number = base::whole_number(digits);
  if (!number) return slip("Enter a whole number, like 12 or 1,250");
  if (*number < 0) return slip("Enter a number that is 0 or more");
  return {Value::count(*number), ""};
}

}  // namespace registers::kinds
