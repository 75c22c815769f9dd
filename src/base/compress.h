#pragma once
// gzip, for kept originals and for pages on the wire. Source: RFC 1952.
#include <cstddef>
#include <string>
#include <string_view>

#include "base/result.h"

namespace base {

[[nodiscard]] std::string gzip(std::string_view bytes, int level = 6);
// Errors: corrupt; invalid when the content would be longer than `most` bytes (a zip bomb stops
// there).
[[nodiscard]] Result<std::string> gunzip(std::string_view bytes, std::size_t most);

}  // namespace base
