#pragma once
// Lists as at an entry, in ways that do not look at every version there ever was. Used by list.cpp
// alone; conditions come from there.
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "records/question.h"

namespace records {

// The last record that was made by an entry.
[[nodiscard]] base::Result<std::int64_t> last_record_by(Moment& moment, std::int64_t entry);

// A register as it stood after an entry, in the order of a column of sort keys. Records stand in
// the order of today, but for those whose keys have changed since (table resorted): they are put
// where they stood.
struct SortedThen {
  const registers::Register& kind;
  std::int64_t entry = 0;
  std::int64_t last_record = 0;
  std::string column;                // of t, such as t."k_question"
  std::string_view direction;        // " ASC" or " DESC"
  std::size_t most = 0;
  const authority::Caller& caller;
  // Writes conditions, each beginning with " AND ": of the page's place over t, and of the filters
  // over the version that stood then, under that name.
  std::function<base::Result<void>(Query&)> beyond;
  std::function<base::Result<std::string>(Query&, std::string_view version)> filters;
};
// Writes a statement that gives the record and its sort key, in order.
[[nodiscard]] base::Result<void> add_sorted_then(Query& query, const Moment& moment,
                                                 const SortedThen& asked);

// That one of the versions of t.record, as v, stood after the entry and meets the conditions, which
// begin with " AND ".
[[nodiscard]] std::string stood_then(const registers::Register& kind, std::string_view entry,
                                     std::string_view conditions);

}  // namespace records
