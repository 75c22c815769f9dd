#pragma once
// The seal of a row: a keyed mark over every other cell, so that a page never shows a cell that
// somebody changed in the file. The write path makes it (tables.cpp), readers check it; both use
// the column order of row_columns() in schema.h.
#include <cstdint>
#include <string>
#include <string_view>

#include "base/sealing.h"
#include "store/database.h"

namespace records {

// The key of row seals, from the store's key.
[[nodiscard]] base::Key row_seal_key(const base::Key& store_key);

// Cells in order. The table's register is bound in, so a row cannot move to another table.
class RowSeal {
 public:
  explicit RowSeal(std::string_view register_name);
  RowSeal& integer(std::int64_t value);
  RowSeal& text(std::string_view value);
  RowSeal& null();
  [[nodiscard]] std::string mark(const base::Key& seal_key) const;  // 16 bytes

 private:
  std::string bytes_;
};

// Whether columns `first` to `last` - 1 of the row that stands ready are what column `last` (the
// seal) marks.
[[nodiscard]] bool row_is_sealed(const store::Statement& row, int first, int last,
                                 std::string_view register_name, const base::Key& seal_key);

}  // namespace records
