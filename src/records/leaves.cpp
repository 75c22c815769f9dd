#include "records/leaves.h"

namespace records {

base::Result<std::vector<std::string>> leaves(store::Database& database, std::int64_t first,
                                              std::int64_t count) {
  store::Rows rows = TRY(store::query(
      database, "SELECT leaf FROM entry WHERE number >= $1 AND number < $2 ORDER BY number",
      {first, first + count}));
  std::vector<std::string> found;
  while (TRY(rows.next())) found.emplace_back(rows->text(0));
  if (static_cast<std::int64_t>(found.size()) != count) {
    return base::Failure{base::ErrorKind::not_found, "The log has no such entries yet.", "entry"};
  }
  return found;
}

}  // namespace records
