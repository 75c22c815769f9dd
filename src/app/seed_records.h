#pragma once
// Any number of dull, invented pieces of advice, recorded through the door by many callers at once,
// for measuring. The same number always says the same: one word ("council") stands in each of them,
// and another ("kinship") in one of 300.
#include "app/commands.h"

namespace app {

// Into a store that holds a Chief Social Work Officer; each piece is added to as often as asked.
// Errors: not_found without such a person; unavailable when a record is not accepted.
[[nodiscard]] base::Result<void> seed_records(const Seed& asked, const Tools& tools);

}  // namespace app
