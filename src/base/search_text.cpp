// The one search rule: how text is folded, cut into words and turned into a key that lists sort on.
// What is stored was made by these functions, so a change here wants a rebuild of every store.
#include <algorithm>
#include <array>

#include "base/text.h"

namespace base {
namespace {

// U+00C0 to U+017F without accents and in lower case; a space stands for what is no letter.
constexpr std::array<std::string_view, 192> plain_letters = {
    // U+00C0
    "a", "a", "a", "a", "a", "a", "ae", "c", "e", "e", "e", "e", "i", "i", "i", "i",
    "d", "n", "o", "o", "o", "o", "o", " ", "o", "u", "u", "u", "u", "y", "th", "ss",
    "a", "a", "a", "a", "a", "a", "ae", "c", "e", "e", "e", "e", "i", "i", "i", "i",
    "d", "n", "o", "o", "o", "o", "o", " ", "o", "u", "u", "u", "u", "y", "th", "y",
    // U+0100
    "a", "a", "a", "a", "a", "a", "c", "c", "c", "c", "c", "c", "c", "c", "d", "d",
    "d", "d", "e", "e", "e", "e", "e", "e", "e", "e", "e", "e", "g", "g", "g", "g",
    "g", "g", "g", "g", "h", "h", "h", "h", "i", "i", "i", "i", "i", "i", "i", "i",
    "i", "i", "ij", "ij", "j", "j", "k", "k", "k", "l", "l", "l", "l", "l", "l", "l",
    // U+0140
    "l", "l", "l", "n", "n", "n", "n", "n", "n", "n", "n", "n", "o", "o", "o", "o",
    "o", "o", "oe", "oe", "r", "r", "r", "r", "r", "r", "s", "s", "s", "s", "s", "s",
    "s", "s", "t", "t", "t", "t", "t", "t", "u", "u", "u", "u", "u", "u", "u", "u",
    "u", "u", "u", "u", "w", "w", "y", "y", "y", "z", "z", "z", "z", "z", "z", "s"};

// One code point and the bytes it takes; bytes that are not UTF-8 count one each, as U+FFFD.
struct Point {
  std::uint32_t code = 0xFFFD;
  std::size_t length = 1;
};

Point point_at(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t place) {
    return static_cast<std::uint32_t>(static_cast<unsigned char>(text[place]));
  };
  const std::uint32_t first = byte(at);
  const std::size_t length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC2 ? 2 : 1;
  if (length == 1 || first > 0xF4 || at + length > text.size()) return {};
  std::uint32_t code = first & (0x7Fu >> length);
  for (std::size_t place = at + 1; place < at + length; ++place) {
    if ((byte(place) & 0xC0) != 0x80) return {};
    code = code << 6 | (byte(place) & 0x3F);
  }
  constexpr std::array<std::uint32_t, 5> least = {0, 0, 0x80, 0x800, 0x10000};
  const bool surrogate = code >= 0xD800 && code <= 0xDFFF;
  if (code < least[length] || code > 0x10FFFF || surrogate) return {};
  return {code, length};
}

bool is_accent(std::uint32_t code) { return code >= 0x300 && code <= 0x36F; }

// Marks, spaces, signs and pictures: everything beyond Latin that cuts one word from the next.
bool cuts(std::uint32_t code) {
  struct Range { std::uint32_t first; std::uint32_t last; };
  constexpr std::array<Range, 8> ranges = {{{0x80, 0xBF}, {0x2000, 0x2BFF}, {0x2E00, 0x2E7F},
                                            {0x3000, 0x303F}, {0xE000, 0xF8FF}, {0xFE00, 0xFE6F},
                                            {0xFFF0, 0xFFFF}, {0x1F000, 0x10FFFF}}};
  return std::any_of(ranges.begin(), ranges.end(), [code](const Range& range) {
    return code >= range.first && code <= range.last;
  });
}

// Words of folded text with exactly one space between them. Folding never makes text longer: no
// letter folds to more bytes than it has, and a space stands for at least one byte that is none.
class Folder {
 public:
  explicit Folder(std::size_t most) : out_(most, '\0') {}
  void add(char letter) {
    if (cut_ && used_ > 0) out_[used_++] = ' ';
    cut_ = false;
    out_[used_++] = letter;
  }
  void add(std::string_view some) {
    for (const char letter : some) add(letter);
  }
  void cut() { cut_ = true; }
  std::string take() {
    out_.resize(used_);
    return std::move(out_);
  }

 private:
  std::string out_;
  std::size_t used_ = 0;
  bool cut_ = false;
};

// ASCII letters in lower case and digits; 0 for what cuts words.
constexpr std::array<char, 128> plain_ascii = [] {
  std::array<char, 128> table{};
  for (char letter = 'a'; letter <= 'z'; ++letter) {
    table[static_cast<unsigned char>(letter)] = letter;
    table[static_cast<unsigned char>(letter - 'a' + 'A')] = letter;
  }
  for (char digit = '0'; digit <= '9'; ++digit) table[static_cast<unsigned char>(digit)] = digit;
  return table;
}();

void fold_point(Folder& folder, std::string_view text, const Point& point, std::size_t at) {
  if (is_accent(point.code)) return;  // an accent typed as a character of its own
  if (point.code >= 0xC0 && point.code <= 0x17F) {
    const std::string_view plain = plain_letters[point.code - 0xC0];
    return plain == " " ? folder.cut() : folder.add(plain);
  }
  if (cuts(point.code)) return folder.cut();
  folder.add(text.substr(at, point.length));
}

constexpr std::size_t longest_word = 64;

bool goes_on(char byte) { return (static_cast<unsigned char>(byte) & 0xC0) == 0x80; }

// The first `most` bytes, never ending inside a letter.
std::string_view first_bytes(std::string_view text, std::size_t most) {
  if (text.size() <= most) return text;
  while (most > 0 && goes_on(text[most])) --most;
  return text.substr(0, most);
}

// Sorts `words`, drops repeats, and of too many keeps those that stand first in the text.
void keep_distinct(std::vector<std::string_view>& words, std::size_t most) {
  const auto earlier = [](std::string_view a, std::string_view b) {
    return a == b ? a.data() < b.data() : a < b;
  };
  std::sort(words.begin(), words.end(), earlier);
  words.erase(std::unique(words.begin(), words.end()), words.end());
  if (words.size() <= most) return;
  std::sort(words.begin(), words.end(),
            [](std::string_view a, std::string_view b) { return a.data() < b.data(); });
  words.resize(most);
  std::sort(words.begin(), words.end());
}

}  // namespace

std::string folded(std::string_view text) {
  Folder folder(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const auto letter = static_cast<unsigned char>(text[at]);
    if (letter >= 0x80) {
      const Point point = point_at(text, at);
      fold_point(folder, text, point, at);
      at += point.length;
      continue;
    }
    const char plain = plain_ascii[letter];
    plain == 0 ? folder.cut() : folder.add(plain);
    ++at;
  }
  return folder.take();
}

std::vector<std::string> search_words(std::string_view text, std::size_t most) {
  const std::string plain = folded(text);
  std::vector<std::string_view> words;
  words.reserve(plain.size() / 5 + 1);
  for (std::string_view rest = plain; !rest.empty();) {
    const std::size_t end = std::min(rest.find(' '), rest.size());
    const std::string_view word = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    const bool one_letter = word.size() == 1 || (word.size() <= 4 && letters(word) == 1);
    if (!one_letter) words.push_back(first_bytes(word, longest_word));
  }
  keep_distinct(words, most);
  return {words.begin(), words.end()};
}

std::string sort_key(std::string_view text) {
  constexpr std::size_t longest_key = 120;
  constexpr std::size_t number_width = 12;  // longer numbers sort as text
  const std::string plain = folded(text);
  std::string key;
  const auto is_digit = [](char letter) { return letter >= '0' && letter <= '9'; };
  for (std::size_t at = 0; at < plain.size() && key.size() <= longest_key;) {
    if (!is_digit(plain[at])) {
      key.push_back(plain[at++]);
      continue;
    }
    std::size_t end = at;
    while (end < plain.size() && is_digit(plain[end])) ++end;
    while (at + 1 < end && plain[at] == '0') ++at;
    if (end - at < number_width) key.append(number_width - (end - at), '0');
    key.append(plain, at, end - at);
    at = end;
  }
  return std::string(first_bytes(key, longest_key));
}

}  // namespace base
