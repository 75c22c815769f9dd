#include "exchange/mail.h"

#include <optional>
#include <vector>

#include "base/text.h"
#include "exchange/mail_coding.h"

namespace exchange {
namespace {

constexpr std::size_t most_header_bytes = 64u << 10;
constexpr std::size_t most_text_bytes = 256u << 10;
constexpr int most_depth = 5;
constexpr int most_parts = 200;

struct Header {
  std::string name, value;  // name in lower case; value unfolded
};

// A message or one of its parts: what its headers say, and the bytes after them.
struct Part {
  std::vector<Header> headers;
  std::string_view body;
  [[nodiscard]] std::string_view header(std::string_view name) const {
    for (const Header& each : headers)
      if (each.name == name) return each.value;
    return {};
  }
};

// The next line without its end; `rest` loses both.
std::string_view take_line(std::string_view& rest) {
  const std::size_t end = rest.find('\n');
  std::string_view line = rest.substr(0, end);
  rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

bool is_header_name(std::string_view name) {
  for (const char letter : name)
    if (letter <= ' ' || letter > '~' || letter == ':') return false;
  return !name.empty();
}

// Headers up to the first empty line. A line that is no header is passed over; headers beyond the
// bound are not read, so that a hostile file costs no more than its length.
Part read_part(std::string_view bytes) {
  Part part;
  std::string_view rest = bytes;
  while (!rest.empty()) {
    const std::string_view line = take_line(rest);
    if (line.empty()) break;
    if (bytes.size() - rest.size() > most_header_bytes) continue;
    if (line.front() == ' ' || line.front() == '\t') {
      if (!part.headers.empty()) part.headers.back().value += line;
      continue;
    }
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos || !is_header_name(line.substr(0, colon))) continue;
    part.headers.push_back({base::lower_ascii(line.substr(0, colon)),
                            std::string(base::trimmed(line.substr(colon + 1)))});
  }
  part.body = rest;
  return part;
}

// "multipart/mixed; boundary=..." taken apart: the type in lower case, and one of its settings.
std::string type_of(const Part& part) {
  const std::string_view whole = part.header("content-type");
  const std::string type = base::lower_ascii(base::trimmed(whole.substr(0, whole.find(';'))));
  return type.empty() ? "text/plain" : type;
}

// The value at the front of `text`, which begins after "=": in quotes, or up to ";" or a blank.
std::string setting_value(std::string_view text) {
  if (!text.starts_with('"')) return std::string(text.substr(0, text.find_first_of("; \t")));
  std::string value;
  for (std::size_t at = 1; at < text.size() && text[at] != '"'; ++at) {
    if (text[at] == '\\' && at + 1 < text.size()) ++at;
    value += text[at];
  }
  return value;
}

std::string setting_of(std::string_view header, std::string_view name) {
  std::size_t at = header.find(';');
  while (at != std::string_view::npos) {
    const std::string_view rest = base::trimmed(header.substr(at + 1));
    const std::size_t equals = rest.find('=');
    if (equals == std::string_view::npos) return "";
    if (base::lower_ascii(base::trimmed(rest.substr(0, equals))) == name)
      return setting_value(base::trimmed(rest.substr(equals + 1)));
    at = header.find(';', at + 1);
  }
  return "";
}

// The pieces between the lines of a boundary (RFC 2046 5.1.1); an end that never comes is the end
// of the message.
std::vector<std::string_view> pieces_between(std::string_view body, const std::string& boundary) {
  std::vector<std::string_view> pieces;
  const std::string mark = "--" + boundary;
  std::string_view rest = body;
  std::optional<std::size_t> begun;
  while (!rest.empty() && pieces.size() < static_cast<std::size_t>(most_parts)) {
    const std::size_t line_at = body.size() - rest.size();
    const std::string_view line = take_line(rest);
    if (!line.starts_with(mark)) continue;
    const std::string_view after = base::trimmed(line.substr(mark.size()));
    if (!after.empty() && after != "--") continue;
    if (begun) pieces.push_back(body.substr(*begun, line_at - *begun));
    begun = body.size() - rest.size();
    if (after == "--") return pieces;
  }
  if (begun) pieces.push_back(body.substr(*begun));
  return pieces;
}

std::string decoded_text(const Part& part) {
  const std::string_view body = part.body.substr(0, most_text_bytes);
  const std::string coding =
      base::lower_ascii(base::trimmed(part.header("content-transfer-encoding")));
  std::string bytes(body);
  if (coding == "base64") bytes = from_base64(body);
  if (coding == "quoted-printable") bytes = from_quoted(body, QuotedIn::body);
  return from_charset(bytes, setting_of(part.header("content-type"), "charset"));
}

// The first plain text of a message, depth first. `left` counts the parts that may still be opened.
std::optional<std::string> first_text(const Part& part, int depth, int& left) {
  if (--left < 0) return std::nullopt;
  if (base::lower_ascii(part.header("content-disposition")).starts_with("attachment"))
    return std::nullopt;
  const std::string type = type_of(part);
  if (type == "text/plain") return decoded_text(part);
  if (!type.starts_with("multipart/") || depth >= most_depth) return std::nullopt;
  const std::string boundary = setting_of(part.header("content-type"), "boundary");
  if (boundary.empty() || boundary.size() > 200) return std::nullopt;
  for (const std::string_view piece : pieces_between(part.body, boundary)) {
    if (auto text = first_text(read_part(piece), depth + 1, left)) return text;
  }
  return std::nullopt;
}

// One line for people: header words read, blanks run together.
std::string one_line(std::string_view header, std::size_t most) {
  std::string line;
  for (const char letter : base::tidy_text(header_words(header))) {
    const bool blank = letter == ' ' || letter == '\n' || letter == '\t';
    if (!blank) line += letter;
    else if (!line.empty() && line.back() != ' ') line += ' ';
  }
  return base::shortened(base::trimmed(line), most);
}

bool has_mail_headers(const Part& part) {
  return !part.header("from").empty() &&
         (!part.header("date").empty() || !part.header("subject").empty());
}

// An encoded word at the front of a text: =?charset?q?text?=
struct EncodedWord {
  std::string charset, bytes;
  std::size_t length = 0;
};
std::optional<EncodedWord> encoded_word(std::string_view text) {
  if (!text.starts_with("=?")) return std::nullopt;
  const std::size_t first = text.find('?', 2);
  if (first == std::string_view::npos || first + 2 >= text.size() || text[first + 2] != '?')
    return std::nullopt;
  const std::size_t end = text.find("?=", first + 3);
  if (end == std::string_view::npos) return std::nullopt;
  const std::string_view charset = text.substr(2, first - 2);
  const std::string_view coded = text.substr(first + 3, end - first - 3);
  const char coding = text[first + 1];
  EncodedWord word{std::string(charset.substr(0, charset.find('*'))), "", end + 2};
  if (coding == 'b' || coding == 'B') word.bytes = from_base64(coded);
  else if (coding == 'q' || coding == 'Q') word.bytes = from_quoted(coded, QuotedIn::header);
  else return std::nullopt;
  return word;
}

}  // namespace

std::string header_words(std::string_view text) {
  text = text.substr(0, most_header_bytes);
  std::string words, bytes, charset;
  // Some programs cut a letter's bytes over two words: bytes of one charset are read together.
  const auto flush = [&] {
    words += from_charset(bytes, charset);
    bytes.clear();
  };
  while (!text.empty()) {
    const std::size_t at = text.find("=?");
    const std::string_view before = text.substr(0, at);
    text.remove_prefix(before.size());
    // Blanks between two encoded words are not part of the text (RFC 2047 6.2).
    const bool only_blanks = base::trimmed(before).empty();
    auto word = encoded_word(text);
    if (!only_blanks || bytes.empty() || !word) {
      flush();
      words += from_charset(before, "utf-8");
    }
    if (text.empty()) break;
    if (!word) {
      words += "=?";
      text.remove_prefix(2);
      continue;
    }
    if (!bytes.empty() && word->charset != charset) flush();
    charset = word->charset;
    bytes += word->bytes;
    text.remove_prefix(word->length);
  }
  flush();
  return words;
}

bool is_mail(std::string_view bytes) {
  return has_mail_headers(read_part(bytes.substr(0, most_header_bytes)));
}

base::Result<Mail> read_mail(std::string_view bytes) {
  const Part message = read_part(bytes);
  if (!has_mail_headers(message))
    return base::Failure{base::ErrorKind::invalid,
                         "This file is not a message that a mail program saved", "mail"};
  int left = most_parts;
  const std::string text = first_text(message, 0, left).value_or("");
  const std::string tidy = base::tidy_text(text);
  return Mail{one_line(message.header("subject"), 300), one_line(message.header("from"), 300),
              one_line(message.header("date"), 100),
              base::shortened(base::trimmed(tidy), 20'000)};
}

}  // namespace exchange
