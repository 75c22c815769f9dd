#pragma once
// Many records read with one question for each register: what a page of a list or of results shows.
// Asking for each row by itself cost more than all else of such a page.
#include <vector>

#include "records/question.h"

namespace records {

struct RowPlace {
  const registers::Register* kind = nullptr;
  std::int64_t record = 0;
};

// In the order of the places, permission having been asked for already; without those that did not
// stand at that entry.
[[nodiscard]] base::Result<std::vector<Row>> rows_at(Moment& moment,
                                                     const std::vector<RowPlace>& places,
                                                     std::optional<std::int64_t> as_at);

}  // namespace records
