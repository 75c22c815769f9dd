#include "http/work_pool.h"

#include <algorithm>

namespace http {

WorkPool::WorkPool(std::size_t threads, std::size_t most_waiting) : most_waiting_(most_waiting) {
  for (std::size_t i = 0; i < std::max<std::size_t>(1, threads); ++i) {
    threads_.emplace_back([this] { serve(); });
  }
}

WorkPool::~WorkPool() {
  join();
}

void WorkPool::join() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_all();
  for (std::thread& thread : threads_) thread.join();
  threads_.clear();
}

WorkPool::Offer WorkPool::offer(Job& job) {
  bool someone_sleeps = false;
  {
    const std::lock_guard lock(mutex_);
    if (queue_.size() >= most_waiting_) return Offer::full;
    queue_.push_back(&job);
    // With every thread at work, one of them takes the job when it is done: no wake-up is needed.
    someone_sleeps = idle_ > 0;
  }
  if (someone_sleeps) wake_.notify_one();
  return Offer::taken;
}

void WorkPool::serve() {
  std::unique_lock lock(mutex_);
  while (true) {
    while (queue_.empty()) {
      if (stopping_) return;
      ++idle_;
      wake_.wait(lock);
      --idle_;
    }
    Job* job = queue_.front();
    queue_.pop_front();
    lock.unlock();
    job->work();
    lock.lock();
  }
}

}  // namespace http
