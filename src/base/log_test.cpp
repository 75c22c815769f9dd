#include "base/log.h"

#include <doctest/doctest.h>
#include <unistd.h>

#include <array>

namespace base {
namespace {

// What `act` writes to standard error.
template <class Act>  // any callable: std::function would copy it
std::string written_by(Act act) {
  std::array<int, 2> ends{};
  REQUIRE(::pipe(ends.data()) == 0);
  const int kept = ::dup(STDERR_FILENO);
  ::dup2(ends[1], STDERR_FILENO);
  act();
  ::dup2(kept, STDERR_FILENO);
  ::close(kept);
  ::close(ends[1]);
  std::string text(4096, '\0');
  const ssize_t got = ::read(ends[0], text.data(), text.size());
  ::close(ends[0]);
  text.resize(got > 0 ? static_cast<std::size_t>(got) : 0);
  return text;
}

TEST_CASE("one call is one line, whatever the value holds") {
  const std::string text = written_by([] {
    log(LogLevel::warning, "tried", {{"why", "two\nlines \"quoted\""}, {"count", std::int64_t{3}}});
  });
  CHECK(text.find('\n') == text.size() - 1);
  CHECK(text.starts_with("{\"time\":\"2"));
  CHECK(text.find(R"("level":"warning","event":"tried","why":"two\nlines \"quoted\"","count":"3"})")
        != std::string::npos);
}

TEST_CASE("levels below the least are silent") {
  CHECK(written_by([] { log(LogLevel::detail, "quiet"); }).empty());
  set_log_level(LogLevel::detail);
  CHECK_FALSE(written_by([] { log(LogLevel::detail, "heard"); }).empty());
  set_log_level(LogLevel::notice);
}

}  // namespace
}  // namespace base
