#pragma once
// Text as people type it and as we search and sort it. All text is UTF-8.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace base {

[[nodiscard]] bool is_utf8(std::string_view text);
// LF line ends, no NUL; control characters other than LF and tab removed; otherwise as typed.
[[nodiscard]] std::string tidy_text(std::string_view text);
[[nodiscard]] std::string_view trimmed(std::string_view text);   // ASCII white space at both ends
// "" gives one empty piece
[[nodiscard]] std::vector<std::string_view> split(std::string_view text, char separator);
[[nodiscard]] bool contains(std::string_view text, std::string_view part);
[[nodiscard]] std::string lower_ascii(std::string_view text);

// Our one search rule (both databases store and match these and nothing else): letters folded to
// lower case without their accents (Latin, à è ì ò ù included), cut at everything that is not a
// letter or digit.
[[nodiscard]] std::string folded(std::string_view text);
// The distinct search words of a text, folded, two letters or more, sorted; at most `most`.
[[nodiscard]] std::vector<std::string> search_words(std::string_view text, std::size_t most = 400);
// What lists sort on: folded, digits padded so that 9 stands before 10. At most 120 bytes.
[[nodiscard]] std::string sort_key(std::string_view text);

// The nearest of `known` to `word`, for "did you mean"; empty when nothing is near
// (Damerau-Levenshtein).
[[nodiscard]] std::optional<std::string> nearest(std::string_view word,
                                                 const std::vector<std::string>& known);

// strict: digits, an optional minus
[[nodiscard]] std::optional<std::int64_t> whole_number(std::string_view text);
[[nodiscard]] std::string grouped(std::int64_t number);                          // 1,234,567
// "1 record", "3 records"
[[nodiscard]] std::string plural(std::int64_t count, std::string_view one, std::string_view many);
[[nodiscard]] std::size_t letters(std::string_view text);                        // code points
// The first `most` code points, with … when cut.
[[nodiscard]] std::string shortened(std::string_view text, std::size_t most);

// Percent encoding (RFC 3986) and form encoding (application/x-www-form-urlencoded).
[[nodiscard]] std::string url_encoded(std::string_view text);
[[nodiscard]] std::optional<std::string> url_decoded(std::string_view text, bool plus_is_space);

// Windows-1252 to UTF-8. Every byte maps; the five unassigned become U+FFFD.
[[nodiscard]] std::string from_windows_1252(std::string_view bytes);

}  // namespace base
