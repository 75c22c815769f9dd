#include "ledger/sound_bytes.h"

#include <algorithm>
#include <array>

namespace ledger::sound {
namespace {

using namespace std::literals;

// Two pieces hashed as one. What is hashed here is short, and one call for all of it is what costs
// least.
class Joined {
 public:
  base::Hash hash(std::string_view start, std::string_view rest) {
    bytes_.assign(start);
    bytes_ += rest;
    return base::sha256(bytes_);
  }
  base::Hash node(const base::Hash& left, const base::Hash& right) {
    bytes_.assign("\x01");
    bytes_ += base::bytes_of(left);
    bytes_ += base::bytes_of(right);
    return base::sha256(bytes_);
  }

 private:
  std::string bytes_;
};

Joined& joined() {
  thread_local Joined one_a_thread;
  return one_a_thread;
}

std::size_t number_at(std::string_view bytes, std::size_t at, std::size_t width) {
  std::size_t number = 0;
  for (const char byte : bytes.substr(at, width)) {
    number = number * 256 + static_cast<unsigned char>(byte);
  }
  return number;
}

// What each byte is worth as a lower-case hex digit; more than any byte when it is none.
constexpr int no_digit = 0x1000;
constexpr std::array<int, 256> hex_digits() {
  std::array<int, 256> worth{};
  worth.fill(no_digit);
  for (int i = 0; i < 10; ++i) worth[static_cast<std::size_t>('0' + i)] = i;
  for (int i = 0; i < 6; ++i) worth[static_cast<std::size_t>('a' + i)] = 10 + i;
  return worth;
}
constexpr std::array<int, 256> hex_worth = hex_digits();

int worth_of(char letter) { return hex_worth[static_cast<unsigned char>(letter)]; }

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
  parts.reserve(std::min<std::size_t>(left, bytes.size() / 24));
  for (; left > 0; --left) {
    const std::size_t start = at;
    if (!has(16)) return std::nullopt;
    const std::string_view salt = cut(16);
    const auto name = measured(2);
    const auto kind = name ? measured(2) : std::nullopt;
    const auto value = kind ? measured(4) : std::nullopt;
    if (!value) return std::nullopt;
    parts.push_back({salt, *name, *kind, *value, bytes.substr(start, at - start)});
  }
  if (at != bytes.size()) return std::nullopt;
  return parts;
}

// A part stands in its list as it is hashed: salt, then name, kind and value with their lengths.
base::Hash digest_of(const PartView& part) {
  return joined().hash("plumbline-part-v1\0"sv, part.whole);
}

base::Hash commitment_of(std::string_view digests) {
  std::string start("plumbline-entry-v1\0"sv);
  const std::size_t count = digests.size() / 32;
  start += static_cast<char>((count >> 8) & 0xff);
  start += static_cast<char>(count & 0xff);
  return joined().hash(start, digests);
}

bool is_hex(std::string_view text) {
  const auto is_digit = [](char letter) { return worth_of(letter) < no_digit; };
  return std::all_of(text.begin(), text.end(), is_digit);
}

bool is_hex_of(std::string_view text, std::string_view bytes) {
  if (text.size() != 2 * bytes.size()) return false;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    const auto byte = static_cast<unsigned char>(bytes[i]);
    const int worth = worth_of(text[2 * i]) << 4 | worth_of(text[2 * i + 1]);
    if (worth != byte) return false;
  }
  return true;
}

std::optional<base::Instant> TimeReader::read(std::string_view text) {
  if (time_ && text == text_) return time_;
  time_ = base::instant_from_iso(text);
  if (time_ && base::iso(*time_) != text) time_.reset();
  text_ = text;
  return time_;
}

std::optional<LeafView> read_leaf(std::string_view bytes, TimeReader& times) {
  constexpr std::string_view pattern_start = "plumbline-entry-v1\n";
  if (bytes.size() != 145 || !bytes.starts_with(pattern_start)) return std::nullopt;
  const std::string_view store_id = bytes.substr(19, 32);
  const std::string_view commitment = bytes.substr(80, 64);
  if (bytes[51] != '\n' || bytes[79] != '\n' || bytes[144] != '\n') return std::nullopt;
  if (!is_hex(store_id) || !is_hex(commitment)) return std::nullopt;
  const auto recorded_at = times.read(bytes.substr(52, 27));
  if (!recorded_at) return std::nullopt;
  return LeafView{store_id, *recorded_at, commitment};
}

void GrowingTree::add(std::string_view leaf, const TileFilled& filled) {
  Subtree grown{0, joined().hash("\0"sv, leaf)};
  into_tile(grown, filled);
  while (!subtrees_.empty() && subtrees_.back().height == grown.height) {
    grown.hash = joined().node(subtrees_.back().hash, grown.hash);
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
  if (subtrees_.empty()) return base::sha256("");
  base::Hash root = subtrees_.back().hash;
  for (std::size_t i = subtrees_.size() - 1; i > 0; --i) {
    root = joined().node(subtrees_[i - 1].hash, root);
  }
  return root;
}

}  // namespace ledger::sound
