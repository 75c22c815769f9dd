#pragma once
// Pages about registered care services, from the regulator's editions: the list for a council, one
// service over its editions, and both as CSV. Listed by web/site_map.cpp; rows come from
// records/editions.h. A falling grade prompts a look and accuses nobody (principle 27).
#include "web/visit.h"

namespace web {

// GET /services?council=&type=&sector=&lowest=&words=&page=&sort=   the council's services
[[nodiscard]] http::Response services_page(Visit& visit);
// GET /services.csv   the same question, all rows
[[nodiscard]] http::Response services_csv(Visit& visit);
// GET /services/{number}   one service: facts, grades by theme, and over its editions
[[nodiscard]] http::Response service_page(Visit& visit);
// GET /services/{number}/grades.csv   its grades over the editions
[[nodiscard]] http::Response service_csv(Visit& visit);

}  // namespace web
