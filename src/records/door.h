#pragma once
// Many callers, one writer: whoever waits at the door when the writer comes round goes into the
// same batch. There is no waiting to fill a batch. Used by council_store.cpp.
#include <atomic>
#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include "records/commit.h"

namespace records {

class Door {
 public:
  explicit Door(std::unique_ptr<Recorder> recorder);
  // Ends when everybody who waits has an answer.
  ~Door();
  Door(const Door&) = delete;
  Door& operator=(const Door&) = delete;

  // Waits until the act is durable or is not recorded at all. Callable from many threads.
  [[nodiscard]] ActOutcome commit(AskedAct act);

 private:
  // Where one caller waits. Seats are kept and used again, so that waking somebody who has already
  // gone is harmless.
  struct Seat {
    std::optional<AskedAct> act;
    std::optional<ActOutcome> outcome;
    std::atomic<int> answered = 0;
  };
  void write_batches();
  void write_batch(const std::vector<Seat*>& batch);

  std::unique_ptr<Recorder> recorder_;
  std::mutex mutex_;
  std::condition_variable somebody_waits_;
  std::deque<Seat> seats_;  // never shrinks; a deque does not move what it holds
  std::vector<Seat*> free_seats_, waiting_;
  bool closing_ = false;
  std::thread writer_;
};

}  // namespace records
