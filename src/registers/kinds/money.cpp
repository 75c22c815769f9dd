#include "base/money.h"

#include "base/text.h"
#include "registers/kinds/kinds.h"

namespace registers::kinds {

Read read_money(std::string_view typed) {
  const std::optional<std::int64_t> pence = base::pence_from_text(base::trimmed(typed));
  if (!pence) return slip("Enter the cost in pounds, like 1250 or 1,250.50");
  return {Value::money(*pence), ""};
}

// Pounds without sign or commas: 1250, or 1250.50 when there are pence.
std::string typed_money(const Value& value) {
  const std::int64_t pence = value.number();
  const std::int64_t size = pence < 0 ? -pence : pence;
  std::string text = (pence < 0 ? "-" : "") + std::to_string(size / 100);
  if (size % 100 != 0) {
    const std::string rest = std::to_string(size % 100);
    text += (rest.size() == 1 ? ".0" : ".") + rest;
  }
  return text;
}

}  // namespace registers::kinds
