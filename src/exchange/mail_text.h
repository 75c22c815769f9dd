#pragma once
// The encodings of mail: words in headers, bodies in base64 and quoted-printable, character sets.
// Used by mail.cpp.
#include <string>
#include <string_view>

namespace exchange {

// "=?utf-8?Q?Caf=C3=A9?=" and its neighbours, as UTF-8 on one line. Source: RFC 2047.
[[nodiscard]] std::string decoded_header(std::string_view value);
// A body by its transfer encoding ("base64", "quoted-printable", else as it is). Source: RFC 2045.
[[nodiscard]] std::string decoded_body(std::string_view body, std::string_view encoding);
// UTF-8 from the character set named; what is not UTF-8 is taken for Windows-1252.
[[nodiscard]] std::string to_utf8(std::string_view bytes, std::string_view charset);
// The words of an HTML part: tags and scripts gone, the commonest entities as characters.
[[nodiscard]] std::string without_tags(std::string_view html);

}  // namespace exchange
