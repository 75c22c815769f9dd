#include "records/register_rows.h"

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

std::string set_by_text(const StoredRow& row) {
  std::string lines;
  for (const auto& [field, entry] : row.set_by) {
    lines += field;
    lines += ' ';
    lines += std::to_string(entry);
    lines += '\n';
  }
  return lines;
}

void read_set_by(std::string_view lines, StoredRow& row) {
  for (const std::string_view line : base::split(lines, '\n')) {
    const std::size_t space = line.find(' ');
    if (space == std::string_view::npos) continue;
    const auto entry = base::whole_number(line.substr(space + 1));
    if (entry) row.set_by.emplace_hint(row.set_by.end(), line.substr(0, space), *entry);
  }
}

// What a list sorts on. Whole numbers are written at one width, so that they sort by size; choices
// sort in the order in which their pack has them.
std::string sort_text(const Field& field, const Value& value) {
  if (value.empty()) return std::string();
  for (std::size_t place = 0; place < field.options.size(); ++place) {
    if (field.options[place].name == value.text()) return base::sort_key(std::to_string(place));
  }
  if (column_use(value.kind()) == ColumnUse::text) return base::sort_key(value.text());
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
    set_by_ = set_by_text(row);
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
    texts.keep_past = "INSERT INTO " + past_table_of(kind) + " (" + columns +
                      ", until_entry) SELECT " + columns + ", $2 FROM " + table +
                      " WHERE record = $1";
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
  const RowTexts::Texts& texts = texts_->of(kind);
  auto rows = TRY(store::query(*database_, texts.select, {record}));
  if (!TRY(rows.next())) return std::optional<StoredRow>();
  const int set_by_column =
      first_value_column + static_cast<int>(kind.fields.size() + texts.sorted.size());
  if (!row_is_sealed(*rows.operator->(), 0, set_by_column + 1, kind.name, *seal_key_)) {
    return Failure{
        ErrorKind::corrupt,
        "The row of this record was changed outside Plumbline. Run verify, then rebuild.",
        kind.name + " " + std::to_string(record)};
  }
  StoredRow row;
  row.since_entry = rows->integer(1);
  row.state = rows->text(2);
  row.restricted = rows->integer(3) != 0;
  int column = first_value_column;
  for (const Field& field : kind.fields) {
    const int at = column++;
    if (rows->is_null(at)) continue;
    std::string text = column_use(field.kind) == ColumnUse::integer
                           ? std::to_string(rows->integer(at))
                           : std::string(rows->text(at));
    row.values.emplace(field.name, TRY(Value::from_canonical(field.kind, std::move(text))));
  }
  read_set_by(rows->text(set_by_column), row);
  return std::optional<StoredRow>(std::move(row));
}

Result<void> RegisterRows::insert(const Register& kind, std::int64_t record,
                                  const StoredRow& row) const {
  return write(texts_->of(kind).insert, kind, record, row);
}

Result<void> RegisterRows::replace(const Register& kind, std::int64_t record,
                                   const StoredRow& row) const {
  const RowTexts::Texts& texts = texts_->of(kind);
  TRY(store::run(*database_, texts.keep_past, {record, row.since_entry}));
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
