#include "base/hash.h"

#include <doctest/doctest.h>

namespace base {
namespace {

std::string hex_of(const Hash& hash) { return hex(bytes_of(hash)); }

TEST_CASE("SHA-256 gives the published digests") {
  CHECK(hex_of(sha256("")) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  CHECK(hex_of(sha256("abc")) ==
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST_CASE("a running digest begins again after it finishes") {
  Sha256 running;
  CHECK(running.add("a").add("").add("bc").finish() == sha256("abc"));
  CHECK(running.finish() == sha256(""));
  CHECK(running.add("abc").finish() == sha256("abc"));
}

TEST_CASE("bytes become a hash only when there are 32") {
  const Hash hash = sha256("x");
  CHECK(hash_of(bytes_of(hash)) == hash);
  CHECK_FALSE(hash_of("short").has_value());
}

TEST_CASE("base16 reads either case and refuses halves and strangers") {
  CHECK(hex(std::string_view("\x00\xfe\x10", 3)) == "00fe10");
  CHECK(unhex("00FE10") == std::string("\x00\xfe\x10", 3));
  CHECK_FALSE(unhex("abc").has_value());
  CHECK_FALSE(unhex("zz").has_value());
}

TEST_CASE("base64 gives the texts of RFC 4648") {
  CHECK(base64("") == "");
  CHECK(base64("f") == "Zg==");
  CHECK(base64("fo") == "Zm8=");
  CHECK(base64("foobar") == "Zm9vYmFy");
  CHECK(base64url("\xfb\xff") == "-_8");
  for (const std::string_view text : {"", "f", "fo", "foo", "foob"}) {
    CHECK(unbase64(base64(text)) == text);
  }
}

TEST_CASE("base64 refuses what is not exactly one value's text") {
  for (const std::string_view text : {"Zg=", "Zg", "Z===", "Zh==", "Z!==", "====", "Zg==Zg=="}) {
    CHECK_FALSE(unbase64(text).has_value());
  }
}

TEST_CASE("a comparison in constant time still compares") {
  CHECK(equal_in_constant_time("same", "same"));
  CHECK(equal_in_constant_time("", ""));
  CHECK_FALSE(equal_in_constant_time("same", "sane"));
  CHECK_FALSE(equal_in_constant_time("same", "same "));
}

TEST_CASE("base32 and base64url read back what they wrote, and nothing else") {
  CHECK(base32("foobar") == "MZXW6YTBOI");
  CHECK(unbase32("mzxw6ytboi") == "foobar");
  CHECK(base32("") == "");
  for (const char* bad : {"M", "MZ1", "MZXW6YTBO", "MZXW6YTBOJ"}) CHECK_FALSE(unbase32(bad));
  CHECK(unbase64url(base64url("\xff\xfe\xfd")) == "\xff\xfe\xfd");
  for (const char* bad : {"A", "AB", "a+b/", "AA==", "A A"}) CHECK_FALSE(unbase64url(bad));
}

TEST_CASE("HMAC-SHA1 gives the digests of RFC 2202") {
  CHECK(hex(hmac_sha1(std::string(20, '\x0b'), "Hi There")) ==
        "b617318655057264e28bc0b6fb378c8ef146be00");
  CHECK(hex(hmac_sha1("Jefe", "what do ya want for nothing?")) ==
        "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79");
  CHECK(hex(hmac_sha1(std::string(80, '\xaa'),
                      "Test Using Larger Than Block-Size Key - Hash Key First")) ==
        "aa4ae5e15272d00e95705637ce8a3b55ed402112");
}

}  // namespace
}  // namespace base
