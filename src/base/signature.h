#pragma once
// Whether a signature was made by the holder of a key: for passkeys and for the tokens of an
// identity provider. Only checking; nothing here signs. Source: RFC 8017 (RSA), FIPS 186-4 (P-256),
// RFC 8032 (Ed25519), RFC 7518 (the names).
#include <string>
#include <string_view>

namespace base {

// A public key by its numbers, big endian.
struct PublicKey {
  enum class Kind { rsa, p256, ed25519 } kind = Kind::p256;
  std::string first;   // rsa: the modulus; p256: x; ed25519: the key
  std::string second;  // rsa: the exponent; p256: y
};

enum class SignedAs {
  rs256,      // RSASSA-PKCS1-v1_5 with SHA-256
  ps256,      // RSASSA-PSS with SHA-256, salt of 32 bytes
  es256,      // ECDSA P-256 with SHA-256, ASN.1 (passkeys)
  es256_raw,  // the same as two numbers of 32 bytes (tokens)
  eddsa
};

// False for a key that is none, or is too weak: RSA under 2,048 or over 8,192 bits.
[[nodiscard]] bool is_signed_by(const PublicKey& key, SignedAs how, std::string_view message,
                                std::string_view signature);

}  // namespace base
