#include "http/wire.h"

#include <array>
#include <charconv>
#include <ctime>
#include <exception>

#include "base/compress.h"
#include "base/log.h"
#include "base/text.h"
#include "http/security_headers.h"
#include "http/target.h"

namespace http {
namespace {

constexpr std::size_t least_worth_gzip = 1024;

std::string_view status_words(int status) {
  switch (status) {
    case 200:
      return "OK";
    case 201:
      return "Created";
    case 204:
      return "No Content";
    case 302:
      return "Found";
    case 303:
      return "See Other";
    case 304:
      return "Not Modified";
    case 400:
      return "Bad Request";
    case 401:
      return "Unauthorized";
    case 403:
      return "Forbidden";
    case 404:
      return "Not Found";
    case 405:
      return "Method Not Allowed";
    case 408:
      return "Request Timeout";
    case 409:
      return "Conflict";
    case 410:
      return "Gone";
    case 411:
      return "Length Required";
    case 413:
      return "Content Too Large";
    case 414:
      return "URI Too Long";
    case 415:
      return "Unsupported Media Type";
    case 422:
      return "Unprocessable Content";
    case 429:
      return "Too Many Requests";
    case 431:
      return "Request Header Fields Too Large";
    case 503:
      return "Service Unavailable";
    default:
      return status >= 500 ? "Internal Server Error" : "Answer";
  }
}

// What a person reads when a request never reached a page.
std::string_view refusal_words(int status) {
  switch (status) {
    case 405:
      return "This address cannot be used in that way.\n";
    case 408:
      return "The request took too long to arrive. Please try again.\n";
    case 413:
      return "What was sent is larger than this service takes.\n";
    case 414:
      return "The address is too long.\n";
    case 500:
      return "Something went wrong here. Nothing was recorded. Please try again.\n";
    case 503:
      return "The service is busy. Please try again in a moment.\n";
    default:
      return "The request could not be read.\n";
  }
}

bool is_clean(std::string_view text) {
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x20 || byte == 0x7f) return false;
  }
  return true;
}

void add_line(std::string& head, std::string_view name, std::string_view value) {
  if (!is_clean(name) || !is_clean(value)) {
    base::log(base::LogLevel::fault, "header_left_out", {{"name", std::string(name)}});
    return;
  }
  head += name;
  head += ": ";
  head += value;
  head += "\r\n";
}

// Source: RFC 9110 5.6.7.
std::string date_now() {
  const std::time_t now = std::time(nullptr);
  std::tm parts{};
  gmtime_r(&now, &parts);
  std::array<char, 40> text{};
  const std::size_t length =
      std::strftime(text.data(), text.size(), "%a, %d %b %Y %H:%M:%S GMT", &parts);
  return std::string(text.data(), length);
}

// Tables of figures and machine-read reports. Never pages: a page holds both secrets and what
// somebody else may have put there, and its compressed length would tell one from the other
// (BREACH).
bool is_worth_gzip(const Response& response) {
  return !response.gzipped && response.status == 200 && response.body.size() > least_worth_gzip &&
         response.rest_at.empty() &&
         (response.type.starts_with("text/csv") || response.type.starts_with("application/json"));
}

Response plain(int status) {
  return Response::text(std::string(refusal_words(status)), status);
}

base::Result<void> decode(const Head& head, Request& request) {
  Target target = TRY(read_target(head.target));
  request.path = std::move(target.path);
  request.query = std::move(target.query);
  if (head.body == BodyKind::form) {
    request.form = TRY(read_form(request.body));
    request.body.clear();
  }
  return {};
}

// The one last catch: what a library throws past every page becomes a plain 500.
Response asked(const Answer& answer, Request& request) {
  try {
    return answer(request);
  } catch (const std::exception& fault) {
    base::log(base::LogLevel::fault, "page_failed",
              {{"store", request.store},
               {"request", request.id},
               {"what", std::string(fault.what())}});
  } catch (...) {
    base::log(base::LogLevel::fault, "page_failed",
              {{"store", request.store}, {"request", request.id}});
  }
  return plain(500);
}

std::string chunk(std::string_view bytes) {
  std::array<char, 20> size{};
  const auto end = std::to_chars(size.data(), size.data() + size.size(), bytes.size(), 16);
  std::string out(size.data(), end.ptr);
  return out.append("\r\n").append(bytes).append("\r\n");
}

// A piece of a body that goes on, in its framing. An empty chunk would end the body before its end.
std::string framed(std::string body, Framing framing, std::string_view rest_at) {
  if (framing != Framing::chunks) return body;
  std::string out = body.empty() ? std::string() : chunk(body);
  if (rest_at.empty()) out += "0\r\n\r\n";
  return out;
}

}  // namespace

bool accepts_gzip(const Request& request) {
  const std::string accepts = base::lower_ascii(request.header("accept-encoding"));
  for (const std::string_view part : base::split(accepts, ',')) {
    const std::string_view coding = base::trimmed(part);
    if (!coding.starts_with("gzip")) continue;
    return coding.find("q=0") == std::string_view::npos ||
           coding.find("q=0.") != std::string_view::npos;
  }
  return false;
}

Wire wire(Response response, const Request& request, KeepAlive keep, Framing long_bodies) {
  const bool could_gzip = is_worth_gzip(response);
  if (could_gzip && accepts_gzip(request)) {
    response.body = base::gzip(response.body, 1);
    response.gzipped = true;
  }
  Wire out;
  out.framing = response.rest_at.empty() ? Framing::length : long_bodies;
  out.keep = out.framing == Framing::connection ? KeepAlive::no : keep;
  std::string& head = out.head;
  head.reserve(1100);
  head += "HTTP/1.1 ";
  head += std::to_string(response.status);
  head += ' ';
  head += status_words(response.status);
  head += "\r\n";
  add_line(head, "Date", date_now());
  const bool bodiless = response.status == 204 || response.status == 304;
  if (!bodiless) {
    add_line(head, "Content-Type", response.type);
    if (out.framing == Framing::length)
      add_line(head, "Content-Length", std::to_string(response.body.size()));
    if (out.framing == Framing::chunks) add_line(head, "Transfer-Encoding", "chunked");
  }
  if (response.gzipped) add_line(head, "Content-Encoding", "gzip");
  if (response.gzipped || could_gzip) add_line(head, "Vary", "Accept-Encoding");
  add_line(head, "Cache-Control", cache_control(response.caching));
  head += security_headers();
  for (const NameValue& field : response.headers) add_line(head, field.name, field.value);
  if (out.keep == KeepAlive::no) head += "Connection: close\r\n";
  head += "\r\n";
  if (request.method == Method::head || bodiless) return out;
  out.body = framed(std::move(response.body), out.framing, response.rest_at);
  out.rest_at = std::move(response.rest_at);
  return out;
}

Wire answered(const Head& head, Request& request, const Answer& answer) {
  const KeepAlive keep = head.keep_alive ? KeepAlive::yes : KeepAlive::no;
  if (!decode(head, request)) return wire(plain(400), request, keep);
  return wire(asked(answer, request), request, keep,
              head.takes_chunks ? Framing::chunks : Framing::connection);
}

std::optional<Wire> answered_at_once(const Head& head, const Request& request,
                                     const AtOnce& at_once) {
  const bool reads = request.method == Method::get || request.method == Method::head;
  if (!at_once || !reads || !request.body.empty()) return std::nullopt;
  std::optional<Response> known = at_once(head.target, request);
  if (!known) return std::nullopt;
  return wire(*std::move(known), request, head.keep_alive ? KeepAlive::yes : KeepAlive::no);
}

Wire continued(const Wire& before, Request& request, const Answer& answer) {
  Wire out;
  out.keep = before.keep;
  out.framing = before.framing;
  auto target = read_target(before.rest_at);
  out.broken = !target;
  if (out.broken) return out;
  request.path = std::move(target->path);
  request.query = std::move(target->query);
  Response response = asked(answer, request);
  out.broken = response.status != 200;
  if (out.broken) return out;
  out.body = framed(std::move(response.body), out.framing, response.rest_at);
  out.rest_at = std::move(response.rest_at);
  return out;
}

Wire refusal(int status) {
  Response response = plain(status);
  if (status == 405) response.headers.push_back({"Allow", "GET, HEAD, POST"});
  if (status == 503) response.headers.push_back({"Retry-After", "2"});
  return wire(std::move(response), Request{}, KeepAlive::no);
}

}  // namespace http
