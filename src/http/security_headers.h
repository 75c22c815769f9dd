#pragma once
// The header fields that every response carries, whatever it is: pages, files, refusals, faults.
// Added by the server in one place, so that no page can forget them.
#include <string_view>

#include "http/response.h"

namespace http {

// Content-Security-Policy, HSTS, nosniff, Referrer-Policy, COOP and the like: lines with their
// ends.
[[nodiscard]] std::string_view security_headers();
// "no-store", or for files named by their content "public, max-age=31536000, immutable".
[[nodiscard]] std::string_view cache_control(Caching caching);

}  // namespace http
