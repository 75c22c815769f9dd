// A register's list: filters, words, sorting, paging by cursor, as at an entry.
#include <algorithm>

#include "base/hash.h"
#include "base/text.h"
#include "records/reading.h"
#include "records/rows_at.h"
#include "records/schema.h"

namespace records {
namespace {

using base::ErrorKind;
using base::Failure;
using base::Result;
using registers::Register;


// What a list sorts on: a column of t, and whether it holds numbers. Ties stand in the order in
// which the records were made.
struct Order {
  std::string column;  // empty: by record alone
  bool is_number = false, descending = true;
};

Result<Order> order_of(const Register& kind, const ListQuestion& question) {
  if (question.sort.empty()) return Order{};
  if (question.sort == "reference") return Order{"", false, question.descending};
  if (question.sort == "recorded") return Order{"t.since_entry", true, question.descending};
  if (question.sort == "state") return Order{"t.state", false, question.descending};
  const std::vector<std::string> sorted = sorted_fields(kind);
  if (std::find(sorted.begin(), sorted.end(), question.sort) == sorted.end())
    return Failure{ErrorKind::invalid, "The list has no column “" + question.sort + "”."};
  return Order{"t.\"k_" + question.sort + "\"", false, question.descending};
}

Result<std::string> filter_condition(Query& query, const Register& kind, const std::string& name,
                                     const std::string& value) {
  if (name == "state") return "t.state = " + query.bind(value);
  if (name == "parent")
    return "t.record IN (SELECT number FROM record WHERE register = " + sql_text(kind.name) +
           " AND parent = (SELECT number FROM record WHERE reference = " + query.bind(value) + "))";
  const registers::Field* field = kind.field(name);
  if (field == nullptr || field->secret)
    return Failure{ErrorKind::invalid, "The list cannot be narrowed by “" + name + "”."};
  if (column_use(field->kind) == ColumnUse::text)
    return "t." + field_column(name) + " = " + query.bind(value);
  const auto number = base::whole_number(value);
  if (!number) return std::string("(1 = 0)");
  return "t." + field_column(name) + " = " + query.bind(*number);
}

// How many records a word stands in, as far as it matters.
Result<std::int64_t> records_with(Moment& moment, const std::string& word) {
  Query query;
  const std::string bound = query.bind(word);
  query << "SELECT count(*) FROM (SELECT record FROM word WHERE word = " << bound
        << " UNION ALL SELECT record FROM word_restricted WHERE word = " << bound << " LIMIT "
        << std::to_string(few_enough_to_lead) << ") few";
  return query.ask_integer(moment.database);
}

// Each word in the index of the record's own kind, open or restricted; privileged text is in
// neither. A rare word leads the search; without one, records are looked through in the order of
// the list.
Result<void> add_words(Query& query, Moment& moment, const std::vector<std::string>& words) {
  const std::string* lead = nullptr;
  std::int64_t fewest = few_enough_to_lead;
  for (const std::string& word : words) {
    const std::int64_t count = TRY(records_with(moment, word));
    if (count < fewest) {
      fewest = count;
      lead = &word;
    }
    const std::string bound = query.bind(word);
    const auto in = [&](std::string_view table) {
      return "EXISTS (SELECT 1 FROM " + std::string(table) + " w WHERE w.word = " + bound +
             " AND w.record = t.record)";
    };
    query << " AND ((t.restricted = 0 AND " << in("word") << ") OR (t.restricted = 1 AND "
          << in("word_restricted") << "))";
  }
  if (lead == nullptr) return {};
  const std::string bound = query.bind(*lead);
  query << " AND t.record IN (SELECT record FROM word WHERE word = " << bound
        << " UNION ALL SELECT record FROM word_restricted WHERE word = " << bound << ")";
  return {};
}

// From the tables to the last condition but the cursor's: the same for the page and for its count.
// Who may not read a record now reads none of its versions, so as-at asks the record's own line.
Result<void> add_body(Query& query, Moment& moment, const Register& kind,
                      const ListQuestion& question, const Caller& caller) {
  query << " FROM " << standing_rows(query, kind, question.as_at);
  if (question.as_at) query << " JOIN record r ON r.number = t.record";
  query << " WHERE "
        << may_read_condition(query, moment.packs, kind, caller,
                              {"t.record", question.as_at ? "r.restricted" : "t.restricted"});
  for (const auto& [name, value] : question.filters) {
    if (value.empty()) continue;
    query << " AND " << TRY(filter_condition(query, kind, name, value));
  }
  TRY(add_words(query, moment, question.words));
  const DatedWithin dated{question.dated_step, question.dated_from, question.dated_to,
                          question.as_at};
  if (!dated.by.empty()) query << " AND " << TRY(dated_condition(query, kind, dated));
  return {};
}

Result<void> add_cursor(Query& query, const Order& order, std::string_view text) {
  if (text.empty()) return {};
  const std::optional<Cursor> cursor = read_cursor(text);
  const auto number = cursor ? base::whole_number(cursor->key) : std::nullopt;
  if (!cursor || (order.is_number && !number))
    return Failure{ErrorKind::invalid, "This page of the list is not known. Open the list again."};
  const std::string_view beyond = order.descending ? " < " : " > ";
  const std::string record = query.bind(cursor->record);
  if (order.column.empty()) {
    query << " AND t.record" << beyond << record;
    return {};
  }
  const std::string key = order.is_number ? query.bind(*number) : query.bind(cursor->key);
  query << " AND (" << order.column << ", t.record)" << beyond << "(" << key << ", " << record
        << ")";
  return {};
}

// The records of a page and one more, in order: only what is sorted on is carried through the sort.
Result<std::vector<Cursor>> places_on_page(Moment& moment, const Register& kind,
                                           const ListQuestion& question, const Caller& caller) {
  const Order order = TRY(order_of(kind, question));
  const std::string_view direction = order.descending ? " DESC" : " ASC";
  Query query;
  query << "SELECT t.record, " << (order.column.empty() ? "''" : order.column);
  TRY(add_body(query, moment, kind, question, caller));
  TRY(add_cursor(query, order, question.cursor));
  query << " ORDER BY ";
  if (!order.column.empty()) query << order.column << direction << ", ";
  query << "t.record" << direction << " LIMIT "
        << query.bind(static_cast<std::int64_t>(question.most) + 1);
  store::Rows rows = TRY(query.ask(moment.database));
  std::vector<Cursor> places;
  while (TRY(rows.next())) places.push_back({std::string(rows->text(1)), rows->integer(0)});
  return places;
}

Result<void> count_records(Moment& moment, const Register& kind, const ListQuestion& question,
                           const Caller& caller, ListPage& page) {
  Query query;
  query << "SELECT count(*) FROM (SELECT 1";
  TRY(add_body(query, moment, kind, question, caller));
  query << " LIMIT " << std::to_string(most_counted + 1) << ") counted";
  const std::int64_t count = TRY(query.ask_integer(moment.database));
  page.count = std::min(count, most_counted);
  page.more_than_count = count > most_counted;
  return {};
}

}  // namespace

Result<ListPage> list_records(Moment& moment, const ListQuestion& question, const Caller& caller) {
  const Register* kind = moment.packs.find(question.register_name);
  if (kind == nullptr) return no_such_record();
  std::vector<Cursor> places = TRY(places_on_page(moment, *kind, question, caller));
  ListPage page;
  if (places.size() > question.most) {
    places.resize(question.most);
    if (!places.empty()) page.next = cursor_text(places.back());
  }
  std::vector<RowPlace> shown;
  for (const Cursor& place : places) shown.push_back({kind, place.record});
  page.rows = TRY(rows_at(moment, shown, question.as_at));
  if (question.counts == CountRows::to_a_thousand)
    TRY(count_records(moment, *kind, question, caller, page));
  return page;
}

std::string cursor_text(const Cursor& cursor) {
  return base::base64url(std::to_string(cursor.record) + "\n" + cursor.key);
}

std::optional<Cursor> read_cursor(std::string_view text) {
  std::string standard(text);
  std::replace(standard.begin(), standard.end(), '-', '+');
  std::replace(standard.begin(), standard.end(), '_', '/');
  while (standard.size() % 4 != 0) standard += '=';
  const std::optional<std::string> plain = base::unbase64(standard);
  if (!plain) return std::nullopt;
  const std::size_t line = plain->find('\n');
  if (line == std::string::npos) return std::nullopt;
  const auto record = base::whole_number(std::string_view(*plain).substr(0, line));
  if (!record || !base::is_utf8(*plain)) return std::nullopt;
  return Cursor{plain->substr(line + 1), *record};
}

}  // namespace records
