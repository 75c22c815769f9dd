#include "ledger/log.h"

#include <algorithm>
#include <array>
#include <deque>
#include <utility>

#include "base/hash.h"
#include "ledger/leaf.h"

namespace ledger {
namespace {

constexpr int tile_levels = 8;  // binary levels to a tile
constexpr std::int64_t tile_width = 256;
constexpr std::size_t hash_bytes = 32;
constexpr std::size_t tiles_kept = 12;  // enough for a proof in a log of any size

base::Failure corrupt_tile(int level, std::int64_t position) {
  return {base::ErrorKind::corrupt, "The log's hashes do not fit its entries.",
          "tile " + std::to_string(level) + "/" + std::to_string(position)};
}

// The hashes of a tile as they stand; empty when there is none.
Result<std::string> stored_tile(store::Database& database, int level, std::int64_t position) {
  auto rows =
      TRY(store::query(database, "SELECT hashes FROM tile WHERE level = $1 AND position = $2",
                       {std::int64_t{level}, position}));
  if (!TRY(rows.next())) return std::string();
  return std::string(rows->bytes(0));
}

Result<void> write_tile(store::Database& database, int level, std::int64_t position,
                        std::string_view hashes) {
  return store::run(database,
                    "INSERT INTO tile (level, position, hashes) VALUES ($1, $2, $3) "
                    "ON CONFLICT (level, position) DO UPDATE SET hashes = excluded.hashes",
                    {std::int64_t{level}, position, store::Blob{hashes}});
}

// One tile with every binary hash inside it: row r holds the roots of subtrees of 2^r of its
// hashes.
struct KnownTile {
  int level = 0;
  std::int64_t position = 0;
  std::array<std::vector<Hash>, tile_levels + 1> rows;
};

std::optional<KnownTile> known_tile(int level, std::int64_t position, std::string_view hashes) {
  if (hashes.size() % hash_bytes != 0 || hashes.size() > tile_width * hash_bytes) {
    return std::nullopt;
  }
  KnownTile tile{level, position, {}};
  for (std::size_t at = 0; at < hashes.size(); at += hash_bytes) {
    tile.rows[0].push_back(*base::hash_of(hashes.substr(at, hash_bytes)));
  }
  for (std::size_t row = 1; row < tile.rows.size(); ++row) {
    const auto& below = tile.rows[row - 1];
    for (std::size_t i = 0; i + 1 < below.size(); i += 2) {
      tile.rows[row].push_back(node_hash(below[i], below[i + 1]));
    }
  }
  return tile;
}

// What a HashReader over the database remembers: the tiles it last used, newest first.
class TileMemory {
 public:
  explicit TileMemory(store::Database& database) : database_(&database) {}

  Result<Hash> hash(int level, std::int64_t index) {
    if (level < 0 || level > 62 || index < 0) {
      return base::Failure{base::ErrorKind::invalid, "No tree has such a hash."};
    }
    const int tile_level = level / tile_levels;
    const auto row = static_cast<std::size_t>(level % tile_levels);
    const int to_position = tile_levels - static_cast<int>(row);
    const std::int64_t position = index >> to_position;
    const auto place = static_cast<std::size_t>(index - (position << to_position));

    const auto is_it = [&](const KnownTile& tile) {
      return tile.level == tile_level && tile.position == position;
    };
    auto found = std::find_if(tiles_.begin(), tiles_.end(), is_it);
    if (found == tiles_.end() || found->rows[row].size() <= place) {
      // Not known, or known from when it was shorter.
      if (found != tiles_.end()) tiles_.erase(found);
      const std::string hashes = TRY(stored_tile(*database_, tile_level, position));
      auto tile = known_tile(tile_level, position, hashes);
      if (!tile) return corrupt_tile(tile_level, position);
      if (tiles_.size() >= tiles_kept) tiles_.pop_back();
      tiles_.push_front(std::move(*tile));
      found = tiles_.begin();
    }
    if (found->rows[row].size() <= place) return corrupt_tile(tile_level, position);
    return found->rows[row][place];
  }

 private:
  store::Database* database_;
  std::deque<KnownTile> tiles_;
};

// That the tiles hold the hashes of `size` entries exactly: the last tile of each level is there at
// its right width, and none beyond it.
Result<void> ensure_tiles_fit(store::Database& database, std::int64_t size) {
  int level = 0;
  for (std::int64_t count = size; count > 0; count /= tile_width, ++level) {
    const std::int64_t last = (count - 1) / tile_width;
    const std::string hashes = TRY(stored_tile(database, level, last));
    const auto width = static_cast<std::size_t>(count - last * tile_width);
    if (hashes.size() != width * hash_bytes) return corrupt_tile(level, last);
    const std::int64_t beyond =
        TRY(store::query_integer(database,
                                 "SELECT position FROM tile WHERE level = $1 AND position > $2 "
                                 "ORDER BY position LIMIT 1",
                                 {std::int64_t{level}, last}, -1));
    if (beyond >= 0) return corrupt_tile(level, beyond);
  }
  const std::int64_t higher = TRY(store::query_integer(
      database, "SELECT level FROM tile WHERE level >= $1 LIMIT 1", {std::int64_t{level}}, -1));
  if (higher >= 0) return corrupt_tile(static_cast<int>(higher), 0);
  return {};
}

// Adds `added` to the tiles of one level, which holds `before` hashes, and gives the roots of the
// tiles that this filled: what is added to the level above.
Result<std::vector<Hash>> extend_level(store::Database& database, int level, std::int64_t before,
                                       const std::vector<Hash>& added) {
  std::vector<Hash> filled;
  std::int64_t position = before / tile_width;
  std::string hashes;
  const auto standing = static_cast<std::size_t>(before % tile_width) * hash_bytes;
  if (standing > 0) {
    hashes = TRY(stored_tile(database, level, position));
    if (hashes.size() != standing) return corrupt_tile(level, position);
  }
  for (const Hash& hash : added) {
    hashes += base::bytes_of(hash);
    if (hashes.size() < tile_width * hash_bytes) continue;
    TRY(write_tile(database, level, position, hashes));
    const auto tile = known_tile(level, position, hashes);
    ENSURE(tile && tile->rows[tile_levels].size() == 1);
    filled.push_back(tile->rows[tile_levels].front());
    hashes.clear();
    ++position;
  }
  if (!hashes.empty()) TRY(write_tile(database, level, position, hashes));
  return filled;
}

Result<IssuedCheckpoint> one_checkpoint(Result<store::Rows> found) {
  auto rows = TRY(std::move(found));
  if (!TRY(rows.next())) {
    return base::Failure{base::ErrorKind::not_found, "The log has no such checkpoint yet."};
  }
  const auto issued_at = base::instant_from_iso(rows->text(1));
  if (!issued_at) {
    return base::Failure{base::ErrorKind::corrupt, "A checkpoint's time cannot be read.",
                         "checkpoint " + std::to_string(rows->integer(0))};
  }
  return IssuedCheckpoint{rows->integer(0), *issued_at, std::string(rows->text(2))};
}

}  // namespace

std::string_view log_tables() {
  return "CREATE TABLE tile (level INTEGER NOT NULL, position INTEGER NOT NULL, "
         "hashes BLOB NOT NULL, PRIMARY KEY (level, position));\n"
         "CREATE TABLE checkpoint (size INTEGER NOT NULL PRIMARY KEY, issued_at TEXT NOT NULL, "
         "note TEXT NOT NULL);\n"
         "CREATE INDEX checkpoint_issued ON checkpoint (issued_at, size);\n";
}

Result<Writer> Writer::load(store::Database& database, std::int64_t size) {
  TRY(ensure_tiles_fit(database, size));
  const HashReader read = tile_reader(database);
  std::vector<Hash> parts;
  for (int level = 62; level >= 0; --level) {
    if (((size >> level) & 1) == 0) continue;
    // What comes before this subtree is all the larger ones: the higher bits of the size.
    parts.push_back(TRY(read(level, (size >> level) - 1)));
  }
  Writer writer;
  writer.edge_ = Edge::from_parts(size, std::move(parts));
  writer.sealed_ = size;
  return writer;
}

void Writer::append(const Hash& leaf) {
  edge_.append(leaf);
  pending_.push_back(leaf);
}

Writer::Mark Writer::mark() const {
  return {pending_.size(), edge_};
}

void Writer::go_back(const Mark& mark) {
  ENSURE(mark.pending <= pending_.size());
  pending_.resize(mark.pending);
  edge_ = mark.edge;
}

Result<Checkpoint> Writer::seal_batch(store::Database& database, const SigningKey& key,
                                      base::Instant issued_at, const SigningKey* before) {
  Checkpoint checkpoint{key.name(), edge_.size(), edge_.root()};
  if (pending_.empty()) return checkpoint;
  std::vector<Hash> added = pending_;
  std::int64_t standing = sealed_;
  for (int level = 0; !added.empty(); ++level, standing /= tile_width) {
    added = TRY(extend_level(database, level, standing, added));
  }
  const std::string issued = base::iso(issued_at);
  const std::string note = before == nullptr ? signed_checkpoint(checkpoint, key)
                                             : signed_checkpoint(checkpoint, key, *before);
  TRY(store::run(database, "INSERT INTO checkpoint (size, issued_at, note) VALUES ($1, $2, $3)",
                 {checkpoint.size, std::string_view(issued), std::string_view(note)}));
  sealed_ = edge_.size();
  pending_.clear();
  return checkpoint;
}

HashReader tile_reader(store::Database& database) {
  return [memory = TileMemory(database)](int level, std::int64_t index) mutable {
    return memory.hash(level, index);
  };
}

Result<std::string> read_tile(store::Database& database, int level, std::int64_t position,
                              int width) {
  ENSURE(width >= 1 && width <= tile_width);
  std::string hashes = TRY(stored_tile(database, level, position));
  const auto wanted = static_cast<std::size_t>(width) * hash_bytes;
  if (hashes.size() < wanted) {
    return base::Failure{base::ErrorKind::not_found, "The log has no such tile yet."};
  }
  hashes.resize(wanted);
  return hashes;
}

Result<IssuedCheckpoint> newest_checkpoint(store::Database& database,
                                           std::optional<base::Instant> not_after) {
  if (!not_after) {
    return one_checkpoint(store::query(
        database, "SELECT size, issued_at, note FROM checkpoint ORDER BY size DESC LIMIT 1"));
  }
  // Times are written at one width, so that their text sorts as they do.
  const std::string latest = base::iso(*not_after);
  return one_checkpoint(store::query(database,
                                     "SELECT size, issued_at, note FROM checkpoint "
                                     "WHERE issued_at <= $1 ORDER BY issued_at DESC, size DESC "
                                     "LIMIT 1",
                                     {std::string_view(latest)}));
}

Result<IssuedCheckpoint> checkpoint_of(store::Database& database, std::int64_t covering_entry) {
  return one_checkpoint(store::query(database,
                                     "SELECT size, issued_at, note FROM checkpoint "
                                     "WHERE size > $1 ORDER BY size LIMIT 1",
                                     {covering_entry}));
}

Result<std::vector<std::string>> read_leaves(store::Database& database, std::string_view store_id,
                                             std::int64_t first, int count) {
  std::vector<std::string> leaves;
  store::Rows rows = TRY(store::query(database,
                                      "SELECT recorded_at, commitment FROM entry WHERE number >= "
                                      "$1 ORDER BY number LIMIT $2",
                                      {first, std::int64_t{count}}));
  while (TRY(rows.next())) {
    const auto committed = base::hash_of(rows->bytes(1));
    if (!committed) {
      return base::Failure{base::ErrorKind::corrupt, "An entry's commitment is damaged.",
                           "entry " + std::to_string(first + std::ssize(leaves))};
    }
    leaves.push_back(encode_leaf({std::string(store_id), {rows->integer(0)}, *committed}));
  }
  return leaves;
}

}  // namespace ledger
