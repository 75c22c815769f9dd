#include "base/sealed_file.h"

#include <fcntl.h>
#include <sodium.h>
#include <unistd.h>

#include <array>
#include <fstream>

#include "base/hash.h"
#include "base/text.h"

namespace base {
namespace {

constexpr std::string_view first_line = "plumbline-sealed-file-v1\n";
constexpr std::size_t chunk_bytes = 64u << 10;
constexpr std::size_t tagged_bytes =
    chunk_bytes + crypto_secretstream_xchacha20poly1305_ABYTES;
constexpr std::size_t key_bytes = crypto_secretstream_xchacha20poly1305_KEYBYTES;
constexpr std::size_t box_bytes = key_bytes + crypto_box_SEALBYTES;
constexpr std::size_t head_bytes = crypto_secretstream_xchacha20poly1305_HEADERBYTES;

unsigned char* raw(std::string& bytes) { return reinterpret_cast<unsigned char*>(bytes.data()); }
const unsigned char* raw(std::string_view bytes) {
  return reinterpret_cast<const unsigned char*>(bytes.data());
}

Failure no_room(const std::filesystem::path& file) {
  return {ErrorKind::unavailable, "The file could not be written.", file.string()};
}

Failure changed(const std::filesystem::path& file) {
  return {ErrorKind::corrupt, "This sealed file was changed or cut off.", file.string()};
}

std::optional<std::string> half_of(std::string_view text) {
  auto bytes = unbase64url(trimmed(text));
  if (!bytes || bytes->size() != crypto_box_PUBLICKEYBYTES) return std::nullopt;
  return bytes;
}

// Written to its end, synced, or taken away again.
class NewFile {
 public:
  explicit NewFile(std::filesystem::path file) : file_(std::move(file)) {
    descriptor_ = ::open(file_.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  }
  ~NewFile() {
    if (descriptor_ < 0) return;
    ::close(descriptor_);
    std::error_code ignored;
    std::filesystem::remove(file_, ignored);
  }
  NewFile(const NewFile&) = delete;
  NewFile& operator=(const NewFile&) = delete;

  Result<void> write(std::string_view bytes) {
    while (!bytes.empty()) {
      const auto written = descriptor_ < 0 ? -1 : ::write(descriptor_, bytes.data(), bytes.size());
      if (written <= 0) return no_room(file_);
      bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return {};
  }
  Result<void> keep() {
    if (descriptor_ < 0 || ::fsync(descriptor_) != 0) return no_room(file_);
    ::close(descriptor_);
    descriptor_ = -1;
    return {};
  }

 private:
  std::filesystem::path file_;
  int descriptor_ = -1;
};

// The next bytes of a file, as many as there are up to `most`.
std::string next_of(std::ifstream& in, std::size_t most) {
  std::string bytes(most, '\0');
  in.read(bytes.data(), static_cast<std::streamsize>(most));
  bytes.resize(static_cast<std::size_t>(in.gcount()));
  return bytes;
}

}  // namespace

RecipientPair new_recipient_pair(Random& random) {
  ENSURE(sodium_init() >= 0);
  const std::string seed = random.bytes(crypto_box_SEEDBYTES);
  std::string open_half(crypto_box_PUBLICKEYBYTES, '\0');
  std::string closed_half(crypto_box_SECRETKEYBYTES, '\0');
  crypto_box_seed_keypair(raw(open_half), raw(closed_half), raw(std::string_view(seed)));
  return {base64url(open_half), base64url(closed_half)};
}

bool is_recipient(std::string_view public_half) { return half_of(public_half).has_value(); }

bool is_sealed_file(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  return next_of(in, first_line.size()) == first_line;
}

Result<void> seal_file(const std::filesystem::path& from, const std::filesystem::path& to,
                       std::string_view public_half) {
  ENSURE(sodium_init() >= 0);
  const auto recipient = half_of(public_half);
  if (!recipient)
    return Failure{ErrorKind::invalid, "This is no key to seal backups to.", to.string()};
  std::string key(key_bytes, '\0'), box(box_bytes, '\0'), head(head_bytes, '\0');
  crypto_secretstream_xchacha20poly1305_keygen(raw(key));
  crypto_secretstream_xchacha20poly1305_state state;
  crypto_secretstream_xchacha20poly1305_init_push(&state, raw(head), raw(key));
  const bool boxed = crypto_box_seal(raw(box), raw(std::string_view(key)), key.size(),
                                     raw(std::string_view(*recipient))) == 0;
  sodium_memzero(key.data(), key.size());
  if (!boxed) return Failure{ErrorKind::invalid, "This is no key to seal backups to.", ""};
  NewFile out(to);
  TRY(out.write(first_line));
  TRY(out.write(box));
  TRY(out.write(head));
  std::ifstream in(from, std::ios::binary);
  if (!in) return Failure{ErrorKind::unavailable, "The file cannot be read.", from.string()};
  std::string chunk = next_of(in, chunk_bytes);
  while (true) {
    std::string following = next_of(in, chunk_bytes);
    if (in.bad()) return Failure{ErrorKind::unavailable, "The file cannot be read.", from.string()};
    const unsigned char tag =
        following.empty() ? crypto_secretstream_xchacha20poly1305_TAG_FINAL : 0;
    std::string sealed(chunk.size() + tagged_bytes - chunk_bytes, '\0');
    crypto_secretstream_xchacha20poly1305_push(&state, raw(sealed), nullptr,
                                               raw(std::string_view(chunk)), chunk.size(), nullptr,
                                               0, tag);
    TRY(out.write(sealed));
    if (following.empty()) return out.keep();
    chunk = std::move(following);
  }
}

Result<void> open_sealed_file(const std::filesystem::path& from, const std::filesystem::path& to,
                              std::string_view secret_half) {
  ENSURE(sodium_init() >= 0);
  const Failure others{ErrorKind::refused, "This backup is sealed to another key than this one.",
                       from.string()};
  const auto secret = half_of(secret_half);
  if (!secret) return others;
  std::ifstream in(from, std::ios::binary);
  if (next_of(in, first_line.size()) != first_line) return changed(from);
  const std::string box = next_of(in, box_bytes), head = next_of(in, head_bytes);
  if (box.size() != box_bytes || head.size() != head_bytes) return changed(from);
  std::string open_half(crypto_box_PUBLICKEYBYTES, '\0'), key(key_bytes, '\0');
  crypto_scalarmult_base(raw(open_half), raw(std::string_view(*secret)));
  if (crypto_box_seal_open(raw(key), raw(std::string_view(box)), box.size(),
                           raw(std::string_view(open_half)), raw(std::string_view(*secret))) != 0)
    return others;
  crypto_secretstream_xchacha20poly1305_state state;
  const bool begun = crypto_secretstream_xchacha20poly1305_init_pull(
                         &state, raw(std::string_view(head)), raw(std::string_view(key))) == 0;
  sodium_memzero(key.data(), key.size());
  if (!begun) return changed(from);
  NewFile out(to);
  unsigned char tag = 0;
  while (tag != crypto_secretstream_xchacha20poly1305_TAG_FINAL) {
    const std::string sealed = next_of(in, tagged_bytes);
    if (sealed.size() < tagged_bytes - chunk_bytes) return changed(from);
    std::string plain(sealed.size() - (tagged_bytes - chunk_bytes), '\0');
    if (crypto_secretstream_xchacha20poly1305_pull(&state, raw(plain), nullptr, &tag,
                                                   raw(std::string_view(sealed)), sealed.size(),
                                                   nullptr, 0) != 0)
      return changed(from);
    TRY(out.write(plain));
  }
  if (!next_of(in, 1).empty()) return changed(from);
  return out.keep();
}

}  // namespace base
