#pragma once
// Reads an e-mail message as it was sent (.eml), so far as an advice needs it: subject, sender,
// date and the plain text. Used by web/mail_page.cpp; the file itself is kept whole beside the
// record. Source: RFC 5322 (message), RFC 2045 to 2047 (MIME).
#include <string>
#include <string_view>

#include "base/result.h"

namespace exchange {

struct Mail {
  std::string subject, from, date;  // UTF-8, decoded, on one line
  // UTF-8, LF; of the plain text part, or of the HTML without tags
  std::string text;
};

// Errors: invalid, in a sentence, when the bytes are no message. Unknown encodings are read as
// Windows-1252, so that nothing is lost without being seen.
[[nodiscard]] base::Result<Mail> read_mail(std::string_view bytes);

}  // namespace exchange
