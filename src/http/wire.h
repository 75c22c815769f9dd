#pragma once
// From a request's head and body to the bytes of its answer: decodes, asks the pages, writes the
// response. Runs on a pool thread; knows nothing of sockets. Used by server.cpp.
#include <string>
#include <string_view>

#include "http/head.h"
#include "http/request.h"
#include "http/response.h"
#include "http/server.h"

namespace http {

enum class KeepAlive { no, yes };

// An answer as it goes out: two pieces, written together.
struct Wire {
  std::string head;
  std::string body;
  KeepAlive keep = KeepAlive::yes;
};

// The response as bytes, with length, date, security headers; without a body when HEAD was asked. A
// header field with a line end in it is left out and logged: it would be two.
[[nodiscard]] Wire wire(Response response, const Request& request, KeepAlive keep);
// The whole answer to a request whose body has arrived. An escaping exception becomes a plain 500.
[[nodiscard]] Wire answered(const Head& head, Request& request, const Answer& answer);
// A plain answer for what is refused before any page sees it; the connection closes after it.
[[nodiscard]] Wire refusal(int status);

// Whether the browser takes gzip.
[[nodiscard]] bool accepts_gzip(const Request& request);

}  // namespace http
