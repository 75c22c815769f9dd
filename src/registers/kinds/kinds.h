#pragma once
// One reader per kind of field: what a person typed becomes a Value, or a sentence that says what
// to do. Used by registers/typed.cpp alone, which picks the reader by the field's kind. `typed` is
// never empty and never only white space; a reader never throws and never guesses.
#include <string>
#include <string_view>

#include "registers/typed.h"

namespace registers::kinds {

[[nodiscard]] Read read_line(const Field& field, std::string_view typed);
[[nodiscard]] Read read_prose(const Field& field, std::string_view typed);
[[nodiscard]] Read read_count(std::string_view typed);
[[nodiscard]] Read read_money(std::string_view typed);   // pounds
[[nodiscard]] Read read_share(std::string_view typed);   // per cent
[[nodiscard]] Read read_date(std::string_view typed);    // "27 LF 5 LF 2027", or on one line
[[nodiscard]] Read read_time(std::string_view typed);    // a date, LF, and the clock in the UK
[[nodiscard]] Read read_yes_no(std::string_view typed);
[[nodiscard]] Read read_choice(const Field& field, std::string_view typed);
[[nodiscard]] Read read_person(std::string_view typed);  // a reference
[[nodiscard]] Read read_record(std::string_view typed);  // a reference
[[nodiscard]] Read read_party(std::string_view typed);   // lines as in the entry format
[[nodiscard]] Read read_document(std::string_view typed);
[[nodiscard]] Read read_source(std::string_view typed);

// The other way, for the kinds whose canonical text is not what a person types.
[[nodiscard]] std::string typed_money(const Value& value);
[[nodiscard]] std::string typed_share(const Value& value);
[[nodiscard]] std::string typed_date(const Value& value);
[[nodiscard]] std::string typed_time(const Value& value);

// What a kind says when it could not read: no value and this sentence.
[[nodiscard]] inline Read slip(std::string sentence) { return {std::nullopt, std::move(sentence)}; }
// A Value from text that the reader has made canonical; the sentence when it is not well formed
// after all.
[[nodiscard]] Read canonical_or(Kind kind, std::string text, std::string_view sentence);
// "Shorten “Question” to 300 letters; it has 312 now", or empty when the text is short enough.
[[nodiscard]] std::string too_long(const Field& field, std::string_view text);

}  // namespace registers::kinds
