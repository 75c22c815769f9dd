#pragma once
// The two keys of a store and its id, together: what the writer, rebuild, verify and backup need to
// open anything.
#include <string>

#include "base/sealing.h"
#include "ledger/note.h"
#include "records/record_keys.h"
#include "records/row_seal.h"

namespace records {

struct StoreKeys {
  ledger::SigningKey log_key;
  base::Key store_key;
  base::Key seal_key;    // of rows
  std::string store_id;  // the end of the log key's name

  // The log's key is the one in force, also after a change of key that was cut short. Errors:
  // not_found, refused (mode), corrupt.
  [[nodiscard]] static base::Result<StoreKeys> read(const std::filesystem::path& folder);
  [[nodiscard]] static StoreKeys make(base::Random& random);
  [[nodiscard]] base::Result<void> write(const std::filesystem::path& folder) const;
};

// Where a new key of the log waits, from before its entry is recorded until it is in the old one's
// place.
[[nodiscard]] std::filesystem::path next_log_key(const std::filesystem::path& folder);
// Puts a key that waits in its place, if the record says that it is in force. One that no entry
// names is left alone: somebody may be about to record it.
[[nodiscard]] base::Result<void> settle_log_key(const std::filesystem::path& folder);

}  // namespace records
