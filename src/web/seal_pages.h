#pragma once
// Keys to sealed names, and opening one with a second person. A passphrase is taken here and kept
// nowhere; a name that was opened is shown once, on the answer itself. Listed by web/site_map.cpp.
#include <optional>

#include "web/visit.h"

namespace web {

[[nodiscard]] http::Response own_seal_page(Visit& visit);  // GET /me/seal
[[nodiscard]] http::Response own_seal_sent(Visit& visit);  // POST /me/seal
// GET and POST /record/{reference}/seal: of a record that holds a sealed name, asking for it; of
// such a request, opening it.
[[nodiscard]] http::Response seal_page(Visit& visit);
[[nodiscard]] http::Response seal_sent(Visit& visit);

// A step that these pages alone take; and the way from a step's link to its page.
[[nodiscard]] bool is_seal_step(const registers::Register& kind, const registers::Step& step);
[[nodiscard]] std::optional<http::Response> to_seal_page(Visit& visit);  // /new/{register}/{step}
[[nodiscard]] std::optional<http::Response> to_seal_page(Visit& visit, const records::Row& row);
// The way there from the record, for whoever may ask; empty for everybody else.
[[nodiscard]] html::Html seal_section(Visit& visit, const records::Row& row);

}  // namespace web
