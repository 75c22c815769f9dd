#pragma once
// Help in context, in the pack's own words: what a register is for, which law or guidance wants it
// and how sure that is, and what each of its questions means. Used by lists, forms and records.
#include "web/visit.h"

namespace web {

// GET /about/{register}
[[nodiscard]] http::Response about_page(Visit& visit);
[[nodiscard]] std::string about_href(const registers::Register& kind);
// Whether the caller may open that page; of a part, whoever may list what it belongs to.
[[nodiscard]] bool may_know(const Visit& visit, const registers::Register& kind);
// What belongs here and why, with its sources and their status; not folded away.
[[nodiscard]] html::Html what_belongs_here(const Visit& visit, const registers::Register& kind);
// The same one press away, with the way to the whole page.
[[nodiscard]] html::Html about_register(const Visit& visit, const registers::Register& kind);

}  // namespace web
