#include "base/signature.h"

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ecdsa.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>
#include <openssl/rsa.h>

#include <memory>
#include <optional>

namespace base {
namespace {

struct Free {
  void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
  void operator()(EVP_PKEY_CTX* context) const { EVP_PKEY_CTX_free(context); }
  void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
  void operator()(OSSL_PARAM_BLD* build) const { OSSL_PARAM_BLD_free(build); }
  void operator()(OSSL_PARAM* parameters) const { OSSL_PARAM_free(parameters); }
  void operator()(BIGNUM* number) const { BN_free(number); }
  void operator()(ECDSA_SIG* signature) const { ECDSA_SIG_free(signature); }
};
template <class T>  // what OpenSSL gives and wants back, of many types
using Owned = std::unique_ptr<T, Free>;

constexpr int fewest_rsa_bits = 2048, most_rsa_bits = 8192;
constexpr std::size_t coordinate_bytes = 32;

const unsigned char* bytes(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

Owned<BIGNUM> number(std::string_view text) {
  if (text.empty() || text.size() > 2048) return nullptr;
  return Owned<BIGNUM>(BN_bin2bn(bytes(text), static_cast<int>(text.size()), nullptr));
}

Owned<EVP_PKEY> key_from(const char* type, OSSL_PARAM_BLD* build) {
  const Owned<OSSL_PARAM> parameters(OSSL_PARAM_BLD_to_param(build));
  const Owned<EVP_PKEY_CTX> context(EVP_PKEY_CTX_new_from_name(nullptr, type, nullptr));
  EVP_PKEY* key = nullptr;
  if (parameters == nullptr || context == nullptr || EVP_PKEY_fromdata_init(context.get()) != 1)
    return nullptr;
  if (EVP_PKEY_fromdata(context.get(), &key, EVP_PKEY_PUBLIC_KEY, parameters.get()) != 1)
    return nullptr;
  return Owned<EVP_PKEY>(key);
}

Owned<EVP_PKEY> rsa_key(const PublicKey& key) {
  const Owned<BIGNUM> modulus = number(key.first), exponent = number(key.second);
  const Owned<OSSL_PARAM_BLD> build(OSSL_PARAM_BLD_new());
  if (modulus == nullptr || exponent == nullptr || build == nullptr) return nullptr;
  const int bits = BN_num_bits(modulus.get());
  if (bits < fewest_rsa_bits || bits > most_rsa_bits) return nullptr;
  if (BN_is_odd(exponent.get()) == 0 || BN_is_one(exponent.get()) != 0) return nullptr;
  if (OSSL_PARAM_BLD_push_BN(build.get(), OSSL_PKEY_PARAM_RSA_N, modulus.get()) != 1 ||
      OSSL_PARAM_BLD_push_BN(build.get(), OSSL_PKEY_PARAM_RSA_E, exponent.get()) != 1)
    return nullptr;
  return key_from("RSA", build.get());
}

// A point that does not lie on the curve is no key: OpenSSL refuses it.
Owned<EVP_PKEY> p256_key(const PublicKey& key) {
  if (key.first.size() != coordinate_bytes || key.second.size() != coordinate_bytes)
    return nullptr;
  const Owned<OSSL_PARAM_BLD> build(OSSL_PARAM_BLD_new());
  const std::string point = std::string(1, '\x04') + key.first + key.second;
  if (build == nullptr ||
      OSSL_PARAM_BLD_push_utf8_string(build.get(), OSSL_PKEY_PARAM_GROUP_NAME, "prime256v1", 0) !=
          1 ||
      OSSL_PARAM_BLD_push_octet_string(build.get(), OSSL_PKEY_PARAM_PUB_KEY, point.data(),
                                       point.size()) != 1)
    return nullptr;
  return key_from("EC", build.get());
}

Owned<EVP_PKEY> open_key(const PublicKey& key) {
  switch (key.kind) {
    case PublicKey::Kind::rsa: return rsa_key(key);
    case PublicKey::Kind::p256: return p256_key(key);
    case PublicKey::Kind::ed25519:
      return Owned<EVP_PKEY>(EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr,
                                                         bytes(key.first), key.first.size()));
  }
  return nullptr;
}

std::optional<std::string> as_asn1(std::string_view raw) {
  if (raw.size() != 2 * coordinate_bytes) return std::nullopt;
  Owned<BIGNUM> r = number(raw.substr(0, coordinate_bytes));
  Owned<BIGNUM> s = number(raw.substr(coordinate_bytes));
  const Owned<ECDSA_SIG> signature(ECDSA_SIG_new());
  if (r == nullptr || s == nullptr || signature == nullptr) return std::nullopt;
  ECDSA_SIG_set0(signature.get(), r.release(), s.release());
  unsigned char* out = nullptr;
  const int length = i2d_ECDSA_SIG(signature.get(), &out);
  if (length <= 0) return std::nullopt;
  std::string text(reinterpret_cast<const char*>(out), static_cast<std::size_t>(length));
  OPENSSL_free(out);
  return text;
}

PublicKey::Kind kind_for(SignedAs how) {
  switch (how) {
    case SignedAs::rs256:
    case SignedAs::ps256: return PublicKey::Kind::rsa;
    case SignedAs::es256:
    case SignedAs::es256_raw: return PublicKey::Kind::p256;
    case SignedAs::eddsa: return PublicKey::Kind::ed25519;
  }
  return PublicKey::Kind::rsa;
}

}  // namespace

bool is_signed_by(const PublicKey& key, SignedAs how, std::string_view message,
                  std::string_view signature) {
  if (key.kind != kind_for(how)) return false;
  const Owned<EVP_PKEY> opened = open_key(key);
  const Owned<EVP_MD_CTX> context(EVP_MD_CTX_new());
  if (opened == nullptr || context == nullptr) return false;
  std::string asn1;
  if (how == SignedAs::es256_raw) {
    const auto made = as_asn1(signature);
    if (!made) return false;
    asn1 = *made;
    signature = asn1;
  }
  EVP_PKEY_CTX* with = nullptr;  // the context's own
  const EVP_MD* digest = how == SignedAs::eddsa ? nullptr : EVP_sha256();
  if (EVP_DigestVerifyInit(context.get(), &with, digest, nullptr, opened.get()) != 1) return false;
  if (how == SignedAs::ps256 &&
      (EVP_PKEY_CTX_set_rsa_padding(with, RSA_PKCS1_PSS_PADDING) != 1 ||
       EVP_PKEY_CTX_set_rsa_pss_saltlen(with, RSA_PSS_SALTLEN_DIGEST) != 1))
    return false;
  return EVP_DigestVerify(context.get(), bytes(signature), signature.size(), bytes(message),
                          message.size()) == 1;
}

}  // namespace base
