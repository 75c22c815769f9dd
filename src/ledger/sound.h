#pragma once
// Whether a log is sound: the independent reader behind `plumbline verify` (FORMAT 24). It follows
// docs/ENTRY_FORMAT.md and shares nothing with what writes the log; only base/ and store/ below it.
// Looks at tables `entry`, `tile` and `checkpoint`; changes nothing.
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/hash.h"
#include "base/result.h"
#include "store/database.h"

namespace ledger {

struct Finding {
  std::int64_t entry = -1;  // -1 when no one entry is to blame
  std::string what;         // a sentence
};

struct Soundness {
  std::int64_t entries = 0;
  std::int64_t erased = 0;  // entries whose key was destroyed: their fields show as digests only
  std::int64_t checkpoints = 0;
  base::Hash root{};
  std::int64_t keys = 1;  // how many keys signed the log, one after the other
  // Entries at which a new key came that the one before it did not sign for, since it was lost.
  std::vector<std::int64_t> unvouched_keys;
  std::vector<Finding> findings;  // first bad thing first; looking stops after 20
};

// The plain part list of an entry's fields; the view lives until the next call. Refused: the key of
// this record was destroyed by an erasure (a key that never was is corrupt, or a changed key number
// would pass for an erasure). Corrupt: what is sealed cannot be opened. Any other error ends the
// check.
using OpenSealed = std::function<base::Result<std::string_view>(
    std::int64_t entry_number, std::int64_t record_key, std::string_view sealed)>;

// Reads every entry in order of number, every tile and every checkpoint, and computes all of it
// anew. For one moment of a log that is being written to, begin_read() first. `open` may use the
// same database. The keys are followed from the one that the genesis names to `verifier_text`, by
// the entries that change them. Errors: invalid, when `verifier_text` is not a verifier key;
// whatever the database says.
[[nodiscard]] base::Result<Soundness> check_log(store::Database& database,
                                                std::string_view verifier_text,
                                                const OpenSealed& open);

}  // namespace ledger
