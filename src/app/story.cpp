#include "app/story.h"

#include <algorithm>
#include <system_error>

#include "base/files.h"
#include "base/text.h"
#include "registers/embedded_packs.h"

namespace app {
namespace {

std::size_t indent_of(std::string_view line) {
  std::size_t count = 0;
  while (count < line.size() && line[count] == ' ') ++count;
  return count;
}

std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words;
  for (const std::string_view word : base::split(text, ' ')) {
    if (!word.empty()) words.emplace_back(word);
  }
  return words;
}

StoryLine line_from(std::string_view text, const std::string& file, int number) {
  StoryLine line;
  line.file = file;
  line.number = number;
  const std::size_t colon = text.find(": ");
  const std::string_view head = text.substr(0, colon);
  if (colon != std::string_view::npos)
    line.text = std::string(base::trimmed(text.substr(colon + 2)));
  line.words = words_of(head);
  return line;
}

base::Failure slip(const std::string& name, int number, std::string what) {
  return base::Failure{base::ErrorKind::invalid, std::move(what),
                       name + ":" + std::to_string(number)};
}

// Adds "name: value" to a line, or a further line to its last value.
base::Result<void> add_field(StoryLine& line, std::string_view text, const std::string& name,
                             int number) {
  if (text.starts_with("| ") || text == "|") {
    if (line.fields.empty())
      return slip(name, number, "a line that goes on needs a field before it");
    line.fields.back().second += "\n" + std::string(text.substr(text.size() > 1 ? 2 : 1));
    return {};
  }
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos) return slip(name, number, "expected “field: value”");
  line.fields.emplace_back(base::trimmed(text.substr(0, colon)),
                           base::trimmed(text.substr(colon + 1)));
  return {};
}

// The line "cast" stands for the cast that is built in.
base::Result<std::vector<StoryLine>> cast_of_ardmorran() {
  for (const registers::PackFile& file : registers::embedded_packs()) {
    if (file.path == "ardmorran/cast.story") return read_story(file.bytes, "cast.story");
  }
  return base::Failure{base::ErrorKind::not_found, "the cast is not built in",
                       "ardmorran/cast.story"};
}

// What a story tells from one "at" to the next.
struct Stretch {
  std::string time;  // "2026-01-12 09:30"; "" before the first
  std::vector<StoryLine> lines;
};

std::vector<Stretch> stretches_of(const std::vector<StoryLine>& story) {
  std::vector<Stretch> stretches(1);
  const StoryLine* who = nullptr;
  for (std::size_t place = 0; place < story.size(); ++place) {
    const StoryLine& line = story[place];
    if (line.word(0) == "at") stretches.push_back({line.word(1) + " " + line.word(2), {}});
    stretches.back().lines.push_back(line);
    if (line.word(0) == "as") who = &line;
    const bool says_who = place + 1 < story.size() && story[place + 1].word(0) == "as";
    if (line.word(0) == "at" && who != nullptr && !says_who)
      stretches.back().lines.push_back(*who);
  }
  return stretches;
}

}  // namespace

std::vector<StoryLine> told_together(const std::vector<std::vector<StoryLine>>& stories) {
  if (stories.size() == 1) return stories.front();
  std::vector<Stretch> all;
  for (const std::vector<StoryLine>& story : stories)
    for (Stretch& stretch : stretches_of(story)) all.push_back(std::move(stretch));
  std::stable_sort(all.begin(), all.end(),
                   [](const Stretch& a, const Stretch& b) { return a.time < b.time; });
  std::vector<StoryLine> lines;
  for (Stretch& stretch : all)
    for (StoryLine& line : stretch.lines) lines.push_back(std::move(line));
  return lines;
}

base::Result<std::vector<StoryLine>> story_at(const std::filesystem::path& path) {
  std::error_code failed;
  std::vector<std::filesystem::path> files;
  if (!std::filesystem::is_directory(path, failed)) files.push_back(path);
  else
    for (const auto& entry : std::filesystem::directory_iterator(path, failed))
      if (entry.path().extension() == ".story") files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  std::vector<std::vector<StoryLine>> stories;
  for (const std::filesystem::path& file : files) {
    const std::string text = TRY(base::read_file(file));
    stories.push_back(TRY(read_story(text, file.filename().string())));
  }
  return told_together(stories);
}

std::string StoryLine::word(std::size_t place) const {
  return place < words.size() ? words[place] : std::string{};
}

base::Result<std::vector<StoryLine>> read_story(std::string_view text, const std::string& name) {
  std::vector<StoryLine> lines;
  int number = 0;
  for (const std::string_view raw : base::split(text, '\n')) {
    ++number;
    const std::size_t indent = indent_of(raw);
    const std::string_view content = base::trimmed(raw);
    if (content.empty() || content.starts_with('#')) continue;
    if (indent == 0 && content == "cast") {
      for (StoryLine& line : TRY(cast_of_ardmorran())) lines.push_back(std::move(line));
      continue;
    }
    if (indent == 0) {
      lines.push_back(line_from(content, name, number));
      continue;
    }
    if (lines.empty()) return slip(name, number, "nothing stands above this line");
    StoryLine& above = lines.back();
    if (content.starts_with("+ ")) {
      above.parts.push_back(line_from(content.substr(2), name, number));
    } else if (indent >= 4 && !above.parts.empty()) {
      TRY(add_field(above.parts.back(), content, name, number));
    } else {
      TRY(add_field(above, content, name, number));
    }
  }
  return lines;
}

}  // namespace app
