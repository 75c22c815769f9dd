#include "access/password.h"

#include <doctest/doctest.h>

namespace {
using namespace authority;
}

TEST_CASE("a password fits its own verifier and no other") {
  const std::string verifier = *password_verifier("four plain dull words", PasswordCost::least);
  CHECK(verifier.rfind("$argon2id$v=19$m=8,t=1,p=1$", 0) == 0);
  CHECK(password_fits("four plain dull words", verifier));
  CHECK_FALSE(password_fits("four plain dull word", verifier));
  CHECK_FALSE(password_fits("", verifier));
  CHECK_FALSE(
      password_fits("four plain dull words", verifier.substr(0, verifier.size() - 1) + "!"));
  CHECK_FALSE(password_fits("four plain dull words", ""));
  CHECK_FALSE(password_fits("four plain dull words", "not a verifier"));
  CHECK(*password_verifier("four plain dull words", PasswordCost::least) != verifier);
}

TEST_CASE("the usual cost is 64 MiB, three passes, one lane") {
  const std::string verifier = *password_verifier("four plain dull words");
  CHECK(verifier.rfind("$argon2id$v=19$m=65536,t=3,p=1$", 0) == 0);
  CHECK(password_fits("four plain dull words", verifier));
  CHECK_FALSE(password_fits("Four plain dull words", verifier));
}

TEST_CASE("the same random source gives the same verifier") {
  const auto make = [] {
    const auto random = base::seeded_random("cast");
    return *password_verifier("four plain dull words", PasswordCost::least, *random);
  };
  CHECK(make() == make());
  CHECK(password_fits("four plain dull words", make()));
}

TEST_CASE("a password must be long, and not among the first that anyone would guess") {
  CHECK(password_complaint("four plain dull words").empty());
  CHECK(password_complaint("ceithir faclan beaga").empty());
  CHECK_FALSE(password_complaint("elevenchars").empty());
  CHECK_FALSE(password_complaint("").empty());
  CHECK_FALSE(password_complaint("Password1234").empty());
  CHECK_FALSE(password_complaint("zzzzzzzzzzzzzzz").empty());
  CHECK_FALSE(password_complaint(std::string(2000, 'a') + "b").empty());
}

TEST_CASE("what a passphrase locks opens by that passphrase alone") {
  const auto random = base::seeded_random("locks");
  const std::string locked =
      *locked_by("the tide goes out at seven", "32 bytes of a key", PasswordCost::least, *random);
  CHECK(*unlocked_by("the tide goes out at seven", locked) == "32 bytes of a key");
  const auto other = unlocked_by("the tide goes out at eight", locked);
  CHECK((!other && other.error().kind == base::ErrorKind::refused));
  CHECK_FALSE(unlocked_by("the tide goes out at seven", locked.substr(0, locked.size() - 4)));
  CHECK_FALSE(unlocked_by("", ""));
  CHECK(locked.find("32 bytes of a key") == std::string::npos);
}
