#include "records/comparing.h"

#include <algorithm>
#include <array>
#include <optional>

namespace records {
namespace {

using base::Result;
using Type = store::Statement::ColumnType;

// Columns that tell which entry a row comes from.
constexpr std::array<std::string_view, 6> entry_columns{
    "since_entry", "first_entry", "entry", "last_entry", "edition_entry", "until_entry"};

// How many of a table's first columns are its key.
int key_columns(std::string_view table) {
  if (table == "named") return 5;
  if (table == "link") return 4;
  if (table == "word" || table == "word_restricted" || table == "resorted" ||
      table == "erased_part")
    return 2;
  if (table.ends_with("_past")) return 2;
  if (table.starts_with("set_")) return table.ends_with("_word") ? 3 : 2;
  return 1;
}

std::string all_rows(const std::string& table) {
  std::string sql = "SELECT * FROM \"" + table + "\" ORDER BY 1";
  for (int column = 2; column <= key_columns(table); ++column) {
    sql += ", " + std::to_string(column);
  }
  return sql;
}

bool same_cell(const store::Statement& a, const store::Statement& b, int column) {
  if (a.type(column) != b.type(column)) return false;
  switch (a.type(column)) {
    case Type::null:
      return true;
    case Type::integer:
      return a.integer(column) == b.integer(column);
    case Type::real:
      return false;  // no cell of ours is a real number
    case Type::text:
      return a.text(column) == b.text(column);
    case Type::blob:
      return a.bytes(column) == b.bytes(column);
  }
  return false;
}

std::int64_t entry_of(const store::Statement& row) {
  for (const std::string_view name : entry_columns) {
    for (int column = 0; column < row.columns(); ++column) {
      if (row.column_name(column) == name) return row.integer(column);
    }
  }
  return -1;
}

std::string row_name(const store::Statement& row, int keys) {
  std::string name;
  for (int column = 0; column < keys; ++column) {
    name += (column == 0 ? "" : ", ") + std::string(row.column_name(column)) + " " +
            (row.type(column) == Type::integer ? std::to_string(row.integer(column))
                                               : std::string(row.text(column)));
  }
  return name;
}

Result<std::optional<Difference>> first_difference(store::Database& found,
                                                   store::Database& expected,
                                                   const std::string& table) {
  const std::string sql = all_rows(table);
  auto is = TRY(found.scan(sql));
  auto should_be = TRY(expected.scan(sql));
  const int keys = key_columns(table);
  while (true) {
    const bool more = TRY(is.next());
    const bool more_expected = TRY(should_be.next());
    if (!more && !more_expected) return std::optional<Difference>();
    if (!more || !more_expected) {
      const store::Statement& row = more ? *is.operator->() : *should_be.operator->();
      return std::optional<Difference>(
          {entry_of(row), "Table " + table + (more ? " has a row too many: " : " lacks a row: ") +
                              row_name(row, keys) + "."});
    }
    const store::Statement& row = *should_be.operator->();
    if (is->columns() != row.columns()) {
      return std::optional<Difference>({-1, "Table " + table + " has other columns."});
    }
    for (int column = 0; column < row.columns(); ++column) {
      if (same_cell(*is.operator->(), row, column)) continue;
      return std::optional<Difference>({entry_of(row), "Table " + table + ", " +
                                                           row_name(row, keys) + ": column " +
                                                           std::string(row.column_name(column)) +
                                                           " is not what the entries give."});
    }
  }
}

}  // namespace

Result<std::vector<Difference>> compare_tables(store::Database& found, store::Database& expected,
                                               const std::vector<std::string>& tables) {
  std::vector<Difference> differences;
  const std::vector<std::string> there = TRY(found.tables());
  for (const std::string& table : tables) {
    if (std::find(there.begin(), there.end(), table) == there.end()) {
      differences.push_back({-1, "Table " + table + " is missing."});
      continue;
    }
    auto difference = first_difference(found, expected, table);
    if (!difference) {
      differences.push_back({-1, "Table " + table + " cannot be read: " + difference.error().what});
    } else if (*difference) {
      differences.push_back(std::move(**difference));
    }
  }
  return differences;
}

}  // namespace records
