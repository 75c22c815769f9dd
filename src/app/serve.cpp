// Serves one store, or every store of the registry: opens them, takes what the clock owes, answers
// pages until told to stop.
#include <pthread.h>

#include <csignal>
#include <cstdio>
#include <thread>

#include "app/bus_guard.h"
#include "app/commands.h"
#include "app/house.h"
#include "app/night_watch.h"
#include "http/server.h"
#include "web/help_pages.h"

namespace app {
namespace {

using base::Failure;
using base::Result;

// With many stores more threads: each may be held up by its own disk (app/thread_share.h).
constexpr int threads_of_many = 128;
constexpr int disk_failed_code = 74;  // EX_IOERR of sysexits.h

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
// signal handler. A server whose only store records no more ends too: a fresh start reads again
// what is really on the disk. One of many stores is closed and opened anew by its own rounds.
void run_until_told(http::Server& server, const House& house) {
  const sigset_t signals = stop_signals();
  std::thread waiter([&server, &house, signals] {
    const timespec each{0, 500'000'000};
    while (sigtimedwait(&signals, nullptr, &each) < 0 && !house.only_store_stopped()) {
    }
    server.stop();
  });
  server.run();
  pthread_kill(waiter.native_handle(), SIGTERM);
  waiter.join();
}

// The one store that was named, under any host; else all that the registry names.
Result<std::vector<RegisteredStore>> stores_to_serve(const Serve& asked) {
  if (!asked.store.empty()) return std::vector{RegisteredStore{"", "", asked.store, 0}};
  const std::filesystem::path file = registry_file(asked.registry);
  if (file.empty()) {
    return Failure{base::ErrorKind::not_found,
                   "say what to serve: --store FOLDER, or a registry of stores (plumbline.toml)",
                   ""};
  }
  return TRY(load_registry(file)).stores;
}

}  // namespace

int run(const Serve& asked, const Tools& tools) {
  std::signal(SIGPIPE, SIG_IGN);
  guard_against_bus_errors();
  const sigset_t signals = stop_signals();
  pthread_sigmask(SIG_BLOCK, &signals,
                  nullptr);  // before any thread starts, so that all of them inherit it
  auto stores = stores_to_serve(asked);
  if (!stores) return say_error(stores.error(), Output::words);
  http::ServerLimits limits;
  if (stores->size() > 1) limits.pool_threads = threads_of_many;
  const std::vector<RegisteredStore> to_verify = *stores;
  House house({*std::move(stores), static_cast<std::size_t>(limits.pool_threads),
               is_loopback(asked.listen)},
              tools);
  if (!asked.store.empty()) {
    if (const auto opened = house.open_only(); !opened)
      return say_error(opened.error(), Output::words);
  }
  auto server = http::Server::listen(
      asked.listen, limits, [&house](http::Request& request) { return house.answer(request); },
      web::asset_at_once);
  if (!server) return say_error(server.error(), Output::words);
  house.begin();
  std::printf("Plumbline is ready: %s at http://%s/\n", house.words().c_str(),
              (*server)->address().c_str());
  std::fflush(stdout);
  const NightWatch watch({to_verify, tools.packs_folder, asked.verify_hour}, *tools.clock);
  run_until_told(**server, house);
  if (!house.only_store_stopped()) return 0;
  std::fprintf(stderr,
               "plumbline: The disk failed, so nothing more was recorded and the program has "
               "ended. Start it again once the disk is sound, then run “plumbline verify”.\n");
  return disk_failed_code;
}

}  // namespace app
