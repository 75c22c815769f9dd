#include "records/keys_in_order.h"

namespace records {

base::Result<base::Key> KeysInOrder::of(std::int64_t number) {
  Known& known = known_[static_cast<std::size_t>(number) % most_known];
  if (known.number == number && number >= 0) return known.key;
  const base::Key key = TRY(from_database(number));
  known = {number, key};
  return key;
}

base::Result<base::Key> KeysInOrder::from_database(std::int64_t number) {
  if (!ahead_)
    ahead_.emplace(
        TRY(database_.scan("SELECT number, wrapped FROM record_key ORDER BY number")));
  while (read_to_ < number && !ended_) {
    ended_ = !TRY(ahead_->next());
    if (ended_) break;
    read_to_ = (*ahead_)->integer(0);
    if (read_to_ == number)
      return unwrap_record_key(store_key_, store_id_, number, (*ahead_)->bytes(1));
  }
  // Records are disposed of in no order: whoever was read past is asked for by itself.
  auto rows =
      TRY(store::query(database_, "SELECT wrapped FROM record_key WHERE number = $1", {number}));
  if (TRY(rows.next()))
    return unwrap_record_key(store_key_, store_id_, number, rows->bytes(0));
  return base::Failure{base::ErrorKind::refused, "There is no key.",
                       "key of record " + std::to_string(number)};
}

}  // namespace records
