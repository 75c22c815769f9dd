#include "base/compress.h"

#include <doctest/doctest.h>

#include "base/random.h"

namespace base {
namespace {

TEST_CASE("what is packed unpacks to the same bytes") {
  const auto random = seeded_random("gzip");
  for (const std::size_t size : {0u, 1u, 65535u, 65536u, 65537u, 1'000'000u}) {
    const std::string noise = random->bytes(size);
    CHECK(gunzip(gzip(noise), size).value() == noise);
    const std::string even(size, 'a');
    CHECK(gunzip(gzip(even, 9), size).value() == even);
  }
  CHECK(gzip("same") == gzip("same"));
}

TEST_CASE("several gzip members are one content") {
  CHECK(gunzip(gzip("one ") + gzip("two"), 100).value() == "one two");
}

TEST_CASE("content that unpacks to more than allowed stops there") {
  const std::string bomb = gzip(std::string(5'000'000, '\0'));
  CHECK(gunzip(bomb, 4'999'999).error().kind == ErrorKind::invalid);
}

TEST_CASE("damage is found wherever it is") {
  const std::string packed = gzip("a sentence that is long enough to be packed, packed, packed");
  for (std::size_t length = 0; length < packed.size(); ++length) {
    CHECK(gunzip(packed.substr(0, length), 1000).error().kind == ErrorKind::corrupt);
  }
  std::string changed = packed;
  changed[packed.size() - 6] = static_cast<char>(changed[packed.size() - 6] ^ 1);
  CHECK_FALSE(gunzip(changed, 1000).has_value());
  CHECK_FALSE(gunzip(packed + "rubbish", 1000).has_value());
  CHECK_FALSE(gunzip("not gzip at all", 1000).has_value());
}

}  // namespace
}  // namespace base
