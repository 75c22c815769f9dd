#include "base/sealing.h"

#include <doctest/doctest.h>

#include <set>

namespace base {
namespace {

TEST_CASE("what is sealed opens with its key and what it is bound to") {
  const auto random = seeded_random("sealing");
  const Key key = new_key(*random);
  const std::string sealed = seal(key, "a private sentence", "entry 7", *random);
  CHECK(sealed.size() == 18 + 40);
  CHECK(sealed.find("private") == std::string::npos);
  CHECK(unseal(key, sealed, "entry 7").value() == "a private sentence");
  CHECK(unseal(key, seal(key, "", "", *random), "").value().empty());
}

TEST_CASE("anything changed keeps it shut") {
  const auto random = seeded_random("sealing");
  const Key key = new_key(*random);
  const std::string sealed = seal(key, "words", "entry 7", *random);
  CHECK(unseal(key, sealed, "entry 8").error().kind == ErrorKind::corrupt);
  CHECK_FALSE(unseal(new_key(*random), sealed, "entry 7").has_value());
  CHECK_FALSE(unseal(key, "short", "entry 7").has_value());
  for (std::size_t at = 0; at < sealed.size(); ++at) {
    std::string changed = sealed;
    changed[at] = static_cast<char>(changed[at] ^ 1);
    CHECK_FALSE(unseal(key, changed, "entry 7").has_value());
  }
}

TEST_CASE("sealing twice never gives the same bytes") {
  const auto random = system_random();
  const Key key = new_key(*random);
  CHECK(seal(key, "same", "", *random) != seal(key, "same", "", *random));
}

TEST_CASE("marks and derived keys depend on key and text") {
  const auto random = seeded_random("marks");
  const Key key = new_key(*random);
  const Key other = new_key(*random);
  CHECK(keyed_mark(key, "a").size() == 16);
  CHECK(keyed_mark(key, "a") == keyed_mark(key, "a"));
  CHECK(std::set<std::string>{keyed_mark(key, "a"), keyed_mark(key, "b"), keyed_mark(other, "a")}
            .size() == 3);
  CHECK(derived_key(key, "search") == derived_key(key, "search"));
  CHECK(derived_key(key, "search") != derived_key(key, "drafts"));
  CHECK(derived_key(key, "search") != derived_key(other, "search"));
}

}  // namespace
}  // namespace base
