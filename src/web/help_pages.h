#pragma once
// Pages that explain: how a record is proved, help, accessibility, privacy; and what machines ask:
// health, security.txt, the files of the pages. Listed by web/site_map.cpp.
#include "web/visit.h"

namespace web {

[[nodiscard]] http::Response help_page(Visit& visit);           // GET /help
[[nodiscard]] http::Response proof_help_page(Visit& visit);     // GET /help/proof
[[nodiscard]] http::Response accessibility_page(Visit& visit);  // GET /accessibility
[[nodiscard]] http::Response privacy_page(Visit& visit);        // GET /privacy
[[nodiscard]] http::Response asset_file(Visit& visit);          // GET /assets/{name}
[[nodiscard]] http::Response health_live(Visit& visit);         // GET /health/live
[[nodiscard]] http::Response health_ready(Visit& visit);        // GET /health/ready
[[nodiscard]] http::Response security_text(Visit& visit);       // GET /.well-known/security.txt

}  // namespace web
