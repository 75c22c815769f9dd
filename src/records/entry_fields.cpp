#include "records/entry_fields.h"

namespace records {

using base::Result;

Result<std::vector<EntryField>> fields_of_entry(store::Database& database, RecordKeys& keys,
                                                std::string_view store_id, std::int64_t number) {
  std::string sealed;
  std::int64_t key_number = 0;
  {
    store::Rows rows = TRY(store::query(
        database, "SELECT record_key, sealed FROM entry WHERE number = $1", {number}));
    if (!TRY(rows.next()))
      return base::Failure{base::ErrorKind::corrupt,
                           "An entry that a record names is missing. Run “plumbline verify”.",
                           "entry " + std::to_string(number)};
    key_number = rows->integer(0);
    sealed = rows->bytes(1);
  }
  Result<base::Key> key = keys.of(database, key_number);
  if (!key && key.error().kind == base::ErrorKind::refused) return std::vector<EntryField>();
  if (!key) return std::move(key).failure();
  return read_fields(TRY(unseal_fields(*key, store_id, number, sealed)));
}

}  // namespace records
