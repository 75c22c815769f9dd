#pragma once
// What goes back. The server adds the security headers of every response
// (http/security_headers.cpp), length and date.
#include <string>
#include <string_view>
#include <vector>

#include "http/request.h"

namespace http {

// no-store for pages; immutable for assets named by their content
enum class Caching { never, forever };

struct Response {
  int status = 200;
  std::string type = "text/html; charset=utf-8";
  std::string body;
  std::vector<NameValue> headers;  // extra ones: location, set-cookie, content-disposition …
  Caching caching = Caching::never;
  bool gzipped = false;  // body already is gzip
  // Where the rest of a long body is: the server asks itself for it, as the same visitor, when this
  // piece is sent, and so on until a piece names no rest. Every piece passes the same doors as a
  // page; one that is not answered with 200 ends the connection, so that nobody takes a part for
  // the whole. An origin-form target of GET; "" for a body that is whole.
  std::string rest_at = {};

  [[nodiscard]] static Response page(std::string html, int status = 200);
  [[nodiscard]] static Response text(std::string body, int status = 200);
  [[nodiscard]] static Response see_other(std::string location);  // 303, after a POST
  // Always a download: attachment and nosniff; the name is encoded per RFC 6266 and RFC 8187.
  [[nodiscard]] static Response download(std::string bytes, std::string file_name,
                                         std::string type);
  // __Host- cookie, Secure, HttpOnly, SameSite=Strict, Path=/. An empty value removes it. Values
  // are ours: letters, digits and marks that a cookie may hold.
  void set_cookie(std::string_view name, std::string_view value, int max_age_seconds);
  // The same with SameSite=Lax: for the step back from an identity provider, and for nothing else.
  void set_lax_cookie(std::string_view name, std::string_view value, int max_age_seconds);
};

}  // namespace http
