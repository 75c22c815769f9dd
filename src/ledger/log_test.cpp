#include "ledger/log.h"

#include <doctest/doctest.h>

#include <memory>

#include "ledger/vectors_for_test.h"

using namespace ledger;

namespace {

SigningKey test_key() {
  for_test::SameBytes random(std::string(32, 'k'));
  return SigningKey::make("plumbline/test", random);
}

std::unique_ptr<store::Database> empty_log() {
  auto database = store::open_sqlite_in_memory().value();
  REQUIRE(database->execute_script(log_tables()).has_value());
  return database;
}

Hash numbered(std::int64_t number) {
  return leaf_hash("leaf " + std::to_string(number));
}

base::Instant minute(std::int64_t number) {
  return {1'795'356'000'000'000 + number * 60'000'000};
}

// A log of `size` leaves, sealed in batches of uneven length, and its edge after each.
struct TestLog {
  std::unique_ptr<store::Database> database = empty_log();
  SigningKey key = test_key();
  Writer writer = Writer::load(*database, 0).value();
  std::vector<std::int64_t> sealed_at;
  std::vector<Hash> roots;

  void grow_to(std::int64_t size, std::int64_t most_in_batch) {
    REQUIRE(database->begin_write().has_value());
    for (std::int64_t batch = 1; writer.size() < size; batch = batch * 7 % most_in_batch + 1) {
      for (std::int64_t i = 0; i < batch && writer.size() < size; ++i) {
        writer.append(numbered(writer.size()));
      }
      const auto issued = minute(static_cast<std::int64_t>(sealed_at.size()));
      const auto sealed = writer.seal_batch(*database, key, issued).value();
      sealed_at.push_back(sealed.size);
      roots.push_back(sealed.root);
    }
    REQUIRE(database->commit().has_value());
  }
};

std::int64_t count(store::Database& database, std::string_view sql) {
  return store::query_integer(database, sql).value();
}

}  // namespace

TEST_CASE("every batch's checkpoint is the root of its leaves, and opens") {
  TestLog log;
  log.grow_to(700, 13);
  const HashReader read = tile_reader(*log.database);
  const std::string verifier = log.key.verifier_text();
  for (std::size_t i = 0; i < log.sealed_at.size(); ++i) {
    REQUIRE(root_at(log.sealed_at[i], read).value() == log.roots[i]);
    const auto issued = checkpoint_of(*log.database, log.sealed_at[i] - 1).value();
    REQUIRE(issued.size == log.sealed_at[i]);
    REQUIRE(issued.issued_at == minute(static_cast<std::int64_t>(i)));
    REQUIRE(open_checkpoint(issued.note, verifier).value().root == log.roots[i]);
  }
}

TEST_CASE("tiles hold the hashes in C2SP's order, at every level") {
  TestLog log;
  log.grow_to(65'536 + 300, 997);
  store::Database& database = *log.database;
  CHECK(count(database, "SELECT COUNT(*) FROM tile WHERE level = 0") == 258);
  CHECK(count(database, "SELECT COUNT(*) FROM tile WHERE level = 1") == 2);
  CHECK(count(database, "SELECT COUNT(*) FROM tile WHERE level = 2") == 1);
  const std::string tile = read_tile(database, 0, 255, 256).value();
  REQUIRE(tile.size() == 8192);
  for (std::size_t i : {std::size_t{0}, std::size_t{1}, std::size_t{255}}) {
    const Hash expected = numbered(static_cast<std::int64_t>(65'280 + i));
    CHECK(tile.substr(32 * i, 32) == base::bytes_of(expected));
  }
  CHECK(read_tile(database, 0, 257, 44).value().size() == 44 * 32);
  CHECK(read_tile(database, 0, 257, 7).value().size() == 7 * 32);
  CHECK(read_tile(database, 0, 257, 45).error().kind == base::ErrorKind::not_found);
  CHECK(read_tile(database, 0, 258, 1).error().kind == base::ErrorKind::not_found);
  CHECK(read_tile(database, 1, 1, 1).value().size() == 32);
  // The one hash of level 2 is the root of the first 65,536.
  CHECK(read_tile(database, 2, 0, 1).value() ==
        base::bytes_of(root_at(65'536, tile_reader(database)).value()));
}

TEST_CASE("proofs out of tiles hold, across the edges of tiles") {
  TestLog log;
  log.grow_to(65'537, 1'000);
  const HashReader read = tile_reader(*log.database);
  for (const std::int64_t size : {1, 2, 255, 256, 257, 511, 65'535, 65'536, 65'537}) {
    const Hash root = root_at(size, read).value();
    for (const std::int64_t index : {0, 1, 254, 255, 256, 300, 32'768, 65'534, 65'535, 65'536}) {
      if (index >= size) continue;
      const auto proof = inclusion_proof(index, size, read).value();
      CHECK(inclusion_holds(index, size, numbered(index), proof, root));
      const auto joined = consistency_proof(index + 1, size, read).value();
      CHECK(consistency_holds(index + 1, size, root_at(index + 1, read).value(), root, joined));
    }
  }
}

TEST_CASE("a writer loaded from tiles goes on as the one before would have") {
  for (const std::int64_t size : {0, 1, 3, 255, 256, 257, 600}) {
    TestLog one;
    TestLog two;
    one.grow_to(size, 50);
    two.grow_to(size, 200);
    two.writer = Writer::load(*two.database, size).value();
    one.grow_to(size + 300, 50);
    two.grow_to(size + 300, 50);
    CHECK(one.roots.back() == two.roots.back());
    CHECK(Writer::load(*two.database, size + 300).value().size() == size + 300);
  }
}

TEST_CASE("an act undone leaves no mark on the tree") {
  TestLog log;
  log.grow_to(255, 20);
  for (int i = 0; i < 5; ++i) log.writer.append(numbered(255 + i));
  const auto mark = log.writer.mark();
  for (int i = 0; i < 300; ++i) log.writer.append(numbered(9'000 + i));
  log.writer.go_back(mark);
  CHECK(log.writer.size() == 260);
  log.grow_to(261, 1);
  Edge edge;
  for (int i = 0; i < 261; ++i) edge.append(numbered(i));
  CHECK(log.roots.back() == edge.root());
  CHECK(root_at(261, tile_reader(*log.database)).value() == edge.root());
}

TEST_CASE("sealing nothing writes nothing") {
  TestLog log;
  log.grow_to(5, 5);
  const auto before = count(*log.database, "SELECT COUNT(*) FROM checkpoint");
  const auto again = log.writer.seal_batch(*log.database, log.key, minute(99)).value();
  CHECK(again.size == 5);
  CHECK(again.root == log.roots.back());
  CHECK(count(*log.database, "SELECT COUNT(*) FROM checkpoint") == before);
}

TEST_CASE("a reader kept while the log grows reads on") {
  TestLog log;
  log.grow_to(100, 10);
  const HashReader read = tile_reader(*log.database);
  CHECK(root_at(100, read).value() == log.roots.back());
  log.grow_to(200, 10);  // the same tile, longer
  CHECK(root_at(200, read).value() == log.roots.back());
  log.grow_to(400, 10);
  CHECK(root_at(400, read).value() == log.roots.back());
  CHECK(read(0, 400).error().kind == base::ErrorKind::corrupt);
  CHECK(read(-1, 0).error().kind == base::ErrorKind::invalid);
  CHECK(read(0, -1).error().kind == base::ErrorKind::invalid);
}

TEST_CASE("a writer refuses tiles that do not fit the size") {
  const auto refused = [](std::string_view damage, std::int64_t size) {
    TestLog log;
    log.grow_to(600, 100);
    REQUIRE(store::run(*log.database, damage).has_value());
    const auto loaded = Writer::load(*log.database, size);
    return !loaded && loaded.error().kind == base::ErrorKind::corrupt;
  };
  CHECK_FALSE(refused("UPDATE tile SET level = level", 600));
  CHECK(refused("UPDATE tile SET level = level", 599));
  CHECK(refused("UPDATE tile SET level = level", 601));
  CHECK(refused("UPDATE tile SET level = level", 0));
  CHECK(refused("DELETE FROM tile WHERE level = 0 AND position = 2", 600));
  CHECK(refused("DELETE FROM tile WHERE level = 1", 600));
  CHECK(refused("UPDATE tile SET hashes = substr(hashes, 1, 40) WHERE position = 2", 600));
  CHECK(refused("INSERT INTO tile VALUES (0, 3, x'00')", 600));
  CHECK(refused("INSERT INTO tile VALUES (5, 0, x'00')", 600));
}

TEST_CASE("a batch on top of a shortened tile is refused, not written") {
  TestLog log;
  log.grow_to(10, 10);
  REQUIRE(store::run(*log.database, "UPDATE tile SET hashes = substr(hashes, 1, 32)").has_value());
  log.writer.append(numbered(10));
  CHECK(log.writer.seal_batch(*log.database, log.key, minute(1)).error().kind ==
        base::ErrorKind::corrupt);
}

TEST_CASE("checkpoints are found by size and by time") {
  TestLog log;
  store::Database& database = *log.database;
  CHECK(newest_checkpoint(database).error().kind == base::ErrorKind::not_found);
  log.grow_to(40, 6);
  REQUIRE(log.sealed_at.size() > 4);
  CHECK(newest_checkpoint(database).value().size == 40);
  CHECK(newest_checkpoint(database, minute(2)).value().size == log.sealed_at[2]);
  CHECK(newest_checkpoint(database, base::Instant{minute(2).micros - 1}).value().size ==
        log.sealed_at[1]);
  CHECK(newest_checkpoint(database, base::Instant{minute(0).micros - 1}).error().kind ==
        base::ErrorKind::not_found);
  CHECK(newest_checkpoint(database, minute(9'999)).value().size == 40);
  CHECK(checkpoint_of(database, 0).value().size == log.sealed_at[0]);
  CHECK(checkpoint_of(database, log.sealed_at[1]).value().size == log.sealed_at[2]);
  CHECK(checkpoint_of(database, 39).value().size == 40);
  CHECK(checkpoint_of(database, 40).error().kind == base::ErrorKind::not_found);
}
