#pragma once
// Passkeys: what a browser brings when one is made or used, checked. Public keys stand in the
// person's record; counters in the desk. Used by web/passkey_pages.cpp. Source: W3C Web
// Authentication level 2, sections 7.1 and 7.2; user verification is always required, so that a
// passkey shows possession and person at once; attestation is not asked for.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/signature.h"
#include "base/time.h"

namespace authority {

struct Passkey {
  std::string id;        // of the credential, raw bytes
  base::PublicKey key;
  base::SignedAs how = base::SignedAs::es256;
  std::string rp;        // the host that it was made for
  base::Date made;
};

// As the person's record holds them: one text each, parted by spaces. What cannot be read is left
// out.
[[nodiscard]] std::string passkey_text(const Passkey& passkey);
[[nodiscard]] std::vector<Passkey> passkeys_in(std::string_view text);
[[nodiscard]] std::string with_passkey(std::string_view text, const Passkey& passkey);
[[nodiscard]] std::string without_passkey(std::string_view text, std::string_view id);

// What we expect: the challenge that we gave, where we gave it.
struct PasskeyAsked {
  std::string challenge;  // raw bytes
  std::string origin;     // "https://council.example.scot"
  std::string rp;         // "council.example.scot"
};
// Raw bytes, as the browser gave them.
struct PasskeyMade {
  std::string client, attestation;  // clientDataJSON, attestationObject
};
struct PasskeyUsed {
  std::string id, client, authenticator, signature;
};

// Errors: refused, with what does not fit, for the log; nothing of it is for people.
[[nodiscard]] base::Result<Passkey> passkey_made(const PasskeyAsked& asked,
                                                 const PasskeyMade& made);
// Gives the counter: 0 when the authenticator keeps none. That it rose is for the caller to see to.
[[nodiscard]] base::Result<std::int64_t> passkey_used(const PasskeyAsked& asked,
                                                      const PasskeyUsed& used,
                                                      const Passkey& passkey);

}  // namespace authority
