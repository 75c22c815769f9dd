#pragma once
// People and their capacities over time: who held what from when to when, by which entry, drawn and
// as a table, with each day on which nobody held the office standing out. Listed by site_map.cpp.
#include <string>
#include <string_view>

#include "web/visit.h"

namespace web {

// GET /capacities: the whole council, for those who read appointments
[[nodiscard]] http::Response all_held_page(Visit& visit);
// GET /capacities.csv
[[nodiscard]] http::Response all_held_csv(Visit& visit);
// GET /capacities/{person}: one person; one's own always
[[nodiscard]] http::Response held_page(Visit& visit);
[[nodiscard]] std::string held_href(std::string_view person);
// Whether the caller may open the page of the whole council.
[[nodiscard]] bool may_see_held(const Visit& visit);

}  // namespace web
