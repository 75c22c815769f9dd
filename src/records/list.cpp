// A register's list: filters, words, sorting, paging by cursor, as at an entry.
#include <algorithm>
#include <iterator>

#include "base/hash.h"
#include "base/text.h"
#include "records/links.h"
#include "records/list_then.h"
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

// A filter over the columns of `rows`, or for "parent" of t.
Result<std::string> filter_condition(Query& query, const Register& kind, std::string_view rows,
                                     const std::pair<const std::string, std::string>& filter) {
  const auto& [name, value] = filter;
  const std::string source(rows);
  if (name == "state") return source + ".state = " + declared_value(query, kind, name, value);
  if (name == "parent")
    return "t.record IN (SELECT number FROM record WHERE register = " + sql_text(kind.name) +
           " AND parent = (SELECT number FROM record WHERE reference = " + query.bind(value) + "))";
  const registers::Field* field = kind.field(name);
  if (field == nullptr || field->secret)
    return Failure{ErrorKind::invalid, "The list cannot be narrowed by “" + name + "”."};
  if (column_use(field->kind) == ColumnUse::text)
    return source + "." + field_column(name) + " = " + declared_value(query, kind, name, value);
  const auto number = base::whole_number(value);
  if (!number) return std::string("(1 = 0)");
  return source + "." + field_column(name) + " = " + query.bind(*number);
}

// Each word in the index of the record's own kind, open or restricted; privileged text is in
// neither. A rare word leads the search; without one, records are looked through in the order of
// the list.
Result<void> add_words(Query& query, Moment& moment, const std::vector<std::string>& words) {
  const std::string* lead = nullptr;
  std::int64_t fewest = few_enough_to_lead;
  for (const std::string& word : words) {
    const std::int64_t count = TRY(records_with_word(moment, word));
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

// In the order in which records were made, as at an entry: through the records themselves, each of
// which stands in one version from its first entry on. So one page need not sort a million
// versions.
bool is_of_records_then(const ListQuestion& question) {
  return question.as_at && question.words.empty() && question.dated_step.empty();
}
bool goes_by_record(const ListQuestion& question) {
  return is_of_records_then(question) && (question.sort.empty() || question.sort == "reference");
}

Result<void> add_records_then(Query& query, Moment& moment, const Register& kind,
                              const ListQuestion& question, const Caller& caller) {
  const std::string entry = query.bind(*question.as_at);
  query << " FROM (SELECT number AS record, restricted FROM record WHERE register = "
        << sql_text(kind.name)
        << " AND number <= " << query.bind(TRY(last_record_by(moment, *question.as_at)))
        << " AND first_entry <= " << entry << ") t WHERE "
        << may_read_condition(query, moment.packs, kind, caller, {"t.record", "t.restricted"});
  std::string stands;
  for (const auto& filter : question.filters) {
    if (filter.second.empty()) continue;
    const bool of_parent = filter.first == "parent";
    const std::string condition = TRY(filter_condition(query, kind, "v", filter));
    if (of_parent) query << " AND " << condition;
    if (!of_parent) stands += " AND " + condition;
  }
  if (stands.empty()) return {};
  query << " AND " << stood_then(kind, entry, stands);
  return {};
}

// By when their versions were recorded, as at an entry: through the acts, the last of which on each
// record made the version that stood.
bool goes_by_acts(const ListQuestion& question) {
  return is_of_records_then(question) && question.sort == "recorded";
}

Result<void> add_acts_then(Query& query, Moment& moment, const Register& kind,
                           const ListQuestion& question, const Caller& caller) {
  const std::string entry = query.bind(*question.as_at);
  query << " FROM (SELECT record, entry AS since_entry FROM act WHERE entry <= " << entry
        << ") t JOIN record r ON r.number = t.record WHERE r.register = " << sql_text(kind.name)
        << " AND NOT EXISTS (SELECT 1 FROM act later WHERE later.record = t.record AND "
           "later.entry > t.since_entry AND later.entry <= "
        << entry << ") AND "
        << may_read_condition(query, moment.packs, kind, caller, {"t.record", "r.restricted"});
  std::string stood;
  for (const auto& filter : question.filters)
    if (!filter.second.empty()) stood += " AND " + TRY(filter_condition(query, kind, "v", filter));
  if (!stood.empty()) query << " AND " << stood_then(kind, entry, stood);
  return {};
}

// Words as at an entry: the index knows those of the versions that stand now. Of a version that has
// passed, the text is looked through after the query (text_fits).
void add_words_then(Query& query, const Register& kind, const std::vector<std::string>& words) {
  if (words.empty()) return;
  if (kind.privileged) {  // has words nowhere
    query << " AND (1 = 0)";
    return;
  }
  query << " AND (EXISTS (SELECT 1 FROM " << past_table_of(kind)
        << " v WHERE v.record = t.record AND v.since_entry = t.since_entry) OR (1 = 1";
  for (const std::string& word : words) {
    const std::string bound = query.bind(word);
    const auto in = [&](std::string_view table) {
      return "EXISTS (SELECT 1 FROM " + std::string(table) + " w WHERE w.word = " + bound +
             " AND w.record = t.record)";
    };
    query << " AND ((r.restricted = 0 AND " << in("word") << ") OR (r.restricted = 1 AND "
          << in("word_restricted") << "))";
  }
  query << "))";
}

// From the tables to the last condition but the cursor's: the same for the page and for its count.
// Who may not read a record now reads none of its versions, so as-at asks the record's own line.
Result<void> add_body(Query& query, Moment& moment, const Register& kind,
                      const ListQuestion& question, const Caller& caller) {
  if (goes_by_record(question)) return add_records_then(query, moment, kind, question, caller);
  if (goes_by_acts(question)) return add_acts_then(query, moment, kind, question, caller);
  query << " FROM " << standing_rows(query, kind, question.as_at);
  if (question.as_at) query << " JOIN record r ON r.number = t.record";
  query << " WHERE "
        << may_read_condition(query, moment.packs, kind, caller,
                              {"t.record", question.as_at ? "r.restricted" : "t.restricted"});
  for (const auto& [name, value] : question.filters) {
    if (value.empty()) continue;
    query << " AND " << TRY(filter_condition(query, kind, "t", {name, value}));
  }
  if (question.as_at) {
    add_words_then(query, kind, question.words);
  } else {
    TRY(add_words(query, moment, question.words));
  }
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

// In the order of a field's sort keys, as at an entry (list_then.h).
bool goes_by_keys(const ListQuestion& question, const Order& order) {
  return is_of_records_then(question) && order.column.starts_with("t.\"k_");
}

Result<void> add_page_then(Query& query, Moment& moment, const Register& kind,
                           const ListQuestion& question, const Caller& caller,
                           const Order& order, std::size_t most) {
  const auto filters = [&](Query& into, std::string_view version) -> Result<std::string> {
    std::string conditions;
    for (const auto& filter : question.filters)
      if (!filter.second.empty())
        conditions += " AND " + TRY(filter_condition(into, kind, version, filter));
    return conditions;
  };
  const auto beyond = [&](Query& into) { return add_cursor(into, order, question.cursor); };
  const std::int64_t last = TRY(last_record_by(moment, *question.as_at));
  return add_sorted_then(query, moment,
                         {kind, *question.as_at, last, order.column,
                          order.descending ? " DESC" : " ASC", most, caller, beyond, filters});
}

// Whether rows must be looked through after the query: words as at an entry.
bool looks_through(const ListQuestion& question) {
  return question.as_at && !question.words.empty();
}

// The searched text of a version that has passed; NULL for one that stands, which the index knows.
std::string searched_text(const Register& kind) {
  std::string sql = "CASE WHEN EXISTS (SELECT 1 FROM " + past_table_of(kind) +
                    " v WHERE v.record = t.record AND v.since_entry = t.since_entry) THEN ''";
  for (const registers::Field& field : kind.fields)
    if (field.searched && !field.secret)
      sql += " || coalesce(t." + field_column(field.name) + ", '') || ' '";
  return sql + " END";
}

bool text_fits(std::string_view text, const std::vector<std::string>& words) {
  const std::vector<std::string> has = base::search_words(text);  // in order
  return std::all_of(words.begin(), words.end(), [&](const std::string& word) {
    return std::binary_search(has.begin(), has.end(), word);
  });
}

Result<void> add_page(Query& query, Moment& moment, const Register& kind,
                      const ListQuestion& question, const Caller& caller, const Order& order,
                      std::size_t most) {
  const std::string_view direction = order.descending ? " DESC" : " ASC";
  query << "SELECT t.record, " << (order.column.empty() ? "''" : order.column);
  if (looks_through(question)) query << ", " << searched_text(kind);
  TRY(add_body(query, moment, kind, question, caller));
  TRY(add_cursor(query, order, question.cursor));
  query << " ORDER BY ";
  if (!order.column.empty()) query << order.column << direction << ", ";
  query << "t.record" << direction << " LIMIT " << std::to_string(most);
  return {};
}

// The next records of a list after its cursor, in order: only what is sorted on is carried through
// the sort. `looked` are those that the database gave, before their text was looked through.
struct Places {
  std::vector<Cursor> fit;
  std::size_t looked = 0;
  Cursor last;
};
Result<Places> places_after(Moment& moment, const Register& kind, const ListQuestion& question,
                            const Caller& caller, std::size_t batch, std::size_t most) {
  const Order order = TRY(order_of(kind, question));
  const bool looks = looks_through(question);
  Query query;
  if (goes_by_keys(question, order)) {
    TRY(add_page_then(query, moment, kind, question, caller, order, batch));
  } else {
    TRY(add_page(query, moment, kind, question, caller, order, batch));
  }
  store::Rows rows = TRY(query.ask(moment.database));
  Places places;
  while (places.fit.size() < most && TRY(rows.next())) {
    ++places.looked;
    places.last = {std::string(rows->text(1)), rows->integer(0)};
    if (!looks || rows->is_null(2) || text_fits(rows->text(2), question.words))
      places.fit.push_back(places.last);
  }
  return places;
}

// The first `most` of a list. What must be looked through comes some thousands at a time.
Result<std::vector<Cursor>> places_from(Moment& moment, const Register& kind,
                                        const ListQuestion& question, const Caller& caller,
                                        std::size_t most) {
  constexpr std::size_t at_a_time = 5000;
  ListQuestion next = question;
  const std::size_t batch = looks_through(question) ? at_a_time : most;
  std::vector<Cursor> all;
  while (all.size() < most) {
    Places places = TRY(places_after(moment, kind, next, caller, batch, most - all.size()));
    std::move(places.fit.begin(), places.fit.end(), std::back_inserter(all));
    if (places.looked < batch || batch == most) break;
    next.cursor = cursor_text(places.last);
  }
  return all;
}

Result<std::int64_t> counted_records(Moment& moment, const Register& kind,
                                     const ListQuestion& question, const Caller& caller) {
  if (looks_through(question)) {
    ListQuestion whole = question;
    whole.cursor.clear();
    const auto places = TRY(places_from(moment, kind, whole, caller, most_counted + 1));
    return static_cast<std::int64_t>(places.size());
  }
  ListQuestion unsorted = question;  // how many there are has no order
  unsorted.sort.clear();
  Query query;
  query << "SELECT count(*) FROM (SELECT 1";
  TRY(add_body(query, moment, kind, unsorted, caller));
  query << " LIMIT " << std::to_string(most_counted + 1) << ") counted";
  return query.ask_integer(moment.database);
}

// What names a closed record is, for this caller, no answer to a question for it.
Result<bool> asks_for_closed(Moment& moment, const Register& kind, const ListQuestion& question,
                             const Caller& caller) {
  for (const auto& [name, value] : question.filters) {
    const registers::Field* field = kind.field(name);
    const bool names_record = field != nullptr && field->kind == registers::Kind::record;
    if (names_record && !value.empty() && !TRY(is_open_to(moment, caller, value))) return true;
  }
  return false;
}

}  // namespace

Result<ListPage> list_records(Moment& moment, const ListQuestion& question, const Caller& caller) {
  const Register* kind = moment.packs.find(question.register_name);
  if (kind == nullptr) return no_such_record();
  if (TRY(asks_for_closed(moment, *kind, question, caller))) return ListPage();
  std::vector<Cursor> places =
      TRY(places_from(moment, *kind, question, caller, question.most + 1));
  ListPage page;
  const bool goes_on = places.size() > question.most;
  if (goes_on) {
    places.resize(question.most);
    if (!places.empty()) page.next = cursor_text(places.back());
  }
  std::vector<RowPlace> shown;
  for (const Cursor& place : places) shown.push_back({kind, place.record});
  page.rows = TRY(rows_at(moment, shown, question.as_at));
  TRY(drop_closed(moment, caller, page.rows));
  if (question.counts == CountRows::not_at_all) return page;
  // A list of one page has been counted already.
  const bool is_whole = question.cursor.empty() && !goes_on;
  const std::int64_t count = is_whole ? static_cast<std::int64_t>(places.size())
                                      : TRY(counted_records(moment, *kind, question, caller));
  page.count = std::min(count, most_counted);
  page.more_than_count = count > most_counted;
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
