#pragma once
// How a record ends, as people see it: what is due, what a disposal takes and leaves, the
// certificate of one that is done, and what is said where a record was.
#include "web/record_view.h"
#include "web/visit.h"

namespace web {

// Records whose time is over, for whoever may propose their disposal; and a draft that lists them.
[[nodiscard]] http::Response due_disposals_page(Visit& visit);
[[nodiscard]] http::Response propose_due(Visit& visit);
// The words of one record, to tick those that are to go by themselves; and a draft that lists them
// (erase_words_page.cpp).
[[nodiscard]] http::Response erase_words_page(Visit& visit);
[[nodiscard]] http::Response propose_words(Visit& visit);
// On the page of a disposal; nothing on any other record's. Errors: unavailable.
[[nodiscard]] base::Result<html::Html> disposal_of(Visit& visit, const View& view);
// Where a record was, for who may read its disposal; none for anybody else.
[[nodiscard]] std::optional<http::Response> remains_page(Visit& visit);

}  // namespace web
