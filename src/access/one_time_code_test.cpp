#include "access/one_time_code.h"

#include <doctest/doctest.h>

#include <set>

#include "base/text.h"

namespace {

using namespace authority;

constexpr std::string_view rfc_secret = "12345678901234567890";
base::Instant at_second(std::int64_t seconds) { return {seconds * 1'000'000}; }

TEST_CASE("codes are those of RFC 6238, appendix B") {
  CHECK(code_at(rfc_secret, code_step_of(at_second(59))) == "287082");
  CHECK(code_at(rfc_secret, code_step_of(at_second(1'111'111'109))) == "081804");
  CHECK(code_at(rfc_secret, code_step_of(at_second(1'234'567'890))) == "005924");
  CHECK(code_at(rfc_secret, code_step_of(at_second(20'000'000'000))) == "353130");
}

TEST_CASE("a code holds now, and one step to either side") {
  const base::Instant now = at_second(1'800'000'000);
  const std::int64_t step = code_step_of(now);
  for (const std::int64_t near : {step - 1, step, step + 1})
    CHECK(step_of_code(rfc_secret, code_at(rfc_secret, near), now) == near);
  for (const std::int64_t far : {step - 2, step + 2})
    CHECK_FALSE(step_of_code(rfc_secret, code_at(rfc_secret, far), now));
  const std::string code = code_at(rfc_secret, step);
  CHECK(step_of_code(rfc_secret, code.substr(0, 3) + " " + code.substr(3), now) == step);
  for (const std::string& bad : {std::string(), code.substr(1), code + "0", std::string("abcdef")})
    CHECK_FALSE(step_of_code(rfc_secret, bad, now));
}

TEST_CASE("a secret is sealed to its person and its store") {
  const auto random = base::seeded_random("codes");
  base::Key key{};
  key.fill(3);
  const std::string secret = new_code_secret(*random);
  CHECK(secret.size() == 20);
  const std::string sealed = sealed_secret(key, "P-1", secret, *random);
  CHECK_FALSE(base::contains(sealed, secret));
  CHECK(*opened_secret(key, "P-1", sealed) == secret);
  CHECK_FALSE(opened_secret(key, "P-2", sealed).has_value());
  base::Key other{};
  CHECK_FALSE(opened_secret(other, "P-1", sealed).has_value());
  CHECK_FALSE(opened_secret(key, "P-1", "").has_value());
}

TEST_CASE("each recovery code works once, however it is typed, and no other does") {
  const auto random = base::seeded_random("recovery");
  const auto codes = new_recovery_codes(*random);
  CHECK(std::set<std::string>(codes.begin(), codes.end()).size() == 10);
  std::string marks = recovery_marks(codes);
  CHECK(recovery_codes_left(marks) == 10);
  for (const std::string& code : codes) CHECK_FALSE(base::contains(marks, code));
  std::string typed = codes[3];
  std::replace(typed.begin(), typed.end(), ' ', '-');
  const auto rest = without_recovery_code(marks, typed);
  REQUIRE(rest);
  CHECK(recovery_codes_left(*rest) == 9);
  CHECK_FALSE(without_recovery_code(*rest, codes[3]));
  CHECK(without_recovery_code(*rest, codes[4]));
  CHECK_FALSE(without_recovery_code(marks, new_recovery_codes(*random)[0]));
  for (const char* bad : {"", "123456", "aaaa aaaa aaaa aaaa aaaa aaaa a"})
    CHECK_FALSE(without_recovery_code(marks, bad));
  CHECK(recovery_codes_left("") == 0);
}

TEST_CASE("the address for the app names the council and the account") {
  CHECK(code_address("Trial Council", "anna.bain", "foobar") ==
        "otpauth://totp/Trial%20Council:anna.bain?secret=MZXW6YTBOI&issuer=Trial%20Council");
  CHECK(secret_in_groups("foobar") == "MZXW 6YTB OI");
}

}  // namespace
