#pragma once
// “Who may do what”: what docs/WHO_MAY.md says, in the program, from the same function. It says
// what the packs say and nothing of any record. Listed by site_map.cpp.
#include "web/visit.h"

namespace web {

// GET /who-may: what forbids whatever else permits, and the way to each register
[[nodiscard]] http::Response who_may_page(Visit& visit);
// GET /who-may/{register}
[[nodiscard]] http::Response who_may_register_page(Visit& visit);

}  // namespace web
