#pragma once
// The path and query of a request, and forms of the same encoding. Refuses what two readers could
// read differently: dot segments, encoded slashes, backslashes, NUL, empty segments, text that is
// not UTF-8.
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "http/request.h"

namespace http {

constexpr std::size_t most_form_fields = 2000;

struct Target {
  std::string path;
  std::vector<NameValue> query;
};

// `target` as in the request line. Errors: invalid.
[[nodiscard]] base::Result<Target> read_target(std::string_view target);
// "a=1&b=two+words". Errors: invalid, for bad escapes, NUL, text that is not UTF-8, or more than
// 2,000 fields.
[[nodiscard]] base::Result<std::vector<NameValue>> read_form(std::string_view text);

}  // namespace http
