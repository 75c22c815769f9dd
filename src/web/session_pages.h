#pragma once
// Signing in and out, choosing the capacity in which one acts, and, in a demonstration store on
// loopback, becoming one of its cast. Listed by web/site_map.cpp. Only POST /capacity (and becoming
// one of the cast) sets a capacity: no link ever does.
#include "web/visit.h"

namespace web {

[[nodiscard]] http::Response sign_in_page(Visit& visit);        // GET /sign-in?next=
[[nodiscard]] http::Response sign_in(Visit& visit);             // POST /sign-in
[[nodiscard]] http::Response sign_out(Visit& visit);            // POST /sign-out
[[nodiscard]] http::Response stay_page(Visit& visit);           // GET /stay
[[nodiscard]] http::Response capacity_page(Visit& visit);       // GET /capacity?next=
[[nodiscard]] http::Response choose_capacity(Visit& visit);     // POST /capacity
[[nodiscard]] http::Response demonstration_page(Visit& visit);  // GET /demonstration
[[nodiscard]] http::Response become_one(Visit& visit);          // POST /demonstration
[[nodiscard]] bool is_demonstration(const Visit& visit);

// For the gate: somebody who is not signed in, or has no capacity in force.
[[nodiscard]] http::Response to_sign_in(Visit& visit);
[[nodiscard]] http::Response to_capacity(Visit& visit);
// A POST whose session has ended: the sign-in page, which carries what was typed.
[[nodiscard]] http::Response sign_in_again(Visit& visit);
// A path of this site, to go on to; "/" for anything else.
[[nodiscard]] std::string safe_next(std::string_view path);

}  // namespace web
