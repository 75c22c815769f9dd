#pragma once
// Whether two databases hold the same rows in the same tables, cell by cell and type by type. Used
// by verify, with a fresh rebuild as the second database.
#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"
#include "store/database.h"

namespace records {

struct Difference {
  std::int64_t entry = -1;  // the entry that the row comes from, when its table tells
  std::string what;         // a sentence
};

// The first difference of each table, in the order of the names. Errors: unavailable.
[[nodiscard]] base::Result<std::vector<Difference>> compare_tables(
    store::Database& found, store::Database& expected, const std::vector<std::string>& tables);

}  // namespace records
