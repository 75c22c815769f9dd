#include "http/host.h"

#include <doctest/doctest.h>

namespace {

http::Request asked(const char* host) {
  http::Request request;
  if (*host != '\0') request.headers.push_back({"host", host});
  return request;
}

}  // namespace

TEST_CASE("the host's name is what the address bar says, without its port") {
  CHECK(http::host_name(asked("Ardmorran.Example:8080")) == "ardmorran.example");
  CHECK(http::host_name(asked("ardmorran.example")) == "ardmorran.example");
  CHECK(http::host_name(asked("[::1]:8080")) == "[::1]");
  CHECK(http::host_name(asked("[::1]")) == "[::1]");
  CHECK(http::host_name(asked("127.0.0.1:1")) == "127.0.0.1");
  CHECK(http::host_name(asked("")).empty());
  // A dot at the end makes another origin for a browser: it is another name here too.
  CHECK(http::host_name(asked("ardmorran.example.")) == "ardmorran.example.");
}

TEST_CASE("the port is repeated only when it is one") {
  CHECK(http::host_port(asked("a.example:8080")) == ":8080");
  CHECK(http::host_port(asked("[::1]:80")) == ":80");
  CHECK(http::host_port(asked("a.example")).empty());
  CHECK(http::host_port(asked("a.example:")).empty());
  CHECK(http::host_port(asked("a.example:8080808")).empty());
  CHECK(http::host_port(asked("a.example:80x")).empty());
  CHECK(http::host_port(asked("[::1]")).empty());
}

TEST_CASE("a host's name has no room for anything else") {
  CHECK(http::is_host_name("ardmorran.example.scot"));
  CHECK(http::is_host_name("[::1]"));
  CHECK_FALSE(http::is_host_name(""));
  CHECK_FALSE(http::is_host_name("a/b"));
  CHECK_FALSE(http::is_host_name("a b"));
  CHECK_FALSE(http::is_host_name("a\"b"));
  CHECK_FALSE(http::is_host_name(std::string(254, 'a')));
}
