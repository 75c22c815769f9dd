#include "access/token.h"

#include <algorithm>
#include <optional>

#include "base/hash.h"
#include "base/text.h"

namespace authority {
namespace {

using base::ErrorKind;
using base::Failure;
using base::JsonValue;
using base::PublicKey;
using base::Result;
using base::SignedAs;

constexpr std::int64_t leeway_seconds = 60;
constexpr std::int64_t oldest_seconds = 15 * 60;  // between making a token and bringing it
constexpr std::size_t longest_token = 64 * 1024;

Failure refused_token(std::string why) { return {ErrorKind::refused, std::move(why), "token"}; }

std::string part_of(const JsonValue& key, std::string_view name) {
  return base::unbase64url(key.text_at(name)).value_or("");
}

std::optional<KeySet::Key> read_key(const JsonValue& from) {
  if (!from.text_at("use").empty() && from.text_at("use") != "sig") return std::nullopt;
  KeySet::Key key;
  key.id = from.text_at("kid");
  key.algorithm = from.text_at("alg");
  if (from.text_at("kty") == "RSA") {
    key.key = {PublicKey::Kind::rsa, part_of(from, "n"), part_of(from, "e")};
  } else if (from.text_at("kty") == "EC" && from.text_at("crv") == "P-256") {
    key.key = {PublicKey::Kind::p256, part_of(from, "x"), part_of(from, "y")};
  } else {
    return std::nullopt;
  }
  return key;
}

std::optional<SignedAs> signed_as(std::string_view algorithm) {
  if (algorithm == "RS256") return SignedAs::rs256;
  if (algorithm == "PS256") return SignedAs::ps256;
  if (algorithm == "ES256") return SignedAs::es256_raw;
  return std::nullopt;
}

struct Pieces {
  std::string_view signed_text;
  std::string payload, signature;
  JsonValue header;
};

Result<Pieces> pieces_of_token(std::string_view token) {
  if (token.size() > longest_token) return refused_token("the token is too long");
  const std::vector<std::string_view> parts = base::split(token, '.');
  if (parts.size() != 3) return refused_token("the token has not three parts");
  const auto header = base::unbase64url(parts[0]);
  const auto payload = base::unbase64url(parts[1]);
  const auto signature = base::unbase64url(parts[2]);
  if (!header || !payload || !signature) return refused_token("the token cannot be read");
  auto head = base::read_json(*header);
  if (!head) return refused_token("the token’s header cannot be read");
  return Pieces{token.substr(0, parts[0].size() + 1 + parts[1].size()), *payload, *signature,
                std::move(*head)};
}

// The header chooses among the provider's keys, never the kind of check: each key has its own kind,
// so that a public key is never taken for a shared secret.
Result<void> check_signature(const Pieces& pieces, const KeySet& keys) {
  const std::string_view algorithm = pieces.header.text_at("alg");
  const auto how = signed_as(algorithm);
  if (!how) return refused_token("the token is signed in a way that is not taken");
  if (pieces.header.at("crit") != nullptr) return refused_token("the token asks for what we lack");
  const std::string_view id = pieces.header.text_at("kid");
  bool known = false;
  for (const KeySet::Key& key : keys.keys) {
    if (key.id != id) continue;
    known = true;
    if (!key.algorithm.empty() && key.algorithm != algorithm) continue;
    if (base::is_signed_by(key.key, *how, pieces.signed_text, pieces.signature)) return {};
  }
  if (!known) return Failure{ErrorKind::not_found, "the token’s key is not known", "token"};
  return refused_token("the signature does not fit");
}

bool is_for(const JsonValue& claims, const std::string& audience) {
  const JsonValue* said = claims.at("aud");
  if (said == nullptr) return false;
  if (said->kind == JsonValue::Kind::text) return said->text == audience;
  return std::any_of(said->items.begin(), said->items.end(), [&](const JsonValue& one) {
    return one.kind == JsonValue::Kind::text && one.text == audience;
  });
}

Result<void> check_audience(const JsonValue& claims, const std::string& audience) {
  if (!is_for(claims, audience)) return refused_token("the token is for somebody else");
  const JsonValue* said = claims.at("aud");
  const JsonValue* presented = claims.at("azp");
  if (said->items.size() > 1 && presented == nullptr)
    return refused_token("the token is for several, and does not say who may bring it");
  if (presented != nullptr && claims.text_at("azp") != audience)
    return refused_token("the token was given to somebody else");
  return {};
}

Result<void> check_times(const JsonValue& claims, base::Instant now) {
  const std::int64_t seconds = now.micros / 1'000'000;
  const auto until = claims.whole_at("exp");
  const auto made = claims.whole_at("iat");
  if (!until) return refused_token("the token has no end");
  if (!made) return refused_token("the token does not say when it was made");
  if (*until <= seconds - leeway_seconds) return refused_token("the token is over");
  if (*made > seconds + leeway_seconds) return refused_token("the token was made in the future");
  if (*made < seconds - oldest_seconds) return refused_token("the token was made long ago");
  const JsonValue* from = claims.at("nbf");
  if (from == nullptr) return {};
  if (!from->whole || *from->whole > seconds + leeway_seconds)
    return refused_token("the token does not hold yet");
  return {};
}

}  // namespace

Result<KeySet> read_key_set(std::string_view json) {
  const auto read = base::read_json(json);
  const JsonValue* keys = read ? read->at("keys") : nullptr;
  if (keys == nullptr || keys->kind != JsonValue::Kind::list)
    return Failure{ErrorKind::invalid, "The provider’s keys cannot be read.", "key set"};
  KeySet set;
  for (const JsonValue& one : keys->items)
    if (auto key = read_key(one)) set.keys.push_back(std::move(*key));
  return set;
}

Result<JsonValue> checked_token(std::string_view token, const KeySet& keys,
                                const TokenWanted& wanted) {
  const Pieces pieces = TRY(pieces_of_token(token));
  TRY(check_signature(pieces, keys));
  auto claims = base::read_json(pieces.payload);
  if (!claims || claims->kind != JsonValue::Kind::object)
    return refused_token("the token’s claims cannot be read");
  if (claims->text_at("iss") != wanted.issuer)
    return refused_token("another issuer made the token");
  TRY(check_audience(*claims, wanted.audience));
  TRY(check_times(*claims, wanted.now));
  const std::string_view nonce = claims->text_at("nonce");
  if (wanted.nonce.empty() || !base::equal_in_constant_time(nonce, wanted.nonce))
    return refused_token("the token answers another question");
  if (claims->text_at("sub").empty()) return refused_token("the token names nobody");
  return std::move(*claims);
}

}  // namespace authority
