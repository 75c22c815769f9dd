#include "access/one_time_code.h"

#include <algorithm>

#include "base/hash.h"
#include "base/text.h"

namespace authority {
namespace {

constexpr std::size_t secret_bytes = 20;
constexpr std::int64_t step_micros = 30 * 1'000'000LL;
constexpr std::size_t recovery_bytes = 16;
constexpr std::size_t recovery_codes = 10;
constexpr std::size_t group = 4;

base::Key factor_key(const base::Key& store_key) {
  return base::derived_key(store_key, "second factors");
}

std::string secret_binding(std::string_view person) {
  return "code secret\n" + std::string(person);
}

std::string in_groups(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (at > 0 && at % group == 0) out += ' ';
    out += text[at];
  }
  return out;
}

// As typed, without what people put between: spaces, hyphens, line ends.
std::string without_gaps(std::string_view typed) {
  std::string out;
  for (const char c : typed)
    if (c != ' ' && c != '-' && c != '\t' && c != '\n' && c != '\r') out += c;
  return out;
}

std::string recovery_mark(std::string_view bytes) {
  base::Sha256 hash;
  return base::base64url(
      base::bytes_of(hash.add("plumbline recovery code").add(bytes).finish()));
}

}  // namespace

std::string new_code_secret(base::Random& random) { return random.bytes(secret_bytes); }

std::int64_t code_step_of(base::Instant now) { return now.micros / step_micros; }

std::string code_at(std::string_view secret, std::int64_t step) {
  std::string counter(8, '\0');
  for (int byte = 7; byte >= 0; --byte) {
    counter[static_cast<std::size_t>(byte)] = static_cast<char>(step & 255);
    step >>= 8;
  }
  const std::string digest = base::hmac_sha1(secret, counter);
  const auto at = [&](std::size_t place) {
    return static_cast<std::uint32_t>(static_cast<unsigned char>(digest[place]));
  };
  // RFC 4226 5.3: four bytes at the place that the last half byte names.
  const std::size_t place = at(19) & 15;
  const std::uint32_t four = (at(place) & 127) << 24 | at(place + 1) << 16 | at(place + 2) << 8 |
                             at(place + 3);
  std::string digits = std::to_string(four % 1'000'000);
  return std::string(6 - digits.size(), '0') + digits;
}

std::optional<std::int64_t> step_of_code(std::string_view secret, std::string_view code,
                                         base::Instant now) {
  const std::string typed = without_gaps(code);
  const std::int64_t step = code_step_of(now);
  std::optional<std::int64_t> found;
  for (const std::int64_t near : {step - 1, step, step + 1})
    if (base::equal_in_constant_time(code_at(secret, near), typed)) found = near;
  return found;
}

std::string code_address(std::string_view council, std::string_view sign_in,
                         std::string_view secret) {
  return "otpauth://totp/" + base::url_encoded(council) + ":" + base::url_encoded(sign_in) +
         "?secret=" + base::base32(secret) + "&issuer=" + base::url_encoded(council);
}

std::string secret_in_groups(std::string_view secret) { return in_groups(base::base32(secret)); }

std::string sealed_secret(const base::Key& store_key, std::string_view person,
                          std::string_view secret, base::Random& random) {
  return base::base64url(
      base::seal(factor_key(store_key), secret, secret_binding(person), random));
}

base::Result<std::string> opened_secret(const base::Key& store_key, std::string_view person,
                                        std::string_view sealed) {
  const auto bytes = base::unbase64url(sealed);
  if (!bytes)
    return base::Failure{base::ErrorKind::corrupt, "A code's secret cannot be read.",
                         std::string(person)};
  return base::unseal(factor_key(store_key), *bytes, secret_binding(person));
}

std::vector<std::string> new_recovery_codes(base::Random& random) {
  std::vector<std::string> codes;
  for (std::size_t one = 0; one < recovery_codes; ++one)
    codes.push_back(base::lower_ascii(in_groups(base::base32(random.bytes(recovery_bytes)))));
  return codes;
}

std::string recovery_marks(const std::vector<std::string>& codes) {
  std::string marks;
  for (const std::string& code : codes) {
    const auto bytes = base::unbase32(without_gaps(code));
    ENSURE(bytes.has_value());
    marks += (marks.empty() ? "" : " ") + recovery_mark(*bytes);
  }
  return marks;
}

std::optional<std::string> without_recovery_code(std::string_view marks, std::string_view code) {
  const auto bytes = base::unbase32(without_gaps(code));
  if (!bytes || bytes->size() != recovery_bytes) return std::nullopt;
  const std::string wanted = recovery_mark(*bytes);
  std::string rest;
  bool found = false;
  for (const std::string_view mark : base::split(marks, ' ')) {
    if (mark.empty()) continue;
    if (base::equal_in_constant_time(mark, wanted)) {
      found = true;
    } else {
      rest += (rest.empty() ? "" : " ") + std::string(mark);
    }
  }
  return found ? std::optional<std::string>(rest) : std::nullopt;
}

std::size_t recovery_codes_left(std::string_view marks) {
  if (marks.empty()) return 0;
  return static_cast<std::size_t>(std::count(marks.begin(), marks.end(), ' ')) + 1;
}

}  // namespace authority
