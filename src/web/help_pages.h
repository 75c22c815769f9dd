#pragma once
// Pages that explain: how a record is proved, help, accessibility, privacy; and what machines ask:
// health, security.txt, the files of the pages. Listed by web/site_map.cpp.
#include <optional>
#include <string_view>

#include "web/visit.h"

namespace web {

[[nodiscard]] http::Response help_page(Visit& visit);           // GET /help
[[nodiscard]] http::Response proof_help_page(Visit& visit);     // GET /help/proof
[[nodiscard]] http::Response accessibility_page(Visit& visit);  // GET /accessibility
[[nodiscard]] http::Response privacy_page(Visit& visit);        // GET /privacy
[[nodiscard]] http::Response asset_file(Visit& visit);          // GET /assets/{name}
// The same without a visit, for pages of no council.
[[nodiscard]] http::Response asset_named(std::string_view name, const http::Request& request);
// The same before any page is asked for: nothing, unless the target is that of a file we have.
[[nodiscard]] std::optional<http::Response> asset_at_once(std::string_view target,
                                                          const http::Request& request);
[[nodiscard]] http::Response health_live(Visit& visit);         // GET /health/live
[[nodiscard]] http::Response health_ready(Visit& visit);        // GET /health/ready
[[nodiscard]] http::Response security_text(Visit& visit);       // GET /.well-known/security.txt

}  // namespace web
