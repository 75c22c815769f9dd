#pragma once
// How many of the server's threads one store may hold: half of them at most; and when nothing gets
// done there for a second, no more than are left free at that moment, so that of several stuck
// stores none takes what the others need. Used by app/held_store.h.
#include <algorithm>
#include <atomic>
#include <cstddef>

namespace app {

class ThreadShare {
 public:
  enum class Entry { allowed, full };
  enum class Pace { getting_on, stuck };
  // `threads`: all there are, for all stores; `stores`: how many share them. One store has all.
  ThreadShare(std::size_t threads, std::size_t stores) : threads_(threads), stores_(stores) {}
  // For a store that holds `own` already. Two that enter at the same moment may be one too many.
  [[nodiscard]] Entry enter(std::size_t own, Pace pace) {
    const std::size_t held = held_.load();
    const std::size_t left = held < threads_ ? threads_ - held : 0;
    const std::size_t most = pace == Pace::stuck ? std::min(left, threads_ / 2) : threads_ / 2;
    if (stores_ > 1 && own >= std::max(least, most)) return Entry::full;
    ++held_;
    return Entry::allowed;
  }
  void leave() { --held_; }  // once for each that was allowed

 private:
  static constexpr std::size_t least = 2;  // that any store may have, whatever the others do
  std::size_t threads_, stores_;
  std::atomic<std::size_t> held_{0};
};

}  // namespace app
