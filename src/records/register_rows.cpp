#include "records/register_rows.h"

#include <algorithm>

#include "base/text.h"
#include "records/row_seal.h"
#include "records/schema.h"

namespace records {
namespace {

using base::ErrorKind;
using base::Failure;
using base::Result;
using registers::Field;
using registers::Register;
using registers::Value;

constexpr int first_value_column = 4;  // after record, since_entry, state, restricted

std::string set_by_text(const Register& kind, const StoredRow& row) {
  std::map<std::int64_t, std::string> places;  // by entry
  for (std::size_t place = 0; place < kind.fields.size(); ++place) {
    const auto found = row.set_by.find(kind.fields[place].name);
    if (found != row.set_by.end()) places[found->second] += " " + std::to_string(place);
  }
  std::string lines;
  for (const auto& [entry, of_entry] : places) lines += std::to_string(entry) + of_entry + "\n";
  return lines;
}

// Texts that begin alike for so long stand in the order of their records: a whole sentence in each
// index would cost more than its order is worth.
std::string start_of(std::string key) {
  constexpr std::size_t most_bytes = 40;
  if (key.size() <= most_bytes) return key;
  std::size_t end = most_bytes;
  while (end > 0 && (static_cast<unsigned char>(key[end]) & 0xC0) == 0x80) --end;  // whole letters
  key.resize(end);
  return key;
}

// What a list sorts on. Whole numbers are written at one width, so that they sort by size; choices
// sort in the order in which their pack has them.
std::string sort_text(const Field& field, const Value& value) {
  if (value.empty()) return std::string();
  for (std::size_t place = 0; place < field.options.size(); ++place) {
    if (field.options[place].name == value.text()) return base::sort_key(std::to_string(place));
  }
  if (column_use(value.kind()) == ColumnUse::text) return start_of(base::sort_key(value.text()));
  constexpr std::uint64_t sign = std::uint64_t{1} << 63;
  const std::string digits = std::to_string(static_cast<std::uint64_t>(value.number()) ^ sign);
  return std::string(20 - digits.size(), '0') + digits;
}

// Columns of a row in the order of row_columns(), with the texts that the parameters borrow.
class Cells {
 public:
  Cells(const Register& kind, const RowTexts::Texts& texts, std::int64_t record,
        const StoredRow& row, const base::Key& seal_key)
      : seal_(kind.name) {
    cells_.reserve(kind.fields.size() + texts.sorted.size() + first_value_column + 2);
    integer(record);
    integer(row.since_entry);
    text(row.state);
    integer(row.restricted ? 1 : 0);
    for (const Field& field : kind.fields) {
      const auto found = row.values.find(field.name);
      found == row.values.end() ? null() : value(field, found->second);
    }
    sort_keys_.reserve(texts.sorted.size());
    for (const Field* field : texts.sorted) {
      sort_keys_.push_back(sort_text(*field, registers::value_of(row.values, field->name)));
      text(sort_keys_.back());
    }
    set_by_ = set_by_text(kind, row);
    text(set_by_);
    mark_ = seal_.mark(seal_key);
    cells_.emplace_back(store::Blob{mark_});
  }
  [[nodiscard]] std::span<const store::Parameter> all() const { return cells_; }

 private:
  void integer(std::int64_t number) {
    seal_.integer(number);
    cells_.emplace_back(number);
  }
  void text(std::string_view words) {
    seal_.text(words);
    cells_.emplace_back(words);
  }
  void null() {
    seal_.null();
    cells_.emplace_back();
  }
  void value(const Field& field, const Value& given) {
    if (column_use(field.kind) == ColumnUse::text) return text(given.text());
    given.empty() ? null() : integer(given.number());
  }

  RowSeal seal_;
  std::vector<store::Parameter> cells_;
  std::vector<std::string> sort_keys_;
  std::string set_by_, mark_;
};

std::string numbered(std::size_t count) {
  std::string list;
  for (std::size_t i = 1; i <= count; ++i) list += (i == 1 ? "$" : ", $") + std::to_string(i);
  return list;
}

std::string assignments(const std::string& columns) {
  std::string list;
  std::size_t number = 0;
  for (const std::string_view column : base::split(columns, ',')) {
    if (++number == 1) continue;  // record, which is the condition
    list += (list.empty() ? "" : ", ") + std::string(base::trimmed(column)) + " = $" +
            std::to_string(number);
  }
  return list;
}

}  // namespace

SetBy set_by_from(const Register& kind, std::string_view lines) {
  SetBy set_by;
  for (const std::string_view line : base::split(lines, '\n')) {
    std::optional<std::int64_t> entry;
    for (const std::string_view word : base::split(line, ' ')) {
      const auto number = base::whole_number(word);
      if (!number) break;
      if (!entry) {
        entry = number;
      } else if (*number >= 0 && *number < std::ssize(kind.fields)) {
        set_by.insert_or_assign(kind.fields[static_cast<std::size_t>(*number)].name, *entry);
      }
    }
  }
  return set_by;
}

bool left_to_entry(const Register& kind, const Field& field) {
  if (field.kind != registers::Kind::prose || field.searched || field.secret) return false;
  const auto is_it = [&](const std::string& name) { return name == field.name; };
  const bool listed = std::any_of(kind.columns.begin(), kind.columns.end(),
                                  [&](const auto& column) { return is_it(column.field); });
  return !listed && std::none_of(kind.filters.begin(), kind.filters.end(), is_it);
}

RowTexts::RowTexts(const registers::Packs& packs) {
  for (const Register& kind : packs.registers) {
    const std::string columns = row_columns(kind);
    const std::string table = table_of(kind);
    Texts texts;
    for (const std::string& name : sorted_fields(kind)) texts.sorted.push_back(kind.field(name));
    const std::size_t count = base::split(columns, ',').size();
    texts.select = "SELECT " + columns + " FROM " + table + " WHERE record = $1";
    texts.insert = "INSERT INTO " + table + " (" + columns + ") VALUES (" + numbered(count) + ")";
    texts.update = "UPDATE " + table + " SET " + assignments(columns) + " WHERE record = $1";
    texts.insert_past = "INSERT INTO " + past_table_of(kind) + " (" + columns +
                        ", until_entry) VALUES (" + numbered(count + 1) + ")";
    for (const Field& field : kind.fields) {
      if (left_to_entry(kind, field)) texts.left.push_back(&field);
    }
    texts_.emplace(&kind, std::move(texts));
  }
}

const RowTexts::Texts& RowTexts::of(const Register& kind) const {
  const auto found = texts_.find(&kind);
  ENSURE(found != texts_.end());
  return found->second;
}

Result<std::optional<StoredRow>> RegisterRows::load(const Register& kind,
                                                    std::int64_t record) const {
  auto rows = TRY(store::query(*database_, texts_->of(kind).select, {record}));
  if (!TRY(rows.next())) return std::optional<StoredRow>();
  return std::optional<StoredRow>(TRY(read(*rows.operator->(), kind, record)));
}

Result<StoredRow> RegisterRows::read(const store::Statement& from, const Register& kind,
                                     std::int64_t record) const {
  const int set_by_column =
      first_value_column + static_cast<int>(kind.fields.size() + texts_->of(kind).sorted.size());
  if (!row_is_sealed(from, 0, set_by_column + 1, kind.name, *seal_key_)) {
    return Failure{
        ErrorKind::corrupt,
        "The row of this record was changed outside Plumbline. Run verify, then rebuild.",
        kind.name + " " + std::to_string(record)};
  }
  StoredRow row;
  row.since_entry = from.integer(1);
  row.state = from.text(2);
  row.restricted = from.integer(3) != 0;
  int column = first_value_column;
  for (const Field& field : kind.fields) {
    const int at = column++;
    if (from.is_null(at)) continue;
    std::string text = column_use(field.kind) == ColumnUse::integer
                           ? std::to_string(from.integer(at))
                           : std::string(from.text(at));
    row.values.emplace(field.name, TRY(Value::from_canonical(field.kind, std::move(text))));
  }
  row.set_by = set_by_from(kind, from.text(set_by_column));
  return row;
}

Result<std::vector<RegisterRows::Version>> RegisterRows::versions(const Register& kind,
                                                                  std::int64_t record) const {
  std::vector<Version> all;
  const std::string columns = row_columns(kind);
  const int until_column = static_cast<int>(base::split(columns, ',').size());
  {
    auto rows = TRY(store::query(*database_,
                                 "SELECT " + columns + ", until_entry FROM " + past_table_of(kind) +
                                     " WHERE record = $1 ORDER BY since_entry",
                                 {record}));
    while (TRY(rows.next()))
      all.push_back(
          {TRY(read(*rows.operator->(), kind, record)), rows->integer(until_column)});
  }
  auto standing = TRY(load(kind, record));
  if (standing) all.push_back({std::move(*standing), std::nullopt});
  return all;
}

Result<void> RegisterRows::rewrite(const Register& kind, std::int64_t record,
                                   const Version& version) const {
  const RowTexts::Texts& texts = texts_->of(kind);
  if (!version.until_entry) return write(texts.update, kind, record, version.row);
  TRY(store::run(*database_,
                 "DELETE FROM " + past_table_of(kind) + " WHERE record = $1 AND since_entry = $2",
                 {record, version.row.since_entry}));
  const Cells cells(kind, texts, record, version.row, *seal_key_);
  std::vector<store::Parameter> parameters(cells.all().begin(), cells.all().end());
  parameters.emplace_back(*version.until_entry);
  return store::run(*database_, texts.insert_past, parameters);
}

Result<void> RegisterRows::insert(const Register& kind, std::int64_t record,
                                  const StoredRow& row) const {
  return write(texts_->of(kind).insert, kind, record, row);
}

// What a passed version said at length stands in the entry that said it and nowhere else: so it is
// erased in one place.
Result<void> RegisterRows::replace(const Register& kind, std::int64_t record,
                                   const StoredRow& before, const StoredRow& row) const {
  const RowTexts::Texts& texts = texts_->of(kind);
  StoredRow passed = before;
  for (const Field* field : texts.left) passed.values.erase(field->name);
  const Cells cells(kind, texts, record, passed, *seal_key_);
  std::vector<store::Parameter> parameters(cells.all().begin(), cells.all().end());
  parameters.emplace_back(row.since_entry);
  TRY(store::run(*database_, texts.insert_past, parameters));
  return write(texts.update, kind, record, row);
}

Result<void> RegisterRows::seal_again(const Register& kind, std::int64_t record,
                                      const StoredRow& row) const {
  return write(texts_->of(kind).update, kind, record, row);
}

Result<void> RegisterRows::write(const std::string& sql, const Register& kind, std::int64_t record,
                                 const StoredRow& row) const {
  const Cells cells(kind, texts_->of(kind), record, row, *seal_key_);
  return store::run(*database_, sql, cells.all());
}

}  // namespace records
