#include "access/provider.h"

#include <array>

#include "base/hash.h"
#include "base/text.h"

namespace authority {
namespace {

using base::ErrorKind;
using base::Failure;
using base::Instant;
using base::JsonValue;
using base::Result;

constexpr std::int64_t minute_micros = 60LL * 1'000'000;
constexpr std::int64_t kept_micros = 60 * minute_micros;
constexpr std::size_t random_bytes = 32;
constexpr std::int64_t second_micros = 1'000'000;
constexpr std::int64_t auth_leeway_seconds = 60;   // clocks differ
constexpr std::int64_t shown_within_seconds = 300;  // BARS S10
constexpr std::size_t most_groups = 500;

OutboundRules rules_of(const ProviderSettings& settings) {
  OutboundRules rules{settings.hosts, settings.network};
  rules.places.push_back(place_of_address(settings.issuer));
  return rules;
}

std::string parameters(
    std::initializer_list<std::pair<std::string_view, std::string_view>> pairs) {
  std::string text;
  for (const auto& [name, value] : pairs)
    text += (text.empty() ? "" : "&") + std::string(name) + "=" + base::url_encoded(value);
  return text;
}

Failure refused_flow(std::string why) { return {ErrorKind::refused, std::move(why), "provider"}; }

std::vector<std::string> groups_in(const JsonValue& claims) {
  std::vector<std::string> groups;
  const JsonValue* said = claims.at("groups");
  if (said == nullptr) return groups;
  for (const JsonValue& one : said->items)
    if (one.kind == JsonValue::Kind::text && groups.size() < most_groups)
      groups.push_back(one.text);
  return groups;
}

// A provider may let somebody through by a session of this morning: when they signed in is its own
// word, and a token without it shows nothing. Source: OpenID Connect Core 3.1.2.1 (max_age).
ProviderPerson::Shown shown_by(const JsonValue& claims, Instant now) {
  const auto at = claims.whole_at("auth_time");
  const std::int64_t seconds = now.micros / second_micros;
  const bool lately =
      at && *at >= seconds - shown_within_seconds && *at <= seconds + auth_leeway_seconds;
  return lately ? ProviderPerson::Shown::lately : ProviderPerson::Shown::unknown;
}

Result<void> check_anew(const JsonValue& claims, ProviderPerson::Shown shown,
                        const ProviderAsked& asked) {
  if (asked.anew_since == 0) return {};
  const auto at = claims.whole_at("auth_time");
  if (!at) return refused_flow("the token does not say when they signed in (auth_time)");
  if (*at < asked.anew_since - auth_leeway_seconds || shown != ProviderPerson::Shown::lately)
    return refused_flow("they did not sign in anew: the token is of an earlier sign-in");
  return {};
}

}  // namespace

Provider::Provider(ProviderSettings settings, const std::string& address, base::Clock& clock)
    : settings_(std::move(settings)),
      return_address_(address + "/sign-in/return"),
      clock_(clock),
      outbound_(outbound(rules_of(settings_))) {}

Result<Provider::Begun> Provider::begin(base::Random& random, Again again) {
  const Known known = TRY(discovered());
  Begun begun;
  for (std::string* one : {&begun.asked.state, &begun.asked.nonce, &begun.asked.verifier})
    *one = base::base64url(random.bytes(random_bytes));
  const base::Hash challenge = base::sha256(begun.asked.verifier);
  begun.go_to = known.authorization +
                (known.authorization.find('?') == std::string::npos ? "?" : "&") +
                parameters({{"response_type", "code"},
                            {"response_mode", "query"},
                            {"client_id", settings_.client_id},
                            {"redirect_uri", return_address_},
                            {"scope", "openid profile"},
                            {"state", begun.asked.state},
                            {"nonce", begun.asked.nonce},
                            {"code_challenge", base::base64url(base::bytes_of(challenge))},
                            {"code_challenge_method", "S256"}});
  if (again == Again::yes) {
    begun.go_to += "&prompt=login&max_age=0";
    begun.asked.anew_since = clock_.now().micros / second_micros;
  }
  return begun;
}

Result<ProviderPerson> Provider::finish(const std::string& code, const ProviderAsked& asked) {
  const Known known = TRY(discovered());
  const std::string token = TRY(token_for(known, code, asked));
  const JsonValue claims = TRY(claims_of(known, token, asked));
  ProviderPerson person = TRY(person_of(claims));
  person.groups = groups_in(claims);
  person.shown = shown_by(claims, clock_.now());
  TRY(check_anew(claims, person.shown, asked));
  return person;
}

// What the provider says of itself; only endpoints at hosts that were named beforehand are used.
Result<Provider::Known> Provider::discovered() {
  const std::lock_guard hold(mutex_);
  const Instant now = clock_.now();
  if (known_ && now.micros - known_->asked_at.micros < kept_micros) return *known_;
  const Fetched fetched =
      TRY(outbound_->get(settings_.issuer + "/.well-known/openid-configuration"));
  const auto said = base::read_json(fetched.body);
  if (fetched.status != 200 || !said)
    return Failure{ErrorKind::unavailable, "The provider does not say how to sign in.",
                   settings_.issuer};
  if (said->text_at("issuer") != settings_.issuer)
    return refused_flow("the provider names another issuer than the one that is set");
  Known known{std::string(said->text_at("authorization_endpoint")),
              std::string(said->text_at("token_endpoint")),
              std::string(said->text_at("jwks_uri")), now};
  const OutboundRules rules = rules_of(settings_);
  for (const std::string& address : {known.authorization, known.token, known.keys}) {
    const std::string place = place_of_address(address);
    bool named = false;
    for (const std::string& one : rules.places) named = named || one == place;
    const bool secure =
        address.starts_with("https://") ||
        settings_.network == ProviderSettings::Network::this_machine;
    if (!named || !secure)
      return refused_flow("the provider leads to a host that is not set: " + place);
  }
  known_ = known;
  return known;
}

Result<std::string> Provider::token_for(const Known& known, const std::string& code,
                                        const ProviderAsked& asked) {
  Outbound::Form form;
  form.fields = parameters({{"grant_type", "authorization_code"},
                            {"code", code},
                            {"redirect_uri", return_address_},
                            {"code_verifier", asked.verifier}});
  if (settings_.client_secret.empty()) {
    form.fields += "&" + parameters({{"client_id", settings_.client_id}});
  } else {
    // RFC 6749 2.3.1: both are form-encoded first.
    form.name = base::url_encoded(settings_.client_id);
    form.password = base::url_encoded(settings_.client_secret);
  }
  const Fetched fetched = TRY(outbound_->post(known.token, form));
  if (fetched.status >= 500)
    return Failure{ErrorKind::unavailable, "The provider did not give a token.", known.token};
  const auto said = base::read_json(fetched.body);
  if (fetched.status != 200 || !said) return refused_flow("the provider refused the code");
  const std::string token(said->text_at("id_token"));
  if (token.empty()) return refused_flow("the provider gave no token");
  return token;
}

Result<JsonValue> Provider::claims_of(const Known& known, const std::string& token,
                                      const ProviderAsked& asked) {
  const Instant now = clock_.now();
  const TokenWanted wanted{settings_.issuer, settings_.client_id, asked.nonce, now};
  const KeySet keys = TRY(keys_from(known, {now.micros - kept_micros}));
  auto claims = checked_token(token, keys, wanted);
  if (claims || claims.error().kind != ErrorKind::not_found) return claims;
  // The provider may have a new key; whoever makes up names of keys makes us ask no oftener.
  const KeySet fresh = TRY(keys_from(known, {now.micros - minute_micros}));
  claims = checked_token(token, fresh, wanted);
  if (!claims && claims.error().kind == ErrorKind::not_found)
    return refused_flow(claims.error().what);
  return claims;
}

Result<KeySet> Provider::keys_from(const Known& known, Instant not_before) {
  const std::lock_guard hold(mutex_);
  if (keys_ && keys_asked_ >= not_before) return *keys_;
  keys_asked_ = clock_.now();
  const Fetched fetched = TRY(outbound_->get(known.keys));
  if (fetched.status != 200)
    return Failure{ErrorKind::unavailable, "The provider does not show its keys.", known.keys};
  keys_ = TRY(read_key_set(fetched.body));
  return *keys_;
}

Result<ProviderPerson> Provider::person_of(const JsonValue& claims) const {
  ProviderPerson person;
  person.issuer = settings_.issuer;
  person.name = claims.text_at("name");
  if (settings_.known_by == ProviderSettings::KnownBy::subject) {
    person.subject = claims.text_at("sub");
    return person;
  }
  const std::string_view tenant = claims.text_at("tid"), object = claims.text_at("oid");
  if (tenant.empty() || object.empty())
    return refused_flow("the token names no person of a tenant");
  // Entra's issuer has the tenant in it: one that is not the pinned one is somebody else's.
  if (!base::contains(settings_.issuer, "/" + std::string(tenant) + "/"))
    return refused_flow("the person is of another tenant");
  person.subject = std::string(tenant) + ":" + std::string(object);
  return person;
}

}  // namespace authority
