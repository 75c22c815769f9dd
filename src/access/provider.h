#pragma once
// The council's own identity provider, by OpenID Connect: code flow with PKCE, discovery, one
// pinned issuer. Used by web/provider_pages.cpp. What the provider says is kept for an hour; a key
// that is not known is asked for once a minute at most. Callable from many threads. Source: OpenID
// Connect Core and Discovery, RFC 7636 (PKCE), RFC 9207 (issuer in the answer), RFC 9700.
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "access/outbound.h"
#include "access/sign_in_settings.h"
#include "access/token.h"
#include "base/random.h"
#include "base/time.h"

namespace authority {

// What waits in the desk while somebody is at the provider.
struct ProviderAsked {
  std::string state, nonce, verifier;
  // Seconds since 1970 from which on they must have signed in there; 0: whenever they did.
  std::int64_t anew_since = 0;
};
// Who they are there: tenant and object id, or subject; never an address of mail.
struct ProviderPerson {
  std::string issuer, subject, name;
  std::vector<std::string> groups;  // as the provider says them, in its own numbers
  // They signed in there within the last five minutes, as the provider says itself (auth_time).
  enum class Shown { unknown, lately } shown = Shown::unknown;
};

class Provider {
 public:
  Provider(ProviderSettings settings, const std::string& address, base::Clock& clock);

  [[nodiscard]] const ProviderSettings& settings() const { return settings_; }
  // Where to send somebody, and what to keep. Errors: unavailable, refused when the provider does
  // not describe itself as the one that is pinned.
  struct Begun {
    ProviderAsked asked;
    std::string go_to;
  };
  enum class Again { no, yes };  // yes: they show anew who they are
  [[nodiscard]] base::Result<Begun> begin(base::Random& random, Again again);
  // Who came back with this code. Errors: unavailable; refused, with what did not hold, for the
  // log.
  [[nodiscard]] base::Result<ProviderPerson> finish(const std::string& code,
                                                    const ProviderAsked& asked);

 private:
  struct Known {
    std::string authorization, token, keys;  // endpoints
    base::Instant asked_at;
  };
  [[nodiscard]] base::Result<Known> discovered();
  [[nodiscard]] base::Result<KeySet> keys_from(const Known& known, base::Instant not_before);
  [[nodiscard]] base::Result<std::string> token_for(const Known& known, const std::string& code,
                                                    const ProviderAsked& asked);
  [[nodiscard]] base::Result<base::JsonValue> claims_of(const Known& known,
                                                        const std::string& token,
                                                        const ProviderAsked& asked);
  [[nodiscard]] base::Result<ProviderPerson> person_of(const base::JsonValue& claims) const;

  ProviderSettings settings_;
  std::string return_address_;
  base::Clock& clock_;
  std::unique_ptr<Outbound> outbound_;
  std::mutex mutex_;  // over what is kept, and over asking for it
  std::optional<Known> known_;
  std::optional<KeySet> keys_;
  base::Instant keys_asked_;
};

}  // namespace authority
