#include "ledger/leaf.h"

#include <algorithm>
#include <array>

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
