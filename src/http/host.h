#pragma once
// Under which name a page was asked for. One council has one name, so this chooses the council
// (web/councils.h); nothing that a proxy adds is believed. Used by app/ and web/.
#include <string>
#include <string_view>

#include "http/request.h"

namespace http {

// The Host field without its port, in lower case; "" when it has none. "Name.example:8080" gives
// "name.example", "[::1]:8080" gives "[::1]".
[[nodiscard]] std::string host_name(const Request& request);
// The port with its colon, as the Host field has it: ":8080"; "" when it names none.
[[nodiscard]] std::string host_port(const Request& request);
// Whether a text may be a host's name: letters, digits, dots and hyphens, or an address.
[[nodiscard]] bool is_host_name(std::string_view text);

}  // namespace http
