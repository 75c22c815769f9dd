#pragma once
// Taking a step: short pages one after another, then the whole act as it will stand, then the
// record. The same for every register. Listed by web/site_map.cpp.
#include "web/visit.h"

namespace web {

// GET and POST /new/{register}/{step}. A POST with go=record records at once, with the same checks.
[[nodiscard]] http::Response new_step(Visit& visit);
[[nodiscard]] http::Response new_step_sent(Visit& visit);
// GET and POST /record/{reference}/do/{step}
[[nodiscard]] http::Response do_step(Visit& visit);
[[nodiscard]] http::Response do_step_sent(Visit& visit);
// GET and POST /draft/{id}/{page}
[[nodiscard]] http::Response draft_page(Visit& visit);
[[nodiscard]] http::Response draft_page_sent(Visit& visit);
// GET and POST /draft/{id}/check: what will stand, and recording it
[[nodiscard]] http::Response check_page(Visit& visit);
[[nodiscard]] http::Response check_sent(Visit& visit);
// POST /draft/{id}/drop
[[nodiscard]] http::Response drop_draft(Visit& visit);
// POST /new/{register}/{step}/from-mail: a message becomes a draft
[[nodiscard]] http::Response from_mail(Visit& visit);

}  // namespace web
