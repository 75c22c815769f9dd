#pragma once
// SHA-256 and the text forms of bytes. Used wherever something is committed to, signed or named
// by its content. Source: FIPS 180-4 (SHA-256), RFC 4648 (base64, base16).
#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace base {

using Hash = std::array<std::uint8_t, 32>;

[[nodiscard]] Hash sha256(std::string_view bytes);

// HMAC-SHA1, 20 bytes: for one-time codes alone. Source: RFC 2104, RFC 6238.
[[nodiscard]] std::string hmac_sha1(std::string_view key, std::string_view bytes);

// A running SHA-256. One object may be reused after finish(). Not for sharing between threads.
class Sha256 {
 public:
  Sha256();
  ~Sha256();
  Sha256(const Sha256&) = delete;
  Sha256& operator=(const Sha256&) = delete;
  Sha256& add(std::string_view bytes);
  [[nodiscard]] Hash finish();  // and begins again

 private:
  void* context_;
};

// lives as long as the hash
[[nodiscard]] std::string_view bytes_of(const Hash& hash);
[[nodiscard]] std::optional<Hash> hash_of(std::string_view bytes);       // exactly 32 bytes
[[nodiscard]] std::string hex(std::string_view bytes);                   // lower case
[[nodiscard]] std::optional<std::string> unhex(std::string_view text);   // either case
[[nodiscard]] int hex_digit(char letter);  // 0 to 15 in either case; -1 for what is no digit
// standard alphabet, padded
[[nodiscard]] std::string base64(std::string_view bytes);
[[nodiscard]] std::optional<std::string> unbase64(std::string_view text);
[[nodiscard]] std::string base64url(std::string_view bytes);             // no padding
// Strict: this alphabet, no padding, nothing left over.
[[nodiscard]] std::optional<std::string> unbase64url(std::string_view text);
// Capital letters and 2 to 7, no padding; read in either case.
[[nodiscard]] std::string base32(std::string_view bytes);
[[nodiscard]] std::optional<std::string> unbase32(std::string_view text);
// Same time whatever the content; false for different lengths.
[[nodiscard]] bool equal_in_constant_time(std::string_view a, std::string_view b);

}  // namespace base
