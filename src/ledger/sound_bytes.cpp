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

struct HexPair {
  char high, low;
};
constexpr std::array<HexPair, 256> pairs_of_digits() {
  constexpr std::string_view digits = "0123456789abcdef";
  std::array<HexPair, 256> pairs{};
  for (std::size_t i = 0; i < 256; ++i) pairs[i] = {digits[i >> 4], digits[i & 15]};
  return pairs;
}
constexpr std::array<HexPair, 256> hex_pairs = pairs_of_digits();

int worth_of(char letter) { return hex_worth[static_cast<unsigned char>(letter)]; }

}  // namespace

base::Hash commitment_of(std::string_view digests) {
  constexpr std::string_view tag = "plumbline-entry-v1\0"sv;
  const std::size_t count = digests.size() / 32;
  std::array<char, tag.size() + 2> start{};
  tag.copy(start.data(), tag.size());
  start[tag.size()] = static_cast<char>((count >> 8) & 0xff);
  start[tag.size() + 1] = static_cast<char>(count & 0xff);
  return joined().hash({start.data(), start.size()}, digests);
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

char* write_hex_of(char* to, std::string_view bytes) {
  for (const char byte : bytes) {
    const HexPair& pair = hex_pairs[static_cast<unsigned char>(byte)];
    *to++ = pair.high;
    *to++ = pair.low;
  }
  return to;
}

std::optional<base::Instant> TimeReader::read(std::string_view text) {
  if (time_ && text == text_) return time_;
  time_ = base::instant_from_iso(text);
  if (time_ && base::iso(*time_) != text) time_.reset();
  text_ = text;
  return time_;
}

std::string_view TimeReader::write(base::Instant time) {
  if (written_time_ != time) written_ = base::iso(time);
  written_time_ = time;
  return written_;
}

LeafWriter::LeafWriter(std::string_view store_id) : bytes_("plumbline-entry-v1\n") {
  bytes_ += store_id;
  bytes_ += '\n';
  same_ = bytes_.size();
}

std::string_view LeafWriter::write(base::Instant recorded_at, std::string_view commitment) {
  bytes_.resize(same_);
  bytes_ += times_.write(recorded_at);
  bytes_ += '\n';
  const std::size_t hex = bytes_.size();
  bytes_.resize(hex + 2 * commitment.size());
  write_hex_of(bytes_.data() + hex, commitment);
  bytes_ += '\n';
  return bytes_;
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
