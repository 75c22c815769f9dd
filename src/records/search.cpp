// Search over all registers: our own words only, newest first and never by rank, which would tell
// of records one may not see.
#include <algorithm>

#include "records/links.h"
#include "records/reading.h"
#include "records/rows_at.h"

namespace records {
namespace {

using base::Result;

// Open records from the open index, restricted ones from their own: each asked only for what the
// caller may read.
void add_index(Query& query, const Moment& moment, std::string_view table,
               std::string_view restricted, const std::vector<std::string>& words,
               const Caller& caller) {
  query << "SELECT w.record AS number, r.register AS register FROM " << table
        << " w CROSS JOIN record r WHERE r.number = w.record AND w.word = "
        << query.bind(words.front()) << " AND r.restricted = " << restricted;
  for (std::size_t i = 1; i < words.size(); ++i)
    query << " AND EXISTS (SELECT 1 FROM " << table << " v WHERE v.word = " << query.bind(words[i])
          << " AND v.record = w.record)";
  query << " AND " << may_read_any_condition(query, moment.packs, caller);
}

void add_hits(Query& query, const Moment& moment, const std::vector<std::string>& words,
              const Caller& caller, std::optional<std::int64_t> older_than) {
  const auto add_older = [&] {
    if (older_than) query << " AND w.record < " << query.bind(*older_than);
  };
  add_index(query, moment, "word", "0", words, caller);
  add_older();
  query << " UNION ALL ";
  add_index(query, moment, "word_restricted", "1", words, caller);
  add_older();
}

Result<std::vector<RowPlace>> hits_from(Moment& moment, const Query& query) {
  store::Rows rows = TRY(query.ask(moment.database));
  std::vector<RowPlace> hits;
  while (TRY(rows.next())) hits.push_back({moment.packs.find(rows->text(1)), rows->integer(0)});
  return hits;
}

Result<void> count_hits(Moment& moment, const std::vector<std::string>& words,
                        const Caller& caller, ListPage& page) {
  Query count;
  count << "SELECT count(*) FROM (SELECT 1 FROM (";
  add_hits(count, moment, words, caller, {});
  count << ") hits LIMIT " << std::to_string(most_counted + 1) << ") counted";
  const std::int64_t counted = TRY(count.ask_integer(moment.database));
  page.count = std::min(counted, most_counted);
  page.more_than_count = counted > most_counted;
  return {};
}

}  // namespace

Result<ListPage> search_records(Moment& moment, const SearchQuestion& question,
                                const Caller& caller) {
  const std::vector<std::string>& words = question.words;
  const std::string& cursor = question.cursor;
  ListPage page;
  if (words.empty()) return page;
  const std::optional<Cursor> from = cursor.empty() ? std::nullopt : read_cursor(cursor);
  if (!cursor.empty() && !from)
    return base::Failure{base::ErrorKind::invalid,
                         "This page of the results is not known. Search again."};
  std::optional<std::int64_t> older_than;
  if (from) older_than = from->record;
  Query query;
  add_hits(query, moment, words, caller, older_than);
  query << " ORDER BY number DESC LIMIT "
        << query.bind(static_cast<std::int64_t>(question.most) + 1);
  std::vector<RowPlace> hits = TRY(hits_from(moment, query));
  if (hits.size() > question.most) {
    hits.resize(question.most);
    page.next = cursor_text({"", hits.back().record});
  }
  page.rows = TRY(rows_at(moment, hits, {}));
  TRY(drop_closed(moment, caller, page.rows));
  if (question.counts == CountRows::to_a_thousand)
    TRY(count_hits(moment, words, caller, page));
  return page;
}

}  // namespace records
