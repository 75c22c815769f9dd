// Serves one store: opens it for writing, takes what the clock owes, answers pages until told to
// stop.
#include <pthread.h>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <csignal>
#include <cstdio>
#include <mutex>
#include <thread>

#include "access/desk.h"
#include "app/commands.h"
#include "base/log.h"
#include "http/server.h"
#include "records/upkeep.h"
#include "web/site_map.h"

namespace app {
namespace {

// Writes silence entries as they fall due: at once, then every half minute. Any process may try;
// one succeeds (FORMAT 19).
class SilenceWatch {
 public:
  explicit SilenceWatch(records::CouncilStore& store)
      : store_(store), thread_([this] { watch(); }) {}
  ~SilenceWatch() {
    {
      const std::lock_guard lock(mutex_);
      ended_ = true;
    }
    wake_.notify_all();
    thread_.join();
  }
  SilenceWatch(const SilenceWatch&) = delete;
  SilenceWatch& operator=(const SilenceWatch&) = delete;

 private:
  void watch() {
    std::unique_lock lock(mutex_);
    while (!ended_) {
      lock.unlock();
      const auto written = records::write_due_silences(store_);
      if (!written)
        base::log(base::LogLevel::warning, "silence_not_written", {{"why", written.error().what}});
      lock.lock();
      wake_.wait_for(lock, std::chrono::seconds(30), [this] { return ended_; });
    }
  }

  records::CouncilStore& store_;
  std::mutex mutex_;
  std::condition_variable wake_;
  bool ended_ = false;
  std::thread thread_;
};

sigset_t stop_signals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGTERM);
  return signals;
}

bool is_loopback(const std::string& address) {
  return address.starts_with("127.") || address.starts_with("[::1]") ||
         address.starts_with("localhost");
}

// Waits for SIGINT or SIGTERM on a thread of its own, so that stopping is ordinary code and not a
// signal handler.
void run_until_told(http::Server& server) {
  const sigset_t signals = stop_signals();
  std::thread waiter([&server, signals] {
    int told = 0;
    sigwait(&signals, &told);
    server.stop();
  });
  server.run();
  pthread_kill(waiter.native_handle(), SIGTERM);
  waiter.join();
}

}  // namespace

int run(const Serve& asked, const Tools& tools) {
  std::signal(SIGPIPE, SIG_IGN);
  const sigset_t signals = stop_signals();
  pthread_sigmask(SIG_BLOCK, &signals,
                  nullptr);  // before any thread starts, so that all of them inherit it
  auto store = records::CouncilStore::open(asked.store, tools.around(), records::Opening::write);
  if (!store) return say_error(store.error(), Output::words);
  auto desk =
      authority::Desk::open(asked.store, (*store)->store_key(), *tools.clock, *tools.random);
  if (!desk) return say_error(desk.error(), Output::words);
  const bool loopback = is_loopback(asked.listen);
  const web::Site site{**store, **desk, loopback};
  auto server = http::Server::listen(asked.listen, http::ServerLimits{}, web::answer(site));
  if (!server) return say_error(server.error(), Output::words);
  const SilenceWatch watch(**store);
  std::printf("Plumbline is ready: %s at http://%s/\n", (*store)->facts().council.c_str(),
              (*server)->address().c_str());
  std::fflush(stdout);
  run_until_told(**server);
  return 0;
}

}  // namespace app
