#include "store/connection_room.h"

#include <doctest/doctest.h>

#include <atomic>
#include <thread>

namespace store {
namespace {

using namespace std::chrono_literals;

// Keeps so many connections that nobody uses.
class Lender final : public ConnectionRoom::Keeper {
 public:
  Lender(ConnectionRoom& room, int count) : room_(room) {
    for (int i = 0; i < count; ++i) {
      REQUIRE(room.take(0ms) == ConnectionRoom::Entry::allowed);
      idle_.push_back(open_sqlite_in_memory().value());
    }
    room.join(*this);
  }
  ~Lender() {
    room_.leave(*this);
    room_.give_back(idle_.size());
  }
  std::unique_ptr<Database> give_up_idle() override {
    if (idle_.empty()) return nullptr;
    auto given = std::move(idle_.back());
    idle_.pop_back();
    return given;
  }
  [[nodiscard]] std::size_t kept() const { return idle_.size(); }

 private:
  ConnectionRoom& room_;
  std::vector<std::unique_ptr<Database>> idle_;
};

// Holds one that is in use at first.
class LateLender final : public ConnectionRoom::Keeper {
 public:
  explicit LateLender(ConnectionRoom& room) : room_(room) {
    REQUIRE(room.take(0ms) == ConnectionRoom::Entry::allowed);
    room.join(*this);
  }
  ~LateLender() { room_.leave(*this); }
  void fall_idle() {
    const std::lock_guard lock(mutex_);
    idle_ = open_sqlite_in_memory().value();
  }
  std::unique_ptr<Database> give_up_idle() override {
    const std::lock_guard lock(mutex_);
    return std::move(idle_);
  }

 private:
  ConnectionRoom& room_;
  std::mutex mutex_;
  std::unique_ptr<Database> idle_;
};

TEST_CASE("there is room for so many, and no more") {
  ConnectionRoom room(2);
  CHECK(room.take(0ms) == ConnectionRoom::Entry::allowed);
  CHECK(room.take(0ms) == ConnectionRoom::Entry::allowed);
  CHECK(room.take(5ms) == ConnectionRoom::Entry::full);
  CHECK(room.open() == 2);
  room.give_back(1);
  CHECK(room.take(0ms) == ConnectionRoom::Entry::allowed);
}

TEST_CASE("who waits comes in when somebody goes") {
  ConnectionRoom room(1);
  REQUIRE(room.take(0ms) == ConnectionRoom::Entry::allowed);
  std::atomic<bool> came_in{false};
  std::thread waiting([&] { came_in = room.take(5'000ms) == ConnectionRoom::Entry::allowed; });
  std::this_thread::sleep_for(20ms);
  CHECK_FALSE(came_in);
  room.give_back(1);
  waiting.join();
  CHECK(came_in);
}

TEST_CASE("who waits gets one that falls idle meanwhile") {
  ConnectionRoom room(1);
  std::atomic<bool> came_in{false};
  auto lender = std::make_unique<LateLender>(room);
  std::thread second([&] { came_in = room.take(5'000ms) == ConnectionRoom::Entry::allowed; });
  std::this_thread::sleep_for(30ms);
  CHECK_FALSE(came_in);
  lender->fall_idle();
  second.join();
  CHECK(came_in);
}

TEST_CASE("idle ones make room, in turn from all who keep some") {
  ConnectionRoom room(6);
  const Lender first(room, 3);
  const Lender second(room, 3);
  for (int turn = 0; turn < 4; ++turn) CHECK(room.take(0ms) == ConnectionRoom::Entry::allowed);
  CHECK(first.kept() == 1);
  CHECK(second.kept() == 1);
  CHECK(room.open() == 6);
  for (int turn = 0; turn < 2; ++turn) CHECK(room.take(0ms) == ConnectionRoom::Entry::allowed);
  CHECK(room.take(5ms) == ConnectionRoom::Entry::full);
}

}  // namespace
}  // namespace store
