#pragma once
// A story: people, acts and what must come of them, as plain text (tests/stories/README.md has the
// words). The demonstration council is a story too (packs/ardmorran/year.story). Read by story.cpp,
// played by story_player.cpp.
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"

namespace app {

// One line and what is indented below it. `words` are its words; `text` is what follows the first
// ": ", if any.
struct StoryLine {
  int number = 0;  // in the file, from 1
  std::vector<std::string> words;
  std::string text;
  std::vector<std::pair<std::string, std::string>>
      fields;  // "name: value" lines below, values may go on with "| "
  [[nodiscard]] std::string word(std::size_t place) const;  // "" beyond the last
  std::vector<StoryLine> parts;                             // "+ …" lines below
};

// Errors: invalid, with the line's number and what is wrong.
[[nodiscard]] base::Result<std::vector<StoryLine>> read_story(std::string_view text,
                                                              const std::string& name);

}  // namespace app
