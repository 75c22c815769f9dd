#pragma once
// The fields of one entry, opened: for readers who want what tables do not hold.
#include <cstdint>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "records/entry.h"
#include "records/record_keys.h"
#include "store/database.h"

namespace records {

// None when the record's key was destroyed. Errors: corrupt, when there is no such entry or it does
// not open.
[[nodiscard]] base::Result<std::vector<EntryField>> fields_of_entry(store::Database& database,
                                                                    RecordKeys& keys,
                                                                    std::string_view store_id,
                                                                    std::int64_t number);

}  // namespace records
