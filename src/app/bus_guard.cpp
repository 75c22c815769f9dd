#include "app/bus_guard.h"

#include <sys/mman.h>
#include <unistd.h>

#include <csignal>
#include <cstdint>
#include <string_view>

namespace app {
namespace {

constexpr std::uintptr_t page_bytes = 4096;  // on the machines we run on; a larger page is refused
constexpr std::string_view cut_short_line =
    "{\"level\":\"fault\",\"event\":\"mapped_file_cut_short\"}\n";

// In a signal: only calls of the system, no memory, no locks.
extern "C" void put_zeros(int signal, siginfo_t* about, void* /*context*/) {
  const auto place = reinterpret_cast<std::uintptr_t>(about->si_addr) & ~(page_bytes - 1);
  void* page = reinterpret_cast<void*>(place);
  const bool beyond_a_file = about->si_code == BUS_ADRERR && place != 0;
  if (beyond_a_file && ::mmap(page, page_bytes, PROT_READ | PROT_WRITE,
                              MAP_FIXED | MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) == page) {
    [[maybe_unused]] const ssize_t written =
        ::write(STDERR_FILENO, cut_short_line.data(), cut_short_line.size());
    return;
  }
  std::signal(signal, SIG_DFL);
  ::raise(signal);
}

}  // namespace

void guard_against_bus_errors() {
  struct sigaction action {};
  action.sa_sigaction = put_zeros;
  action.sa_flags = SA_SIGINFO;
  sigemptyset(&action.sa_mask);
  ::sigaction(SIGBUS, &action, nullptr);
}

}  // namespace app
