// Questions to reference sets: which editions stand, their rows, one service over the years, how
// many of each kind.
#include "records/editions.h"

#include <algorithm>

#include "base/text.h"
#include "records/question.h"
#include "records/schema.h"

namespace records {
namespace {

using base::ErrorKind;
using base::Failure;
using base::Result;
using registers::ReferenceSet;
using registers::Register;

// The register that keeps editions: it has a field for the set's name and one for its block, as
// tables_sets.cpp expects.
const Register* edition_register(const registers::Packs& packs) {
  const auto keeps = [](const Register& kind) {
    return kind.field("block") != nullptr && kind.field("reference_set") != nullptr;
  };
  const auto found = std::find_if(packs.registers.begin(), packs.registers.end(), keeps);
  return found == packs.registers.end() ? nullptr : &*found;
}

// The state in which an edition begins; any later one means that another has taken its place.
std::string state_in_force(const Register& kind) {
  for (const registers::Step& step : kind.steps)
    if (step.from.empty()) return step.to;
  return "";
}

Edition edition_from(const Row& row) {
  const auto number = [&](std::string_view field) {
    return registers::value_of(row.values, field).number();
  };
  Edition edition;
  edition.reference = row.reference;
  edition.set = registers::value_of(row.values, "reference_set").text();
  edition.date = registers::value_of(row.values, "edition_date").date().value_or(base::Date{});
  edition.rows = number("rows_accepted");
  edition.read = number("rows_read");
  edition.refused = number("rows_refused");
  edition.entry = row.first_entry;
  edition.content_digest = registers::value_of(row.values, "content_digest").text();
  return edition;
}

Result<const ReferenceSet*> set_named(const registers::Packs& packs, std::string_view name) {
  const auto found = std::find_if(packs.sets.begin(), packs.sets.end(),
                                  [&](const ReferenceSet& set) { return set.name == name; });
  if (found == packs.sets.end())
    return Failure{ErrorKind::not_found, "There is no reference set of that name.",
                   std::string(name)};
  return &*found;
}

// Column names reach SQL only from the pack; what a page asks for is looked up in it.
Result<const registers::SetColumn*> column_named(const ReferenceSet& set, std::string_view name) {
  const auto found =
      std::find_if(set.columns.begin(), set.columns.end(),
                   [&](const registers::SetColumn& column) { return column.name == name; });
  if (found == set.columns.end())
    return Failure{ErrorKind::invalid, "The set has no column “" + std::string(name) + "”.",
                   set.name};
  return &*found;
}

std::string in_sql(const registers::SetColumn& column) {
  return "s.\"" + column.name + "\"";
}

// What a column sorts by: numbers by size, words without regard to capitals. Whole numbers need no
// reading as numbers, since the longer is the larger.
std::string sorted_by(const registers::SetColumn& column, std::string_view direction) {
  const std::string name = "coalesce(" + in_sql(column) + ", '')";
  const std::string by(direction);
  if (column.kind == "decimal")
    return "CAST(CASE WHEN " + name + " = '' THEN '0' ELSE " + name + " END AS DOUBLE PRECISION)" +
           by;
  if (column.kind == "count" || column.kind == "grade")
    return "length(" + name + ")" + by + ", " + name + by;
  return "lower(" + name + ")" + by;
}

std::string selected_columns(const ReferenceSet& set) {
  std::string sql;
  for (const registers::SetColumn& column : set.columns)
    sql += (sql.empty() ? "" : ", ") + ("coalesce(" + in_sql(column) + ", '')");
  return sql;
}

Result<std::optional<Edition>> asked_edition(Reader& reader, const SetQuestion& question) {
  const std::vector<Edition> all = TRY(editions(reader, question.set));
  if (question.edition.empty())
    return all.empty() ? std::optional<Edition>() : std::optional<Edition>(all.back());
  for (const Edition& edition : all)
    if (edition.reference == question.edition) return std::optional<Edition>(edition);
  return Failure{ErrorKind::not_found, "There is no such edition in force.", question.edition};
}

Result<void> add_body(Query& query, const ReferenceSet& set, const SetQuestion& question,
                      const Edition& edition) {
  const std::string entry = query.bind(edition.entry);
  query << " FROM \"set_" << set.name << "\" s WHERE s.edition_entry = " << entry;
  for (const auto& [name, value] : question.where) {
    const std::string column = in_sql(*TRY(column_named(set, name)));
    if (value.empty())
      query << " AND coalesce(" << column << ", '') = ''";
    else
      query << " AND " << column << " = " << query.bind(value);
  }
  for (const std::string& word : question.words)
    query << " AND s.row IN (SELECT w.row FROM \"set_" << set.name
          << "_word\" w WHERE w.edition_entry = " << entry << " AND w.word = " << query.bind(word)
          << ")";
  return {};
}

// What is empty stands last either way.
Result<void> add_order(Query& query, const ReferenceSet& set, const SetQuestion& question) {
  query << " ORDER BY ";
  if (!question.sort.empty()) {
    const registers::SetColumn& column = *TRY(column_named(set, question.sort));
    query << "CASE WHEN coalesce(" << in_sql(column) << ", '') = '' THEN 1 ELSE 0 END, "
          << sorted_by(column, question.descending ? " DESC" : "") << ", ";
  }
  query << "s.row";
  return {};
}

std::vector<std::string> cells_of(const store::Rows& row) {
  std::vector<std::string> cells;
  cells.reserve(static_cast<std::size_t>(row->columns()));
  for (int column = 0; column < row->columns(); ++column) cells.emplace_back(row->text(column));
  return cells;
}

std::vector<std::string> column_names(const ReferenceSet& set) {
  std::vector<std::string> names;
  for (const registers::SetColumn& column : set.columns) names.push_back(column.name);
  return names;
}

}  // namespace

Result<std::vector<Edition>> editions(Reader& reader, std::string_view set) {
  std::vector<Edition> found;
  const Register* kind = edition_register(reader.packs());
  if (kind == nullptr) return found;
  const std::string in_force = state_in_force(*kind);
  for (const Row& row : TRY(reader.standing(kind->name))) {
    if (row.state != in_force) continue;
    Edition edition = edition_from(row);
    if (edition.set == set) found.push_back(std::move(edition));
  }
  std::sort(found.begin(), found.end(), [](const Edition& a, const Edition& b) {
    return a.date != b.date ? a.date < b.date : a.entry < b.entry;
  });
  return found;
}

Result<SetRows> set_rows(Reader& reader, const registers::Packs& packs,
                         const SetQuestion& question) {
  const ReferenceSet& set = *TRY(set_named(packs, question.set));
  SetRows found;
  found.columns = column_names(set);
  const std::optional<Edition> edition = TRY(asked_edition(reader, question));
  if (!edition) return found;
  Query counting;
  counting << "SELECT count(*)";
  TRY(add_body(counting, set, question, *edition));
  found.count = TRY(counting.ask_integer(reader.database()));
  Query query;
  query << "SELECT " << selected_columns(set);
  TRY(add_body(query, set, question, *edition));
  TRY(add_order(query, set, question));
  query << " LIMIT " << query.bind(static_cast<std::int64_t>(question.most)) << " OFFSET "
        << query.bind(static_cast<std::int64_t>(question.from));
  store::Rows rows = TRY(query.ask(reader.database()));
  while (TRY(rows.next())) found.rows.push_back(cells_of(rows));
  return found;
}

Result<SetRows> set_over_editions(Reader& reader, const registers::Packs& packs,
                                  std::string_view set_name, std::string_view key) {
  const ReferenceSet& set = *TRY(set_named(packs, set_name));
  SetRows found;
  found.columns = column_names(set);
  found.columns.insert(found.columns.begin(), "edition_date");
  for (const Edition& edition : TRY(editions(reader, set_name))) {
    Query query;
    query << "SELECT " << query.bind(base::iso(edition.date)) << ", " << selected_columns(set);
    SetQuestion question;
    question.where = {{set.key, std::string(key)}};
    TRY(add_body(query, set, question, edition));
    query << " ORDER BY s.row";
    store::Rows rows = TRY(query.ask(reader.database()));
    while (TRY(rows.next())) found.rows.push_back(cells_of(rows));
  }
  found.count = static_cast<std::int64_t>(found.rows.size());
  return found;
}

Result<std::vector<std::pair<std::string, std::int64_t>>> set_counts(Reader& reader,
                                                                     const registers::Packs& packs,
                                                                     const SetQuestion& question,
                                                                     std::string_view column) {
  const ReferenceSet& set = *TRY(set_named(packs, question.set));
  const registers::SetColumn& counted = *TRY(column_named(set, column));
  std::vector<std::pair<std::string, std::int64_t>> counts;
  const std::optional<Edition> edition = TRY(asked_edition(reader, question));
  if (!edition) return counts;
  Query query;
  query << "SELECT coalesce(" << in_sql(counted) << ", '') AS counted, count(*)";
  TRY(add_body(query, set, question, *edition));
  query << " GROUP BY counted ORDER BY "
        << sorted_by(counted, "") << ", 1";
  store::Rows rows = TRY(query.ask(reader.database()));
  while (TRY(rows.next())) counts.emplace_back(std::string(rows->text(0)), rows->integer(1));
  return counts;
}

}  // namespace records
