// Writes what src/ledger makes to a folder, as plain text and as the files of a log, for the stock
// Go verifier to judge (tests/verifier/*.go). Usage: verifier_emit FOLDER
//
// FOLDER/roots.txt        size root
// FOLDER/inclusion.txt    leaf size hash…
// FOLDER/consistency.txt  older size hash…
// FOLDER/checkpoints.txt  size, the signed note in hex
// FOLDER/tiles.txt        level position width, the hashes in hex
// FOLDER/log/             what a server has under /log/, at the full size
#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <set>
#include <string>

#include "base/files.h"
#include "base/random.h"
#include "ledger/leaf.h"
#include "ledger/log.h"

namespace {

using base::Result;
using ledger::Hash;

constexpr std::int64_t all_leaves = 70'000;
constexpr std::int64_t small_trees = 300;    // every proof of each
constexpr std::int64_t small_roots = 1'025;  // every root
constexpr std::int64_t tile_width = 256;
constexpr const char* store_id = "5eed5eed5eed5eed5eed5eed5eed5eed";
const std::set<std::int64_t> large_trees{65'535, 65'536, 65'537, all_leaves};

std::string hex(const Hash& hash) {
  return base::hex(base::bytes_of(hash));
}

std::string leaf_of(std::int64_t number) {
  ledger::Leaf leaf{store_id, base::Instant{1'795'356'000'000'000 + number}, {}};
  leaf.commitment = base::sha256("entry " + std::to_string(number));
  return ledger::encode_leaf(leaf);
}

// Grows the log in batches and writes a signed checkpoint of every small and every wanted large
// size.
Result<void> grow(store::Database& database, const ledger::SigningKey& key,
                  const std::filesystem::path& folder) {
  std::ofstream notes(folder / "checkpoints.txt");
  auto writer = TRY(ledger::Writer::load(database, 0));
  TRY(database.begin_write());
  for (std::int64_t number = 0; number < all_leaves; ++number) {
    writer.append(ledger::leaf_hash(leaf_of(number)));
    const bool wanted = number + 1 <= small_trees || large_trees.contains(number + 1);
    if (!wanted && number % 97 != 0) continue;
    TRY(writer.seal_batch(database, key, base::Instant{number}));
    if (!wanted) continue;
    const auto issued = TRY(ledger::newest_checkpoint(database));
    notes << issued.size << ' ' << base::hex(issued.note) << '\n';
  }
  return database.commit();
}

Result<void> write_roots(const ledger::HashReader& read, const std::filesystem::path& folder) {
  std::ofstream out(folder / "roots.txt");
  const auto line = [&](std::int64_t size) -> Result<void> {
    out << size << ' ' << hex(TRY(ledger::root_at(size, read))) << '\n';
    return {};
  };
  for (std::int64_t size = 0; size <= small_roots; ++size) TRY(line(size));
  for (const std::int64_t size : large_trees) TRY(line(size));
  return {};
}

// Every leaf of a small tree; of a large one those beside the edges of tiles, and one in 691.
bool is_sampled(std::int64_t number, std::int64_t size) {
  if (size <= small_trees) return true;
  return number % 691 == 0 || number < 3 || number > size - 4 || (number > 253 && number < 259) ||
         (number > 65'532 && number < 65'540);
}

Result<void> write_proofs(const ledger::HashReader& read, const std::filesystem::path& folder) {
  std::ofstream inclusion(folder / "inclusion.txt");
  std::ofstream consistency(folder / "consistency.txt");
  const auto proofs = [&](std::int64_t size) -> Result<void> {
    for (std::int64_t number = 0; number < size; ++number) {
      if (!is_sampled(number, size)) continue;
      inclusion << number << ' ' << size;
      for (const Hash& hash : TRY(ledger::inclusion_proof(number, size, read))) {
        inclusion << ' ' << hex(hash);
      }
      inclusion << '\n';
      consistency << number + 1 << ' ' << size;
      for (const Hash& hash : TRY(ledger::consistency_proof(number + 1, size, read))) {
        consistency << ' ' << hex(hash);
      }
      consistency << '\n';
    }
    return {};
  };
  for (std::int64_t size = 1; size <= small_trees; ++size) TRY(proofs(size));
  for (const std::int64_t size : large_trees) TRY(proofs(size));
  return {};
}

// Every width of the first tiles of the three levels.
Result<void> write_widths(store::Database& database, const std::filesystem::path& folder) {
  std::ofstream out(folder / "tiles.txt");
  struct Place {
    int level;
    std::int64_t position;
  };
  for (const Place place : {Place{0, 0}, {0, 1}, {0, 255}, {1, 0}, {1, 1}, {2, 0}}) {
    for (int width = 1; width <= tile_width; ++width) {
      const auto hashes = ledger::read_tile(database, place.level, place.position, width);
      if (!hashes) break;  // the log is no wider there
      out << place.level << ' ' << place.position << ' ' << width << ' ' << base::hex(*hashes)
          << '\n';
    }
  }
  return {};
}

// C2SP tlog-tiles: groups of three digits, all but the last with an x before; .p/W when not full.
std::filesystem::path tile_path(std::int64_t position, std::int64_t width) {
  const auto three = [](std::int64_t number) {
    return std::to_string(1'000 + number % 1'000).substr(1);
  };
  std::string path = three(position);
  for (std::int64_t rest = position / 1'000; rest > 0; rest /= 1'000) {
    path = "x" + three(rest) + "/" + path;
  }
  if (width < tile_width) path += ".p/" + std::to_string(width);
  return path;
}

Result<void> write_below(const std::filesystem::path& path, std::string_view bytes) {
  std::filesystem::create_directories(path.parent_path());
  std::ofstream(path, std::ios::binary) << bytes;
  return {};
}

Result<void> write_log(store::Database& database, const ledger::SigningKey& key,
                       const std::filesystem::path& log) {
  int level = 0;
  for (std::int64_t hashes = all_leaves; hashes > 0; hashes /= tile_width, ++level) {
    for (std::int64_t position = 0; position * tile_width < hashes; ++position) {
      const auto width = std::min(tile_width, hashes - position * tile_width);
      const std::string tile =
          TRY(ledger::read_tile(database, level, position, static_cast<int>(width)));
      TRY(write_below(log / "tile" / std::to_string(level) / tile_path(position, width), tile));
    }
  }
  for (std::int64_t first = 0; first < all_leaves; first += tile_width) {
    const auto width = std::min(tile_width, all_leaves - first);
    std::string bundle;
    for (std::int64_t number = first; number < first + width; ++number) {
      const std::string leaf = leaf_of(number);
      bundle += static_cast<char>(leaf.size() >> 8);
      bundle += static_cast<char>(leaf.size() & 0xff);
      bundle += leaf;
    }
    TRY(write_below(log / "tile" / "entries" / tile_path(first / tile_width, width), bundle));
  }
  TRY(write_below(log / "vkey", key.verifier_text() + "\n"));
  return write_below(log / "checkpoint", TRY(ledger::newest_checkpoint(database)).note);
}

Result<void> emit(const std::filesystem::path& folder) {
  std::filesystem::create_directories(folder);
  const auto random = base::seeded_random("the log that the stock verifier judges");
  const auto key = ledger::SigningKey::make("plumbline/" + std::string(store_id), *random);
  const auto database = TRY(store::open_sqlite_in_memory());
  TRY(database->execute_script(ledger::log_tables()));
  TRY(grow(*database, key, folder));
  const auto read = ledger::tile_reader(*database);
  TRY(write_roots(read, folder));
  TRY(write_proofs(read, folder));
  TRY(write_widths(*database, folder));
  return write_log(*database, key, folder / "log");
}

}  // namespace

int main(int count, char** words) {
  if (count != 2) {
    std::fputs("usage: verifier_emit FOLDER\n", stderr);
    return 2;
  }
  const auto emitted = emit(words[1]);
  if (!emitted) std::fprintf(stderr, "%s\n", base::to_text(emitted.error()).c_str());
  return emitted ? 0 : 1;
}
