#pragma once
// The leaves of the log as they stand beside its tiles, for the bundles that auditors fetch
// (ENTRY_FORMAT 6). A leaf says nothing but that and when something was recorded; who may have that
// much is web/'s question (log_pages.cpp).
#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"
#include "store/database.h"

namespace records {

// `count` leaves from number `first` on, in order. Errors: not_found when the log has not that
// many.
[[nodiscard]] base::Result<std::vector<std::string>> leaves(store::Database& database,
                                                            std::int64_t first,
                                                            std::int64_t count);

}  // namespace records
