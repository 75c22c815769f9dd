#include "records/reader_pool.h"

#include <algorithm>

#include "store/place.h"

namespace records {
namespace {

constexpr std::size_t most_open = 4;
constexpr auto longest_wait = std::chrono::seconds(5);
constexpr auto longest_idle = std::chrono::seconds(60);

}  // namespace

ReaderPool::ReaderPool(std::filesystem::path folder, store::ConnectionRoom* room)
    : folder_(std::move(folder)), room_(room) {
  if (room_ != nullptr) room_->join(*this);
}

ReaderPool::~ReaderPool() {
  if (room_ == nullptr) return;
  room_->leave(*this);
  const std::size_t count = idle_.size();
  idle_.clear();
  room_->give_back(count);
}

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
    auto opened = open_one();
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

base::Result<std::unique_ptr<store::Database>> ReaderPool::open_one() {
  if (room_ != nullptr && room_->take(longest_wait) == store::ConnectionRoom::Entry::full) {
    return base::Failure{base::ErrorKind::unavailable,
                         "The program has as many connections to databases as it may.",
                         folder_.string()};
  }
  auto opened = store::open_part(folder_, store::Part::record, store::OpenMode::read);
  if (!opened && room_ != nullptr) room_->give_back(1);
  return opened;
}

void ReaderPool::give_back(std::unique_ptr<store::Database> database) {
  {
    const std::lock_guard lock(mutex_);
    idle_.push_back({std::move(database), std::chrono::steady_clock::now()});
  }
  one_is_free_.notify_one();
}

void ReaderPool::close_idle() {
  const Moment now = std::chrono::steady_clock::now();
  std::vector<Idle> to_close;  // closed outside the lock
  {
    const std::lock_guard lock(mutex_);
    const auto kept = std::find_if(idle_.begin(), idle_.end(), [&](const Idle& one) {
      return now - one.since <= longest_idle;
    });
    std::move(idle_.begin(), kept, std::back_inserter(to_close));
    idle_.erase(idle_.begin(), kept);
    open_ -= to_close.size();
  }
  one_is_free_.notify_all();
  const std::size_t count = to_close.size();
  to_close.clear();
  if (room_ != nullptr) room_->give_back(count);
}

std::unique_ptr<store::Database> ReaderPool::give_up_idle() {
  const std::lock_guard lock(mutex_);
  if (idle_.empty()) return nullptr;
  auto given = std::move(idle_.front().database);
  idle_.erase(idle_.begin());
  --open_;
  return given;
}

}  // namespace records
