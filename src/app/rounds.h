#pragma once
// Goes round many things again and again, on threads that exist only while there is something to
// do: usually one. A thing that is stuck holds up none of the others: when nobody gets on for a
// second, another thread takes what waits, and nothing is begun a second time before it has ended.
// Used by app/house.h for its stores.
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <list>
#include <mutex>
#include <thread>
#include <vector>

namespace app {

class Rounds {
 public:
  struct Times {
    std::chrono::milliseconds every{30'000};   // from the end of one turn to the next
    std::chrono::milliseconds patience{1'000};  // with one thread, before another is begun
  };
  // Begins at once. `turn` is called with 0 to count - 1, never twice at once with the same.
  Rounds(std::size_t count, Times times, std::function<void(std::size_t)> turn);
  ~Rounds();  // waits for the turns that have begun
  Rounds(const Rounds&) = delete;
  Rounds& operator=(const Rounds&) = delete;

  // Waits until each has had its first turn, but no longer than that.
  void wait_for_first(std::chrono::milliseconds longest);

 private:
  using Moment = std::chrono::steady_clock::time_point;
  enum class Stage { resting, waiting, working };
  struct Item {
    Moment next;
    Stage stage = Stage::resting;
    bool had_first = false;
  };
  struct Worker {
    std::thread thread;
    Moment began;  // its present turn
    bool ended = false;
  };
  void watch();
  void work(Worker& worker);
  void queue_due(Moment now);
  void join_ended();
  [[nodiscard]] bool nobody_gets_on(Moment now) const;
  [[nodiscard]] Moment look_again(Moment now) const;

  std::function<void(std::size_t)> turn_;
  Times times_;
  std::mutex mutex_;
  std::condition_variable wake_, first_done_;
  std::vector<Item> items_;
  std::deque<std::size_t> queue_;
  std::list<Worker> workers_;
  std::size_t first_left_ = 0;
  bool ended_ = false;
  std::thread watch_;
};

}  // namespace app
