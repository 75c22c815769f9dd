#include "app/rounds.h"

#include <algorithm>

namespace app {

using Clock = std::chrono::steady_clock;

Rounds::Rounds(std::size_t count, Times times, std::function<void(std::size_t)> turn)
    : turn_(std::move(turn)),
      times_(times),
      items_(count, Item{Clock::now(), Stage::resting, false}),
      first_left_(count),
      watch_([this] { watch(); }) {}

Rounds::~Rounds() {
  {
    const std::lock_guard lock(mutex_);
    ended_ = true;
  }
  wake_.notify_all();
  watch_.join();
  for (Worker& worker : workers_) worker.thread.join();
}

void Rounds::wait_for_first(std::chrono::milliseconds longest) {
  std::unique_lock lock(mutex_);
  first_done_.wait_for(lock, longest, [this] { return first_left_ == 0; });
}

void Rounds::watch() {
  std::unique_lock lock(mutex_);
  while (!ended_) {
    const Moment now = Clock::now();
    join_ended();
    queue_due(now);
    if (!queue_.empty() && nobody_gets_on(now)) {
      Worker& worker = workers_.emplace_back();
      worker.began = now;
      worker.thread = std::thread([this, &worker] { work(worker); });
    }
    wake_.wait_until(lock, look_again(now));
  }
}

void Rounds::queue_due(Moment now) {
  for (std::size_t place = 0; place < items_.size(); ++place) {
    Item& item = items_[place];
    if (item.stage != Stage::resting || item.next > now) continue;
    item.stage = Stage::waiting;
    queue_.push_back(place);
  }
}

// A worker that has ended needs the lock no more, so joining it here waits for nothing.
void Rounds::join_ended() {
  workers_.remove_if([](Worker& worker) {
    if (worker.ended) worker.thread.join();
    return worker.ended;
  });
}

bool Rounds::nobody_gets_on(Moment now) const {
  return std::all_of(workers_.begin(), workers_.end(), [&](const Worker& worker) {
    return worker.ended || now - worker.began >= times_.patience;
  });
}

Rounds::Moment Rounds::look_again(Moment now) const {
  Moment next = now + times_.every;
  if (!queue_.empty()) next = now + times_.patience;
  for (const Item& item : items_)
    if (item.stage == Stage::resting) next = std::min(next, item.next);
  return next;
}

// Takes what waits until nothing does, then ends.
void Rounds::work(Worker& worker) {
  std::unique_lock lock(mutex_);
  while (!ended_ && !queue_.empty()) {
    const std::size_t place = queue_.front();
    queue_.pop_front();
    items_[place].stage = Stage::working;
    worker.began = Clock::now();
    lock.unlock();
    turn_(place);
    lock.lock();
    Item& item = items_[place];
    item.stage = Stage::resting;
    item.next = Clock::now() + times_.every;
    if (!item.had_first) --first_left_;
    item.had_first = true;
    if (first_left_ == 0) first_done_.notify_all();
  }
  worker.ended = true;
  wake_.notify_all();
}

}  // namespace app
