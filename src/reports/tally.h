#pragma once
// Counts one declared figure. Decides first whether it may be exact: a figure that could count
// records about one person is suppressed, fixed at a published checkpoint and opens no number
// (principles 7 and 9). Used by composer.cpp.
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "access/caller.h"
#include "base/result.h"
#include "base/time.h"
#include "records/reader.h"
#include "registers/packs.h"
#include "reports/figure.h"

namespace reports {

// The year counted and where the log stood: for open records, and for numbers about people the last
// checkpoint before the month.
struct Counting {
  base::FinancialYear year;
  CountedAt at, published;
};

// Errors: not_found when the pack names a register that is not there; those of the reader.
[[nodiscard]] base::Result<Figure> count(records::Reader& reader, const registers::Packs& packs,
                                         const registers::TallyFigure& declared,
                                         const Counting& counting, const authority::Caller& caller);
// The records behind a figure that the caller may read, newest first; those of one of its values
// when one is given; all of them, or a page of them.
struct BehindWhat {
  std::optional<std::string_view> value = {};
  std::string cursor = {};
  std::size_t most = 0;  // 0: all
};
[[nodiscard]] base::Result<records::Reader::TallyPage> records_behind(
    records::Reader& reader, const Figure& figure, const BehindWhat& what,
    const authority::Caller& caller);
// The log as it stood after an entry, and as it stood when that month began (principles 8 and 9).
// Errors: not_found when the log has no such entry.
[[nodiscard]] base::Result<Counting> counting_at(records::Reader& reader,
                                                 const base::FinancialYear& year,
                                                 std::optional<std::int64_t> as_at);

}  // namespace reports
