#pragma once
// A look at the end of the log, each time a store is opened for writing: whatever stopped the
// program last time, it goes on only from a head that holds together. Quick, whatever the size;
// `verify` reads all of it. Used by council_store.cpp.
#include <string_view>

#include "base/result.h"
#include "store/database.h"

namespace records {

// The newest checkpoint is signed by `verifier_text`'s key and covers the newest entry, its root is
// that of the tiles, and the last tile holds the hashes of its leaves (up to 256). Errors: corrupt,
// in a sentence; unavailable.
[[nodiscard]] base::Result<void> check_head(store::Database& database,
                                            std::string_view verifier_text,
                                            std::string_view store_id);

}  // namespace records
