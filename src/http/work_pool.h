#pragma once
// Threads that do what may wait (a database, a disk, a slow hash), so that the server's loops never
// do. The queue is bounded: a server that cannot keep up says so at once instead of letting people
// wait without end. Used by server.cpp.
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <mutex>
#include <thread>
#include <vector>

namespace http {

class Job {
 public:
  virtual ~Job() = default;
  virtual void work() = 0;  // on a pool thread
};

class WorkPool {
 public:
  WorkPool(std::size_t threads, std::size_t most_waiting);
  ~WorkPool();
  void join();  // does what is queued, then ends the threads; no offers after it
  WorkPool(const WorkPool&) = delete;
  WorkPool& operator=(const WorkPool&) = delete;
  enum class Offer { taken, full };
  // The job must live until its work() has begun; the pool does not touch it after that call.
  [[nodiscard]] Offer offer(Job& job);

 private:
  void serve();
  std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<Job*> queue_;
  std::size_t most_waiting_;
  std::size_t idle_ = 0;
  bool stopping_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace http
