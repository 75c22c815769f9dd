#pragma once
// A message as a mail program saves it (.eml): its subject, who sent it and when, and the first
// plain text in it. Used by web/ to begin a draft. The file itself is kept whole elsewhere; what is
// read here is a convenience, and everything in it is bounded and untrusted.
// Sources: RFC 5322 (message), RFC 2045 and 2046 (parts), RFC 2047 (words in headers).
#include <string>
#include <string_view>

#include "base/result.h"

namespace exchange {

// All texts are UTF-8 with LF line ends. `sent` is the date as the message says it, not checked.
struct Mail {
  std::string subject;  // one line, at most 300 letters
  std::string from;     // one line, at most 300 letters
  std::string sent;     // one line, at most 100 letters
  std::string body;     // at most 20,000 letters; empty when the message has no plain text
};

// Errors: invalid, when the bytes are no message: no header line that a message must have.
[[nodiscard]] base::Result<Mail> read_mail(std::string_view bytes);
// Whether the bytes begin as a message does: header lines, among them From and Date or Subject.
[[nodiscard]] bool is_mail(std::string_view bytes);
// Words of a header as they read: =?utf-8?q?caf=C3=A9?= is "café". Unknown charsets read as
// Windows-1252 where they are not UTF-8.
[[nodiscard]] std::string header_words(std::string_view text);

}  // namespace exchange
