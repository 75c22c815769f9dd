#pragma once
// How many connections to databases the whole program may have open, whoever's they are. Before a
// new one is opened when there is no room left, somebody who keeps one that nobody uses is asked to
// give it up. Used by the stores' readers and desks; made by app/.
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <memory>
#include <mutex>
#include <vector>

#include "store/database.h"

namespace store {

class ConnectionRoom {
 public:
  // Somebody who keeps connections open for the next who needs one.
  class Keeper {
   public:
    // The one that was unused longest, or none. Takes no room and waits for nobody.
    virtual std::unique_ptr<Database> give_up_idle() = 0;

   protected:
    ~Keeper() = default;
  };

  explicit ConnectionRoom(std::size_t most) : most_(most) {}
  void join(Keeper& keeper);
  void leave(Keeper& keeper);  // afterwards it is asked no more

  enum class Entry { allowed, full };
  // For one connection more; waits, no longer than that.
  [[nodiscard]] Entry take(std::chrono::milliseconds longest);
  void give_back(std::size_t count);  // of those that were allowed, once they are closed
  [[nodiscard]] std::size_t open() const;

 private:
  [[nodiscard]] std::unique_ptr<Database> asked_of_keepers();

  mutable std::mutex mutex_;
  std::condition_variable some_closed_;
  std::vector<Keeper*> keepers_;
  std::size_t most_, open_ = 0;
};

}  // namespace store
