#pragma once
// New references (FORMAT 9): prefix, year and number in open registers; six random letters and
// digits where a running number would tell.
#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/random.h"
#include "base/result.h"
#include "base/time.h"
#include "registers/register.h"
#include "store/database.h"

namespace records {

[[nodiscard]] std::string numbered_reference(std::string_view prefix, int year,
                                             std::int64_t number);  // AD-2026-014

// For one writer. What it remembers of numbers and of free letters holds while nobody else writes:
// forget() when that is not known.
class References {
 public:
  // A reference that no record has. `day`: of the act, in London. Errors: unavailable.
  [[nodiscard]] base::Result<std::string> next(store::Database& database,
                                               const registers::Register& kind,
                                               const base::Date& day, base::Random& random);
  void forget() {
    last_.clear();
    free_.clear();
  }

 private:
  std::unordered_map<std::string, std::int64_t> last_;              // "AD-2026-" → 14
  std::unordered_map<std::string, std::vector<std::string>> free_;  // "AD" → references nobody has
};

}  // namespace records
