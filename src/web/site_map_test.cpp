#include "web/site_map.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>

#include "web/site_for_test.h"

using web::testing::header_of;
using web::testing::TestSite;

namespace {

// A path that a pattern fits: each capture filled with something.
std::string filled(std::string_view pattern) {
  std::string path;
  bool inside = false;
  for (const char c : pattern) {
    if (c == '{') {
      inside = true;
      path += "x1";
    }
    if (!inside) path += c;
    if (c == '}') inside = false;
  }
  return path;
}

void without(http::Request& request, std::string_view header) {
  std::erase_if(request.headers, [&](const http::NameValue& one) { return one.name == header; });
}

void without_token(http::Request& request) {
  std::erase_if(request.form, [](const http::NameValue& one) { return one.name == "token"; });
}

}  // namespace

TEST_CASE("each route stands once, and there are pages for each area") {
  std::set<std::pair<http::Method, std::string_view>> seen;
  for (const web::Route& route : web::site_map()) {
    INFO(route.pattern);
    CHECK(seen.emplace(route.method, route.pattern).second);
    CHECK((route.page != nullptr));
  }
  CHECK(seen.size() > 40);
}

TEST_CASE("a POST that is not from our own page, or without its token, changes nothing") {
  TestSite site;
  const std::string person = site.add_holder("Ishbel Carnochan", "cswo");
  site.sign_in_as(person);
  const std::int64_t entries = site.entries();
  int routes = 0;
  for (const web::Route& route : web::site_map()) {
    if (route.method != http::Method::post) continue;
    ++routes;
    INFO(route.pattern);
    const std::string path = filled(route.pattern);
    http::Request tokenless = site.post(path, {});
    without_token(tokenless);
    CHECK(site.send(tokenless).status == 403);
    http::Request wrong = site.post(path, {{"token", "AAAAAAAAAAAAAAAAAAAAAA"}});
    CHECK(site.send(wrong).status == 403);
    http::Request cross = site.post(path, {});
    without(cross, "sec-fetch-site");
    cross.headers.push_back({"sec-fetch-site", "cross-site"});
    CHECK(site.send(cross).status == 403);
    http::Request elsewhere = site.post(path, {});
    without(elsewhere, "sec-fetch-site");
    without(elsewhere, "origin");
    elsewhere.headers.push_back({"origin", "https://evil.example"});
    CHECK(site.send(elsewhere).status == 403);
    http::Request silent = site.post(path, {});
    without(silent, "sec-fetch-site");
    without(silent, "origin");
    CHECK(site.send(silent).status == 403);
  }
  CHECK(routes >= 12);
  CHECK(site.entries() == entries);
  CHECK(site.desk->session(site.token)->has_value());  // nobody was signed out either
}

TEST_CASE("pages of records want somebody in a capacity") {
  TestSite site;
  for (const web::Route& route : web::site_map()) {
    if (route.method != http::Method::get || route.wants != web::Wants::caller) continue;
    INFO(route.pattern);
    const http::Response response = site.send(site.get(filled(route.pattern)));
    CHECK(response.status == 303);
    CHECK(header_of(response, "location").starts_with("/sign-in"));
  }
  // Someone signed in who holds nothing is led to the capacities, and no further.
  const auto token = site.desk->begin_session("P-2026-001", authority::SignedInBy::password);
  REQUIRE(token);
  site.token = *token;
  const http::Response response = site.send(site.get("/r/advice"));
  CHECK(header_of(response, "location").starts_with("/capacity"));
}

TEST_CASE("an unknown path and a wrong method are answered so") {
  TestSite site;
  CHECK(site.send(site.get("/no/such/page")).status == 404);
  http::Request posted = site.post("/help", {});
  const http::Response response = site.send(posted);
  CHECK(response.status == 405);
  CHECK(header_of(response, "allow") == "GET, HEAD");
}

TEST_CASE("no link sets the capacity: only a POST to /capacity does") {
  TestSite site;
  site.sign_in_as(site.add_holder("Ishbel Carnochan", "cswo"));
  const auto before = (*site.desk->session(site.token))->grant_entry;
  for (const web::Route& route : web::site_map()) {
    if (route.method != http::Method::get) continue;
    static_cast<void>(site.send(site.get(filled(route.pattern) + "?grant=3&next=/")));
  }
  CHECK((*site.desk->session(site.token))->grant_entry == before);
}

TEST_CASE("the page after sign-in stays on this site") {
  TestSite site;
  site.sign_in_as(site.add_holder("Ishbel Carnochan", "cswo"));
  const auto grant = std::to_string((*site.desk->session(site.token))->grant_entry);
  const auto location = [&](const std::string& next) {
    return header_of(site.send(site.post("/capacity", {{"grant", grant}, {"next", next}})),
                     "location");
  };
  CHECK(location("/r/advice") == "/r/advice");
  CHECK(location("https://evil.example/") == "/");
  CHECK(location("//evil.example/") == "/");
  CHECK(location("/\\evil.example/") == "/");
  CHECK(location("/a\r\nSet-Cookie: x=1") == "/");
}
