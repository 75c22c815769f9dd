#pragma once
// Values as people read them: a date with its weekday, a choice by its label, a post by its title,
// a body by its name. Used by every page that shows a record; never shows a secret field.
#include <string>
#include <string_view>

#include "html/parts.h"
#include "web/visit.h"

namespace web {

// One value in words. Empty for an empty value.
[[nodiscard]] std::string shown_text(Visit& visit, const registers::Register& kind,
                                     const registers::Field& field, const registers::Value& value);
// The same as markup: prose in paragraphs, documents and records as links. `reference` is the
// record that holds the value.
[[nodiscard]] html::Html shown_value(Visit& visit, const registers::Register& kind,
                                     const registers::Field& field, const registers::Value& value,
                                     std::string_view reference);
[[nodiscard]] std::string shown_party(Visit& visit, const registers::Party& party);
// "by minute IJB 2026/47"; empty when there is none.
[[nodiscard]] std::string shown_minute(const registers::Party& party);
[[nodiscard]] std::string capacity_title(const registers::Packs& packs, std::string_view capacity);
[[nodiscard]] html::Tone tone_of(std::string_view name);
// The record's own words for itself: the text of its title field, or its reference.
[[nodiscard]] std::string record_title(Visit& visit, const records::Row& row);
[[nodiscard]] html::Html state_of(const records::Row& row);
// A link to a record: its words for itself and its reference.
[[nodiscard]] html::Html record_link(Visit& visit, const records::Row& row);
[[nodiscard]] std::string record_href(std::string_view reference);
// "?as_at=4210" on a page that reads a record as it stood; else nothing.
[[nodiscard]] std::string as_at_query(const Visit& visit);
// "entry 4,211"
[[nodiscard]] std::string entry_words(std::int64_t entry);
// The title and citation of a source, linked where it has an address; the id when it is not known.
[[nodiscard]] html::Html source_words(const registers::Packs& packs, std::string_view id);
[[nodiscard]] std::string capitalised(std::string_view text);
// With a full stop, unless it ends in a mark of its own.
[[nodiscard]] std::string as_sentence(std::string_view text);
// 12 KB, 3.4 MB
[[nodiscard]] std::string size_words(std::int64_t bytes);
// A field that pages may show: not secret.
[[nodiscard]] bool is_open_field(const registers::Field& field);
// Whether a line names a capacity: the field that gives it (FORMAT 18).
[[nodiscard]] bool names_capacity(const registers::Register& kind, const registers::Field& field);

}  // namespace web
