#include "store/connection_room.h"

#include <algorithm>

namespace store {

void ConnectionRoom::join(Keeper& keeper) {
  const std::lock_guard lock(mutex_);
  keepers_.push_back(&keeper);
}

void ConnectionRoom::leave(Keeper& keeper) {
  const std::lock_guard lock(mutex_);
  std::erase(keepers_, &keeper);
}

// Whoever is done with a connection keeps it idle and tells nobody: so keepers are asked again and
// again. A page is drawn in about that time.
ConnectionRoom::Entry ConnectionRoom::take(std::chrono::milliseconds longest) {
  constexpr auto ask_again = std::chrono::milliseconds(10);
  const auto until = std::chrono::steady_clock::now() + longest;
  std::unique_lock lock(mutex_);
  while (true) {
    if (open_ < most_) {
      ++open_;
      return Entry::allowed;
    }
    if (auto idle = asked_of_keepers()) {
      // Its room is ours from now on; closed without the lock, since a disk may take its time.
      lock.unlock();
      idle.reset();
      return Entry::allowed;
    }
    if (std::chrono::steady_clock::now() >= until) return Entry::full;
    some_closed_.wait_for(lock, ask_again);
  }
}

// Whoever was asked last time is asked last now, so that none loses all of its connections.
std::unique_ptr<Database> ConnectionRoom::asked_of_keepers() {
  for (std::size_t place = 0; place < keepers_.size(); ++place) {
    auto idle = keepers_[place]->give_up_idle();
    if (idle == nullptr) continue;
    std::rotate(keepers_.begin(), keepers_.begin() + static_cast<std::ptrdiff_t>(place) + 1,
                keepers_.end());
    return idle;
  }
  return nullptr;
}

void ConnectionRoom::give_back(std::size_t count) {
  if (count == 0) return;
  {
    const std::lock_guard lock(mutex_);
    open_ -= count;
  }
  some_closed_.notify_all();
}

std::size_t ConnectionRoom::open() const {
  const std::lock_guard lock(mutex_);
  return open_;
}

}  // namespace store
