#include "records/list_then.h"

#include "records/schema.h"

namespace records {
namespace {

using base::Result;

// Those that have stood in one place since then.
Result<void> add_unmoved(Query& query, const Moment& moment, const SortedThen& asked,
                         std::string_view entry, std::string_view last) {
  // "+": the order leads to them, and not the number.
  query << "SELECT t.record AS number, " << asked.column << " AS sort_key FROM "
        << table_of(asked.kind) << " t WHERE +t.record <= " << last << " AND "
        << may_read_condition(query, moment.packs, asked.kind, asked.caller,
                              {"t.record", "t.restricted"})
        << " AND NOT EXISTS (SELECT 1 FROM resorted x WHERE x.record = t.record AND "
           "x.until_entry > "
        << entry << ")";
  const std::string conditions = TRY(asked.filters(query, "v"));
  if (!conditions.empty()) query << " AND " << stood_then(asked.kind, entry, conditions);
  return asked.beyond(query);
}

// Those that have moved, by the version that stood then. Whoever may not read a record now reads
// none of its versions.
Result<void> add_moved(Query& query, const Moment& moment, const SortedThen& asked,
                       std::string_view entry, std::string_view last) {
  query << "SELECT t.record AS number, " << asked.column
        << " AS sort_key FROM (SELECT DISTINCT record FROM resorted WHERE until_entry > " << entry
        << " AND record <= " << last << ") x CROSS JOIN " << past_table_of(asked.kind)
        << " t JOIN record r ON r.number = t.record WHERE t.record = x.record AND "
           "t.since_entry <= "
        << entry << " AND t.until_entry > " << entry << " AND "
        << may_read_condition(query, moment.packs, asked.kind, asked.caller,
                              {"t.record", "r.restricted"})
        << TRY(asked.filters(query, "t"));
  return asked.beyond(query);
}

}  // namespace

// Records are numbered in the order of their first entries, so some twenty looks find it among a
// million, asked for together: all up to `low` were made by then, none beyond `high`.
Result<std::int64_t> last_record_by(Moment& moment, std::int64_t entry) {
  Query query;
  const std::string was_made =
      "(SELECT r.first_entry FROM record r WHERE r.number >= (low + high + 1) / 2 "
      "ORDER BY r.number LIMIT 1) <= " + query.bind(entry);
  query << "WITH RECURSIVE looks (low, high) AS (SELECT CAST(0 AS BIGINT), (SELECT "
           "coalesce(max(number), 0) FROM record) UNION ALL SELECT CASE WHEN "
        << was_made << " THEN (low + high + 1) / 2 ELSE low END, CASE WHEN " << was_made
        << " THEN high ELSE (low + high + 1) / 2 - 1 END FROM looks WHERE low < high) "
           "SELECT low FROM looks WHERE low >= high";
  return query.ask_integer(moment.database);
}

std::string stood_then(const registers::Register& kind, std::string_view entry,
                       std::string_view conditions) {
  std::string then = " v WHERE v.record = t.record AND v.since_entry <= ";
  then.append(entry).append(conditions);
  return "(EXISTS (SELECT 1 FROM " + table_of(kind) + then + ") OR EXISTS (SELECT 1 FROM " +
         past_table_of(kind) + then + " AND v.until_entry > " + std::string(entry) + "))";
}

Result<void> add_sorted_then(Query& query, const Moment& moment, const SortedThen& asked) {
  const std::string entry = query.bind(asked.entry), last = query.bind(asked.last_record);
  const std::string ordered = std::string(" ORDER BY sort_key").append(asked.direction) +
                              ", number" + std::string(asked.direction) + " LIMIT " +
                              std::to_string(asked.most);
  query << "SELECT number, sort_key FROM (";
  TRY(add_unmoved(query, moment, asked, entry, last));
  query << ordered << ") unmoved UNION ALL SELECT number, sort_key FROM (";
  TRY(add_moved(query, moment, asked, entry, last));
  query << ordered << ") moved" << ordered;
  return {};
}

}  // namespace records
