#pragma once
// The entry format read a second time, for sound.cpp alone: parts, leaves, tree and notes straight
// from docs/ENTRY_FORMAT.md. It shares no code with leaf.h, part_list.h, tree.h, note.h and log.h,
// so that a slip in what writes the log cannot hide itself from what checks it. sound_test.cpp
// keeps the includes apart.
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/hash.h"
#include "base/time.h"

namespace ledger::sound {

// ENTRY_FORMAT 5, over digests of 32 bytes one after the other.
[[nodiscard]] base::Hash commitment_of(std::string_view digests);

// Lower-case hex and nothing else.
[[nodiscard]] bool is_hex(std::string_view text);
// Whether `text` is `bytes` in lower-case hex.
[[nodiscard]] bool is_hex_of(std::string_view text, std::string_view bytes);
// Writes `bytes` in lower-case hex to `to`, and gives where that ends.
char* write_hex_of(char* to, std::string_view bytes);

// Times are read and written once and then compared: entries of one batch say the same time.
class TimeReader {
 public:
  // Empty when the text is no time, or not written in the one way that it must be.
  [[nodiscard]] std::optional<base::Instant> read(std::string_view text);
  // The view lives until the next call.
  [[nodiscard]] std::string_view write(base::Instant time);

 private:
  std::string text_, written_;
  std::optional<base::Instant> time_, written_time_;
};

// The 145 bytes of ENTRY_FORMAT 5, for one store. `commitment`: 32 bytes. The view lives until the
// next call.
class LeafWriter {
 public:
  explicit LeafWriter(std::string_view store_id);
  [[nodiscard]] std::string_view write(base::Instant recorded_at, std::string_view commitment);

 private:
  TimeReader times_;
  std::string bytes_;
  std::size_t same_ = 0;  // how many bytes of it are so in every leaf
};

// The tree of RFC 6962 grown leaf by leaf, with the tile of each level that is being filled.
class GrowingTree {
 public:
  using TileFilled = std::function<void(int level, std::int64_t position, std::string_view hashes)>;
  // `filled` is called for each tile that this leaf completes, lowest level first.
  void add(std::string_view leaf, const TileFilled& filled);
  [[nodiscard]] std::int64_t size() const { return size_; }
  [[nodiscard]] base::Hash root() const;
  [[nodiscard]] int levels() const { return static_cast<int>(tiles_.size()); }
  // How many hashes the level has in all; and those of its last tile, when that one is not full.
  [[nodiscard]] std::int64_t hashes_at(int level) const { return size_ >> (8 * level); }
  [[nodiscard]] std::string_view open_tile(int level) const {
    return tiles_[static_cast<std::size_t>(level)];
  }

 private:
  struct Subtree {
    int height;
    base::Hash hash;
  };
  void into_tile(const Subtree& subtree, const TileFilled& filled);

  std::int64_t size_ = 0;
  std::vector<Subtree> subtrees_;  // full ones, from the left, each lower than the one before
  std::vector<std::string> tiles_;
};

// A log's public key, out of its verifier text.
struct LogKey {
  std::string name;
  std::string hash;  // 4 bytes
  std::string key;   // 32 bytes
};
[[nodiscard]] std::optional<LogKey> read_log_key(std::string_view verifier_text);

struct NoteView {
  std::string_view origin;
  std::int64_t size = 0;
  base::Hash root{};
};
// What a checkpoint says, if it is written exactly as this log writes them and signed by the key;
// otherwise `wrong` says what is the matter, as the end of a sentence that begins "The checkpoint".
struct NoteRead {
  std::optional<NoteView> note;
  std::string_view wrong;
  std::string mark = {};  // 4 bytes: of the key that signed, where another ought to have
};
// Signed by just these keys, in this order.
using Signers = std::vector<const LogKey*>;
[[nodiscard]] NoteRead read_checkpoint(std::string_view note, const Signers& keys);
// The same of any text and the lines of signature that follow its empty line; `wrong` is empty when
// they are good. The lines are those between the empty line and the end.
[[nodiscard]] NoteRead read_signatures(std::string_view text, std::string_view lines,
                                       const Signers& keys);

}  // namespace ledger::sound
