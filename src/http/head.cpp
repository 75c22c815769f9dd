#include "http/head.h"

#include <algorithm>

#include "base/text.h"

namespace http {
namespace {

constexpr std::size_t most_target_bytes = 8000;
constexpr std::size_t most_fields = 100;
constexpr std::size_t most_boundary = 70;  // RFC 2046 5.1.1

using Fault = std::optional<Refused>;

Refused bad(std::string_view reason) {
  return {400, reason};
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

bool is_letter_or_digit(char c) {
  return is_digit(c) || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

// Source: RFC 9110 5.6.2.
bool is_token(std::string_view text) {
  constexpr std::string_view marks = "!#$%&'*+-.^_`|~";
  return !text.empty() && std::all_of(text.begin(), text.end(), [&](char c) {
    return is_letter_or_digit(c) || marks.find(c) != std::string_view::npos;
  });
}

// Visible bytes, blank and tab; bytes above ASCII are allowed, as RFC 9110 5.5 lets them stand.
bool is_field_value(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte >= 0x20 ? byte != 0x7f : c == '\t';
  });
}

bool is_host(std::string_view text) {
  constexpr std::string_view marks = ".-:[]_";
  return !text.empty() && text.size() <= 255 && std::all_of(text.begin(), text.end(), [&](char c) {
    return is_letter_or_digit(c) || marks.find(c) != std::string_view::npos;
  });
}

enum class Version { one_zero, one_one };

struct RequestLine {
  Method method = Method::other;
  std::string_view target;
  Version version = Version::one_one;
};

Method method_of(std::string_view word) {
  if (word == "GET") return Method::get;
  if (word == "HEAD") return Method::head;
  if (word == "POST") return Method::post;
  return Method::other;
}

std::variant<RequestLine, Refused> read_request_line(std::string_view line) {
  const std::size_t first = line.find(' ');
  const std::size_t last = line.rfind(' ');
  if (first == std::string_view::npos || first == last) return bad("request line");
  RequestLine request;
  const std::string_view method = line.substr(0, first);
  const std::string_view version = line.substr(last + 1);
  request.target = line.substr(first + 1, last - first - 1);
  if (!is_token(method)) return bad("method");
  if (version == "HTTP/1.0") {
    request.version = Version::one_zero;
  } else if (version != "HTTP/1.1") {
    return bad("version");
  }
  if (request.target.size() > most_target_bytes) return Refused{414, "target too long"};
  const bool plain = std::all_of(request.target.begin(), request.target.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte > 0x20 && byte < 0x7f && c != '#';
  });
  request.method = method_of(method);
  if (request.method == Method::other) return Refused{405, "method"};
  // Only the origin form: a whole address in the request line could name another host than the Host
  // field does.
  if (!plain || !request.target.starts_with('/')) return bad("target");
  return request;
}

Fault read_fields(std::string_view lines, Head& head) {
  while (!lines.empty()) {
    const std::size_t end = lines.find("\r\n");
    if (end == std::string_view::npos) return bad("line end");
    const std::string_view line = lines.substr(0, end);
    lines.remove_prefix(end + 2);
    if (line.empty()) return lines.empty() ? Fault{} : Fault{bad("bytes after the head")};
    if (head.headers.size() == most_fields) return Refused{431, "too many fields"};
    // A blank first is a folded line (obs-fold); a blank before the colon fails the token.
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos || !is_token(line.substr(0, colon)))
      return bad("field name");
    const std::string_view value = base::trimmed(line.substr(colon + 1));
    if (!is_field_value(value)) return bad("field value");
    head.headers.push_back({base::lower_ascii(line.substr(0, colon)), std::string(value)});
  }
  return bad("no empty line");
}

struct Counted {
  std::size_t count = 0;
  std::string_view value;
};

Counted counted(const Head& head, std::string_view name) {
  Counted found;
  for (const NameValue& field : head.headers) {
    if (field.name != name) continue;
    ++found.count;
    found.value = field.value;
  }
  return found;
}

Fault check_host(const Head& head, Version version) {
  const Counted host = counted(head, "host");
  if (host.count > 1) return bad("two hosts");
  if (host.count == 0) return version == Version::one_one ? Fault{bad("no host")} : Fault{};
  return is_host(host.value) ? Fault{} : Fault{bad("host")};
}

// Source: RFC 9112 6.1 and 6.3. Where it lets a reader be kind, we are not.
Fault read_framing(Head& head, Version version) {
  const Counted length = counted(head, "content-length");
  const Counted coding = counted(head, "transfer-encoding");
  if (coding.count > 0) {
    if (version == Version::one_zero) return bad("transfer-encoding in HTTP/1.0");
    if (coding.count > 1 || base::lower_ascii(coding.value) != "chunked") {
      return bad("transfer-encoding");
    }
    if (length.count > 0) return bad("length and transfer-encoding");
    head.chunked = true;
  }
  if (length.count > 1) return bad("two lengths");
  if (length.count == 1) {
    const bool digits = !length.value.empty() && length.value.size() <= 18 &&
                        std::all_of(length.value.begin(), length.value.end(), is_digit);
    if (!digits) return bad("content-length");
    std::uint64_t bytes = 0;
    for (const char c : length.value) bytes = bytes * 10 + static_cast<std::uint64_t>(c - '0');
    head.length = bytes;
  }
  if (head.method == Method::post) {
    if (!head.chunked && !head.length) return Refused{411, "no length"};
  } else if (head.chunked || head.length.value_or(0) > 0) {
    return bad("body where none belongs");
  }
  return {};
}

Fault read_connection(Head& head, Version version) {
  const std::string connection = base::lower_ascii(counted(head, "connection").value);
  head.takes_chunks = version == Version::one_one;
  head.keep_alive = version == Version::one_one && connection.find("close") == std::string::npos;
  const Counted expect = counted(head, "expect");
  if (expect.count == 0) return {};
  if (expect.count > 1 || base::lower_ascii(expect.value) != "100-continue") return bad("expect");
  head.wants_continue = version == Version::one_one;
  return {};
}

// The value of boundary=, quoted or not; empty when it is missing or not one.
std::string boundary_of(std::string_view type) {
  const std::string lower = base::lower_ascii(type);
  const std::size_t at = lower.find("boundary=");
  if (at == std::string::npos) return {};
  std::string_view rest = type.substr(at + 9);
  std::string_view boundary;
  if (rest.starts_with('"')) {
    rest.remove_prefix(1);
    const std::size_t end = rest.find('"');
    if (end == std::string_view::npos) return {};
    boundary = rest.substr(0, end);
  } else {
    boundary = base::trimmed(rest.substr(0, rest.find(';')));
  }
  constexpr std::string_view marks = "'()+_,-./:=? ";
  const bool good = !boundary.empty() && boundary.size() <= most_boundary &&
                    boundary.back() != ' ' &&
                    std::all_of(boundary.begin(), boundary.end(), [&](char c) {
                      return is_letter_or_digit(c) || marks.find(c) != std::string_view::npos;
                    });
  return good ? std::string(boundary) : std::string();
}

Fault read_body_kind(Head& head) {
  if (head.method != Method::post) return {};
  const std::string_view type = counted(head, "content-type").value;
  const std::string kind = base::lower_ascii(base::trimmed(type.substr(0, type.find(';'))));
  if (kind == "application/x-www-form-urlencoded") {
    head.body = BodyKind::form;
  } else if (kind == "multipart/form-data") {
    head.body = BodyKind::multipart;
    head.boundary = boundary_of(type);
    if (head.boundary.empty()) return bad("multipart boundary");
  } else {
    head.body = BodyKind::raw;
  }
  return {};
}

}  // namespace

HeadScanner::State HeadScanner::look(std::string_view bytes) {
  for (; seen_ < bytes.size(); ++seen_) {
    const char c = bytes[seen_];
    if (c == '\n') {
      if (seen_ == 0 || bytes[seen_ - 1] != '\r') return State::bad;
      if (seen_ >= 3 && bytes[seen_ - 2] == '\n') {
        length_ = seen_ + 1;
        return State::complete;
      }
      continue;
    }
    if (seen_ > 0 && bytes[seen_ - 1] == '\r') return State::bad;
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x20 && c != '\r' && c != '\t') return State::bad;
  }
  return State::more;
}

std::variant<Head, Refused> read_head(std::string_view text) {
  const std::size_t line_end = text.find("\r\n");
  if (line_end == std::string_view::npos) return bad("request line");
  const auto line = read_request_line(text.substr(0, line_end));
  if (const auto* refused = std::get_if<Refused>(&line)) return *refused;
  const auto& request = std::get<RequestLine>(line);
  Head head;
  head.method = request.method;
  head.target = request.target;
  Fault fault = read_fields(text.substr(line_end + 2), head);
  if (!fault) fault = check_host(head, request.version);
  if (!fault) fault = read_framing(head, request.version);
  if (!fault) fault = read_connection(head, request.version);
  if (!fault) fault = read_body_kind(head);
  if (fault) return *fault;
  return head;
}

}  // namespace http
