#pragma once
// Taking a step: short pages, then the whole act as it will stand, then the record. The same for every register.
#include "web/visit.h"

namespace web {

[[nodiscard]] http::Response new_step(Visit& visit);           // GET /new/{register}/{step}
[[nodiscard]] http::Response new_step_post(Visit& visit);      // POST; go=record records at once
[[nodiscard]] http::Response do_step(Visit& visit);            // GET /record/{reference}/do/{step}
[[nodiscard]] http::Response do_step_post(Visit& visit);       // POST
[[nodiscard]] http::Response draft_page(Visit& visit);         // GET /draft/{id}/page/{number}
[[nodiscard]] http::Response draft_page_post(Visit& visit);    // POST
[[nodiscard]] http::Response draft_check(Visit& visit);        // GET /draft/{id}/check
[[nodiscard]] http::Response draft_record(Visit& visit);       // POST /draft/{id}/check: signs and records
[[nodiscard]] http::Response draft_drop(Visit& visit);         // POST /draft/{id}/drop
[[nodiscard]] http::Response from_mail(Visit& visit);          // POST /new/{register}/{step}/from-mail

}  // namespace web
