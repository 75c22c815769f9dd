#pragma once
// The log's signing key: how it changes by an entry that both keys sign, what is done when it is
// lost, and which keys a log had. Used by app/ for `plumbline key`, by web/ for /log/keys, and by
// whoever opens a checkpoint of before. Decision 31 says why the steps stand in this order.
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/sealing.h"
#include "ledger/key_change.h"
#include "records/council_store.h"
#include "records/door_seams.h"
#include "store/database.h"

namespace records {

// What was recorded of one change: `note` is what the keys signed.
struct RecordedKeyChange {
  ledger::KeyChange change;
  std::string note;
};
// Oldest first. Errors: corrupt, unavailable.
[[nodiscard]] base::Result<std::vector<RecordedKeyChange>> key_changes(store::Database& database,
                                                                       const base::Key& store_key,
                                                                       std::string_view store_id);
// The verifier key that signs checkpoints of a size; `newest` is the one now in force. A checkpoint
// at a change itself bears both: this gives the one after it.
[[nodiscard]] std::string key_at(const std::vector<RecordedKeyChange>& changes,
                                 std::string_view newest, std::int64_t size);

// Makes a new key, records it by an entry that the old key signs too, and puts it in the old one's
// place, which is destroyed. Killed at any moment, the folder holds the key in force. Who serves
// the store meanwhile opens it anew. Errors: conflict, when somebody else changed it just then;
// those of opening a store.
[[nodiscard]] base::Result<ledger::KeyChange> rotate_log_key(const std::filesystem::path& folder,
                                                             const Surroundings& around,
                                                             DoorSeams seams);

// Somebody who says that the key is lost: known by their password, and holding a capacity today.
struct KeyWitness {
  std::string sign_in, password;
};
struct LostKey {
  std::string reason;
  KeyWitness first, second;
};
// A new key in the place of one that nobody has any more. The entry names both people and the
// reason; no old key vouches for it. Errors: conflict, when the key is there; refused, when the two
// are not two people who may say so.
[[nodiscard]] base::Result<ledger::KeyChange> replace_lost_log_key(
    const std::filesystem::path& folder, const Surroundings& around, const LostKey& lost);

}  // namespace records
