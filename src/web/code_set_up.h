#pragma once
// Setting up one-time codes: the picture for the app, the first code from it, the recovery codes.
// Used at the first sign-in and from one's own page.
#include <optional>
#include <string>
#include <vector>

#include "access/grants.h"
#include "web/visit.h"

namespace web {

struct CodeSetUp {
  authority::Account account;
  std::string action;  // where its form is sent
  std::string waiting, mistake;
  std::string lead;
  html::Html more;     // further hidden fields
};
// The page with the picture and the secret; the secret waits in the desk.
[[nodiscard]] http::Response draw_code_set_up(Visit& visit, CodeSetUp asked);
// Takes the form: records the new secret and new recovery codes when the code fits, else gives the
// page again.
struct CodesSetUp {
  std::optional<http::Response> page;
  std::vector<std::string> recovery;
};
[[nodiscard]] CodesSetUp set_up_codes(Visit& visit, CodeSetUp asked);
// Shown once: the recovery codes, and the way on.
[[nodiscard]] http::Response draw_recovery_codes(Visit& visit,
                                                 const std::vector<std::string>& codes,
                                                 std::string_view next);

}  // namespace web
