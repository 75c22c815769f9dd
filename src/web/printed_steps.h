#pragma once
// The steps by which a stranger checks a proof, as a page that can be printed and handed over: the
// text of docs/CHECK_A_PROOF.md, which the tests follow to the letter. Listed by web/site_map.cpp.
#include <string_view>

#include "web/visit.h"

namespace web {

[[nodiscard]] http::Response proof_steps_page(Visit& visit);  // GET /help/proof/steps

// The few marks that our own pages in docs/ are written with: headings, paragraphs, lists, blocks
// of code, and in a line `code`, *emphasis*, **strong** and [links](…), of which the words alone
// are kept. The first heading is left out: it is the page's title.
[[nodiscard]] html::Html from_marks(std::string_view text);
[[nodiscard]] std::string_view title_in(std::string_view text);

}  // namespace web
