#include "records/question.h"

#include <algorithm>
#include <map>

#include "records/entry_fields.h"
#include "records/register_rows.h"
#include "records/row_seal.h"
#include "records/schema.h"

namespace records {
namespace {

using base::Result;
using registers::Register;

constexpr int first_field_column = 4;  // after record, since_entry, state, restricted

void append_in_double_quotes(std::string& sql, std::string_view start, std::string_view name) {
  sql += '"';
  sql += start;
  if (name.find('"') == std::string_view::npos) {
    sql += name;
  } else {
    for (const char letter : name) sql += letter == '"' ? "\"\"" : std::string(1, letter);
  }
  sql += '"';
}

// After the columns of the row: what row_joins() adds.
constexpr std::string_view joined_columns =
    ", r.reference, coalesce(p.reference, ''), r.first_entry, r.writer, r.writer_capacity, "
    "r.restricted, a.recorded_at";

Result<registers::Value> value_in(const store::Rows& row, int column, registers::Kind kind) {
  std::string text = column_use(kind) == ColumnUse::integer ? std::to_string(row->integer(column))
                                                            : std::string(row->text(column));
  return registers::Value::from_canonical(kind, std::move(text));
}

struct Filled {
  std::string_view set_by;
  int fields;  // that have a value in the row
};

// A version that has passed leaves long text to the entries that said it. In set_by a space stands
// before each field that was ever set: where no more are set than filled, nothing was left.
Result<void> add_left_text(Moment& moment, const Register& kind, const Filled& filled, Row& row) {
  const auto set = std::count(filled.set_by.begin(), filled.set_by.end(), ' ');
  if (set <= filled.fields) return {};
  std::map<std::int64_t, std::vector<EntryField>> opened;
  const SetBy set_by = set_by_from(kind, filled.set_by);
  for (const registers::Field& field : kind.fields) {
    const auto said = set_by.find(field.name);
    const bool there = row.values.contains(field.name) || said == set_by.end();
    if (there || !left_to_entry(kind, field)) continue;
    const auto [entry, is_new] = opened.try_emplace(said->second);
    if (is_new)
      entry->second = TRY(fields_of_entry(moment.database, moment.keys,
                                          moment.store.facts().store_id, said->second));
    for (const EntryField& one : entry->second)
      if (one.name == field.name) row.values.emplace(field.name, one.value);
  }
  return {};
}

}  // namespace

Moment::Moment(store::Database& from, const CouncilStore& of)
    : database(from),
      store(of),
      packs(of.around().packs),
      seal_key(row_seal_key(of.store_key())),
      keys(of.store_key(), of.facts().store_id) {}

std::string Query::bind(std::string_view text) {
  texts_.emplace_back(text);
  parameters_.emplace_back(std::string_view(texts_.back()));
  return "$" + std::to_string(parameters_.size());
}

std::string Query::bind(std::int64_t number) {
  parameters_.emplace_back(number);
  return "$" + std::to_string(parameters_.size());
}

Result<store::Rows> Query::ask(store::Database& database) const {
  return store::query(database, sql_, std::span<const store::Parameter>(parameters_));
}

Result<std::int64_t> Query::ask_integer(store::Database& database) const {
  store::Rows rows = TRY(ask(database));
  return TRY(rows.next()) ? rows->integer(0) : std::int64_t{0};
}

std::string sql_text(std::string_view text) {
  std::string sql = "'";
  for (const char letter : text) {
    if (letter == '\'') sql += '\'';
    sql += letter;
  }
  return sql + "'";
}

std::string sql_list(const std::vector<std::string>& texts) {
  if (texts.empty()) return "NULL";
  std::string sql;
  for (const std::string& text : texts) sql += (sql.empty() ? "" : ", ") + sql_text(text);
  return sql;
}

std::string field_column(std::string_view field) {
  std::string column;
  append_in_double_quotes(column, "f_", field);
  return column;
}

std::string standing_rows(Query& query, const Register& kind, std::optional<std::int64_t> as_at) {
  if (!as_at) return table_of(kind) + " t";
  const std::string entry = query.bind(*as_at);
  const std::string columns = row_columns(kind);
  return "(SELECT " + columns + " FROM " + table_of(kind) + " WHERE since_entry <= " + entry +
         " UNION ALL SELECT " + columns + " FROM " + past_table_of(kind) +
         " WHERE since_entry <= " + entry + " AND until_entry > " + entry + ") t";
}

std::string row_selection(const Register& kind) {
  std::string sql;
  sql.reserve(256 + 32 * kind.fields.size());
  sql += "t.record, t.since_entry, t.state, t.restricted";
  for (const registers::Field& field : kind.fields) {
    sql += ", t.";
    append_in_double_quotes(sql, "f_", field.name);
  }
  for (const std::string& field : sorted_fields(kind)) {
    sql += ", t.";
    append_in_double_quotes(sql, "k_", field);
  }
  sql += ", t.set_by, t.seal";
  return sql.append(joined_columns);
}

std::string_view row_joins() {
  return " JOIN record r ON r.number = t.record JOIN act a ON a.entry = t.since_entry "
         "LEFT JOIN record p ON p.number = r.parent";
}

Result<Row> row_from(const store::Rows& from, const Register& kind, Moment& moment,
                     SealCheck seal) {
  const int seal_column =
      first_field_column + static_cast<int>(kind.fields.size() + sorted_fields(kind).size()) + 1;
  const int joined = seal_column + 1;
  if (seal == SealCheck::checked &&
      !row_is_sealed(*from.operator->(), 0, seal_column, kind.name, moment.seal_key))
    return base::Failure{base::ErrorKind::corrupt,
                         "This record’s row was changed outside Plumbline, so it is not shown. Run "
                         "“plumbline verify”, then “plumbline rebuild”.",
                         std::string(from->text(joined))};
  Row row;
  row.kind = &kind;
  row.since_entry = from->integer(1);
  row.state = from->text(2);
  int column = first_field_column, filled = 0;
  for (const registers::Field& field : kind.fields) {
    const int at = column++;
    if (!from->is_null(at)) ++filled;
    if (field.secret || from->is_null(at)) continue;  // what is secret leaves the store for nobody
    row.values.emplace(field.name, TRY(value_in(from, at, field.kind)));
  }
  TRY(add_left_text(moment, kind, {from->text(seal_column - 1), filled}, row));
  row.reference = from->text(joined);
  row.parent = from->text(joined + 1);
  row.first_entry = from->integer(joined + 2);
  row.writer = from->text(joined + 3);
  row.writer_capacity = from->text(joined + 4);
  row.restricted = from->integer(3) != 0 || from->integer(joined + 5) != 0;
  row.recorded_at = {from->integer(joined + 6)};
  return row;
}

Result<std::vector<Row>> rows_from(Moment& moment, const Query& query, const Register& kind) {
  store::Rows found = TRY(query.ask(moment.database));
  std::vector<Row> rows;
  while (TRY(found.next())) rows.push_back(TRY(row_from(found, kind, moment, SealCheck::trusted)));
  return rows;
}

Result<std::optional<Row>> row_of(Moment& moment, const Register& kind, std::int64_t record,
                                  std::optional<std::int64_t> as_at) {
  Query query;
  query << "SELECT " << row_selection(kind) << " FROM " << standing_rows(query, kind, as_at)
        << row_joins() << " WHERE t.record = " << query.bind(record);
  std::vector<Row> rows = TRY(rows_from(moment, query, kind));
  if (rows.empty()) return std::optional<Row>();
  return std::optional<Row>(std::move(rows.front()));
}

Result<std::optional<Known>> known_record(Moment& moment, std::string_view reference) {
  const auto met = moment.met.known.find(reference);
  if (met != moment.met.known.end()) return met->second;
  std::optional<Known> known;
  store::Rows rows = TRY(store::query(
      moment.database, "SELECT number, register FROM record WHERE reference = $1", {reference}));
  if (TRY(rows.next())) {
    const Register* kind = moment.packs.find(rows->text(1));
    if (kind != nullptr) known = Known{rows->integer(0), kind};
  }
  moment.met.known.emplace(reference, known);
  return known;
}

base::Failure no_such_record() {
  return {base::ErrorKind::not_found, "There is no such record, or it is not open to you."};
}

}  // namespace records
