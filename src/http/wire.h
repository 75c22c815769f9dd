#pragma once
// From a request's head and body to the bytes of its answer: decodes, asks the pages, writes the
// response. Runs on a pool thread; knows nothing of sockets. Used by server.cpp.
#include <optional>
#include <string>
#include <string_view>

#include "http/head.h"
#include "http/request.h"
#include "http/response.h"
#include "http/server.h"

namespace http {

enum class KeepAlive { no, yes };

// How a reader knows where the body ends: its length, its last chunk, the end of the connection.
enum class Framing { length, chunks, connection };

// An answer as it goes out: two pieces, written together; and where the rest is (Response).
struct Wire {
  std::string head;
  std::string body;
  KeepAlive keep = KeepAlive::yes;
  Framing framing = Framing::length;
  std::string rest_at = {};
  bool broken = false;  // the rest could not be had: the connection ends without a last chunk
};

// The response as bytes, with length, date, security headers; without a body when HEAD was asked. A
// header field with a line end in it is left out and logged: it would be two.
[[nodiscard]] Wire wire(Response response, const Request& request, KeepAlive keep,
                        Framing long_bodies = Framing::chunks);
// The whole answer to a request whose body has arrived. An escaping exception becomes a plain 500.
[[nodiscard]] Wire answered(const Head& head, Request& request, const Answer& answer);
// The same from what is at hand, for a GET or HEAD; nothing when it is not.
[[nodiscard]] std::optional<Wire> answered_at_once(const Head& head, const Request& request,
                                                   const AtOnce& at_once);
// The next piece of an answer that goes on, asked for as the same visitor: no head, the body ready
// to be written.
[[nodiscard]] Wire continued(const Wire& before, Request& request, const Answer& answer);
// A plain answer for what is refused before any page sees it; the connection closes after it.
[[nodiscard]] Wire refusal(int status);

// Whether the browser takes gzip.
[[nodiscard]] bool accepts_gzip(const Request& request);

}  // namespace http
