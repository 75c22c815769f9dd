#include "ledger/leaf.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "ledger/tree.h"
#include "ledger/vectors_for_test.h"

using namespace ledger;

namespace {

struct PartVector {
  Part part;
  Hash digest;
};

std::vector<PartVector> part_vectors() {
  std::vector<PartVector> all;
  for (const auto& words : for_test::lines_of("parts.txt", "part")) {
    const std::string value = words[3].starts_with("x*")
                                  ? std::string(std::stoul(words[3].substr(2)), 'x')
                                  : for_test::bytes(words[3]);
    all.push_back(
        {{for_test::bytes(words[0]), words[1], words[2], value}, for_test::hash(words[4])});
  }
  return all;
}

Leaf sample_leaf() {
  Leaf leaf{"3f0c5a1e9b7d42688a10c4e2d6f7b915", base::Instant{1'795'356'185'123'456}, {}};
  leaf.commitment.fill(0xa5);
  return leaf;
}

}  // namespace

TEST_CASE("the digests of the vectors") {
  const auto vectors = part_vectors();
  REQUIRE(vectors.size() == 7);
  for (const auto& vector : vectors) CHECK(part_digest(vector.part) == vector.digest);
}

TEST_CASE("what belongs to one piece of a part cannot pass for another's") {
  const std::string salt(16, 's');
  CHECK(part_digest({salt, "ab", "c", "d"}) != part_digest({salt, "a", "bc", "d"}));
  CHECK(part_digest({salt, "a", "bc", "d"}) != part_digest({salt, "a", "b", "cd"}));
  CHECK(part_digest({salt, "a", "b", "c"}) != part_digest({std::string(16, 't'), "a", "b", "c"}));
}

TEST_CASE("the commitments and the leaf of the vectors") {
  std::vector<Hash> digests;
  for (const auto& vector : part_vectors()) digests.push_back(vector.digest);
  for (const std::size_t count : {0u, 1u, 3u, 7u}) {
    const std::vector<Hash> some(digests.begin(),
                                 digests.begin() + static_cast<std::ptrdiff_t>(count));
    CHECK(base::hex(base::bytes_of(commitment(some))) ==
          for_test::value_of("entry.txt", "commitment" + std::to_string(count)));
  }
  const auto time = base::instant_from_iso(for_test::value_of("entry.txt", "time"));
  REQUIRE(time.has_value());
  const Leaf leaf{for_test::value_of("entry.txt", "store"), *time, commitment(digests)};
  const std::string bytes = encode_leaf(leaf);
  CHECK(base::hex(bytes) == for_test::value_of("entry.txt", "leaf"));
  CHECK(base::hex(base::bytes_of(leaf_hash(bytes))) ==
        for_test::value_of("entry.txt", "leaf_hash"));
}

TEST_CASE("a leaf is 145 bytes and reads back") {
  const std::string bytes = encode_leaf(sample_leaf());
  CHECK(bytes.size() == 145);
  const auto back = decode_leaf(bytes).value();
  CHECK(back.store_id == sample_leaf().store_id);
  CHECK(back.recorded_at == sample_leaf().recorded_at);
  CHECK(back.commitment == sample_leaf().commitment);
}

TEST_CASE("no changed byte of a leaf reads as the same leaf") {
  const std::string bytes = encode_leaf(sample_leaf());
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    for (const char bit : {'\x01', '\x10', '\x20'}) {
      std::string changed = bytes;
      changed[at] = static_cast<char>(changed[at] ^ bit);
      const auto read = decode_leaf(changed);
      // One text for one leaf: whatever reads at all is written the same way again.
      if (read) REQUIRE(encode_leaf(*read) == changed);
    }
  }
  std::string upper = bytes;
  std::transform(upper.begin() + 80, upper.begin() + 144, upper.begin() + 80,
                 [](char c) { return c == 'a' ? 'A' : c; });
  CHECK_FALSE(decode_leaf(upper).has_value());
  CHECK_FALSE(decode_leaf(bytes + "\n").has_value());
  CHECK_FALSE(decode_leaf("").has_value());
}
