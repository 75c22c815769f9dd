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

// Each index gives its own first hits in order, so that none is read to its end for one page.
void add_page(Query& query, const Moment& moment, const std::vector<std::string>& words,
              std::optional<std::int64_t> older_than, std::size_t most, const Caller& caller) {
  const std::string ending =
      (older_than ? " AND w.record < " + query.bind(*older_than) : std::string()) +
      " ORDER BY w.record DESC LIMIT " + std::to_string(most);
  query << "SELECT number, register FROM (";
  add_index(query, moment, "word", "0", words, caller);
  query << ending << ") open_hits UNION ALL SELECT number, register FROM (";
  add_index(query, moment, "word_restricted", "1", words, caller);
  query << ending << ") restricted_hits ORDER BY number DESC LIMIT "
        << std::to_string(most);
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
  add_index(count, moment, "word", "0", words, caller);
  count << " UNION ALL ";
  add_index(count, moment, "word_restricted", "1", words, caller);
  count << ") hits LIMIT " << std::to_string(most_counted + 1) << ") counted";
  const std::int64_t counted = TRY(count.ask_integer(moment.database));
  page.count = std::min(counted, most_counted);
  page.more_than_count = counted > most_counted;
  return {};
}

// The rarest word leads, so that a common one is only asked of few records.
Result<std::vector<std::string>> rarest_first(Moment& moment, std::vector<std::string> words) {
  if (words.size() < 2) return words;
  std::vector<std::pair<std::int64_t, std::string>> counted;
  for (std::string& word : words) {
    const std::int64_t count = TRY(records_with_word(moment, word));
    counted.emplace_back(count, std::move(word));
  }
  std::stable_sort(counted.begin(), counted.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  words.clear();
  for (auto& [count, word] : counted) words.push_back(std::move(word));
  return words;
}

}  // namespace

Result<std::int64_t> records_with_word(Moment& moment, const std::string& word) {
  Query query;
  const std::string bound = query.bind(word);
  query << "SELECT count(*) FROM (SELECT record FROM word WHERE word = " << bound << " LIMIT "
        << std::to_string(few_enough_to_lead) << ") few";
  return query.ask_integer(moment.database);
}

Result<ListPage> search_records(Moment& moment, const SearchQuestion& question,
                                const Caller& caller) {
  const std::string& cursor = question.cursor;
  ListPage page;
  if (question.words.empty()) return page;
  const std::optional<Cursor> from = cursor.empty() ? std::nullopt : read_cursor(cursor);
  if (!cursor.empty() && !from)
    return base::Failure{base::ErrorKind::invalid,
                         "This page of the results is not known. Search again."};
  std::optional<std::int64_t> older_than;
  if (from) older_than = from->record;
  const auto words = TRY(rarest_first(moment, question.words));
  Query query;
  add_page(query, moment, words, older_than, question.most + 1, caller);
  std::vector<RowPlace> hits = TRY(hits_from(moment, query));
  page.count = static_cast<std::int64_t>(hits.size());
  const bool goes_on = hits.size() > question.most;
  if (goes_on) {
    hits.resize(question.most);
    page.next = cursor_text({"", hits.back().record});
  }
  page.rows = TRY(rows_at(moment, hits, {}));
  TRY(drop_closed(moment, caller, page.rows));
  if (question.counts == CountRows::not_at_all) page.count = 0;
  // Results of one page have been counted already.
  const bool is_whole = cursor.empty() && !goes_on;
  if (question.counts == CountRows::to_a_thousand && !is_whole)
    TRY(count_hits(moment, words, caller, page));
  return page;
}

}  // namespace records
