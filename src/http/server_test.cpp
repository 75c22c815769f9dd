#include "http/server.h"

#include <doctest/doctest.h>

#include <atomic>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "http/raw_client.h"
#include "http/security_headers.h"

namespace http {
namespace {

ServerLimits short_limits() {
  ServerLimits limits;
  limits.read_seconds = 1;
  limits.upload_seconds = 2;
  limits.write_seconds = 2;
  limits.idle_seconds = 1;
  limits.stop_seconds = 3;
  limits.body_bytes = 64 * 1024;
  limits.upload_bytes = 1024 * 1024;
  limits.pool_threads = 2;
  return limits;
}

// Says back what it understood, so that a wrong reading shows.
Response echo(Request& request) {
  if (request.path == "/throws") throw std::runtime_error("planted");
  if (request.path == "/slow") std::this_thread::sleep_for(std::chrono::milliseconds(400));
  if (request.path == "/long" || request.path == "/cut") {
    const std::string_view turn = request.query_value("turn");
    if (turn == "3" && request.path == "/cut") return Response::text("no", 403);
    Response piece = Response::text(turn.empty() ? "begins " : std::string(turn) + " ");
    const int next = turn.empty() ? 2 : turn[0] - '0' + 1;
    if (turn == "2") piece.body.clear();  // a piece may be empty, and is not the end
    if (next <= 4) piece.rest_at = request.path + "?turn=" + std::to_string(next);
    return piece;
  }
  if (request.path == "/large") return Response::text(std::string(3'000'000, 'x'));
  std::string said = request.path;
  for (const NameValue& field : request.form) said += "|" + field.name + "=" + field.value;
  for (const Upload& upload : request.uploads) {
    std::ifstream file(upload.path, std::ios::binary);
    std::stringstream content;
    content << file.rdbuf();
    said += "|" + upload.field + ":" + upload.file_name + ":" + std::to_string(upload.length) +
            ":" + content.str().substr(0, 20);
  }
  if (!request.body.empty()) said += "|body=" + request.body;
  return Response::text(said);
}

bool has_status(const std::string& answer, int status) {
  return answer.starts_with("HTTP/1.1 " + std::to_string(status) + " ");
}

bool comes_true(const std::function<bool()>& state) {
  for (int i = 0; i < 100; ++i) {
    if (state()) return true;
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  return false;
}

struct Hostile {
  const char* name;
  std::string request;
  int status;
};

std::string head(const std::string& line, const std::string& fields = {}) {
  return line + " HTTP/1.1\r\nHost: a\r\n" + fields + "\r\n";
}

std::vector<Hostile> hostile_requests() {
  const std::string chunked = "Transfer-Encoding: chunked\r\n";
  return {
      {"length and coding", head("POST /", "Content-Length: 3\r\n" + chunked) + "0\r\n\r\n", 400},
      {"two different lengths", head("POST /", "Content-Length: 3\r\nContent-Length: 4\r\n"), 400},
      {"the same length twice", head("POST /", "Content-Length: 3\r\nContent-Length: 3\r\n"), 400},
      {"lengths in one field", head("POST /", "Content-Length: 3, 3\r\n"), 400},
      {"a length with a plus", head("POST /", "Content-Length: +2\r\n"), 400},
      {"a negative length", head("POST /", "Content-Length: -2\r\n"), 400},
      {"a huge length", head("POST /", "Content-Length: 99999999999999999999\r\n"), 400},
      {"a blank before the colon", head("GET /", "Name : x\r\n"), 400},
      {"line ends without CR", "GET / HTTP/1.1\nHost: a\n\n", 400},
      {"a lone CR", "GET / HTTP/1.1\r\nHost: a\rX: b\r\n\r\n", 400},
      {"NUL in a value", head("GET /", std::string("X: a\0b\r\n", 8)), 400},
      {"a negative chunk", head("POST /", chunked) + "-2\r\nab\r\n0\r\n\r\n", 400},
      {"a chunk that is not hex", head("POST /", chunked) + "zz\r\n", 400},
      {"a chunk of 2^64", head("POST /", chunked) + "10000000000000000\r\n", 400},
      {"a chunk longer than said", head("POST /", chunked) + "2\r\nabc\r\n0\r\n\r\n", 400},
      {"20 KB of head", head("GET /", "X: " + std::string(20'000, 'a') + "\r\n"), 431},
      {"101 fields",
       head("GET /",
            [] {
              std::string fields;
              for (int i = 0; i < 101; ++i) fields += "X" + std::to_string(i) + ": a\r\n";
              return fields;
            }()),
       431},
      {"2 MB of body said", head("POST /", "Content-Length: 2000000\r\n"), 413},
      {"more chunks than allowed",
       head("POST /", chunked) + "20000\r\n" + std::string(0x20000, 'a'), 413},
      {"no host", "GET / HTTP/1.1\r\n\r\n", 400},
      {"two hosts", head("GET /", "Host: b\r\n"), 400},
      {"two hosts alike", head("GET /", "Host: a\r\n"), 400},
      {"an empty host", "GET / HTTP/1.1\r\nHost:\r\n\r\n", 400},
      {"a host with a slash", "GET / HTTP/1.1\r\nHost: a/b\r\n\r\n", 400},
      {"a folded field", head("GET /", "X: a\r\n b\r\n"), 400},
      {"a folded first field", "GET / HTTP/1.1\r\n Host: a\r\n\r\n", 400},
      {"coding xchunked", head("POST /", "Transfer-Encoding: xchunked\r\n"), 400},
      {"coding gzip, chunked", head("POST /", "Transfer-Encoding: gzip, chunked\r\n"), 400},
      {"coding twice", head("POST /", chunked + chunked), 400},
      {"coding on HTTP/1.0", "POST / HTTP/1.0\r\nHost: a\r\n" + chunked + "\r\n0\r\n\r\n", 400},
      {"no length", head("POST /"), 411},
      {"a body on a GET", head("GET /", "Content-Length: 2\r\n") + "ab", 400},
      {"HTTP/2.0", "GET / HTTP/2.0\r\nHost: a\r\n\r\n", 400},
      {"HTTP/0.9", "GET /\r\n\r\n", 400},
      {"two blanks in the line", "GET  / HTTP/1.1\r\nHost: a\r\n\r\n", 400},
      {"a whole address", head("GET http://b/"), 400},
      {"CONNECT", head("CONNECT a:443"), 405},
      {"DELETE", head("DELETE /"), 405},
      {"a word for a method", head("G@T /"), 400},
      {"a long target", head("GET /" + std::string(9'000, 'a')), 414},
      {"dot segments", head("GET /a/../b"), 400},
      {"encoded dot segments", head("GET /a/%2e%2e/b"), 400},
      {"an encoded slash", head("GET /a%2fb"), 400},
      {"an encoded NUL", head("GET /a%00b"), 400},
      {"a backslash", head("GET /a\\b"), 400},
      {"half an escape", head("GET /a%2"), 400},
      {"text that is not UTF-8", head("GET /a%ff"), 400},
      {"a name that is not a token", head("GET /", "X(y: a\r\n"), 400},
      {"a field without a colon", head("GET /", "Xy\r\n"), 400},
      {"another expectation", head("POST /", "Content-Length: 1\r\nExpect: x\r\n"), 400},
      {"multipart without boundary",
       head("POST /", "Content-Length: 1\r\nContent-Type: multipart/form-data\r\n"), 400},
      {"a TLS greeting", std::string("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", 11), 400},
  };
}

TEST_CASE("hostile requests are refused, told so, and the connection closes") {
  std::atomic<int> reached{0};
  TestServer server(short_limits(), [&](Request& request) {
    ++reached;
    return echo(request);
  });
  REQUIRE(server.port() != 0);
  for (const Hostile& hostile : hostile_requests()) {
    CAPTURE(hostile.name);
    RawClient client(server.port());
    // A second request behind each, as a smuggler would send it.
    client.say(hostile.request);
    client.say("GET /smuggled HTTP/1.1\r\nHost: a\r\n\r\n");
    client.say_no_more();
    const std::string answer = client.read_all();
    CHECK(has_status(answer, hostile.status));
    const bool was_decoded = answer.find("Connection: close") == std::string::npos;
    // Refusals of the target alone keep their framing, so the next request is a request.
    if (!was_decoded) CHECK(answer.find("/smuggled") == std::string::npos);
    CHECK(answer.find("Content-Security-Policy: default-src 'none'") != std::string::npos);
  }
}

TEST_CASE("every kind of answer carries the security headers") {
  TestServer server(short_limits(), echo);
  for (const char* line : {"GET /", "HEAD /", "GET /throws", "GET /a%00", "DELETE /"}) {
    CAPTURE(line);
    const std::string answer = server.ask(head(line, "Connection: close\r\n"));
    CHECK(answer.find(std::string(security_headers())) != std::string::npos);
    CHECK(answer.find("Cache-Control: no-store\r\n") != std::string::npos);
  }
}

TEST_CASE("ordinary requests are understood") {
  TestServer server(short_limits(), echo);
  const std::string close = "Connection: close\r\n";
  CHECK(server.ask(head("GET /a%20b?x=1", close)).ends_with("\r\n\r\n/a b"));
  const std::string form = "Content-Type: application/x-www-form-urlencoded\r\n";
  CHECK(server.ask(head("POST /f", close + form + "Content-Length: 12\r\n") + "a=b+c&d=%C3%A9")
            .ends_with("/f|a=b c|d=%C3") == false);
  CHECK(server.ask(head("POST /f", close + form + "Content-Length: 14\r\n") + "a=b+c&d=%C3%A9")
            .ends_with("/f|a=b c|d=\u00e9"));
  CHECK(server
            .ask(head("POST /c", close + form + "Transfer-Encoding: chunked\r\n") +
                 "3\r\na=1\r\n4\r\n&b=2\r\n0\r\n\r\n")
            .ends_with("/c|a=1|b=2"));
  CHECK(server.ask(head("POST /raw", close + "Content-Length: 2\r\n") + "hi").ends_with("body=hi"));
  const std::string without_body = server.ask(head("HEAD /x", close));
  CHECK(without_body.find("Content-Length: 2\r\n") != std::string::npos);
  CHECK(without_body.ends_with("\r\n\r\n"));
  CHECK(has_status(server.ask("\r\n" + head("GET /", close)), 200));
  CHECK(has_status(server.ask("GET / HTTP/1.0\r\n\r\n"), 200));
}

TEST_CASE("one connection serves several requests, also when they come together") {
  TestServer server(short_limits(), echo);
  RawClient client(server.port());
  client.say(head("GET /first"));
  CHECK(client.read_until("/first").ends_with("/first"));
  client.say(head("GET /second") + head("GET /third", "Connection: close\r\n"));
  const std::string rest = client.read_all();
  CHECK(rest.find("\r\n\r\n/second") != std::string::npos);
  CHECK(rest.ends_with("/third"));
}

TEST_CASE("an uploaded file is there for the page and gone after it") {
  const std::filesystem::path folder =
      std::filesystem::temp_directory_path() / "plumbline-server-test";
  std::filesystem::create_directories(folder);
  ServerLimits limits = short_limits();
  limits.upload_folder = folder.string();
  TestServer server(limits, echo);
  const std::string body =
      "--B\r\nContent-Disposition: form-data; name=\"t\"\r\n\r\nwords\r\n"
      "--B\r\nContent-Disposition: form-data; name=\"f\"; filename=\"a/b.eml\"\r\n\r\n" +
      std::string(200'000, 'z') + "\r\n--B--\r\n";
  const std::string request =
      head("POST /up", "Connection: close\r\nContent-Length: " + std::to_string(body.size()) +
                           "\r\nContent-Type: multipart/form-data; "
                           "boundary=B\r\nExpect: 100-continue\r\n");
  RawClient client(server.port());
  client.say(request);
  CHECK(client.read_until("\r\n\r\n").starts_with("HTTP/1.1 100 Continue"));
  client.say(body);
  CHECK(client.read_all().ends_with("/up|t=words|f:b.eml:200000:zzzzzzzzzzzzzzzzzzzz"));
  CHECK(std::filesystem::is_empty(folder));
  // Cut off half-way: nothing stays.
  RawClient half(server.port());
  half.say(request);
  half.read_until("\r\n\r\n");
  half.say(body.substr(0, 100'000));
  CHECK(comes_true([&] { return !std::filesystem::is_empty(folder); }));
  CHECK(has_status(half.read_all(5000), 408));
  CHECK(comes_true([&] { return std::filesystem::is_empty(folder); }));
  std::filesystem::remove_all(folder);
}

TEST_CASE("a request that drips is cut at its deadline and others are served meanwhile") {
  TestServer server(short_limits(), echo);
  std::vector<std::unique_ptr<RawClient>> slow;
  for (int i = 0; i < 50; ++i) {
    slow.push_back(std::make_unique<RawClient>(server.port()));
    slow.back()->say("GET / HTTP/1.1\r\nHost: a\r\n");
  }
  const auto began = std::chrono::steady_clock::now();
  for (int i = 0; i < 6; ++i) {
    for (auto& client : slow) client->say("X: a\r\n");
    CHECK(has_status(server.ask(head("GET /", "Connection: close\r\n")), 200));
    std::this_thread::sleep_for(std::chrono::milliseconds(150));
  }
  for (auto& client : slow) CHECK(has_status(client->read_all(), 408));
  const auto took = std::chrono::steady_clock::now() - began;
  CHECK(took < std::chrono::seconds(4));
}

TEST_CASE("silence ends a connection without an answer") {
  TestServer server(short_limits(), echo);
  RawClient silent(server.port());
  CHECK(silent.read_all().empty());
  CHECK(silent.closed());
  RawClient idle(server.port());
  idle.say(head("GET /once"));
  idle.read_until("/once");
  CHECK(idle.read_all().empty());
  CHECK(idle.closed());
}

TEST_CASE("a full queue says so at once") {
  ServerLimits limits = short_limits();
  limits.pool_threads = 1;
  limits.waiting = 1;
  TestServer server(limits, echo);
  std::vector<std::unique_ptr<RawClient>> clients;
  for (int i = 0; i < 6; ++i) {
    clients.push_back(std::make_unique<RawClient>(server.port()));
    clients.back()->say(head("GET /slow", "Connection: close\r\n"));
    std::this_thread::sleep_for(std::chrono::milliseconds(30));
  }
  int served = 0;
  int busy = 0;
  for (auto& client : clients) {
    const std::string answer = client->read_all();
    if (has_status(answer, 200)) ++served;
    if (has_status(answer, 503) && answer.find("Retry-After: ") != std::string::npos) ++busy;
  }
  CHECK(served == 2);
  CHECK(busy == 4);
}

TEST_CASE("a fault in a page is a plain 500") {
  TestServer server(short_limits(), echo);
  const std::string answer = server.ask(head("GET /throws", "Connection: close\r\n"));
  CHECK(has_status(answer, 500));
  CHECK(answer.find("planted") == std::string::npos);
}

TEST_CASE("a large answer arrives whole and a reader that stops is cut") {
  TestServer server(short_limits(), echo);
  const std::string answer = server.ask(head("GET /large", "Connection: close\r\n"));
  CHECK(answer.size() > 3'000'000);
  CHECK(answer.ends_with("xxx"));
}

TEST_CASE("a long answer is sent piece after piece, and the connection goes on") {
  TestServer server(short_limits(), echo);
  RawClient client(server.port());
  client.say("GET /long HTTP/1.1\r\nHost: x\r\n\r\nGET /after HTTP/1.1\r\nHost: x\r\n\r\n");
  const std::string all = client.read_until("/after");
  CHECK(all.find("Transfer-Encoding: chunked\r\n") != std::string::npos);
  CHECK(all.find("\r\n\r\n7\r\nbegins \r\n2\r\n3 \r\n2\r\n4 \r\n0\r\n\r\nHTTP/1.1 200") !=
        std::string::npos);
  RawClient old(server.port());
  old.say("GET /long HTTP/1.0\r\n\r\n");
  const std::string plain = old.read_all();
  CHECK(plain.find("chunked") == std::string::npos);
  CHECK(plain.ends_with("\r\n\r\nbegins 3 4 "));
}

TEST_CASE("a long answer that cannot be finished is seen to be cut") {
  TestServer server(short_limits(), echo);
  RawClient client(server.port());
  client.say("GET /cut HTTP/1.1\r\nHost: x\r\n\r\n");
  const std::string all = client.read_all();
  CHECK(all.find("begins") != std::string::npos);
  CHECK(all.find("0\r\n\r\n") == std::string::npos);
  CHECK(client.closed());
}

TEST_CASE("stopping finishes what is under way") {
  TestServer server(short_limits(), echo);
  RawClient idle(server.port());
  RawClient busy(server.port());
  busy.say(head("GET /slow"));
  std::this_thread::sleep_for(std::chrono::milliseconds(100));
  const auto began = std::chrono::steady_clock::now();
  server.stop();
  CHECK(std::chrono::steady_clock::now() - began < std::chrono::seconds(2));
  CHECK(busy.read_all().ends_with("/slow"));
  CHECK(idle.read_all().empty());
}

TEST_CASE("an address that is taken or is none is a fault") {
  TestServer first(short_limits(), echo);
  const std::string address = first.server().address();
  const auto second = Server::listen(address, short_limits(), echo);
  REQUIRE_FALSE(second);
  CHECK(second.error().kind == base::ErrorKind::unavailable);
  for (const char* wrong :
       {"", "nowhere", "127.0.0.1:x", "127.0.0.1:70000", "localhost:80", ":80"}) {
    const auto none = Server::listen(wrong, short_limits(), echo);
    REQUIRE_FALSE(none);
    CHECK(none.error().kind == base::ErrorKind::invalid);
  }
}

}  // namespace
}  // namespace http
