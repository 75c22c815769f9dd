#pragma once
// Erasing, as ENTRY_FORMAT 8 says it is kept: whole records by the loss of their key, or single
// fields of single entries, whose record gets another key. Used by the door within the act that
// confirms a disposal (recorder_disposal.cpp). Digests stay, so every proof still holds.
#include <cstdint>
#include <set>
#include <string_view>
#include <vector>

#include "base/random.h"
#include "base/result.h"
#include "records/passages.h"
#include "records/record_keys.h"
#include "store/database.h"

namespace records {

struct Taken {
  std::int64_t records = 0, entries = 0, documents = 0;
};
// Keeps the digests, then destroys fields, keys, documents, and the digests of what was asked for
// (they are of plain values, and short ones could be guessed). In the caller's transaction; `keys`
// knows nothing of the records afterwards. A crash before its commit leaves all as it was.
[[nodiscard]] base::Result<Taken> erase_records(store::Database& database, RecordKeys& keys,
                                                std::string_view store_id,
                                                const std::set<std::int64_t>& records);

// What a record's new key is made and wrapped with.
struct NewKeys {
  const base::Key& store_key;
  std::string_view store_id;
  base::Random& random;
};
// Destroys the salts and values of these fields, and their documents. All else that the records
// hold is sealed anew under a new key, and the old one destroyed with what it opened; what was
// erased before is passed over. In the caller's transaction, as erase_records(). `entries` counts
// those that lost something.
[[nodiscard]] base::Result<Taken> erase_passages(store::Database& database, RecordKeys& keys,
                                                 const NewKeys& with,
                                                 const std::vector<Passage>& passages);

}  // namespace records
