#include "app/story.h"

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

StoryLine line_from(std::string_view text, int number) {
  StoryLine line;
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

}  // namespace

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
      lines.push_back(line_from(content, number));
      continue;
    }
    if (lines.empty()) return slip(name, number, "nothing stands above this line");
    StoryLine& above = lines.back();
    if (content.starts_with("+ ")) {
      above.parts.push_back(line_from(content.substr(2), number));
    } else if (indent >= 4 && !above.parts.empty()) {
      TRY(add_field(above.parts.back(), content, name, number));
    } else {
      TRY(add_field(above, content, name, number));
    }
  }
  return lines;
}

}  // namespace app
