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
  auto written = renew_derived_tables(*database, around.packs, keys, progress);
  if (written) {
    const Result<void> kept = database->commit();
    if (kept) return written;
    written = base::Failure(kept.error());
  }
  database->rollback();
  return written;
}

}  // namespace records
