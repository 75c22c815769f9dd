#include "base/sealed_box.h"

#include <doctest/doctest.h>

#include "base/text.h"

namespace base {
namespace {

constexpr std::string_view bound = "store concern.name";

struct Holders {
  std::unique_ptr<Random> random = seeded_random("holders of a seal");
  std::vector<SealPair> pairs;
  std::vector<SealKey> keys;
  explicit Holders(std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) {
      pairs.push_back(new_seal_pair(*random));
      keys.push_back({"SK-" + std::to_string(i), "P-" + std::to_string(i),
                      pairs.back().public_half});
    }
  }
  Result<std::string> sealed(std::string_view plain, std::vector<std::string> alone = {}) const {
    return sealed_for_two(plain, bound, {keys, std::move(alone)}, *random);
  }
};

TEST_CASE("any two of those who hold a seal open it, in either order") {
  const Holders all(4);
  const std::string box = all.sealed("Una Kerr, ward 4").value();
  int opened = 0;
  for (std::size_t i = 0; i < 4; ++i) {
    const auto peeled = peel_first(box, all.keys[i].name, all.pairs[i]);
    REQUIRE(peeled);
    const auto kept = peeled_from(peeled_text(*peeled));
    for (std::size_t j = 0; j < 4; ++j) {
      const auto plain =
          open_second({box, bound, all.keys[j].name}, *kept, all.pairs[j]);
      CHECK(static_cast<bool>(plain) == (i != j));
      if (plain) CHECK(*plain == "Una Kerr, ward 4");
      opened += plain ? 1 : 0;
    }
  }
  CHECK(opened == 12);
}

TEST_CASE("one alone, a stranger and a changed box open nothing") {
  Holders all(3);
  const std::string box = all.sealed("Una Kerr").value();
  const SealPair stranger = new_seal_pair(*all.random);
  for (const SealKey& key : all.keys) {
    CHECK_FALSE(open_alone({box, bound, key.name}, all.pairs[0]));
    CHECK_FALSE(peel_first(box, key.name, stranger));
    CHECK_FALSE(opens_alone(box, key.name));
    CHECK(opens_first(box, key.name));
  }
  const auto peeled = peel_first(box, "SK-0", all.pairs[0]);
  REQUIRE(peeled);
  CHECK_FALSE(open_second({box, bound, "SK-1"}, *peeled, stranger));
  CHECK_FALSE(open_second({box, bound, "SK-1"}, *peeled, all.pairs[2]));
  CHECK_FALSE(open_second({box, "another store", "SK-1"}, *peeled, all.pairs[1]));
  CHECK(open_second({box, bound, "SK-1"}, *peeled, all.pairs[1]));  // the control
}

// Every byte of the line counts: whichever letter is changed, what was sealed is not told wrongly.
TEST_CASE("whichever letter of a box is changed, it opens to what was sealed or not at all") {
  Holders all(2);
  const std::string box = all.sealed("Una Kerr").value();
  int refused = 0, same = 0;
  for (std::size_t at = 0; at < box.size(); ++at) {
    std::string changed = box;
    changed[at] = changed[at] == 'A' ? 'B' : 'A';
    const auto peeled = peel_first(changed, "SK-0", all.pairs[0]);
    const auto plain = peeled ? open_second({changed, bound, "SK-1"}, *peeled, all.pairs[1])
                              : Result<std::string>(Failure{ErrorKind::corrupt, ""});
    if (!plain) ++refused;
    else if (*plain == "Una Kerr") ++same;
  }
  CHECK(refused + same == static_cast<int>(box.size()));
  CHECK(refused > 500);  // the text and the first pair; the second pair's box was not used
}

TEST_CASE("whoever may open alone does, and nobody else") {
  Holders all(3);
  const std::string box = all.sealed("Una Kerr", {"SK-1"}).value();
  CHECK(open_alone({box, bound, "SK-1"}, all.pairs[1]).value() == "Una Kerr");
  CHECK_FALSE(open_alone({box, bound, "SK-1"}, all.pairs[0]));
  CHECK_FALSE(open_alone({box, bound, "SK-0"}, all.pairs[0]));
  CHECK(opens_alone(box, "SK-1"));
}

TEST_CASE("it takes two people, and two keys of one person are not two people") {
  CHECK_FALSE(Holders(1).sealed("Una Kerr"));
  Holders one(2);
  one.keys[1].owner = one.keys[0].owner;
  CHECK_FALSE(one.sealed("Una Kerr"));
}

TEST_CASE("a box tells neither the words nor their length, and plain words are no box") {
  const Holders all(2);
  const std::string little = all.sealed("Al").value();
  const std::string much = all.sealed(std::string(200, 'u')).value();
  CHECK(little.size() == much.size());
  CHECK_FALSE(contains(all.sealed("turnstone").value(), "turnstone"));
  CHECK(all.sealed("Al").value() != all.sealed("Al").value());
  CHECK(is_sealed_box(little));
  for (const std::string_view plain :
       {"", "Una Kerr", "sealed-v1 Una Kerr", "sealed-v1 QUFB SK-1:QQ"})
    CHECK_FALSE(is_sealed_box(plain));
  CHECK_FALSE(is_sealed_box(little + " Una"));
}

}  // namespace
}  // namespace base
