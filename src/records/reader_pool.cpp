#include "records/reader_pool.h"

#include "store/place.h"

namespace records {
namespace {

constexpr std::size_t most_open = 8;
constexpr auto longest_wait = std::chrono::seconds(5);
constexpr auto longest_idle = std::chrono::seconds(60);

}  // namespace

base::Result<ReaderLease> ReaderPool::lease() {
  std::unique_ptr<store::Database> database;
  {
    std::unique_lock lock(mutex_);
    const bool free = one_is_free_.wait_for(lock, longest_wait,
                                            [this] { return !idle_.empty() || open_ < most_open; });
    if (!free) {
      return base::Failure{base::ErrorKind::unavailable, "Too many pages are being read at once.",
                           folder_.string()};
    }
    if (idle_.empty()) {
      ++open_;
    } else {
      database = std::move(idle_.back().database);
      idle_.pop_back();
    }
  }
  if (database == nullptr) {
    auto opened = store::open_part(folder_, store::Part::record, store::OpenMode::read);
    if (!opened) {
      const std::lock_guard lock(mutex_);
      --open_;
      one_is_free_.notify_one();
      return std::move(opened).failure();
    }
    database = std::move(*opened);
  }
  return ReaderLease{std::move(database), [this](std::unique_ptr<store::Database> returned) {
                       give_back(std::move(returned));
                     }};
}

void ReaderPool::give_back(std::unique_ptr<store::Database> database) {
  const Moment now = std::chrono::steady_clock::now();
  std::vector<Idle> to_close;  // closed outside the lock
  {
    const std::lock_guard lock(mutex_);
    idle_.push_back({std::move(database), now});
    while (idle_.size() > 1 && now - idle_.front().since > longest_idle) {
      to_close.push_back(std::move(idle_.front()));
      idle_.erase(idle_.begin());
      --open_;
    }
  }
  one_is_free_.notify_one();
}

}  // namespace records
