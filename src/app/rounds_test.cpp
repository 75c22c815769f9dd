#include "app/rounds.h"

#include <doctest/doctest.h>

#include <array>
#include <atomic>
#include <set>

namespace {

using namespace std::chrono_literals;

// Waits until `done` holds, five seconds at most.
template <class Condition>
bool soon(Condition done) {
  for (int tries = 0; tries < 500; ++tries) {
    if (done()) return true;
    std::this_thread::sleep_for(10ms);
  }
  return done();
}

}  // namespace

TEST_CASE("each gets its turns, one after the other, on one thread while none is slow") {
  std::array<std::atomic<int>, 20> turns{};
  std::atomic<int> at_once{0}, most_at_once{0};
  {
    app::Rounds rounds(turns.size(), {20ms, 1'000ms}, [&](std::size_t place) {
      const int now = ++at_once;
      if (now > most_at_once) most_at_once = now;
      ++turns[place];
      --at_once;
    });
    rounds.wait_for_first(5'000ms);
    for (const auto& one : turns) CHECK(one >= 1);
    CHECK(soon([&] { return turns[0] >= 3 && turns[19] >= 3; }));
  }
  CHECK(most_at_once == 1);
}

TEST_CASE("those that are stuck hold up none of the others, and are not begun again") {
  std::atomic<bool> let_go{false};
  std::array<std::atomic<int>, 8> turns{};
  {
    app::Rounds rounds(turns.size(), {30ms, 50ms}, [&](std::size_t place) {
      ++turns[place];
      while (place < 3 && !let_go) std::this_thread::sleep_for(1ms);
    });
    CHECK(soon([&] { return turns[3] >= 3 && turns[7] >= 3; }));
    for (std::size_t place = 0; place < 3; ++place) CHECK(turns[place] == 1);
    let_go = true;
    CHECK(soon([&] { return turns[0] >= 2 && turns[1] >= 2 && turns[2] >= 2; }));
  }
}

TEST_CASE("it ends at once, and waits for the first turns no longer than it is told") {
  std::atomic<bool> let_go{false};
  const auto began = std::chrono::steady_clock::now();
  {
    app::Rounds rounds(2, {60'000ms, 50ms}, [&](std::size_t place) {
      while (place == 0 && !let_go) std::this_thread::sleep_for(1ms);
    });
    rounds.wait_for_first(100ms);
    CHECK(std::chrono::steady_clock::now() - began < 2s);
    let_go = true;
  }
  CHECK(std::chrono::steady_clock::now() - began < 5s);
  const app::Rounds none(0, {60'000ms, 50ms}, [](std::size_t) {});
}
