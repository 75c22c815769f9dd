#include "base/sealing.h"

#include <sodium.h>

#include <algorithm>

namespace base {
namespace {

constexpr std::size_t nonce_bytes = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t tag_bytes = crypto_aead_xchacha20poly1305_ietf_ABYTES;
static_assert(nonce_bytes + tag_bytes == 40);
static_assert(std::tuple_size_v<Key> == crypto_aead_xchacha20poly1305_ietf_KEYBYTES);

const unsigned char* in(std::string_view bytes) {
  return reinterpret_cast<const unsigned char*>(bytes.data());
}
unsigned char* out_of(std::string& bytes) { return reinterpret_cast<unsigned char*>(bytes.data()); }

// libsodium picks its fastest code here; after the first time it returns at once.
void ready() {
  static const int state = sodium_init();
  ENSURE(state >= 0);
}

}  // namespace

Key new_key(Random& random) {
  const std::string bytes = random.bytes(std::tuple_size_v<Key>);
  Key key{};
  ENSURE(bytes.size() == key.size());
  std::copy(bytes.begin(), bytes.end(), key.begin());
  return key;
}

std::string seal(const Key& key, std::string_view plain, std::string_view bound_to,
                 Random& random) {
  ready();
  std::string sealed = random.bytes(nonce_bytes);
  ENSURE(sealed.size() == nonce_bytes);
  sealed.resize(nonce_bytes + plain.size() + tag_bytes);
  unsigned char* start = out_of(sealed);
  crypto_aead_xchacha20poly1305_ietf_encrypt(start + nonce_bytes, nullptr, in(plain), plain.size(),
                                             in(bound_to), bound_to.size(), nullptr, start,
                                             key.data());
  return sealed;
}

Result<std::string> unseal(const Key& key, std::string_view sealed, std::string_view bound_to) {
  std::string plain;
  TRY(unseal_into(plain, key, sealed, bound_to));
  return plain;
}

Result<void> unseal_into(std::string& plain, const Key& key, std::string_view sealed,
                         std::string_view bound_to) {
  ready();
  if (sealed.size() < nonce_bytes + tag_bytes) {
    return Failure{ErrorKind::corrupt, "The sealed text is too short to be whole."};
  }
  plain.resize(sealed.size() - nonce_bytes - tag_bytes);
  const int opened = crypto_aead_xchacha20poly1305_ietf_decrypt(
      out_of(plain), nullptr, nullptr, in(sealed) + nonce_bytes, sealed.size() - nonce_bytes,
      in(bound_to), bound_to.size(), in(sealed), key.data());
  if (opened != 0) {
    return Failure{ErrorKind::corrupt,
                   "The sealed text does not open: it was changed, or the key is another's."};
  }
  return {};
}

std::string key_stream(const Key& key, std::size_t length) {
  std::string stream;
  key_stream_into(stream, key, length);
  return stream;
}

void key_stream_into(std::string& stream, const Key& key, std::size_t length) {
  ready();
  constexpr std::array<unsigned char, crypto_stream_chacha20_ietf_NONCEBYTES> no_nonce{};
  stream.resize(length);
  crypto_stream_chacha20_ietf(out_of(stream), length, no_nonce.data(), key.data());
}

std::string keyed_mark(const Key& key, std::string_view bytes) {
  ready();
  std::string mark(crypto_generichash_BYTES_MIN, '\0');
  crypto_generichash(out_of(mark), mark.size(), in(bytes), bytes.size(), key.data(), key.size());
  return mark;
}

Key derived_key(const Key& master, std::string_view purpose) {
  ready();
  // BLAKE2b mixes its output length in, so a derived key is never the start of a keyed mark.
  Key key{};
  crypto_generichash(key.data(), key.size(), in(purpose), purpose.size(), master.data(),
                     master.size());
  return key;
}

}  // namespace base
