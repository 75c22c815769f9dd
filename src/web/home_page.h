#pragma once
// What needs you, soonest first; then your drafts, what was last recorded, who holds the office
// today, and what can be started. Listed by web/site_map.cpp.
#include "web/visit.h"

namespace web {

[[nodiscard]] http::Response home_page(Visit& visit);  // GET /

}  // namespace web
