#pragma once
// One-time codes from an app on a phone, and the recovery codes for when it is lost. Used by web/
// for signing in and for setting them up. The secret never stands in a table as it is: only sealed
// under a key that comes from the store's. Source: RFC 6238 (TOTP: HMAC-SHA1, six digits, 30
// seconds), RFC 4226.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/random.h"
#include "base/result.h"
#include "base/sealing.h"
#include "base/time.h"

namespace authority {

[[nodiscard]] std::string new_code_secret(base::Random& random);  // 20 bytes
[[nodiscard]] std::int64_t code_step_of(base::Instant now);       // of 30 seconds
[[nodiscard]] std::string code_at(std::string_view secret, std::int64_t step);
// The step whose code this is: now, the one before or the one after, since clocks differ. Spaces
// are passed over. That a step is used once is for the caller to see to (Desk::rises).
[[nodiscard]] std::optional<std::int64_t> step_of_code(std::string_view secret,
                                                       std::string_view code, base::Instant now);

// What the app reads from the picture: "otpauth://totp/…".
[[nodiscard]] std::string code_address(std::string_view council, std::string_view sign_in,
                                       std::string_view secret);
// The same secret for typing: base32 in groups of four.
[[nodiscard]] std::string secret_in_groups(std::string_view secret);

// For the person's record: opened by the store's key, for this person alone. Errors: corrupt.
[[nodiscard]] std::string sealed_secret(const base::Key& store_key, std::string_view person,
                                        std::string_view secret, base::Random& random);
[[nodiscard]] base::Result<std::string> opened_secret(const base::Key& store_key,
                                                      std::string_view person,
                                                      std::string_view sealed);

// Ten codes of 128 bits, in groups of four. Their marks (SHA-256) stand in the person's record,
// parted by spaces; a used one is taken out.
[[nodiscard]] std::vector<std::string> new_recovery_codes(base::Random& random);
[[nodiscard]] std::string recovery_marks(const std::vector<std::string>& codes);
// The marks without that of the code; nothing when the code is none of them.
[[nodiscard]] std::optional<std::string> without_recovery_code(std::string_view marks,
                                                               std::string_view code);
[[nodiscard]] std::size_t recovery_codes_left(std::string_view marks);

}  // namespace authority
