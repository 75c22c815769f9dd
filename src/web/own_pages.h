#pragma once
// "My capacities and sessions": what one holds and held, where one is signed in, and how one signs
// in. Listed by web/site_map.cpp.
#include "web/visit.h"

namespace web {

[[nodiscard]] http::Response own_page(Visit& visit);          // GET /me
[[nodiscard]] http::Response end_one_session(Visit& visit);   // POST /me/session/{id}/end
[[nodiscard]] http::Response end_others(Visit& visit);        // POST /me/sessions/end-others

// Changing how one signs in; each wants proof within five minutes (own_factors.cpp).
[[nodiscard]] http::Response own_codes_page(Visit& visit);    // GET /me/codes
[[nodiscard]] http::Response own_codes_sent(Visit& visit);    // POST /me/codes
[[nodiscard]] http::Response remove_codes(Visit& visit);      // POST /me/codes/remove
[[nodiscard]] http::Response new_recovery(Visit& visit);      // POST /me/recovery
[[nodiscard]] http::Response own_password_page(Visit& visit);  // GET /me/password
[[nodiscard]] http::Response own_password_sent(Visit& visit);  // POST /me/password

}  // namespace web
