#pragma once
// All the stores that one server holds, and which of them a request is for. The Host field chooses,
// before anything else is looked at: one council, one host, so that cookies, forms and links stay
// apart by the browser's own rules. Made by serve.cpp.
#include <chrono>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "app/commands.h"
#include "app/held_store.h"
#include "app/registry.h"
#include "app/rounds.h"
#include "app/thread_share.h"

namespace app {

class House {
 public:
  // One store alone is asked for under any host. `threads`: of the server.
  struct Making {
    std::vector<RegisteredStore> stores;
    std::size_t threads;
    bool loopback_only;
  };
  House(const Making& making, const Tools& tools);
  ~House();
  House(const House&) = delete;
  House& operator=(const House&) = delete;

  // For a house of one: opens it now, or says why not.
  [[nodiscard]] base::Result<void> open_only();
  // Begins the rounds: stores are opened, looked at, and take what the clock owes, every half
  // minute. Waits until each was tried, but no longer than ten seconds.
  void begin();
  // Callable from many threads, from the beginning on.
  [[nodiscard]] http::Response answer(http::Request& request) const;
  // A house of one whose disk failed: nothing is recorded in it any more (records::Recording).
  [[nodiscard]] bool only_store_stopped() const;
  // "Ardmorran Council", or "32 of 33 councils".
  [[nodiscard]] std::string words() const;

 private:
  [[nodiscard]] HeldStore* store_for(std::string_view host) const;
  [[nodiscard]] http::Response answer_outside(const http::Request& request) const;
  [[nodiscard]] http::Response readiness() const;
  [[nodiscard]] bool holds_one() const { return stores_.size() == 1; }

  store::ConnectionRoom connections_;
  web::CouncilList councils_;
  HeldLogs logs_;
  ThreadShare share_;
  std::vector<std::unique_ptr<HeldStore>> stores_;
  std::unique_ptr<Rounds> rounds_;  // goes first: its turns are the stores'
};

}  // namespace app
