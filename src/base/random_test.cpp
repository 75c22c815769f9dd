#include "base/random.h"

#include <doctest/doctest.h>

#include <set>
#include <thread>
#include <vector>

namespace base {
namespace {

TEST_CASE("the same seed gives the same bytes, however they are asked for") {
  const std::string whole = seeded_random("a year")->bytes(3000);
  const auto again = seeded_random("a year");
  std::string pieces;
  for (const std::size_t count : {1u, 0u, 63u, 1000u, 1936u}) pieces += again->bytes(count);
  CHECK(pieces == whole);
  CHECK(seeded_random("another year")->bytes(3000) != whole);
}

TEST_CASE("a seeded stream does not repeat itself") {
  const std::string bytes = seeded_random("x")->bytes(64 * 200);
  std::set<std::string> blocks;
  for (std::size_t at = 0; at < bytes.size(); at += 64) blocks.insert(bytes.substr(at, 64));
  CHECK(blocks.size() == 200);
}

TEST_CASE("several threads share a seeded stream without sharing bytes") {
  const auto random = seeded_random("threads");
  std::vector<std::string> got(4);
  {
    std::vector<std::jthread> threads;
    for (std::string& mine : got) {
      threads.emplace_back([&] { for (int i = 0; i < 500; ++i) mine += random->bytes(16); });
    }
  }
  std::set<std::string> pieces;
  for (const std::string& mine : got) {
    for (std::size_t at = 0; at < mine.size(); at += 16) pieces.insert(mine.substr(at, 16));
  }
  CHECK(pieces.size() == 2000);
}

TEST_CASE("the system's bytes are fresh") {
  const auto random = system_random();
  CHECK(random->bytes(32) != random->bytes(32));
  CHECK(random->bytes(0).empty());
}

TEST_CASE("random letters leave out those that are easily confused") {
  const auto random = seeded_random("letters");
  const std::string letters = random_letters(*random, 20000);
  CHECK(letters.size() == 20000);
  CHECK(letters.find_first_of("0o1liABCZ-") == std::string::npos);
  CHECK(std::set<char>(letters.begin(), letters.end()).size() == 31);
}

}  // namespace
}  // namespace base
