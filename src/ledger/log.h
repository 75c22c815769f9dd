#pragma once
// The log in its database: leaves go in by append (called by records/commit.cpp and nothing else),
// tiles and checkpoints come out. Fixed tables `tile` and `checkpoint`; what a leaf says beside its
// store (its time and its commitment) stands in table `entry`, which records/ owns.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "ledger/note.h"
#include "ledger/tree.h"
#include "store/database.h"

namespace ledger {

// Statements that make the two tables (tile(level, position, hashes), checkpoint(size, issued_at,
// note)).
[[nodiscard]] std::string_view log_tables();

// The writer's view of the log: its right edge, and the leaf hashes not yet in tiles. One per
// writer. Within a batch: append for each entry, then seal_batch once, before the commit.
class Writer {
 public:
  // Reads where the log stands. Errors: corrupt when tiles and size do not fit; unavailable.
  [[nodiscard]] static Result<Writer> load(store::Database& database, std::int64_t size);
  [[nodiscard]] std::int64_t size() const { return edge_.size(); }
  void append(const Hash& leaf);  // the leaf hash, not the leaf
  struct Mark {
    std::size_t pending;
    Edge edge;
  };
  [[nodiscard]] Mark mark() const;  // to go back to, when an act of the batch is undone
  void go_back(const Mark& mark);
  // Writes the changed tiles and one signed checkpoint for the present size; nothing when nothing
  // was appended. `issued_at` is the time of recording of the last entry appended, to the
  // microsecond: so verify can tell that a checkpoint's time was altered. A crash before the commit
  // leaves nothing. Where the key changes, `before` is the one that signs first. After an error, or
  // when the commit fails, this Writer is not where the database is: load another. Errors: corrupt,
  // unavailable.
  [[nodiscard]] Result<Checkpoint> seal_batch(store::Database& database, const SigningKey& key,
                                              base::Instant issued_at,
                                              const SigningKey* before = nullptr);

 private:
  Edge edge_;
  std::int64_t sealed_ = 0;    // leaves whose tiles are written
  std::vector<Hash> pending_;  // leaf hashes since then
};

// Reads full and partial tiles, and keeps the last few. Borrows the database. A tile that must
// exist and does not is corrupt.
[[nodiscard]] HashReader tile_reader(store::Database& database);
// The hashes of tile `position` at `level`, as C2SP wants them: the first `width`, 1 to 256.
// Errors: not_found, when the log has no such tile or not yet so many hashes in it.
[[nodiscard]] Result<std::string> read_tile(store::Database& database, int level,
                                            std::int64_t position, int width);
// Up to `count` leaves of the log of `store_id` from number `first` on, as entry bundles hold them.
// Fewer at the end of the log. Errors: corrupt, when a commitment is not 32 bytes.
[[nodiscard]] Result<std::vector<std::string>> read_leaves(store::Database& database,
                                                           std::string_view store_id,
                                                           std::int64_t first, int count);
struct IssuedCheckpoint {
  std::int64_t size = 0;
  base::Instant issued_at;
  std::string note;
};
// The newest, or the newest issued at or before an instant. Errors: not_found.
[[nodiscard]] Result<IssuedCheckpoint> newest_checkpoint(
    store::Database& database, std::optional<base::Instant> not_after = {});
// The oldest whose tree holds entry `covering_entry`. Errors: not_found.
[[nodiscard]] Result<IssuedCheckpoint> checkpoint_of(store::Database& database,
                                                     std::int64_t covering_entry);

}  // namespace ledger
