#pragma once
// Money is whole pence; a share is whole basis points. Both are integers everywhere outside
// analysis/.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace base {

// "£1,234,567", "1234.5", "£0.05"; at most two decimals, an optional minus, up to £10 trillion.
// Empty otherwise.
[[nodiscard]] std::optional<std::int64_t> pence_from_text(std::string_view text);
// £1,234,567 or £1,234.56 when there are pence
[[nodiscard]] std::string pounds(std::int64_t pence);
// "12.5%", "12.5" (per cent, at most two decimals, 0 to 100) as basis points.
[[nodiscard]] std::optional<std::int64_t> share_from_text(std::string_view text);
[[nodiscard]] std::string per_cent(std::int64_t basis_points); // 12.5%

}  // namespace base
