#include "app/night_watch.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstring>
#include <utility>

#include "base/json_reader.h"
#include "base/log.h"

namespace app {
namespace {

using base::Instant;
using records::NightLook;

constexpr auto look_every = std::chrono::seconds(5);
constexpr std::int64_t made_up_after = 30LL * 60 * 1'000'000;
constexpr int lowest_priority = 19;
constexpr std::size_t most_told = 1u << 20;
constexpr int could_not_look = 2;

// The last time that the wall clock in London stood at the hour.
Instant last_such_hour(Instant now, int hour) {
  base::Date day = base::london_date(now);
  Instant at = base::from_london({day, hour, 0, 0});
  if (at <= now) return at;
  day = base::plus_days(day, -1);
  return base::from_london({day, hour, 0, 0});
}

NightLook look_told(Instant at, int code, std::string_view out) {
  if (code == 0) return {at, NightLook::Found::sound, ""};
  const auto json = base::read_json(out);
  const auto* findings = json ? json->at("findings") : nullptr;
  if (code == 1 && findings != nullptr && !findings->items.empty()) {
    bool in_log = false;
    for (const base::JsonValue& one : findings->items)
      in_log = in_log || one.text_at("in") != "tables";
    return {at, in_log ? NightLook::Found::unsound : NightLook::Found::unsound_tables,
            std::string(findings->items.front().text_at("what"))};
  }
  std::string why(json ? json->text_at("error") : "");
  if (why.empty()) why = "The look at the record ended with code " + std::to_string(code) + ".";
  return {at, NightLook::Found::could_not_look, std::move(why)};
}

// A process that inherits nothing but its output: no file, no socket, no blocked signal.
int begin_process(const std::vector<std::string>& words, int out) {
  std::vector<char*> arguments;
  for (const std::string& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
  arguments.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  posix_spawnattr_t attributes;
  posix_spawn_file_actions_init(&actions);
  posix_spawnattr_init(&attributes);
  posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_adddup2(&actions, out, STDOUT_FILENO);
  posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
  posix_spawn_file_actions_addclosefrom_np(&actions, STDERR_FILENO + 1);
  sigset_t none;
  sigemptyset(&none);
  posix_spawnattr_setsigmask(&attributes, &none);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK);
  pid_t process = 0;
  const int failed = posix_spawn(&process, "/proc/self/exe", &actions, &attributes,
                                 arguments.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  posix_spawnattr_destroy(&attributes);
  if (failed != 0) return 0;
  setpriority(PRIO_PROCESS, static_cast<id_t>(process), lowest_priority);
  return process;
}

std::string all_from(int file) {
  std::string text;
  char piece[4096];
  for (ssize_t count = 0; (count = read(file, piece, sizeof piece)) != 0;) {
    if (count < 0 && errno != EINTR) break;
    if (count > 0 && text.size() < most_told) text.append(piece, static_cast<std::size_t>(count));
  }
  return text;
}

}  // namespace

bool is_look_due(std::optional<Instant> last, Instant now, const NightHour& night) {
  const Instant hour = last_such_hour(now, night.hour);
  if (last && *last >= hour && *last <= now) return false;
  return night.running_since <= hour || now.micros - night.running_since.micros >= made_up_after;
}

NightWatch::NightWatch(Asked asked, base::Clock& clock)
    : asked_(std::move(asked)),
      clock_(clock),
      night_{asked_.hour, clock.now()},
      thread_([this] { run(); }) {}

NightWatch::~NightWatch() {
  {
    const std::lock_guard lock(mutex_);
    ended_ = true;
    if (under_way_ > 0) kill(under_way_, SIGKILL);
  }
  wake_.notify_all();
  thread_.join();
}

bool NightWatch::is_ended() {
  const std::lock_guard lock(mutex_);
  return ended_;
}

void NightWatch::run() {
  while (!is_ended()) {
    look_at_those_due();
    std::unique_lock lock(mutex_);
    wake_.wait_for(lock, look_every, [this] { return ended_; });
  }
}

void NightWatch::look_at_those_due() {
  for (const RegisteredStore& store : asked_.stores) {
    if (is_ended()) return;
    std::optional<Instant> last;
    if (const auto look = records::last_night_look(store.folder)) last = look->at;
    const auto tried = tried_.find(store.folder.string());
    if (tried != tried_.end() && (!last || *last < tried->second)) last = tried->second;
    if (is_look_due(last, clock_.now(), night_)) look_at(store);
  }
}

void NightWatch::look_at(const RegisteredStore& store) {
  const auto told = told_by_verify(store.folder);
  if (!told) return;
  const Instant now = clock_.now();
  tried_[store.folder.string()] = now;
  const NightLook look = look_told(now, told->code, told->out);
  const std::string name = store.host.empty() ? store.folder.string() : store.host;
  if (look.found == NightLook::Found::sound) {
    base::log(base::LogLevel::notice, "verified_by_night", {{"store", name}});
  } else {
    base::log(base::LogLevel::fault, "not_sound_by_night", {{"store", name}, {"why", look.said}});
  }
  if (const auto kept = records::keep_night_look(store.folder, look); !kept) {
    base::log(base::LogLevel::warning, "night_look_not_kept",
              {{"store", name}, {"why", kept.error().what}});
  }
}

std::optional<NightWatch::Told> NightWatch::told_by_verify(const std::filesystem::path& store) {
  std::vector<std::string> words{"plumbline"};
  if (!asked_.packs.empty()) words.insert(words.end(), {"--packs", asked_.packs.string()});
  const std::string folder = std::filesystem::absolute(store).string();
  words.insert(words.end(), {"verify", "--store", folder, "--json"});
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0) return Told{"", could_not_look};
  int process = 0;
  {
    const std::lock_guard lock(mutex_);
    if (!ended_) process = under_way_ = begin_process(words, ends[1]);
  }
  close(ends[1]);
  Told told;
  if (process > 0) told.out = all_from(ends[0]);
  close(ends[0]);
  int status = 0;
  if (process > 0) {
    // The id is given back under the lock, so that the destructor cannot end somebody else's.
    siginfo_t ended{};
    waitid(P_PID, static_cast<id_t>(process), &ended, WEXITED | WNOWAIT);
    const std::lock_guard lock(mutex_);
    waitpid(process, &status, 0);
    under_way_ = 0;
  }
  if (is_ended()) return std::nullopt;
  told.code = process > 0 && WIFEXITED(status) ? WEXITSTATUS(status) : could_not_look;
  return told;
}

}  // namespace app
