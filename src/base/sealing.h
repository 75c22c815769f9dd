#pragma once
// Encryption and keyed marks: XChaCha20-Poly1305 and keyed BLAKE2b (libsodium).
// Source: draft-irtf-cfrg-xchacha; RFC 7693.
#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/random.h"
#include "base/result.h"

namespace base {

using Key = std::array<std::uint8_t, 32>;

[[nodiscard]] Key new_key(Random& random);
// 24-byte nonce, then ciphertext and tag: plain.size() + 40 bytes. `bound_to` is authenticated,
// not stored.
[[nodiscard]] std::string seal(const Key& key, std::string_view plain, std::string_view bound_to,
                               Random& random);
// Errors: corrupt, when the text, the key or `bound_to` is not what was sealed.
[[nodiscard]] Result<std::string> unseal(const Key& key, std::string_view sealed,
                                         std::string_view bound_to);
// The same into a text that is used again, for whoever opens many.
[[nodiscard]] Result<void> unseal_into(std::string& plain, const Key& key, std::string_view sealed,
                                       std::string_view bound_to);
// `length` bytes that only the holder of `key` can make: its ChaCha20 key stream from the first
// block on, under a nonce of zeros (RFC 8439). One use for a key: nothing else is encrypted by it.
[[nodiscard]] std::string key_stream(const Key& key, std::size_t length);
void key_stream_into(std::string& stream, const Key& key, std::size_t length);
// 16 bytes that only the holder of `key` can make for `bytes`.
[[nodiscard]] std::string keyed_mark(const Key& key, std::string_view bytes);
// A key for one purpose, from a master key and the purpose's name.
[[nodiscard]] Key derived_key(const Key& master, std::string_view purpose);

}  // namespace base
