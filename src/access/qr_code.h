#pragma once
// The squares of a QR code, for an app that reads them with its camera. Used by web/ when one-time
// codes are set up.
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace authority {

// Rows of equal length, 'x' for a dark square and ' ' for a light one, without the quiet border.
// Nothing when the text does not fit.
[[nodiscard]] std::optional<std::vector<std::string>> qr_code(std::string_view text);

}  // namespace authority
