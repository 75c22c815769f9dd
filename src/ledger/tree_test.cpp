#include "ledger/tree.h"

#include <doctest/doctest.h>

#include <string>

#include "ledger/vectors_for_test.h"

using namespace ledger;

namespace {

// Reads from a list of leaf hashes, by the definition and without any cleverness.
HashReader list_reader(const std::vector<Hash>& leaves) {
  return [&leaves](int level, std::int64_t index) -> Result<Hash> {
    const auto count = std::size_t{1} << level;
    const auto first = static_cast<std::size_t>(index) * count;
    if (first + count > leaves.size()) {
      return base::Failure{base::ErrorKind::corrupt, "asked beyond the list"};
    }
    std::vector<Hash> row(leaves.begin() + static_cast<std::ptrdiff_t>(first),
                          leaves.begin() + static_cast<std::ptrdiff_t>(first + count));
    for (; row.size() > 1; row.resize(row.size() / 2)) {
      for (std::size_t i = 0; i < row.size() / 2; ++i) {
        row[i] = node_hash(row[2 * i], row[2 * i + 1]);
      }
    }
    return row[0];
  };
}

std::vector<Hash> numbered(int count) {
  std::vector<Hash> leaves;
  for (int i = 0; i < count; ++i) leaves.push_back(leaf_hash("leaf " + std::to_string(i)));
  return leaves;
}

std::vector<Hash> vector_leaves() {
  std::vector<Hash> leaves;
  for (const auto& words : for_test::lines_of("tree.txt", "leaf")) {
    leaves.push_back(leaf_hash(for_test::bytes(words[0])));
  }
  return leaves;
}

std::vector<Hash> hashes(const for_test::Words& words, std::size_t from) {
  std::vector<Hash> found;
  for (std::size_t i = from; i < words.size(); ++i) found.push_back(for_test::hash(words[i]));
  return found;
}

// Each way to damage a proof: a bit of each hash, each hash gone, one more at each end.
std::vector<std::vector<Hash>> damaged(const std::vector<Hash>& proof) {
  std::vector<std::vector<Hash>> all;
  for (std::size_t i = 0; i < proof.size(); ++i) {
    all.push_back(proof);
    all.back()[i][i % 32] ^= 0x10;
    all.push_back(proof);
    all.back().erase(all.back().begin() + static_cast<std::ptrdiff_t>(i));
  }
  all.push_back(proof);
  all.back().push_back(Hash{});
  all.push_back(proof);
  all.back().insert(all.back().begin(), Hash{});
  return all;
}

}  // namespace

TEST_CASE("the roots of the vectors") {
  const auto leaves = vector_leaves();
  const auto roots = for_test::lines_of("tree.txt", "root");
  REQUIRE(leaves.size() == 8);
  REQUIRE(roots.size() == 9);
  CHECK(empty_root() == for_test::hash(roots[0][1]));
  CHECK(base::hex(base::bytes_of(empty_root())).substr(0, 8) == "e3b0c442");
  Edge edge;
  CHECK(edge.root() == empty_root());
  for (std::size_t size = 1; size <= 8; ++size) {
    edge.append(leaves[size - 1]);
    CHECK(edge.size() == static_cast<std::int64_t>(size));
    CHECK(edge.root() == for_test::hash(roots[size][1]));
    CHECK(root_at(edge.size(), list_reader(leaves)).value() == edge.root());
  }
}

TEST_CASE("the proofs of the vectors") {
  const auto leaves = vector_leaves();
  const auto read = list_reader(leaves);
  const auto inclusions = for_test::lines_of("tree.txt", "inclusion");
  REQUIRE(inclusions.size() == 6);
  for (const auto& words : inclusions) {
    CHECK(inclusion_proof(std::stoi(words[0]), std::stoi(words[1]), read).value() ==
          hashes(words, 2));
  }
  const auto consistencies = for_test::lines_of("tree.txt", "consistency");
  REQUIRE(consistencies.size() == 6);
  for (const auto& words : consistencies) {
    CHECK(consistency_proof(std::stoi(words[0]), std::stoi(words[1]), read).value() ==
          hashes(words, 2));
  }
}

TEST_CASE("every proof of small trees holds, and none when damaged") {
  const auto leaves = numbered(70);
  const auto read = list_reader(leaves);
  std::vector<Hash> roots{empty_root()};
  for (int size = 1; size <= 70; ++size) roots.push_back(root_at(size, read).value());
  for (int size = 1; size <= 70; ++size) {
    const Hash& root = roots[static_cast<std::size_t>(size)];
    for (int index = 0; index < size; ++index) {
      const Hash& leaf = leaves[static_cast<std::size_t>(index)];
      const auto proof = inclusion_proof(index, size, read).value();
      REQUIRE(inclusion_holds(index, size, leaf, proof, root));
      for (const auto& bad : damaged(proof)) {
        REQUIRE_FALSE(inclusion_holds(index, size, leaf, bad, root));
      }
      REQUIRE_FALSE(inclusion_holds(index, size, Hash{}, proof, root));
    }
    for (int older = 1; older <= size; ++older) {
      const Hash& older_root = roots[static_cast<std::size_t>(older)];
      const auto proof = consistency_proof(older, size, read).value();
      REQUIRE(consistency_holds(older, size, older_root, root, proof));
      for (const auto& bad : damaged(proof)) {
        REQUIRE_FALSE(consistency_holds(older, size, older_root, root, bad));
      }
      REQUIRE_FALSE(consistency_holds(older, size, Hash{}, root, proof));
      REQUIRE_FALSE(consistency_holds(older, size, older_root, Hash{}, proof));
    }
  }
}

TEST_CASE("numbers that make no sense are refused") {
  const auto leaves = numbered(4);
  const auto read = list_reader(leaves);
  const Hash root = root_at(4, read).value();
  for (const auto& [index, size] : {std::pair{-1, 4}, {4, 4}, {0, 0}, {0, -1}}) {
    CHECK(inclusion_proof(index, size, read).error().kind == base::ErrorKind::invalid);
    CHECK_FALSE(inclusion_holds(index, size, leaves[0], {}, root));
  }
  for (const auto& [older, size] : {std::pair{0, 4}, {5, 4}, {-1, 4}, {0, 0}}) {
    CHECK(consistency_proof(older, size, read).error().kind == base::ErrorKind::invalid);
    CHECK_FALSE(consistency_holds(older, size, root, root, {}));
  }
  CHECK(root_at(-1, read).error().kind == base::ErrorKind::invalid);
  CHECK(root_at(5, read).error().kind == base::ErrorKind::corrupt);
}

TEST_CASE("an edge can be taken up again from its parts") {
  const auto leaves = numbered(21);
  Edge edge;
  for (const Hash& leaf : leaves) edge.append(leaf);
  Edge again = Edge::from_parts(21, edge.parts());
  CHECK(again.parts().size() == 3);  // 16, 4 and 1
  CHECK(again.root() == edge.root());
  again.append(leaves[0]);
  edge.append(leaves[0]);
  CHECK(again.root() == edge.root());
}
