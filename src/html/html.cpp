#include "html/html.h"

#include <array>
#include <vector>

#include "base/text.h"

namespace html {
namespace {

// What each byte becomes in text: null when it stands as it is. Quotes are escaped in both places,
// so that one table serves element content and attributes.
constexpr std::array<const char*, 256> escapes() {
  std::array<const char*, 256> table{};
  table['&'] = "&amp;";
  table['<'] = "&lt;";
  table['>'] = "&gt;";
  table['"'] = "&quot;";
  table['\''] = "&#39;";
  return table;
}
constexpr std::array<const char*, 256> escape_table = escapes();

// Copies whole runs of plain bytes at once: pages are mostly plain.
void append_escaped(std::string& out, std::string_view text) {
  std::size_t start = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char* escape = escape_table[static_cast<unsigned char>(text[i])];
    if (escape == nullptr) continue;
    out.append(text.substr(start, i - start));
    out.append(escape);
    start = i + 1;
  }
  out.append(text.substr(start));
}

bool has_unsafe_byte(std::string_view url) {
  for (const char c : url) {
    const auto byte = static_cast<unsigned char>(c);
    // Browsers drop tabs and line ends inside an address and read "\" as "/".
    if (byte < 0x21 || byte == 0x7f || c == '\\') return true;
  }
  return false;
}

bool is_allowed(std::string_view url) {
  if (url.empty() || has_unsafe_byte(url)) return false;
  if (url.front() == '#' || url.front() == '?') return true;
  if (url.front() == '/') return !url.starts_with("//");
  const std::string start = base::lower_ascii(url.substr(0, 8));
  for (const std::string_view scheme : {"https://", "http://", "mailto:", "tel:"}) {
    if (start.starts_with(scheme)) return true;
  }
  return false;
}

void append_lines(Html& out, std::string_view paragraph) {
  bool first = true;
  for (const std::string_view line : base::split(paragraph, '\n')) {
    if (!first) out << "<br>\n";
    out << Text{base::trimmed(line)};
    first = false;
  }
}

}  // namespace

Html Html::trusted(std::string html) {
  Html out;
  out.text_ = std::move(html);
  return out;
}

Html& Html::operator<<(Text text) {
  append_escaped(text_, text.text);
  return *this;
}

Html& Html::operator<<(Attr text) {
  append_escaped(text_, text.text);
  return *this;
}

Html& Html::operator<<(Url text) {
  if (is_allowed(text.text)) {
    append_escaped(text_, text.text);
  } else {
    text_ += "#blocked";
  }
  return *this;
}

Html paragraphs(std::string_view text) {
  std::string plain;
  for (const char c : text) {
    if (c != '\r') plain += c;
  }
  Html out;
  std::string paragraph;
  const auto close = [&] {
    if (paragraph.empty()) return;
    out << "<p>";
    append_lines(out, paragraph);
    out << "</p>\n";
    paragraph.clear();
  };
  for (const std::string_view line : base::split(plain, '\n')) {
    if (base::trimmed(line).empty()) {
      close();
      continue;
    }
    if (!paragraph.empty()) paragraph += '\n';
    paragraph += line;
  }
  close();
  return out;
}

Html paragraph(std::string_view text) {
  Html out;
  out << "<p>" << Text{text} << "</p>\n";
  return out;
}

}  // namespace html
