#pragma once
// A file that only one person opens: sealed to their public key, so that whoever makes backups
// cannot read them. An X25519 sealed box holds the key of an XChaCha20-Poly1305 stream in pieces of
// 64 KiB (libsodium's secretstream); a piece changed, moved, left out or cut off at the end is
// found. Used by records/ for backups.
#include <filesystem>
#include <string>
#include <string_view>

#include "base/random.h"
#include "base/result.h"

namespace base {

// As 43 characters of base64url each.
struct RecipientPair {
  std::string public_half, secret_half;
};
[[nodiscard]] RecipientPair new_recipient_pair(Random& random);
[[nodiscard]] bool is_recipient(std::string_view public_half);

// Whether the file begins as a sealed one does.
[[nodiscard]] bool is_sealed_file(const std::filesystem::path& file);
// Writes `to` anew (mode 0600), synced. Errors: invalid, when the public half is not one;
// unavailable.
[[nodiscard]] Result<void> seal_file(const std::filesystem::path& from,
                                     const std::filesystem::path& to,
                                     std::string_view public_half);
// Errors: refused, when it was sealed to another key; corrupt, when it was changed or cut off, and
// `to` is not there then; unavailable.
[[nodiscard]] Result<void> open_sealed_file(const std::filesystem::path& from,
                                            const std::filesystem::path& to,
                                            std::string_view secret_half);

}  // namespace base
