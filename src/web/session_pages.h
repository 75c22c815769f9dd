#pragma once
// Signing out, choosing the capacity in which one acts, and, in a demonstration store on
// loopback, becoming one of its cast. Listed by web/site_map.cpp. Only POST /capacity (and becoming
// one of the cast) sets a capacity: no link ever does.
#include "web/visit.h"

namespace web {

[[nodiscard]] http::Response sign_out(Visit& visit);            // POST /sign-out
[[nodiscard]] http::Response stay_page(Visit& visit);           // GET /stay
[[nodiscard]] http::Response capacity_page(Visit& visit);       // GET /capacity?next=
[[nodiscard]] http::Response choose_capacity(Visit& visit);     // POST /capacity
[[nodiscard]] http::Response demonstration_page(Visit& visit);  // GET /demonstration
[[nodiscard]] http::Response become_one(Visit& visit);          // POST /demonstration
[[nodiscard]] bool is_demonstration(const Visit& visit);

// For the gate: somebody signed in who has no capacity in force.
[[nodiscard]] http::Response to_capacity(Visit& visit);

}  // namespace web
