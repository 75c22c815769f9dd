#include "http/head.h"

#include <doctest/doctest.h>

namespace http {
namespace {

Head good(std::string_view text) {
  auto read = read_head(text);
  REQUIRE(std::holds_alternative<Head>(read));
  return std::get<Head>(read);
}

int refused(std::string_view text) {
  auto read = read_head(text);
  REQUIRE(std::holds_alternative<Refused>(read));
  return std::get<Refused>(read).status;
}

TEST_CASE("a head is read into its parts") {
  const Head head = good(
      "POST /a?b=c HTTP/1.1\r\nHost: x:8080\r\nContent-Type: multipart/form-data; "
      "boundary=\"a b\"\r\nContent-Length: 0012\r\nX-Thing:  two words \r\n\r\n");
  CHECK(head.method == Method::post);
  CHECK(head.target == "/a?b=c");
  CHECK(head.length == 12);
  CHECK(head.body == BodyKind::multipart);
  CHECK(head.boundary == "a b");
  CHECK(head.keep_alive);
  CHECK(head.headers.back().name == "x-thing");
  CHECK(head.headers.back().value == "two words");
}

TEST_CASE("who keeps the connection") {
  CHECK_FALSE(good("GET / HTTP/1.1\r\nHost: a\r\nConnection: Close\r\n\r\n").keep_alive);
  CHECK_FALSE(good("GET / HTTP/1.0\r\nHost: a\r\nConnection: keep-alive\r\n\r\n").keep_alive);
  CHECK(good("GET / HTTP/1.1\r\nHost: [::1]:80\r\n\r\n").keep_alive);
}

TEST_CASE("a boundary that is none is refused") {
  const std::string start =
      "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Type: multipart/form-data; ";
  for (const std::string& boundary :
       {std::string("boundary="), std::string("boundary=\"a"), "boundary=" + std::string(71, 'a'),
        std::string("boundary=\"a \""), std::string("boundary=a<b")}) {
    CAPTURE(boundary);
    CHECK(refused(start + boundary + "\r\n\r\n") == 400);
  }
}

TEST_CASE("the scanner finds the end however the bytes arrive") {
  const std::string text = "GET / HTTP/1.1\r\nHost: a\r\n\r\nGET";
  for (std::size_t piece = 1; piece < text.size(); ++piece) {
    HeadScanner scanner;
    HeadScanner::State state = HeadScanner::State::more;
    for (std::size_t end = piece; state == HeadScanner::State::more; end += piece) {
      state = scanner.look(std::string_view(text).substr(0, std::min(end, text.size())));
    }
    CHECK(state == HeadScanner::State::complete);
    CHECK(scanner.length() == text.size() - 3);
  }
}

TEST_CASE("the scanner stops at once at a byte that no head may hold") {
  for (const std::string& text : {std::string("GET /\n"), std::string("GET\rX"),
                                 std::string("G\0", 2), std::string("\x16\x03")}) {
    HeadScanner scanner;
    CHECK(scanner.look(text) == HeadScanner::State::bad);
  }
}

}  // namespace
}  // namespace http
