#include "records/rows_at.h"

#include <algorithm>
#include <array>
#include <map>
#include <unordered_map>

namespace records {
namespace {

using base::Result;
using registers::Register;

// A question is asked for so many records at once, the last of them named again to fill it up: few
// statements are then kept prepared.
constexpr std::array<std::size_t, 3> question_sizes{1, 8, 64};

using RowsByRecord = std::unordered_map<std::int64_t, Row>;

Result<void> ask_rows(Moment& moment, const Register& kind, std::span<const std::int64_t> records,
                      std::optional<std::int64_t> as_at, RowsByRecord& found) {
  const std::size_t size = *std::find_if(question_sizes.begin(), question_sizes.end(),
                                         [&](std::size_t one) { return one >= records.size(); });
  Query query;
  query << "SELECT " << row_selection(kind) << " FROM " << standing_rows(query, kind, as_at)
        << row_joins() << " WHERE t.record IN (";
  for (std::size_t i = 0; i < size; ++i)
    query << (i == 0 ? "" : ", ") << query.bind(records[std::min(i, records.size() - 1)]);
  query << ")";
  store::Rows rows = TRY(query.ask(moment.database));
  while (TRY(rows.next())) {
    const std::int64_t record = rows->integer(0);
    found.insert_or_assign(record, TRY(row_from(rows, kind, moment, SealCheck::trusted)));
  }
  return {};
}

}  // namespace

Result<std::vector<Row>> rows_at(Moment& moment, const std::vector<RowPlace>& places,
                                 std::optional<std::int64_t> as_at) {
  std::map<const Register*, std::vector<std::int64_t>> of_kind;
  for (const RowPlace& place : places)
    if (place.kind != nullptr) of_kind[place.kind].push_back(place.record);
  RowsByRecord found;
  for (const auto& [kind, records] : of_kind) {
    const std::span<const std::int64_t> all(records);
    for (std::size_t from = 0; from < all.size(); from += question_sizes.back()) {
      const std::size_t count = std::min(question_sizes.back(), all.size() - from);
      TRY(ask_rows(moment, *kind, all.subspan(from, count), as_at, found));
    }
  }
  std::vector<Row> rows;
  rows.reserve(places.size());
  for (const RowPlace& place : places) {
    const auto row = found.find(place.record);
    if (row != found.end()) rows.push_back(std::move(row->second));
  }
  return rows;
}

}  // namespace records
