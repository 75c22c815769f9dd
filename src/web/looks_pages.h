#pragma once
// Who opened a restricted record: noted by every page that shows one, and told to those who oversee
// access (registers/roles.h). An overseer who may not read the record learns who did, and nothing
// of what it says. Listed by web/site_map.cpp.
#include "web/visit.h"

namespace web {

// Notes that the page shows this record. Nothing for an open one; for a part, its record is noted.
void note_opened(Visit& visit, const records::Row& row);
void note_opened(Visit& visit, std::string_view reference);

// GET /record/{reference}/opened, and /record/{reference}/opened.csv
[[nodiscard]] http::Response looks_page(Visit& visit);
[[nodiscard]] http::Response looks_csv(Visit& visit);
[[nodiscard]] std::string looks_href(std::string_view reference);
// The way there, for an overseer: from a restricted record, and from what opened another. Empty for
// everybody else.
[[nodiscard]] html::Html looks_section(const Visit& visit, const records::Row& row);

}  // namespace web
