#include "records/row_seal.h"

#include "base/hash.h"

namespace records {
namespace {

void append_number(std::string& bytes, std::uint64_t value, int width) {
  for (int shift = (width - 1) * 8; shift >= 0; shift -= 8) {
    bytes += static_cast<char>((value >> shift) & 0xff);
  }
}

}  // namespace

base::Key row_seal_key(const base::Key& store_key) {
  return base::derived_key(store_key, "row seal");
}

RowSeal::RowSeal(std::string_view register_name) {
  bytes_.reserve(1024);
  text(register_name);
}

RowSeal& RowSeal::integer(std::int64_t value) {
  bytes_ += 'i';
  append_number(bytes_, static_cast<std::uint64_t>(value), 8);
  return *this;
}

RowSeal& RowSeal::text(std::string_view value) {
  bytes_ += 't';
  append_number(bytes_, value.size(), 8);
  bytes_ += value;
  return *this;
}

RowSeal& RowSeal::null() {
  bytes_ += 'n';
  return *this;
}

std::string RowSeal::mark(const base::Key& seal_key) const {
  return base::keyed_mark(seal_key, bytes_);
}

bool row_is_sealed(const store::Statement& row, int first, int last, std::string_view register_name,
                   const base::Key& seal_key) {
  using Type = store::Statement::ColumnType;
  RowSeal seal(register_name);
  for (int column = first; column < last; ++column) {
    switch (row.type(column)) {
      case Type::null:
        seal.null();
        break;
      case Type::integer:
        seal.integer(row.integer(column));
        break;
      case Type::text:
        seal.text(row.text(column));
        break;
      case Type::real:
      case Type::blob:
        return false;  // no cell of ours is of these types
    }
  }
  return row.type(last) == Type::blob &&
         base::equal_in_constant_time(seal.mark(seal_key), row.bytes(last));
}

}  // namespace records
