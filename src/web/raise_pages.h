#pragma once
// Raising something without a name, and coming back with a return code: for registers that have
// [return_code]. No account, no session, no draft, nothing kept of the address. A name that is
// sealed is sealed here, before the door sees it. Listed by web/site_map.cpp.
#include "web/visit.h"

namespace web {

[[nodiscard]] http::Response raise_page(Visit& visit);     // GET /raise/{register}
[[nodiscard]] http::Response raise_sent(Visit& visit);     // POST /raise/{register}
[[nodiscard]] http::Response code_of_page(Visit& visit);   // GET /raise/{register}/code
[[nodiscard]] http::Response code_of_sent(Visit& visit);   // POST /raise/{register}/code
[[nodiscard]] http::Response added_by_code(Visit& visit);  // POST /raise/{register}/add
// Links to what may be raised so, for the foot of every page and the page of signing in.
[[nodiscard]] std::vector<html::Link> raise_links(const Visit& visit);

}  // namespace web
