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

  // Errors: not_found, refused (mode), corrupt.
  [[nodiscard]] static base::Result<StoreKeys> read(const std::filesystem::path& folder);
  [[nodiscard]] static StoreKeys make(base::Random& random);
  [[nodiscard]] base::Result<void> write(const std::filesystem::path& folder) const;
};

}  // namespace records
