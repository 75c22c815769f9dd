#pragma once
// What stands beside a page of a step: what was said before, how far one has come, when it is due.
// Used by step_draw.cpp and the check page.
#include <cstddef>

#include "web/filling.h"

namespace web {

// `number` from 0; the number of pages means the check page.
[[nodiscard]] html::Html step_side(Visit& visit, const Filling& filling, std::size_t number);
// "Start from an e-mail", on the first page of a step that makes a record with a file in it.
[[nodiscard]] html::Html mail_way_in(const Visit& visit, const Filling& filling);
// The document field that an e-mail is kept in; null when the step has none.
[[nodiscard]] const registers::Field* mail_field(const Filling& filling);
// "3 working days left", "today", "2 days late", counted from today.
[[nodiscard]] std::string time_left(const Visit& visit, const base::Date& due);

}  // namespace web
