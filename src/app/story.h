#pragma once
// A story: people, acts and what must come of them, as plain text (tests/stories/README.md has the
// words). The demonstration council is several, one for each register, told together
// (packs/ardmorran/year). Read by story.cpp, played by story_player.cpp.
#include <filesystem>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"

namespace app {

// One line and what is indented below it. `words` are its words; `text` is what follows the first
// ": ", if any.
struct StoryLine {
  std::string file;
  int number = 0;  // in the file, from 1
  [[nodiscard]] std::string place() const { return file + ", line " + std::to_string(number); }
  std::vector<std::string> words;
  std::string text;
  std::vector<std::pair<std::string, std::string>>
      fields;  // "name: value" lines below, values may go on with "| "
  [[nodiscard]] std::string word(std::size_t place) const;  // "" beyond the last
  std::vector<StoryLine> parts;                             // "+ …" lines below
};

// Errors: invalid, with the file's name and the line's number and what is wrong.
[[nodiscard]] base::Result<std::vector<StoryLine>> read_story(std::string_view text,
                                                              const std::string& name);
// Stories told as one, in the order of their times; at the same time, in the order given. Whoever
// acted last in a story goes on in it. Labels are shared: one story may speak of another's records.
[[nodiscard]] std::vector<StoryLine> told_together(
    const std::vector<std::vector<StoryLine>>& stories);
// The story of a file; of a folder, all its stories told together, in the order of their names.
// Errors: those of reading files; invalid.
[[nodiscard]] base::Result<std::vector<StoryLine>> story_at(const std::filesystem::path& path);

}  // namespace app
