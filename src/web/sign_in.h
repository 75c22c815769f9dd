#pragma once
// What every way of signing in shares: where somebody goes afterwards, the session that begins, and
// the step between a right password and the second factor. Used by the pages of signing in.
#include <optional>
#include <string>
#include <string_view>

#include "access/grants.h"
#include "web/visit.h"

namespace web {

// Where somebody was going, and what they had typed when their session ended.
struct Arrival {
  std::string next, kept;
};
[[nodiscard]] Arrival arrival_of(const http::Request& request);  // of a form of signing in
[[nodiscard]] html::Html arrival_fields(const Arrival& arrival);
[[nodiscard]] html::Html kept_notice(const Arrival& arrival);

// A fresh session; a capacity is chosen when there is only one to choose. What was typed before is
// a draft again. `next`: the way on.
struct Started {
  std::string token, next;
};
[[nodiscard]] base::Result<Started> start_session(Visit& visit, const std::string& person,
                                                  authority::SignedInBy by,
                                                  const Arrival& arrival);
void give_session(http::Response& response, std::string_view token);
// Told to whoever runs the service: that somebody signed in, or did not, by what, and never who or
// what was typed.
void log_sign_in(const Visit& visit, std::string_view event, std::string_view by);
// The two of them, and on; or the page that says whose local accounts let them in.
[[nodiscard]] http::Response go_in(Visit& visit, const std::string& person,
                                   authority::SignedInBy by, const Arrival& arrival);

// Somebody whose password was right and whose second factor is still to come; ten minutes.
[[nodiscard]] std::optional<authority::Account> half_signed_in(Visit& visit);
void give_half(Visit& visit, http::Response& response, const authority::Account& account);
void end_half(Visit& visit, http::Response& response);

// The account, when the password fits. The same time is spent for a name that nobody has.
[[nodiscard]] std::optional<authority::Account> account_for(Visit& visit, std::string_view name,
                                                            std::string_view password);
// A path of this site, to go on to; "/" for anything else.
[[nodiscard]] std::string safe_next(std::string_view path);

}  // namespace web
