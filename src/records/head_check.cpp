#include "records/head_check.h"

#include "ledger/log.h"

namespace records {
namespace {

using base::ErrorKind;
using base::Failure;
using base::Result;

constexpr std::int64_t leaves_a_tile = 256;

Failure broken_head(std::string_view what) {
  return {ErrorKind::corrupt,
          "The end of the log does not hold together: " + std::string(what) +
              " Nothing is recorded in this store before “plumbline verify” has looked.",
          "log"};
}

Result<void> look_at_head(store::Database& database, std::string_view verifier_text,
                          std::string_view store_id) {
  const std::int64_t size =
      TRY(store::query_integer(database, "SELECT coalesce(max(number) + 1, 0) FROM entry"));
  if (size == 0) return {};
  const auto issued = ledger::newest_checkpoint(database);
  if (!issued) return broken_head("it has no checkpoint.");
  const auto checkpoint = ledger::open_checkpoint(issued->note, verifier_text);
  if (!checkpoint) return broken_head(checkpoint.error().what);
  if (issued->size != size || checkpoint->size != size) {
    return broken_head("the newest checkpoint does not cover just the entries there are.");
  }
  const auto root = ledger::root_at(size, ledger::tile_reader(database));
  if (!root || *root != checkpoint->root) return broken_head("its tiles have another root.");
  const std::int64_t position = (size - 1) / leaves_a_tile;
  const std::int64_t first = position * leaves_a_tile;
  const auto width = static_cast<int>(size - first);
  const std::string tile = TRY(ledger::read_tile(database, 0, position, width));
  std::string hashes;
  for (const std::string& leaf : TRY(ledger::read_leaves(database, store_id, first, width))) {
    hashes += base::bytes_of(ledger::leaf_hash(leaf));
  }
  if (hashes == tile) return {};
  return broken_head("its newest leaves are not those that were hashed.");
}

}  // namespace

// In one moment: another process may be writing.
Result<void> check_head(store::Database& database, std::string_view verifier_text,
                        std::string_view store_id) {
  TRY(database.begin_read());
  auto looked = look_at_head(database, verifier_text, store_id);
  database.rollback();
  return looked;
}

}  // namespace records
