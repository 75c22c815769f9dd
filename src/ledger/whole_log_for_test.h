#pragma once
// A log as the writer leaves it, in memory, for the tests of what checks it: entries with parts,
// sealed fields, tiles and checkpoints. Used by sound_test.cpp and key_chain_test.cpp.
#include <cstdint>
#include <functional>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/random.h"
#include "base/sealing.h"
#include "ledger/leaf.h"
#include "ledger/log.h"
#include "ledger/part_list.h"
#include "ledger/sound.h"
#include "store/database.h"

namespace ledger::for_test {

[[nodiscard]] base::Instant second(std::int64_t number);

// What a slip of the writer's does to one entry before it is hashed and signed like any other.
struct Draft {
  std::int64_t number;
  std::vector<Part>& header;
  std::vector<Part>& fields;
  Leaf& leaf;
};
using Slip = std::function<void(Draft&)>;

// Acts of one to three entries, batches of one to four acts.
struct SoundLog {
  std::unique_ptr<base::Random> random = base::seeded_random("sound");
  std::unique_ptr<store::Database> database = store::open_sqlite_in_memory().value();
  SigningKey key;
  base::Key record_key = base::new_key(*random);
  std::int64_t size = 0;
  std::set<std::int64_t> destroyed;  // record keys
  std::string opened;
  Slip slip;
  // Entries alone in their batches, and whoever seals instead of `key`.
  std::set<std::int64_t> alone;
  std::function<Result<void>(SoundLog&, Writer&)> seal;

  explicit SoundLog(
      std::int64_t entries, Slip slips = [](Draft&) {});
  SoundLog(Slip slips, std::set<std::int64_t> alone_in_batches);  // empty until grow()
  void grow(std::int64_t entries);

  // The leaf hash of what was written.
  Hash write_entry(std::int64_t number, std::int64_t first, std::int64_t count);
  Result<Soundness> check();

  // What erasing does: the digests of the fields in the place of what they were made from.
  void keep_digests(std::int64_t number);
  void erase(std::int64_t number, std::size_t place);
  void erase_in_header(std::int64_t number, std::size_t place);
  PartList fields_of(std::int64_t number);
  std::string cell(std::int64_t number, const std::string& column);
  void set(std::int64_t number, const std::string& column, std::string_view bytes);
  // The first finding after a change made behind the log's back; undone afterwards.
  Finding first_finding(std::string_view change);
};

}  // namespace ledger::for_test
