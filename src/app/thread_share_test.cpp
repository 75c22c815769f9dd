#include "app/thread_share.h"

#include <doctest/doctest.h>

#include <vector>

namespace {

// How many threads each of `stuck` stores gets that take all they can, in turn.
std::vector<std::size_t> taken_by(std::size_t stuck, app::ThreadShare& share) {
  std::vector<std::size_t> held(stuck, 0);
  bool somebody = true;
  while (somebody) {
    somebody = false;
    for (std::size_t& own : held) {
      if (share.enter(own) != app::ThreadShare::Entry::allowed) continue;
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
    CHECK(share.enter(0) == app::ThreadShare::Entry::allowed);
  }
  app::ThreadShare share(128, 33);
  CHECK(taken_by(1, share) == std::vector<std::size_t>{64});
}

TEST_CASE("what is given back can be had again, and one store alone has all") {
  app::ThreadShare share(8, 2);
  CHECK(taken_by(1, share) == std::vector<std::size_t>{4});
  CHECK(share.enter(4) == app::ThreadShare::Entry::full);
  share.leave();
  CHECK(share.enter(3) == app::ThreadShare::Entry::allowed);
  app::ThreadShare alone(8, 1);
  for (std::size_t own = 0; own < 100; ++own)
    CHECK(alone.enter(own) == app::ThreadShare::Entry::allowed);
}
