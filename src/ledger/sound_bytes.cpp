#include "ledger/sound_bytes.h"

#include <algorithm>

namespace ledger::sound {
namespace {

base::Sha256& hashing() {
  thread_local base::Sha256 one_a_thread;
  return one_a_thread;
}

std::size_t number_at(std::string_view bytes, std::size_t at, std::size_t width) {
  std::size_t number = 0;
  for (const char byte : bytes.substr(at, width)) {
    number = number * 256 + static_cast<unsigned char>(byte);
  }
  return number;
}

void add_number(base::Sha256& hash, std::size_t number, int width) {
  for (int shift = 8 * (width - 1); shift >= 0; shift -= 8) {
    const char byte = static_cast<char>((number >> shift) & 0xff);
    hash.add(std::string_view(&byte, 1));
  }
}

bool all_hex(std::string_view text) {
  return text.find_first_not_of("0123456789abcdef") == text.npos;
}

}  // namespace

std::optional<std::vector<PartView>> read_parts(std::string_view bytes) {
  std::size_t at = 0;
  const auto has = [&](std::size_t count) { return bytes.size() - at >= count; };
  const auto cut = [&](std::size_t count) {
    at += count;
    return bytes.substr(at - count, count);
  };
  const auto measured = [&](std::size_t width) -> std::optional<std::string_view> {
    if (!has(width)) return std::nullopt;
    const std::size_t length = number_at(bytes, at, width);
    at += width;
    if (!has(length)) return std::nullopt;
    return cut(length);
  };
  if (!has(2)) return std::nullopt;
  std::size_t left = number_at(bytes, 0, 2);
  at = 2;
  std::vector<PartView> parts;
  for (; left > 0; --left) {
    if (!has(16)) return std::nullopt;
    const std::string_view salt = cut(16);
    const auto name = measured(2);
    const auto kind = name ? measured(2) : std::nullopt;
    const auto value = kind ? measured(4) : std::nullopt;
    if (!value) return std::nullopt;
    parts.push_back({salt, *name, *kind, *value});
  }
  if (at != bytes.size()) return std::nullopt;
  return parts;
}

base::Hash digest_of(const PartView& part) {
  base::Sha256& hash = hashing();
  hash.add("plumbline-part-v1").add(std::string_view("\0", 1)).add(part.salt);
  add_number(hash, part.name.size(), 2);
  hash.add(part.name);
  add_number(hash, part.kind.size(), 2);
  hash.add(part.kind);
  add_number(hash, part.value.size(), 4);
  return hash.add(part.value).finish();
}

base::Hash commitment_of(std::string_view digests) {
  base::Sha256& hash = hashing();
  hash.add("plumbline-entry-v1").add(std::string_view("\0", 1));
  add_number(hash, digests.size() / 32, 2);
  return hash.add(digests).finish();
}

std::optional<LeafView> read_leaf(std::string_view bytes) {
  constexpr std::string_view pattern_start = "plumbline-entry-v1\n";
  if (bytes.size() != 145 || !bytes.starts_with(pattern_start)) return std::nullopt;
  const std::string_view store_id = bytes.substr(19, 32);
  const std::string_view time = bytes.substr(52, 27);
  const std::string_view commitment = bytes.substr(80, 64);
  if (bytes[51] != '\n' || bytes[79] != '\n' || bytes[144] != '\n') return std::nullopt;
  if (!all_hex(store_id) || !all_hex(commitment)) return std::nullopt;
  const auto recorded_at = base::instant_from_iso(time);
  if (!recorded_at || base::iso(*recorded_at) != time) return std::nullopt;
  const auto committed = base::unhex(commitment);
  if (!committed) return std::nullopt;
  return LeafView{store_id, *recorded_at, *base::hash_of(*committed)};
}

void GrowingTree::add(std::string_view leaf, const TileFilled& filled) {
  Subtree grown{0, hashing().add(std::string_view("\0", 1)).add(leaf).finish()};
  into_tile(grown, filled);
  while (!subtrees_.empty() && subtrees_.back().height == grown.height) {
    grown.hash = hashing()
                     .add("\x01")
                     .add(base::bytes_of(subtrees_.back().hash))
                     .add(base::bytes_of(grown.hash))
                     .finish();
    ++grown.height;
    subtrees_.pop_back();
    into_tile(grown, filled);
  }
  subtrees_.push_back(grown);
  ++size_;
}

// Only subtrees of 1, 256, 65,536 … leaves stand in tiles; the rest is computed from those.
void GrowingTree::into_tile(const Subtree& subtree, const TileFilled& filled) {
  if (subtree.height % 8 != 0) return;
  const auto level = static_cast<std::size_t>(subtree.height / 8);
  if (tiles_.size() <= level) tiles_.resize(level + 1);
  std::string& tile = tiles_[level];
  tile += base::bytes_of(subtree.hash);
  if (tile.size() < 256 * 32) return;
  filled(static_cast<int>(level), size_ >> (8 * (level + 1)), tile);
  tile.clear();
}

base::Hash GrowingTree::root() const {
  if (subtrees_.empty()) return hashing().finish();
  base::Hash root = subtrees_.back().hash;
  for (std::size_t i = subtrees_.size() - 1; i > 0; --i) {
    root = hashing()
               .add("\x01")
               .add(base::bytes_of(subtrees_[i - 1].hash))
               .add(base::bytes_of(root))
               .finish();
  }
  return root;
}

}  // namespace ledger::sound
