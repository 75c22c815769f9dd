#include "access/cbor.h"

#include <doctest/doctest.h>

#include "base/hash.h"
#include "base/random.h"

namespace {

std::optional<authority::CborValue> read(std::string_view hex) {
  const std::string bytes = *base::unhex(hex);
  std::string_view rest = bytes;
  auto value = authority::take_cbor(rest);
  return rest.empty() ? value : std::nullopt;
}

TEST_CASE("what a passkey sends is read") {
  const auto map = read("a3010203262081187b");  // {1: 2, 3: -7, -1: [123]}
  REQUIRE(map);
  CHECK(map->at(1)->whole == 2);
  CHECK(map->at(3)->whole == -7);
  CHECK(map->at(-1)->items.at(0).whole == 123);
  CHECK(map->at(9) == nullptr);
  CHECK(read("a163666d74646e6f6e65")->at("fmt")->text == "none");
  CHECK(read("43010203")->text == std::string("\1\2\3"));
}

TEST_CASE("what is cut short, endless, too deep or said twice is refused") {
  for (const char* bad :
       {"", "18", "43aabb", "5f", "9f01ff", "a2010101", "a2010201ff", "c001", "f9", "1f",
        "fb3ff0000000000000", "a1f601", "9b7fffffffffffffff", "81818181818181818181"})
    CHECK_FALSE(read(bad));
  CHECK_FALSE(read("a201020103"));  // {1: 2, 1: 3}
}

TEST_CASE("no bytes make it read past their end") {
  const auto random = base::seeded_random("cbor");
  int whole = 0;
  for (int turn = 0; turn < 20'000; ++turn) {
    const std::string bytes = random->bytes(1 + static_cast<std::size_t>(turn % 40));
    std::string_view rest = bytes;
    if (authority::take_cbor(rest)) ++whole;
    CHECK(rest.size() <= bytes.size());
  }
  CHECK(whole > 100);
}

}  // namespace
