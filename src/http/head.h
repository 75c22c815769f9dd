#pragma once
// The head of a request, read strictly: what one reader could take one way and another reader
// another way is refused, so that nobody can smuggle a second request past a proxy. Pure functions,
// used by server.cpp and by the fuzzer. Source: RFC 9112 sections 2.2, 3, 5, 6; RFC 9110
// sections 5.5, 7.2.
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "http/request.h"

namespace http {

// Finds the end of a head as its bytes arrive, and stops at the first byte that no head may hold.
class HeadScanner {
 public:
  enum class State { more, complete, bad };
  // `bytes` is everything received so far of this head; looks only at what is new since the last
  // call.
  State look(std::string_view bytes);
  [[nodiscard]] std::size_t length() const {
    return length_;
  }  // with the empty line; when complete

 private:
  std::size_t seen_ = 0;
  std::size_t length_ = 0;
};

enum class BodyKind { none, form, multipart, raw };

struct Head {
  Method method = Method::get;
  std::string target;                   // as sent, begins with "/"
  std::vector<NameValue> headers;       // names in lower case, values trimmed
  std::optional<std::uint64_t> length;  // Content-Length
  bool chunked = false;
  bool keep_alive = true;
  bool takes_chunks = true;  // not HTTP/1.0
  bool wants_continue = false;  // Expect: 100-continue
  BodyKind body = BodyKind::none;
  std::string boundary;  // of multipart
};

// Why a request is not served: the status to answer, and a word for the log.
struct Refused {
  int status = 400;
  std::string_view reason;
};

// `head` ends with the empty line. Refused: 400 for what is ambiguous or malformed, 405 for methods
// other than GET, HEAD and POST, 411 for a POST of unknown length, 414 for a target over 8,000
// bytes, 431 for over 100 fields.
[[nodiscard]] std::variant<Head, Refused> read_head(std::string_view head);

}  // namespace http
