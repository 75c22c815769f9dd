#pragma once
// Disposal: records whose time is over, or that the law wants erased, lose their keys (FORMAT 8).
// What stays is that entries stood there: headers, digests, dates. The door disposes within the act
// by which a second person confirms it; tables_disposed.cpp takes the rows away, at the door and at
// a rebuild alike; the program's own last step follows when its files have been written anew.
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "records/passages.h"
#include "registers/packs.h"
#include "store/database.h"

namespace records {

// Whether an act that leads from one state to another is the one that disposes.
[[nodiscard]] bool disposes_now(const registers::Register& kind, std::string_view before,
                                std::string_view after);
// References as they were listed, one to a line or parted by spaces, each once, in order.
[[nodiscard]] std::vector<std::string> listed_references(std::string_view text);
// All that a disposal with these values takes: what it lists, what goes with it, and the parts of
// all of them, in order of number.
[[nodiscard]] base::Result<std::set<std::int64_t>> disposed_by(store::Database& database,
                                                               const registers::Disposes& disposes,
                                                               const registers::Values& values);
// The records and their parts, of any depth. Errors: corrupt when one is missing.
[[nodiscard]] base::Result<std::set<std::int64_t>> with_parts(
    store::Database& database, const std::vector<std::string>& references);

// Single fields that a disposal with these values takes (passages.h).
[[nodiscard]] std::vector<Passage> passages_of(const registers::Disposes& disposes,
                                               const registers::Values& values);

// The last act on a record or a part of it that its readers may read. A record's number is below
// those of its parts. Errors: corrupt when there is none.
[[nodiscard]] base::Result<base::Instant> last_act_on(store::Database& database,
                                                      const registers::Packs& packs,
                                                      std::string_view reference);
// The first day on which a record may be disposed of; none when the pack says never.
[[nodiscard]] std::optional<base::Date> due_for_disposal(const registers::Packs& packs,
                                                         const registers::Register& kind,
                                                         base::Instant last_act);
// Whether a record of this register can be disposed of at all: it gives nobody a capacity, is
// nobody's account, and tables of other records do not stand on it.
[[nodiscard]] bool can_be_disposed_of(const registers::Register& kind);
// A record of these that is kept from disposal on this day; "" when none is.
[[nodiscard]] base::Result<std::string> held_among(store::Database& database,
                                                   const registers::Packs& packs,
                                                   const std::set<std::int64_t>& records,
                                                   const base::Date& today);
// Disposals that were confirmed and not finished: traces may be left in the files.
[[nodiscard]] base::Result<std::vector<std::string>> unfinished_disposals(
    store::Database& database, const registers::Register& kind);
// What was disposed of by them, by reference.
[[nodiscard]] base::Result<std::vector<std::string>> disposed_in_unfinished(
    store::Database& database, const registers::Packs& packs);

}  // namespace records
