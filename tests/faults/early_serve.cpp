// THE NEGATIVE CONTROL of the kill test: a server that says "recorded" before the commit. It takes
// the same words as the product (serve --store DIR --listen ADDRESS) and prints the same line, so
// that the same test can be turned on it. That test must find it out; if it does not, the test
// proves nothing.
#include <chrono>
#include <cstdio>
#include <cstring>
#include <string>
#include <thread>

#include "access/desk.h"
#include "faults/ground.h"
#include "http/server.h"
#include "records/door_seams.h"
#include "web/site_map.h"

namespace {

std::string word_after(int count, char** arguments, const char* name) {
  for (int place = 1; place + 1 < count; ++place) {
    if (std::strcmp(arguments[place], name) == 0) return arguments[place + 1];
  }
  return {};
}

int say(const base::Error& error) {
  std::fprintf(stderr, "early_serve: %s\n", base::to_text(error).c_str());
  return 1;
}

}  // namespace

int main(int count, char** arguments) {
  const std::string folder = word_after(count, arguments, "--store");
  const faults::Ground ground = faults::ground();
  records::DoorSeams seams;
  seams.acknowledge = records::Acknowledge::before_commit;
  // The word is out a moment before the commit is sent: a server on the other end of a wire would
  // finish a commit that it has been sent, whoever dies.
  seams.at_step = [](records::DoorStep step) {
    if (step != records::DoorStep::acknowledged) return;
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  };
  const records::Surroundings around = ground.around();
  auto store = records::open_with_seams(folder, around, records::Opening::write, std::move(seams));
  if (!store) return say(store.error());
  auto desk = authority::Desk::open(folder, (*store)->store_key(), *ground.clock, *ground.random);
  if (!desk) return say(desk.error());
  const web::Site site{**store, **desk, true};
  auto server = http::Server::listen(word_after(count, arguments, "--listen"), http::ServerLimits{},
                                     web::answer(site));
  if (!server) return say(server.error());
  std::printf("Plumbline is ready: too early at http://%s/\n", (*server)->address().c_str());
  std::fflush(stdout);
  (*server)->run();
  return 0;
}
