#include "http/router.h"

#include <doctest/doctest.h>

namespace http {
namespace {

Router example() {
  return Router({{Method::get, "/"},
                 {Method::get, "/advice/{reference}"},
                 {Method::get, "/advice/new"},
                 {Method::post, "/advice/new"},
                 {Method::post, "/advice/{reference}/{step}"},
                 {Method::get, "/advice/{reference}/proof"}});
}

TEST_CASE("patterns capture whole segments in order") {
  const RouteMatch match = example().match(Method::post, "/advice/AD-2026-014/decide");
  REQUIRE(match.kind == RouteMatch::Kind::found);
  CHECK(match.route == 4);
  CHECK(match.captured == std::vector<std::string>{"AD-2026-014", "decide"});
}

TEST_CASE("a literal segment wins over a capture, whatever the order") {
  CHECK(example().match(Method::get, "/advice/new").route == 2);
  CHECK(example().match(Method::get, "/advice/AD-1").route == 1);
  CHECK(example().match(Method::head, "/").route == 0);
}

TEST_CASE("an unknown path and a known path under another method differ") {
  CHECK(example().match(Method::get, "/nowhere").kind == RouteMatch::Kind::unknown_path);
  CHECK(example().match(Method::get, "/advice//proof").kind == RouteMatch::Kind::unknown_path);
  CHECK(example().match(Method::get, "/advice/a/b/c").kind == RouteMatch::Kind::unknown_path);
  const RouteMatch other = example().match(Method::post, "/advice/AD-1");
  CHECK(other.kind == RouteMatch::Kind::other_method);
  CHECK(other.allow == "GET, HEAD");
  CHECK(example().match(Method::get, "/advice/AD-1/decide").allow == "POST");
  CHECK(example().match(Method::other, "/advice/new").allow == "GET, HEAD, POST");
}

}  // namespace
}  // namespace http
