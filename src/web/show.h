#pragma once
// How values, states, people and parties read on every page, so that they read the same everywhere.
#include <string>
#include <string_view>

#include "html/html.h"
#include "html/parts.h"
#include "web/visit.h"

namespace web {

// A value as a page shows it: dates with weekday, money in pounds, choices by their label, people and
// bodies by name, documents as a link to their download. Empty Html when there is nothing to show.
[[nodiscard]] html::Html shown_value(Visit& visit, const records::Row& row,
                                     const registers::Field& field);
// The same as plain words, for CSV, titles and summaries.
[[nodiscard]] std::string plain_value(Visit& visit, const registers::Field& field,
                                      const registers::Value& value);
// "Director of Social Work and Health", "Ardmorran Integration Joint Board, minute IJB 2026/47".
[[nodiscard]] std::string party_words(Visit& visit, const registers::Party& party);
// The title of a capacity, as roles.toml says it; the name itself when it has none.
[[nodiscard]] std::string capacity_title(const Visit& visit, std::string_view capacity);
// The state in words, as a bordered tag.
[[nodiscard]] html::Html state_tag(const records::Row& row);
[[nodiscard]] html::Tone tone_named(std::string_view tone);
// What a list or a link calls a record: the text of its title field, else its reference.
[[nodiscard]] std::string title_of(const records::Row& row);
[[nodiscard]] std::string record_href(std::string_view reference);          // "/record/AD-…"
// The short label of a field.
[[nodiscard]] std::string_view label_of(const registers::Field& field);

}  // namespace web
