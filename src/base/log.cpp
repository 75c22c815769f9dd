#include "base/log.h"

#include <unistd.h>

#include <array>
#include <atomic>

#include "base/json.h"
#include "base/time.h"

namespace base {
namespace {

// The one setting of the process that is not passed down: diagnostics are no part of what is done.
std::atomic<LogLevel>& least_level() {
  static std::atomic<LogLevel> level{LogLevel::notice};
  return level;
}

}  // namespace

void log(LogLevel level, std::string_view event, std::initializer_list<LogField> fields) {
  constexpr std::array<std::string_view, 4> names = {"detail", "notice", "warning", "fault"};
  if (level < least_level().load(std::memory_order_relaxed)) return;
  JsonWriter json;
  json.begin_object().key("time").text(iso(system_clock()->now()));
  json.key("level").text(names[static_cast<std::size_t>(level)]).key("event").text(event);
  for (const LogField& field : fields) json.key(field.name).text(field.value);
  const std::string line = json.end_object().take() + "\n";
  // One write, so that lines of several threads do not mix. Nobody can be told if it fails.
  [[maybe_unused]] const ssize_t written = ::write(STDERR_FILENO, line.data(), line.size());
}

void set_log_level(LogLevel least) { least_level().store(least, std::memory_order_relaxed); }

}  // namespace base
