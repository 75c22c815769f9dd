#pragma once
// Signing in with a password, then with the second factor; setting one up at the first sign-in.
// Listed by web/site_map.cpp.
#include "web/visit.h"

namespace web {

[[nodiscard]] http::Response sign_in_page(Visit& visit);     // GET /sign-in?next=
[[nodiscard]] http::Response sign_in(Visit& visit);          // POST /sign-in
[[nodiscard]] http::Response code_page(Visit& visit);        // GET /sign-in/code
[[nodiscard]] http::Response code_sent(Visit& visit);        // POST /sign-in/code
[[nodiscard]] http::Response first_codes_page(Visit& visit);  // GET /sign-in/set-up
[[nodiscard]] http::Response first_codes_sent(Visit& visit);  // POST /sign-in/set-up

// For the gate: somebody who came from another site, and goes on from here.
[[nodiscard]] http::Response arrival_page(Visit& visit);
// For the gate: somebody who is not signed in.
[[nodiscard]] http::Response to_sign_in(Visit& visit);
// A POST whose session has ended: the sign-in page, which carries what was typed.
[[nodiscard]] http::Response sign_in_again(Visit& visit);

}  // namespace web
