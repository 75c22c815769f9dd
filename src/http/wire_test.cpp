#include "http/wire.h"

#include <doctest/doctest.h>

#include "base/compress.h"
#include "http/connection_counts.h"
#include "http/security_headers.h"

namespace http {
namespace {

Request asking(std::string_view accepts) {
  Request request;
  request.headers.push_back({"accept-encoding", std::string(accepts)});
  return request;
}

TEST_CASE("the security headers are those of the bar, word for word") {
  const std::string headers(security_headers());
  for (const char* line :
       {"Content-Security-Policy: default-src 'none'; style-src 'self'; script-src 'self'; "
        "font-src 'self'; connect-src 'self'; img-src 'self' data:; form-action 'self'; "
        "base-uri 'none'; frame-ancestors 'none'\r\n",
        "Strict-Transport-Security: max-age=63072000; includeSubDomains\r\n",
        "X-Content-Type-Options: nosniff\r\n", "Referrer-Policy: no-referrer\r\n",
        "Cross-Origin-Opener-Policy: same-origin\r\n"}) {
    CHECK(headers.find(line) != std::string::npos);
  }
}

TEST_CASE("pages are never kept, files named by content for ever") {
  const Wire page = wire(Response::page("<p>"), Request{}, KeepAlive::yes);
  CHECK(page.head.find("Cache-Control: no-store\r\n") != std::string::npos);
  Response file = Response::text("x");
  file.caching = Caching::forever;
  CHECK(wire(file, Request{}, KeepAlive::yes).head.find("immutable\r\n") != std::string::npos);
}

TEST_CASE("cookies are bound to this host and out of reach of scripts") {
  Response response = Response::page("");
  response.set_cookie("session", "abc_-1", 28800);
  CHECK(response.headers.back().value ==
        "__Host-session=abc_-1; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age=28800");
  response.set_cookie("session", "", 28800);
  CHECK(response.headers.back().value.ends_with("Max-Age=0"));
  Request request;
  request.headers.push_back({"cookie", "a=1; __Host-session=abc; b=2"});
  CHECK(request.cookie("session") == "abc");
  CHECK(request.cookie("__Host-session") == "abc");
  // One without the prefix may have been planted by a neighbour.
  CHECK(request.cookie("a").empty());
}

TEST_CASE("a header field cannot become two") {
  Response response = Response::see_other("/a\r\nSet-Cookie: x=1");
  const Wire out = wire(response, Request{}, KeepAlive::yes);
  CHECK(out.head.find("Set-Cookie") == std::string::npos);
  CHECK(out.head.find("Location") == std::string::npos);
}

TEST_CASE("tables are compressed when asked, pages never") {
  Response csv = Response::download(std::string(5000, 'a'), "figures.csv", "text/csv");
  const Wire small = wire(csv, asking("br, gzip"), KeepAlive::yes);
  CHECK(small.head.find("Content-Encoding: gzip\r\n") != std::string::npos);
  CHECK(*base::gunzip(small.body, 10000) == std::string(5000, 'a'));
  CHECK(wire(csv, asking("br"), KeepAlive::yes).body.size() == 5000);
  CHECK(wire(csv, asking("gzip;q=0"), KeepAlive::yes).body.size() == 5000);
  const Wire page = wire(Response::page(std::string(5000, 'a')), asking("gzip"), KeepAlive::yes);
  CHECK(page.body.size() == 5000);
}

TEST_CASE("a download keeps its name in any script") {
  const Response file = Response::download("x", "r\u00e9sum\u00e9 \"1\".csv", "text/csv");
  CHECK(file.headers[0].value ==
        "attachment; filename=\"r__sum__ _1_.csv\"; "
        "filename*=UTF-8''r%C3%A9sum%C3%A9%20%221%22.csv");
}

TEST_CASE("HEAD has the length and not the body") {
  Request request;
  request.method = Method::head;
  const Wire out = wire(Response::text("four"), request, KeepAlive::no);
  CHECK(out.body.empty());
  CHECK(out.head.find("Content-Length: 4\r\n") != std::string::npos);
  CHECK(out.head.find("Connection: close\r\n") != std::string::npos);
}

TEST_CASE("one address cannot take all connections, loopback may") {
  ConnectionCounts counts(4, 2);
  const std::string far = "192.0.2.1";
  CHECK(counts.enter(far) == ConnectionCounts::Entry::allowed);
  CHECK(counts.enter(far) == ConnectionCounts::Entry::allowed);
  CHECK(counts.enter(far) == ConnectionCounts::Entry::full);
  counts.leave(far);
  CHECK(counts.enter(far) == ConnectionCounts::Entry::allowed);
  CHECK(counts.enter("127.0.0.1") == ConnectionCounts::Entry::allowed);
  CHECK(counts.enter("127.0.0.1") == ConnectionCounts::Entry::allowed);
  CHECK(counts.enter("127.0.0.1") == ConnectionCounts::Entry::full);
}

}  // namespace
}  // namespace http
