#include "base/money.h"
#include "base/text.h"
#include "registers/kinds/kinds.h"

namespace registers::kinds {

Read read_share(std::string_view typed) {
  const std::optional<std::int64_t> points = base::share_from_text(base::trimmed(typed));
  if (!points) return slip("Enter a share from 0 to 100 per cent, like 12.5");
  return {Value::share(*points), ""};
}

// Per cent without its sign: 12, 12.5, 12.05.
std::string typed_share(const Value& value) {
  const std::int64_t points = value.number();
  std::string text = std::to_string(points / 100);
  const std::int64_t rest = points % 100;
  if (rest == 0) return text;
  text += '.';
  text += std::to_string(rest / 10);
  if (rest % 10 != 0) text += std::to_string(rest % 10);
  return text;
}

}  // namespace registers::kinds
