#pragma once
// The ID token of an identity provider: read, and checked against the provider's keys and against
// what we asked. Used by access/provider.cpp. Source: RFC 7515, 7517, 7519; OpenID Connect Core
// 3.1.3.7; RFC 8725 (what goes wrong with tokens).
#include <string>
#include <string_view>
#include <vector>

#include "base/json_reader.h"
#include "base/result.h"
#include "base/signature.h"
#include "base/time.h"

namespace authority {

// The keys that a provider publishes, those of them that can check a token.
struct KeySet {
  struct Key {
    std::string id, algorithm;  // algorithm: "" when the provider does not say
    base::PublicKey key;
  };
  std::vector<Key> keys;
};
// Errors: invalid.
[[nodiscard]] base::Result<KeySet> read_key_set(std::string_view json);

struct TokenWanted {
  std::string issuer, audience, nonce;
  base::Instant now;
};
// The claims of a token that holds. Errors: not_found, when its key is not in the set (which may be
// old); refused, with what does not hold, for the log. RS256, PS256 and ES256 are known; nothing
// without a signature, and none that is made with a shared secret.
[[nodiscard]] base::Result<base::JsonValue> checked_token(std::string_view token,
                                                          const KeySet& keys,
                                                          const TokenWanted& wanted);

}  // namespace authority
