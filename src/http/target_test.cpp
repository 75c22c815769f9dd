#include "http/target.h"

#include <doctest/doctest.h>

namespace http {
namespace {

TEST_CASE("a target is decoded") {
  const auto target = read_target("/advice/AD-1/d%C3%A9cide?q=a+b&empty&x=1%262&");
  REQUIRE(target);
  CHECK(target->path == "/advice/AD-1/d\u00e9cide");
  REQUIRE(target->query.size() == 3);
  CHECK(target->query[0].value == "a b");
  CHECK(target->query[1].name == "empty");
  CHECK(target->query[2].value == "1&2");
}

TEST_CASE("a path that could be read two ways is refused") {
  for (const char* wrong : {"", "a", "/a/../b", "/..", "/./a", "/%2e%2e", "/a//b", "//a", "/a%2Fb",
                            "/a%5cb", "/a\\b", "/a%00", "/a%0a", "/a%zz", "/a%", "/a%c3"}) {
    CAPTURE(wrong);
    CHECK_FALSE(read_target(wrong));
  }
  CHECK(read_target("/"));
  CHECK(read_target("/a/"));
  CHECK(read_target("/a.b/..c"));
}

TEST_CASE("a form keeps order, repeats and empty values") {
  const auto form = read_form("a=1&a=2&b=&%C3%A0=%0D%0A");
  REQUIRE(form);
  REQUIRE(form->size() == 4);
  CHECK((*form)[1].value == "2");
  CHECK((*form)[3].name == "\u00e0");
  CHECK((*form)[3].value == "\r\n");
}

TEST_CASE("a form over its limits or with bytes that are not text is refused") {
  std::string many;
  for (int i = 0; i < 2000; ++i) many += "a=1&";
  CHECK(read_form(many));
  CHECK_FALSE(read_form(many + "a=1"));
  for (const char* wrong : {"a=%ff", "a=%00", "%00=a", "a=%4", "a=%gg"}) {
    CAPTURE(wrong);
    CHECK_FALSE(read_form(wrong));
  }
}

}  // namespace
}  // namespace http
