#include "http/origin.h"

#include <doctest/doctest.h>

namespace http {
namespace {

struct Case {
  Method method;
  const char* site;
  const char* origin;
  const char* referrer;
  bool ours;
};

Request asked(const Case& one) {
  Request request;
  request.method = one.method;
  request.headers.push_back({"host", "cswo.example:8080"});
  const auto add = [&](const char* name, const char* value) {
    if (*value != '\0') request.headers.push_back({name, value});
  };
  add("sec-fetch-site", one.site);
  add("origin", one.origin);
  add("referer", one.referrer);
  return request;
}

TEST_CASE("who may post") {
  const Method post = Method::post;
  const Method get = Method::get;
  const Case cases[] = {
      {post, "same-origin", "", "", true},
      {post, "same-origin", "null", "", true},
      {post, "same-origin", "http://cswo.example:8080", "", true},
      {post, "same-origin", "http://evil.example", "", false},
      {post, "same-site", "", "", false},
      {post, "cross-site", "http://cswo.example:8080", "", false},
      {post, "none", "", "", false},
      {post, "", "http://cswo.example:8080", "", true},
      {post, "", "http://cswo.example", "", false},
      {post, "", "http://evil.example/cswo.example:8080", "", false},
      {post, "", "null", "http://cswo.example:8080/a", false},
      {post, "", "", "http://cswo.example:8080/a", true},
      {post, "", "", "http://cswo.example:8080.evil.example/a", false},
      {post, "", "", "nonsense", false},
      {post, "", "", "", false},
      {get, "none", "", "", true},
      {get, "", "", "", true},
      {get, "cross-site", "", "", false},
  };
  for (const Case& one : cases) {
    CAPTURE(one.site);
    CAPTURE(one.origin);
    CAPTURE(one.referrer);
    CHECK(same_origin(asked(one), "") == one.ours);
  }
}

TEST_CASE("behind a proxy the configured origin counts, scheme and all") {
  const Case plain{Method::post, "", "http://cswo.example", "", false};
  const Case secure{Method::post, "", "https://cswo.example", "", true};
  CHECK_FALSE(same_origin(asked(plain), "https://cswo.example"));
  CHECK(same_origin(asked(secure), "https://cswo.example"));
}

}  // namespace
}  // namespace http
