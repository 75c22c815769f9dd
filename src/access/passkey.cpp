#include "access/passkey.h"

#include "access/cbor.h"
#include "base/hash.h"
#include "base/json_reader.h"
#include "base/text.h"

namespace authority {
namespace {

using base::ErrorKind;
using base::Failure;
using base::PublicKey;
using base::Result;
using base::SignedAs;

constexpr std::size_t rp_hash_bytes = 32, counter_bytes = 4, head_bytes = 37, aaguid_bytes = 16;
constexpr std::size_t longest_id = 1023;
constexpr unsigned user_present = 1, user_verified = 4, has_credential = 64, has_more = 128;
// COSE: key types, algorithms, curves. Source: RFC 9053.
constexpr std::int64_t key_okp = 1, key_ec2 = 2, key_rsa = 3;
constexpr std::int64_t es256 = -7, eddsa = -8, rs256 = -257;
constexpr std::int64_t curve_p256 = 1, curve_ed25519 = 6;

Failure refused(std::string why) { return {ErrorKind::refused, std::move(why), "passkey"}; }

unsigned byte(std::string_view bytes, std::size_t at) {
  return static_cast<unsigned char>(bytes[at]);
}

Result<void> check_client(const PasskeyAsked& asked, std::string_view client,
                          std::string_view type) {
  const auto said = base::read_json(client);
  if (!said) return refused("the client data cannot be read");
  if (said->text_at("type") != type) return refused("the client data is of another type");
  const auto challenge = base::unbase64url(said->text_at("challenge"));
  if (!challenge || !base::equal_in_constant_time(*challenge, asked.challenge))
    return refused("another challenge was answered");
  if (said->text_at("origin") != asked.origin) return refused("another origin asked");
  const base::JsonValue* cross = said->at("crossOrigin");
  if (cross != nullptr && cross->yes) return refused("it was asked from within another page");
  return {};
}

// The bytes that the authenticator signs: whom for, how shown, how often.
struct Head {
  unsigned flags = 0;
  std::int64_t counter = 0;
  std::string_view rest;
};

Result<Head> read_head(const PasskeyAsked& asked, std::string_view bytes) {
  if (bytes.size() < head_bytes) return refused("the authenticator’s data is cut short");
  const base::Hash rp = base::sha256(asked.rp);
  if (bytes.substr(0, rp_hash_bytes) != base::bytes_of(rp))
    return refused("it is a passkey of another host");
  Head head;
  head.flags = byte(bytes, rp_hash_bytes);
  for (std::size_t at = 0; at < counter_bytes; ++at)
    head.counter = head.counter << 8 | byte(bytes, rp_hash_bytes + 1 + at);
  head.rest = bytes.substr(head_bytes);
  if ((head.flags & user_present) == 0) return refused("nobody was present");
  if ((head.flags & user_verified) == 0) return refused("it did not look at who was there");
  return head;
}

std::string bytes_at(const CborValue& map, std::int64_t number) {
  const CborValue* found = map.at(number);
  return found != nullptr && found->kind == CborValue::Kind::bytes ? found->text : "";
}

std::int64_t whole_at(const CborValue& map, std::int64_t number) {
  const CborValue* found = map.at(number);
  return found != nullptr && found->kind == CborValue::Kind::whole ? found->whole : 0;
}

Result<void> read_cose(const CborValue& map, Passkey& passkey) {
  const std::int64_t type = whole_at(map, 1), algorithm = whole_at(map, 3);
  if (type == key_ec2 && algorithm == es256 && whole_at(map, -1) == curve_p256) {
    passkey.how = SignedAs::es256;
    passkey.key = {PublicKey::Kind::p256, bytes_at(map, -2), bytes_at(map, -3)};
  } else if (type == key_okp && algorithm == eddsa && whole_at(map, -1) == curve_ed25519) {
    passkey.how = SignedAs::eddsa;
    passkey.key = {PublicKey::Kind::ed25519, bytes_at(map, -2), ""};
  } else if (type == key_rsa && algorithm == rs256) {
    passkey.how = SignedAs::rs256;
    passkey.key = {PublicKey::Kind::rsa, bytes_at(map, -1), bytes_at(map, -2)};
  } else {
    return refused("the key is of a kind that we do not know");
  }
  return {};
}

// Id and public key, which stand behind the head.
Result<Passkey> read_credential(const Head& head) {
  std::string_view rest = head.rest;
  if ((head.flags & has_credential) == 0 || rest.size() < aaguid_bytes + 2)
    return refused("there is no credential in it");
  rest.remove_prefix(aaguid_bytes);
  const std::size_t length = byte(rest, 0) << 8 | byte(rest, 1);
  rest.remove_prefix(2);
  if (length == 0 || length > longest_id || rest.size() < length)
    return refused("the credential’s id is cut short");
  Passkey passkey;
  passkey.id = rest.substr(0, length);
  rest.remove_prefix(length);
  const auto map = take_cbor(rest);
  if (!map) return refused("the public key cannot be read");
  TRY(read_cose(*map, passkey));
  if ((head.flags & has_more) != 0 && !take_cbor(rest)) return refused("an extension is cut short");
  if (!rest.empty()) return refused("something stands behind the public key");
  return passkey;
}

std::string_view how_word(SignedAs how) {
  switch (how) {
    case SignedAs::eddsa: return "eddsa";
    case SignedAs::rs256: return "rs256";
    case SignedAs::es256:
    case SignedAs::ps256:
    case SignedAs::es256_raw: return "es256";
  }
  return "es256";
}

std::optional<Passkey> passkey_from(std::string_view text) {
  const std::vector<std::string_view> parts = base::split(text, '.');
  if (parts.size() < 6) return std::nullopt;
  Passkey passkey;
  const auto id = base::unbase64url(parts[0]);
  const auto first = base::unbase64url(parts[2]);
  const auto other = base::unbase64url(parts[3]);
  const auto made = base::date_from_iso(parts[4]);
  if (!id || !first || !other || !made) return std::nullopt;
  passkey.id = *id;
  passkey.made = *made;
  passkey.rp = text.substr(static_cast<std::size_t>(parts[5].data() - text.data()));
  PublicKey::Kind kind = PublicKey::Kind::p256;
  if (parts[1] == "eddsa") {
    passkey.how = SignedAs::eddsa;
    kind = PublicKey::Kind::ed25519;
  } else if (parts[1] == "rs256") {
    passkey.how = SignedAs::rs256;
    kind = PublicKey::Kind::rsa;
  } else if (parts[1] != "es256") {
    return std::nullopt;
  }
  passkey.key = {kind, *first, *other};
  return passkey;
}

}  // namespace

std::string passkey_text(const Passkey& passkey) {
  return base::base64url(passkey.id) + "." + std::string(how_word(passkey.how)) + "." +
         base::base64url(passkey.key.first) + "." + base::base64url(passkey.key.second) + "." +
         base::iso(passkey.made) + "." + passkey.rp;
}

std::vector<Passkey> passkeys_in(std::string_view text) {
  std::vector<Passkey> all;
  for (const std::string_view one : base::split(text, ' '))
    if (auto passkey = passkey_from(one)) all.push_back(std::move(*passkey));
  return all;
}

std::string with_passkey(std::string_view text, const Passkey& passkey) {
  std::string all = without_passkey(text, passkey.id);
  return all + (all.empty() ? "" : " ") + passkey_text(passkey);
}

std::string without_passkey(std::string_view text, std::string_view id) {
  std::string rest;
  for (const Passkey& passkey : passkeys_in(text))
    if (passkey.id != id) rest += (rest.empty() ? "" : " ") + passkey_text(passkey);
  return rest;
}

Result<Passkey> passkey_made(const PasskeyAsked& asked, const PasskeyMade& made) {
  TRY(check_client(asked, made.client, "webauthn.create"));
  std::string_view rest = made.attestation;
  const auto object = take_cbor(rest);
  if (!object || !rest.empty()) return refused("the attestation cannot be read");
  const CborValue* data = object->at("authData");
  if (data == nullptr || data->kind != CborValue::Kind::bytes)
    return refused("the attestation has no authenticator’s data");
  const Head head = TRY(read_head(asked, data->text));
  Passkey passkey = TRY(read_credential(head));
  passkey.rp = asked.rp;
  return passkey;
}

Result<std::int64_t> passkey_used(const PasskeyAsked& asked, const PasskeyUsed& used,
                                  const Passkey& passkey) {
  if (used.id != passkey.id) return refused("it is another passkey");
  if (asked.rp != passkey.rp) return refused("the passkey was made for another host");
  TRY(check_client(asked, used.client, "webauthn.get"));
  const Head head = TRY(read_head(asked, used.authenticator));
  const base::Hash client = base::sha256(used.client);
  const std::string signed_bytes = used.authenticator + std::string(base::bytes_of(client));
  if (!base::is_signed_by(passkey.key, passkey.how, signed_bytes, used.signature))
    return refused("the signature does not fit");
  return head.counter;
}

}  // namespace authority
