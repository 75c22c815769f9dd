#pragma once
// The encodings of a mail message, undone. Used by exchange/mail.cpp alone. Nothing here fails:
// what is not well formed is passed over or kept as it stands, and no output is longer than its
// input but for the letters of an old charset.
#include <string>
#include <string_view>

namespace exchange {

// Bytes of base64 (RFC 2045 6.8); marks outside its alphabet are passed over.
[[nodiscard]] std::string from_base64(std::string_view text);
// Quoted-printable (RFC 2045 6.7). In header words "_" stands for a blank (RFC 2047 4.2).
enum class QuotedIn { body, header };
[[nodiscard]] std::string from_quoted(std::string_view text, QuotedIn place);
// UTF-8 from utf-8, us-ascii, iso-8859-1 or windows-1252; another charset is read as UTF-8 where
// it is that, else as Windows-1252.
[[nodiscard]] std::string from_charset(std::string_view bytes, std::string_view charset);

}  // namespace exchange
