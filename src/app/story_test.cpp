#include "app/story.h"

#include <doctest/doctest.h>

using namespace app;

namespace {

std::string told(const std::vector<StoryLine>& lines) {
  std::string text;
  for (const StoryLine& line : lines) {
    for (const std::string& word : line.words) text += word + " ";
    text += "| ";
  }
  return text;
}

std::vector<StoryLine> story(std::string_view text, const std::string& name) {
  const auto read = read_story(text, name);
  REQUIRE(read.has_value());
  return *read;
}

}  // namespace

TEST_CASE("stories are told together by their times, and whoever acted last goes on") {
  const auto one = story("council A: S1\nat 2026-01-02 09:00\nas ann chief\nnew x note write\n"
                         "at 2026-03-01 09:00\ndo x close\n",
                         "one.story");
  const auto two = story("at 2026-02-01 10:00\nas bob officer\ndo x answer\n"
                         "at 2026-03-01 09:00\nas cat clerk\nverify\n",
                         "two.story");
  CHECK(told(told_together({one, two})) ==
        "council A | at 2026-01-02 09:00 | as ann chief | new x note write | "
        "at 2026-02-01 10:00 | as bob officer | do x answer | "
        "at 2026-03-01 09:00 | as ann chief | do x close | "
        "at 2026-03-01 09:00 | as cat clerk | verify | ");
  CHECK(told(told_together({one})) == told(one));
  CHECK(told_together({one, two})[4].place() == "two.story, line 1");
}

TEST_CASE("a story that is not there, or cannot be read, is told with its place") {
  const auto missing = story_at("/nowhere/at.story");
  REQUIRE_FALSE(missing.has_value());
  const auto bad = read_story("  question: What?\n", "bad.story");
  REQUIRE_FALSE(bad.has_value());
  CHECK(bad.error().where == "bad.story:1");
}
