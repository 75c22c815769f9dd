#pragma once
// What is typed and not yet recorded (FORMAT 11): kept in the desk with each page, private to its
// writer, no part of the record. Used by the step pages and the home page.
#include <string>
#include <string_view>

#include "web/filling.h"

namespace web {

// Keeps the filling; gives it an id when it has none.
[[nodiscard]] base::Result<void> keep(Visit& visit, Filling& filling);
// A draft of this person's, opened again. Errors: not_found, also when the record can no longer be
// read.
[[nodiscard]] base::Result<Filling> draft_filling(Visit& visit, std::string_view id);
// Drops the draft and the files that waited with it.
void drop(Visit& visit, const Filling& filling);
// "/draft/ID/1"
[[nodiscard]] std::string draft_href(std::string_view id, std::size_t page_number);
[[nodiscard]] std::string check_href(std::string_view id);
// When a draft kept at this time goes.
[[nodiscard]] base::Date kept_until(base::Instant kept_at);

}  // namespace web
