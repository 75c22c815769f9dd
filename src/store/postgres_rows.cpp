#include "store/postgres_rows.h"

#include <algorithm>
#include <cctype>
#include <iterator>
#include <utility>

namespace store {
namespace {

// "($1, $2)"
std::string places_of(std::size_t columns) {
  std::string text;
  for (std::size_t place = 1; place <= columns; ++place) {
    text += (place == 1 ? "($" : ", $") + std::to_string(place);
  }
  return text + ")";
}

std::string_view array_name(Oid column) {
  switch (column) {
    case type_int8: return "bigint[]";
    case type_text: return "text[]";
    default: return "bytea[]";
  }
}

void add_int32(std::string& bytes, std::int32_t number) {
  const auto value = static_cast<std::uint32_t>(number);
  for (int shift = 24; shift >= 0; shift -= 8) bytes += static_cast<char>(value >> shift & 0xFF);
}

void add_cell(std::string& bytes, std::string_view cell) {
  add_int32(bytes, static_cast<std::int32_t>(cell.size()));
  bytes += cell;
}

void add_number(std::string& bytes, std::int64_t number) {
  add_int32(bytes, 8);
  add_int32(bytes, static_cast<std::int32_t>(number >> 32));
  add_int32(bytes, static_cast<std::int32_t>(number));
}

// What the server's array_recv() reads before the cells: one dimension, with NULLs, from 1.
std::string array_beginning(Oid column, std::int32_t rows) {
  std::string bytes;
  add_int32(bytes, 1);
  add_int32(bytes, 1);
  add_int32(bytes, static_cast<std::int32_t>(column));
  add_int32(bytes, rows);
  add_int32(bytes, 1);
  return bytes;
}

bool is_of_a_name(char letter) {
  return std::isalnum(static_cast<unsigned char>(letter)) != 0 || letter == '_';
}

// Whether a query reads a table. Ours name each table after FROM or JOIN, and never several after
// one FROM.
bool reads_table(std::string_view sql, std::string_view table) {
  for (std::size_t at = sql.find(table); at != std::string_view::npos;
       at = sql.find(table, at + 1)) {
    const std::size_t end = at + table.size();
    if (end != sql.size() && is_of_a_name(sql[end])) continue;
    std::string_view before = sql.substr(0, at);
    if (before.ends_with('"')) before.remove_suffix(1);
    if (before.ends_with("FROM ") || before.ends_with("JOIN ")) return true;
  }
  return false;
}

}  // namespace

SentParameters::SentParameters(std::span<const Parameter> parameters) {
  digits_.reserve(parameters.size());
  all_.values.reserve(parameters.size());
  all_.lengths.reserve(parameters.size());
  all_.formats.reserve(parameters.size());
  for (const Parameter& parameter : parameters) add(parameter);
}

void SentParameters::add(const Parameter& parameter) {
  if (const auto* number = std::get_if<std::int64_t>(&parameter)) {
    const std::string& digits = digits_.emplace_back(std::to_string(*number));
    return add(digits.c_str(), digits.size(), 0);
  }
  if (const auto* text = std::get_if<std::string_view>(&parameter)) return add_bytes(*text);
  if (const auto* blob = std::get_if<Blob>(&parameter)) return add_bytes(blob->bytes);
  add(nullptr, 0, 0);
}

void SentParameters::add_bytes(std::string_view bytes) {
  add(bytes.data() == nullptr ? "" : bytes.data(), bytes.size(), 1);
}

void SentParameters::add(const char* value, std::size_t length, int format) {
  all_.values.push_back(value);
  all_.lengths.push_back(static_cast<int>(length));
  all_.formats.push_back(format);
}

std::optional<RowInsert> row_insert(std::string_view sql, std::vector<Oid> columns) {
  constexpr std::string_view start = "INSERT INTO ", values = " VALUES ";
  const std::size_t at = sql.find(values);
  if (!sql.starts_with(start) || at == std::string_view::npos || columns.empty()) {
    return std::nullopt;
  }
  if (sql.substr(at + values.size()) != places_of(columns.size())) return std::nullopt;
  for (const Oid column : columns) {
    if (column != type_bytes && column != type_int8 && column != type_text) return std::nullopt;
  }
  std::string_view table = sql.substr(start.size(), at - start.size());
  table = table.substr(0, table.find_first_of(" ("));
  if (table.starts_with('"') && table.size() > 2) table = table.substr(1, table.size() - 2);
  return RowInsert{std::string(table), std::string(sql.substr(0, at)), std::move(columns)};
}

void WaitingRows::add(const RowInsert& insert, std::span<const Parameter> row) {
  auto table = std::find_if(tables_.begin(), tables_.end(),
                            [&](const Table& one) { return one.insert->head == insert.head; });
  if (table == tables_.end()) {
    table = tables_.insert(tables_.end(), Table{&insert, 0, {}});
    table->columns.resize(insert.columns.size());
  }
  ++table->rows;
  for (std::size_t column = 0; column < row.size(); ++column) {
    std::string& cells = table->columns[column];
    const std::size_t before = cells.size();
    if (const auto* number = std::get_if<std::int64_t>(&row[column])) {
      if (insert.columns[column] == type_int8) {
        add_number(cells, *number);
      } else {
        add_cell(cells, std::to_string(*number));
      }
    } else if (const auto* text = std::get_if<std::string_view>(&row[column])) {
      add_cell(cells, *text);
    } else if (const auto* blob = std::get_if<Blob>(&row[column])) {
      add_cell(cells, blob->bytes);
    } else {
      add_int32(cells, -1);
    }
    bytes_ += cells.size() - before;
  }
}

Result<void> WaitingRows::send() {
  const std::vector<Table> tables = std::exchange(tables_, {});
  bytes_ = 0;
  for (const Table& table : tables) TRY(send_table(table));
  return {};
}

Result<void> WaitingRows::send_read_by(std::string_view sql) {
  const auto named = std::stable_partition(tables_.begin(), tables_.end(), [&](const Table& one) {
    return !reads_table(sql, one.insert->table);
  });
  const std::vector<Table> tables(std::make_move_iterator(named),
                                  std::make_move_iterator(tables_.end()));
  tables_.erase(named, tables_.end());
  for (const Table& table : tables) TRY(send_table(table));
  return {};
}

void WaitingRows::forget() {
  tables_.clear();
  bytes_ = 0;
}

Result<void> WaitingRows::send_table(const Table& table) {
  const std::string name = TRY(prepared(*table.insert));
  std::vector<std::string> arrays;
  WireParameters parameters;
  arrays.reserve(table.columns.size());
  for (std::size_t column = 0; column < table.columns.size(); ++column) {
    std::string& array =
        arrays.emplace_back(array_beginning(table.insert->columns[column], table.rows));
    array += table.columns[column];
    parameters.values.push_back(array.data());
    parameters.lengths.push_back(static_cast<int>(array.size()));
    parameters.formats.push_back(1);
  }
  TRY(wire_.send(name, parameters));
  if (!wire_.full()) return {};
  static_cast<void>(TRY(wire_.answers()));
  return {};
}

Result<std::string> WaitingRows::prepared(const RowInsert& insert) {
  if (named_on_ != wire_.opened()) names_.clear();
  named_on_ = wire_.opened();
  const auto found = names_.find(insert.head);
  if (found != names_.end()) return found->second;
  std::string sql = insert.head + " SELECT * FROM unnest(";
  for (std::size_t column = 0; column < insert.columns.size(); ++column) {
    sql += (column == 0 ? "$" : ", $") + std::to_string(column + 1) + "::";
    sql += array_name(insert.columns[column]);
  }
  const std::string name = "r" + std::to_string(names_.size());
  TRY(wire_.send_prepare(name, sql + ")"));
  static_cast<void>(TRY(wire_.answers()));
  names_.emplace(insert.head, name);
  return name;
}

}  // namespace store
