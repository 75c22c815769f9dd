#pragma once
// The day as at whose end a page is asked for: what a list (list_asking.cpp, listing.cpp) and a
// record (record_as_at.cpp) share. The form has three boxes and needs no script.
#include <cstdint>
#include <string>
#include <string_view>

#include "web/visit.h"

namespace web {

inline constexpr std::string_view as_at_name = "as_at";

// The three boxes of the small form as typed, LF between; empty when it was not sent.
[[nodiscard]] std::string typed_day(const Visit& visit);
// The last entry recorded on a London day or before it; -1: none was.
[[nodiscard]] std::int64_t last_entry_of(const Visit& visit, const base::Date& day);
// The question with its boxes, what was typed in them, and what to do about it.
[[nodiscard]] html::Html day_question(const Visit& visit, std::string_view label,
                                      std::string_view typed, std::string_view mistake);

}  // namespace web
