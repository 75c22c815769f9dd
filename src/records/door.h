#pragma once
// Many callers, one writer: whoever waits at the door when the writer comes round goes into the
// same batch. There is no waiting to fill a batch. Used by council_store.cpp.
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <semaphore>
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

  // Waits until the act is durable or is not recorded at all, for nine seconds at most: then the
  // outcome is NotKnown. Refused at once while writing is paused. Callable from many threads.
  [[nodiscard]] ActOutcome commit(AskedAct act);
  // Waits until the clock has been looked at. Errors: a step could not be written down.
  [[nodiscard]] base::Result<void> look_at_clock();
  // Callable from any thread; tells nothing of room on the disk.
  [[nodiscard]] Recording recording() const;

 private:
  // Where one caller waits. Seats are kept and used again, so that waking somebody who has already
  // gone is harmless.
  struct Seat {
    std::optional<AskedAct> act;  // none: asks only that the clock be looked at
    std::optional<ActOutcome> outcome;
    enum class State { waiting, answered, left };
    std::atomic<State> state = State::waiting;
    std::binary_semaphore answer{0};
  };
  [[nodiscard]] Seat* take_seat(std::optional<AskedAct> act);
  void give_back(Seat* seat);
  [[nodiscard]] ActOutcome leave(Seat* seat);
  void tell_answer(Seat* seat, ActOutcome outcome);
  [[nodiscard]] bool paused() const;
  [[nodiscard]] ActOutcome wait_for(std::optional<AskedAct> act);
  void write_batches();
  void write_batch(const std::vector<Seat*>& batch);
  void note_health(const base::Result<void>& whole);

  std::unique_ptr<Recorder> recorder_;
  std::mutex mutex_;
  std::condition_variable somebody_waits_;
  std::deque<Seat> seats_;  // never shrinks; a deque does not move what it holds
  std::vector<Seat*> free_seats_, waiting_;
  bool closing_ = false;
  std::atomic<bool> stopped_ = false;
  // When a batch last failed whole; none has since then succeeded. 0: all is well.
  std::atomic<std::chrono::steady_clock::rep> failed_at_ = 0;
  // When the batch under way began; 0: none is.
  std::atomic<std::chrono::steady_clock::rep> began_at_ = 0;
  std::thread writer_;
};

}  // namespace records
