#include "exchange/mail_coding.h"

#include <cstdint>

#include "base/text.h"

namespace exchange {
namespace {

// The six bits of a base64 letter, or -1.
int six_bits(char letter) {
  if (letter >= 'A' && letter <= 'Z') return letter - 'A';
  if (letter >= 'a' && letter <= 'z') return letter - 'a' + 26;
  if (letter >= '0' && letter <= '9') return letter - '0' + 52;
  if (letter == '+') return 62;
  if (letter == '/') return 63;
  return -1;
}

int four_bits(char letter) {
  if (letter >= '0' && letter <= '9') return letter - '0';
  if (letter >= 'A' && letter <= 'F') return letter - 'A' + 10;
  if (letter >= 'a' && letter <= 'f') return letter - 'a' + 10;
  return -1;
}

// How many bytes of a soft line break stand at `at`, "=" included; 0 when there is none. Blanks
// before the line end were added on the way and do not count.
std::size_t soft_break(std::string_view text, std::size_t at) {
  std::size_t end = at + 1;
  while (end < text.size() && (text[end] == ' ' || text[end] == '\t')) ++end;
  if (end < text.size() && text[end] == '\r') ++end;
  if (end >= text.size()) return end - at;
  return text[end] == '\n' ? end + 1 - at : 0;
}

}  // namespace

std::string from_base64(std::string_view text) {
  std::string bytes;
  bytes.reserve(text.size() / 4 * 3 + 3);
  std::uint32_t bits = 0;
  int held = 0;
  for (const char letter : text) {
    if (letter == '=') break;
    const int six = six_bits(letter);
    if (six < 0) continue;
    bits = ((bits << 6) | static_cast<std::uint32_t>(six)) & 0xffffffu;
    held += 6;
    if (held < 8) continue;
    held -= 8;
    bytes += static_cast<char>((bits >> held) & 0xffu);
  }
  return bytes;
}

std::string from_quoted(std::string_view text, QuotedIn place) {
  std::string bytes;
  bytes.reserve(text.size());
  std::size_t at = 0;
  while (at < text.size()) {
    const char letter = text[at];
    if (place == QuotedIn::header && letter == '_') {
      bytes += ' ';
      ++at;
      continue;
    }
    const int high = letter == '=' && at + 2 < text.size() ? four_bits(text[at + 1]) : -1;
    const int low = high >= 0 ? four_bits(text[at + 2]) : -1;
    if (low >= 0) {
      bytes += static_cast<char>(high * 16 + low);
      at += 3;
      continue;
    }
    const std::size_t skipped = letter == '=' ? soft_break(text, at) : 0;
    if (skipped == 0) bytes += letter;
    at += skipped == 0 ? 1 : skipped;
  }
  return bytes;
}

std::string from_charset(std::string_view bytes, std::string_view charset) {
  const std::string name = base::lower_ascii(charset);
  // A browser reads iso-8859-1 as Windows-1252 too, for the quotation marks that mail is full of.
  if (name == "iso-8859-1" || name == "windows-1252" || name == "latin1")
    return base::from_windows_1252(bytes);
  if (base::is_utf8(bytes)) return std::string(bytes);
  return base::from_windows_1252(bytes);
}

}  // namespace exchange
