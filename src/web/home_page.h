#pragma once
// What needs you, soonest first; then your drafts, what was last recorded, who holds the office
// today, and what can be started. Listed by web/site_map.cpp.
#include "web/visit.h"

namespace web {

[[nodiscard]] http::Response home_page(Visit& visit);  // GET /
[[nodiscard]] http::Response needs_csv(Visit& visit);  // GET /needs.csv: all that needs you

}  // namespace web
