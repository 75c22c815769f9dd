#include <algorithm>

#include "access/desk.h"
#include "base/hash.h"

namespace authority {
namespace {

constexpr std::size_t nonce_bytes = 16;
constexpr std::size_t mark_bytes = 16;

std::string mark_for(const Session& session, std::string_view nonce) {
  const base::Hash key = base::sha256("form token\n" + session.form_secret);
  return base::keyed_mark(key, nonce);
}

std::optional<std::string> from_base64url(std::string_view text) {
  std::string standard(text);
  std::replace(standard.begin(), standard.end(), '-', '+');
  std::replace(standard.begin(), standard.end(), '_', '/');
  while (standard.size() % 4 != 0) standard += '=';
  return base::unbase64(standard);
}

}  // namespace

// A nonce for each form, so that the token differs on every page and tells nothing by its length or
// its compressed size.
std::string form_token(const Session& session) {
  const std::string nonce = base::system_random()->bytes(nonce_bytes);
  return base::base64url(nonce + mark_for(session, nonce));
}

bool form_token_holds(const Session& session, std::string_view token) {
  if (session.form_secret.empty()) return false;
  const std::optional<std::string> bytes = from_base64url(token);
  if (!bytes || bytes->size() != nonce_bytes + mark_bytes) return false;
  const std::string_view nonce = std::string_view(*bytes).substr(0, nonce_bytes);
  return base::equal_in_constant_time(mark_for(session, nonce),
                                      std::string_view(*bytes).substr(nonce_bytes));
}

}  // namespace authority
