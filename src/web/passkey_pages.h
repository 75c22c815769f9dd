#pragma once
// Signing in with a passkey, showing with one who one is, and keeping one's own. The one thing here
// that needs script, and the pages say so: other ways stand beside it. Listed by web/site_map.cpp.
#include <optional>
#include <string>
#include <vector>

#include "access/grants.h"
#include "access/passkey.h"
#include "web/visit.h"

namespace web {

[[nodiscard]] http::Response passkey_sign_in_page(Visit& visit);  // GET /sign-in/passkey?next=
[[nodiscard]] http::Response passkey_sign_in(Visit& visit);       // POST /sign-in/passkey
[[nodiscard]] http::Response own_passkeys_page(Visit& visit);     // GET /me/passkeys
[[nodiscard]] http::Response own_passkeys_sent(Visit& visit);     // POST /me/passkeys
[[nodiscard]] http::Response remove_passkey(Visit& visit);        // POST /me/passkeys/remove

// A form that asks the browser for a passkey: any that it has for this host, or one of those named.
struct PasskeyForm {
  std::string action, button;
  html::Html more;                            // further hidden fields
  std::vector<authority::Passkey> allowed = {};  // empty: any
};
[[nodiscard]] html::Html passkey_form(Visit& visit, const PasskeyForm& form);
[[nodiscard]] bool has_passkey_answer(const http::Request& request);
// Whose passkey answered, if all of it fits; a challenge is taken once.
[[nodiscard]] std::optional<authority::Account> passkey_answered(Visit& visit);

}  // namespace web
