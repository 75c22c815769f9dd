#include "ledger/leaf.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace ledger {
namespace {

constexpr std::string_view part_tag("plumbline-part-v1\0", 18);
constexpr std::string_view entry_tag("plumbline-entry-v1\0", 19);
constexpr std::string_view leaf_line("plumbline-entry-v1\n", 19);
constexpr std::size_t salt_bytes = 16;
constexpr std::size_t leaf_bytes = 145;
constexpr std::size_t most_short = 0xffff;  // what two bytes of length can say
constexpr std::size_t most_long = 0xffffffff;

// One running hash a thread: part digests are the hottest path of recording.
base::Sha256& running_hash() {
  thread_local base::Sha256 hash;
  return hash;
}

// A template so that the bytes stay on the stack: Width is 2 or 4.
template <std::size_t Width>
std::array<char, Width> big_endian(std::size_t number) {
  std::array<char, Width> bytes;
  for (std::size_t i = 0; i < Width; ++i) {
    bytes[i] = static_cast<char>((number >> (8 * (Width - 1 - i))) & 0xff);
  }
  return bytes;
}

template <std::size_t Width>
std::string_view view(const std::array<char, Width>& bytes) {
  return {bytes.data(), Width};
}

void ensure_fits(const Part& part) {
  ENSURE(part.salt.size() == salt_bytes);
  ENSURE(part.name.size() <= most_short);
  ENSURE(part.kind.size() <= most_short);
  ENSURE(part.value.size() <= most_long);
}

// Takes pieces off the front of a part list; empty when the bytes are too few.
class PartBytes {
 public:
  explicit PartBytes(std::string_view rest) : rest_(rest) {}
  [[nodiscard]] bool at_end() const { return rest_.empty(); }

  std::optional<std::string_view> take(std::size_t count) {
    if (rest_.size() < count) return std::nullopt;
    const std::string_view piece = rest_.substr(0, count);
    rest_.remove_prefix(count);
    return piece;
  }

  std::optional<std::size_t> number(std::size_t width) {
    const auto bytes = take(width);
    if (!bytes) return std::nullopt;
    std::size_t number = 0;
    for (const char byte : *bytes) number = (number << 8) | static_cast<unsigned char>(byte);
    return number;
  }

  // A length of `width` bytes, and so many bytes.
  std::optional<std::string_view> piece(std::size_t width) {
    const auto length = number(width);
    return length ? take(*length) : std::nullopt;
  }

 private:
  std::string_view rest_;
};

base::Failure bad_parts() {
  return {base::ErrorKind::corrupt, "An entry's list of parts is damaged."};
}

bool is_lower_hex(std::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

}  // namespace

Hash part_digest(const Part& part) {
  ensure_fits(part);
  return running_hash()
      .add(part_tag)
      .add(part.salt)
      .add(view(big_endian<2>(part.name.size())))
      .add(part.name)
      .add(view(big_endian<2>(part.kind.size())))
      .add(part.kind)
      .add(view(big_endian<4>(part.value.size())))
      .add(part.value)
      .finish();
}

Hash commitment(const std::vector<Hash>& digests) {
  ENSURE(digests.size() <= most_short);
  base::Sha256& hash = running_hash().add(entry_tag).add(view(big_endian<2>(digests.size())));
  for (const Hash& digest : digests) hash.add(base::bytes_of(digest));
  return hash.finish();
}

std::string encode_parts(const std::vector<Part>& parts) {
  ENSURE(parts.size() <= most_short);
  std::size_t length = 2;
  for (const Part& part : parts) {
    ensure_fits(part);
    length += salt_bytes + 8 + part.name.size() + part.kind.size() + part.value.size();
  }
  std::string bytes;
  bytes.reserve(length);
  bytes += view(big_endian<2>(parts.size()));
  for (const Part& part : parts) {
    bytes += part.salt;
    bytes += view(big_endian<2>(part.name.size()));
    bytes += part.name;
    bytes += view(big_endian<2>(part.kind.size()));
    bytes += part.kind;
    bytes += view(big_endian<4>(part.value.size()));
    bytes += part.value;
  }
  return bytes;
}

Result<std::vector<Part>> decode_parts(std::string_view bytes) {
  PartBytes rest(bytes);
  const auto count = rest.number(2);
  if (!count) return bad_parts();
  std::vector<Part> parts;
  parts.reserve(std::min(*count, bytes.size() / (salt_bytes + 8)));
  for (std::size_t i = 0; i < *count; ++i) {
    const auto salt = rest.take(salt_bytes);
    const auto name = rest.piece(2);
    const auto kind = rest.piece(2);
    const auto value = rest.piece(4);
    if (!salt || !name || !kind || !value) return bad_parts();
    parts.push_back(
        {std::string(*salt), std::string(*name), std::string(*kind), std::string(*value)});
  }
  if (!rest.at_end()) return bad_parts();
  return parts;
}

std::string encode_leaf(const Leaf& leaf) {
  std::string bytes;
  bytes.reserve(leaf_bytes);
  bytes += leaf_line;
  bytes += leaf.store_id;
  bytes += '\n';
  bytes += base::iso(leaf.recorded_at);
  bytes += '\n';
  bytes += base::hex(base::bytes_of(leaf.commitment));
  bytes += '\n';
  ENSURE(bytes.size() == leaf_bytes && is_lower_hex(leaf.store_id));
  return bytes;
}

Result<Leaf> decode_leaf(std::string_view bytes) {
  const auto bad = [] { return base::Failure{base::ErrorKind::corrupt, "A leaf is damaged."}; };
  if (bytes.size() != leaf_bytes || bytes.substr(0, 19) != leaf_line) return bad();
  if (bytes[51] != '\n' || bytes[79] != '\n' || bytes[144] != '\n') return bad();
  const std::string_view store_id = bytes.substr(19, 32);
  const std::string_view time = bytes.substr(52, 27);
  const std::string_view digits = bytes.substr(80, 64);
  if (!is_lower_hex(store_id) || !is_lower_hex(digits)) return bad();
  const auto recorded_at = base::instant_from_iso(time);
  if (!recorded_at || base::iso(*recorded_at) != time) return bad();  // one way of writing it only
  const auto unhexed = base::unhex(digits);
  const auto committed = unhexed ? base::hash_of(*unhexed) : std::nullopt;
  if (!committed) return bad();
  return Leaf{std::string(store_id), *recorded_at, *committed};
}

}  // namespace ledger
