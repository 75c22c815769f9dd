#pragma once
// A square code (QR) as a drawing of its own: black on white in every theme, since a camera reads
// it. Used by the page that sets up one-time codes.
#include <string>
#include <string_view>
#include <vector>

#include "html/html.h"

namespace html {

// Rows of 'x' (dark) and ' ' (light), all as long as there are rows. `title`: what it is, in words.
[[nodiscard]] Html square_code(const std::vector<std::string>& rows, std::string_view title);

}  // namespace html
