#include "records/rebuilding.h"
#include "records/upkeep.h"
#include "store/place.h"

namespace records {

using base::Result;

// In one transaction: readers see the old tables until it commits, and a crash leaves them.
Result<std::int64_t> rebuild(const std::filesystem::path& folder, const Surroundings& around,
                             const Progress& progress) {
  const StoreKeys keys = TRY(StoreKeys::read(folder));
  auto database = TRY(store::open_part(folder, store::Part::record, store::OpenMode::write));
  TRY(ensure_not_moved(*database));
  TRY(database->begin_write());
  auto renewed = renew_derived_tables(*database, around.packs);
  Result<std::int64_t> written = 0;
  if (renewed) written = write_all_rows(*database, *database, around.packs, keys, progress);
  if (renewed && written) renewed = database->commit();
  if (renewed && written) return written;
  database->rollback();
  return renewed ? std::move(written).failure() : std::move(renewed).failure();
}

}  // namespace records
