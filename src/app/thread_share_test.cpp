#include "app/thread_share.h"

#include <doctest/doctest.h>

#include <vector>

namespace {

constexpr auto stuck_pace = app::ThreadShare::Pace::stuck;
constexpr auto good_pace = app::ThreadShare::Pace::getting_on;

// How many threads each of `stuck` stores gets that take all they can, in turn.
std::vector<std::size_t> taken_by(std::size_t stuck, app::ThreadShare& share) {
  std::vector<std::size_t> held(stuck, 0);
  bool somebody = true;
  while (somebody) {
    somebody = false;
    for (std::size_t& own : held) {
      if (share.enter(own, stuck_pace) != app::ThreadShare::Entry::allowed) continue;
      ++own;
      somebody = true;
    }
  }
  return held;
}

}  // namespace

TEST_CASE("however many stores are stuck, threads are left for another") {
  for (const std::size_t stuck : {1u, 2u, 5u, 20u}) {
    app::ThreadShare share(128, 33);
    std::size_t sum = 0;
    for (const std::size_t own : taken_by(stuck, share)) sum += own;
    CHECK(sum < 128);
    CHECK(share.enter(0, good_pace) == app::ThreadShare::Entry::allowed);
  }
  app::ThreadShare share(128, 33);
  CHECK(taken_by(1, share) == std::vector<std::size_t>{64});
}

TEST_CASE("what is given back can be had again, and one store alone has all") {
  app::ThreadShare share(8, 2);
  CHECK(taken_by(1, share) == std::vector<std::size_t>{4});
  CHECK(share.enter(4, good_pace) == app::ThreadShare::Entry::full);
  share.leave();
  CHECK(share.enter(3, stuck_pace) == app::ThreadShare::Entry::allowed);
  app::ThreadShare alone(8, 1);
  for (std::size_t own = 0; own < 100; ++own)
    CHECK(alone.enter(own, stuck_pace) == app::ThreadShare::Entry::allowed);
}

TEST_CASE("stores that get on share all threads between them and refuse nobody") {
  app::ThreadShare share(128, 33);
  for (std::size_t turn = 0; turn < 4; ++turn)
    for (std::size_t store = 0; store < 33; ++store)
      CHECK(share.enter(turn, good_pace) == app::ThreadShare::Entry::allowed);
  CHECK(share.enter(4, stuck_pace) == app::ThreadShare::Entry::full);
  CHECK(share.enter(64, good_pace) == app::ThreadShare::Entry::full);
}
