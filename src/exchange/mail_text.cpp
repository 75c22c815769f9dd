#include "exchange/mail_text.h"

#include <array>
#include <optional>
#include <utility>

#include "base/hash.h"
#include "base/text.h"

namespace exchange {
namespace {

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return -1;
}

enum class Underscore { as_it_is, space };

std::string quoted_printable(std::string_view text, Underscore underscore) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '_' && underscore == Underscore::space) {
      out += ' ';
    } else if (c != '=') {
      out += c;
    } else if (i + 1 < text.size() && (text[i + 1] == '\n' || text[i + 1] == '\r')) {
      i += text[i + 1] == '\r' && i + 2 < text.size() && text[i + 2] == '\n' ? 2 : 1;
    } else if (i + 2 < text.size() && hex_digit(text[i + 1]) >= 0 && hex_digit(text[i + 2]) >= 0) {
      out += static_cast<char>(hex_digit(text[i + 1]) * 16 + hex_digit(text[i + 2]));
      i += 2;
    } else {
      out += c;
    }
  }
  return out;
}

// Line ends and stray characters are passed over, as RFC 2045 6.8 asks.
std::string from_base64(std::string_view text) {
  std::string clean;
  for (const char c : text) {
    const bool ours = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
                      c == '+' || c == '/';
    if (ours) clean += c;
  }
  if (clean.size() % 4 == 1) clean.pop_back();
  while (clean.size() % 4 != 0) clean += '=';
  return base::unbase64(clean).value_or("");
}

// One encoded word "=?charset?Q?text?=" at the front; its text and its length.
std::optional<std::pair<std::string, std::size_t>> encoded_word(std::string_view text) {
  if (!text.starts_with("=?")) return std::nullopt;
  const std::size_t charset_end = text.find('?', 2);
  if (charset_end == std::string_view::npos || charset_end + 2 >= text.size() ||
      text[charset_end + 2] != '?')
    return std::nullopt;
  const std::size_t end = text.find("?=", charset_end + 3);
  if (end == std::string_view::npos) return std::nullopt;
  const char way = text[charset_end + 1];
  const std::string_view inner = text.substr(charset_end + 3, end - charset_end - 3);
  std::string bytes;
  if (way == 'Q' || way == 'q') bytes = quoted_printable(inner, Underscore::space);
  else if (way == 'B' || way == 'b') bytes = from_base64(inner);
  else return std::nullopt;
  // A language may follow the character set after "*" (RFC 2231).
  std::string_view charset = text.substr(2, charset_end - 2);
  charset = charset.substr(0, charset.find('*'));
  return std::pair(to_utf8(bytes, charset), end + 2);
}

constexpr std::array<std::pair<std::string_view, std::string_view>, 8> entities = {{
    {"&nbsp;", " "}, {"&amp;", "&"}, {"&lt;", "<"}, {"&gt;", ">"},
    {"&quot;", "\""}, {"&#39;", "'"}, {"&pound;", "£"}, {"&rsquo;", "’"},
}};

bool is_breaking(std::string_view tag) {
  for (const std::string_view one : {"br", "/p", "/div", "/li", "/tr", "/h1", "/h2", "/h3"})
    if (tag == one || tag.starts_with(std::string(one) + " ") || tag == std::string(one) + "/")
      return true;
  return false;
}

}  // namespace

std::string to_utf8(std::string_view bytes, std::string_view charset) {
  const std::string name = base::lower_ascii(charset);
  const bool latin = name == "iso-8859-1" || name == "windows-1252" || name == "latin1";
  if (!latin && base::is_utf8(bytes)) return std::string(bytes);
  return base::from_windows_1252(bytes);
}

std::string decoded_header(std::string_view value) {
  std::string out;
  bool after_word = false;
  std::size_t i = 0;
  while (i < value.size()) {
    if (auto word = encoded_word(value.substr(i))) {
      // White space between two encoded words is not part of the text.
      if (after_word && !base::trimmed(out).empty())
        while (!out.empty() && out.back() == ' ') out.pop_back();
      out += word->first;
      i += word->second;
      after_word = true;
      continue;
    }
    const char c = value[i++];
    const bool space = c == '\r' || c == '\n' || c == '\t' || c == ' ';
    if (!space) after_word = false;
    if (!space || (!out.empty() && out.back() != ' ')) out += space ? ' ' : c;
  }
  if (!base::is_utf8(out)) out = base::from_windows_1252(out);
  return std::string(base::trimmed(base::tidy_text(out)));
}

std::string decoded_body(std::string_view body, std::string_view encoding) {
  const std::string way = base::lower_ascii(base::trimmed(encoding));
  if (way == "base64") return from_base64(body);
  if (way == "quoted-printable") return quoted_printable(body, Underscore::as_it_is);
  return std::string(body);
}

std::string without_tags(std::string_view html) {
  std::string out;
  std::size_t i = 0;
  while (i < html.size()) {
    if (html[i] == '<') {
      const std::size_t end = html.find('>', i);
      if (end == std::string_view::npos) break;
      const std::string tag = base::lower_ascii(html.substr(i + 1, end - i - 1));
      i = end + 1;
      for (const std::string_view hidden : {"script", "style", "head"}) {
        if (!tag.starts_with(hidden)) continue;
        const std::size_t close =
            base::lower_ascii(html.substr(i)).find("</" + std::string(hidden));
        i = close == std::string::npos ? html.size() : i + close;
      }
      if (is_breaking(tag)) out += '\n';
      continue;
    }
    bool replaced = false;
    for (const auto& [name, text] : entities) {
      if (!html.substr(i).starts_with(name)) continue;
      out += text;
      i += name.size();
      replaced = true;
      break;
    }
    if (!replaced) out += html[i++];
  }
  return out;
}

}  // namespace exchange
