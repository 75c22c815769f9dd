#pragma once
// Reads JSON that somebody else wrote: tokens, key sets, what a browser says of a passkey. Bounded
// in size and depth; a name that stands twice in an object is a fault, since two readers could
// take two meanings from it. Writing is base/json.h. Source: RFC 8259.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace base {

struct JsonValue {
  enum class Kind { null, yes_no, number, text, list, object } kind = Kind::null;
  bool yes = false;
  std::optional<std::int64_t> whole;  // of a number without a fraction
  std::string text;
  std::vector<JsonValue> items;                            // of a list
  std::vector<std::pair<std::string, JsonValue>> members;  // of an object, in order

  [[nodiscard]] const JsonValue* at(std::string_view name) const;  // null when absent
  // "" unless the member is there and is a text.
  [[nodiscard]] std::string_view text_at(std::string_view name) const;
  [[nodiscard]] std::optional<std::int64_t> whole_at(std::string_view name) const;
};

// Nothing when it is not JSON, longer than a megabyte, deeper than 32, or names something twice.
[[nodiscard]] std::optional<JsonValue> read_json(std::string_view text);

}  // namespace base
