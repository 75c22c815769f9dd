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

}  // namespace
}  // namespace base
