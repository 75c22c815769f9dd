// The recorder's part in a recovery: what the folder remembers is brought up to date at quiet
// moments, and an awaited recovery ends when two people have recorded it.
#include "base/log.h"
#include "records/commit.h"

namespace records {

using base::Result;

void Recorder::await(Recovery& recovery, std::filesystem::path folder) {
  recovery_ = &recovery;
  folder_ = std::move(folder);
  judge_.await(recovery);
}

void Recorder::close() {
  if (!database_->disk_failed()) look_at_folder(Look::quiet);
}

// After acts only what cannot wait: the end of a recovery, and a disposal, which must be in the
// list before a backup is put back. A fault here changes nothing of the record, and is looked at
// again at the next quiet moment.
void Recorder::look_at_folder(Look look) {
  if (recovery_ == nullptr) return;
  const auto looked = [&]() -> Result<void> {
    const Awaited awaited = recovery_->awaited();
    if (!awaited.what.empty()) {
      if (!TRY(is_recovered(*database_, around_.packs, awaited))) return {};
      TRY(close_recovery(folder_, *database_, keys_));
      recovery_->done();
      base::log(base::LogLevel::notice, "recovered", {{"store", keys_.store_id}});
      return {};
    }
    if (look == Look::after_acts && disposals_ == Disposals::finished) return {};
    return remember(folder_, *database_, keys_);
  };
  const Result<void> done = looked();
  if (done) return;
  base::log(base::LogLevel::warning, "folder_not_written", {{"why", done.error().what}});
}

}  // namespace records
