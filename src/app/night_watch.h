#pragma once
// Looks at every store that is served, once a night: runs this same program's `verify` as a process
// of its own, with the lowest priority, so that neither its work nor its memory holds up anybody,
// and keeps what it found (records/night_look.h). One store at a time. Used by serve.cpp.
#include <condition_variable>
#include <filesystem>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "app/registry.h"
#include "base/time.h"
#include "records/night_look.h"

namespace app {

// Whether a store is to be looked at: when the hour (0 to 23, London) has come since the last look.
// A look that was missed while nothing ran is made up for after half an hour, so that a program
// that is started and stopped again is not slowed down by it.
struct NightHour {
  int hour = 2;
  base::Instant running_since;
};
[[nodiscard]] bool is_look_due(std::optional<base::Instant> last, base::Instant now,
                               const NightHour& night);

class NightWatch {
 public:
  struct Asked {
    std::vector<RegisteredStore> stores;
    std::filesystem::path packs;  // the folder of --packs; empty: those of the program
    int hour = 2;
  };
  NightWatch(Asked asked, base::Clock& clock);
  ~NightWatch();  // ends a look under way: it is made up for later
  NightWatch(const NightWatch&) = delete;
  NightWatch& operator=(const NightWatch&) = delete;

 private:
  void run();
  void look_at_those_due();
  void look_at(const RegisteredStore& store);
  [[nodiscard]] bool is_ended();
  // What the other process printed, and how it ended; none when this watch ended first.
  struct Told {
    std::string out;
    int code = 2;
  };
  [[nodiscard]] std::optional<Told> told_by_verify(const std::filesystem::path& store);

  const Asked asked_;
  base::Clock& clock_;
  const NightHour night_;
  std::map<std::string, base::Instant> tried_;  // folder → when; also where nothing could be kept
  std::mutex mutex_;
  std::condition_variable wake_;
  bool ended_ = false;
  int under_way_ = 0;  // process id; 0: none
  std::thread thread_;
};

}  // namespace app
