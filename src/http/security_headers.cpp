#include "http/security_headers.h"

namespace http {

std::string_view security_headers() {
  return "Content-Security-Policy: default-src 'none'; style-src 'self'; script-src 'self'; "
         "font-src 'self'; connect-src 'self'; img-src 'self' data:; form-action 'self'; "
         "base-uri 'none'; frame-ancestors 'none'\r\n"
         "Strict-Transport-Security: max-age=63072000; includeSubDomains\r\n"
         "X-Content-Type-Options: nosniff\r\n"
         "Referrer-Policy: no-referrer\r\n"
         "Cross-Origin-Opener-Policy: same-origin\r\n"
         "Cross-Origin-Resource-Policy: same-origin\r\n"
         "Permissions-Policy: camera=(), geolocation=(), microphone=()\r\n";
}

std::string_view cache_control(Caching caching) {
  return caching == Caching::forever ? "public, max-age=31536000, immutable" : "no-store";
}

}  // namespace http
