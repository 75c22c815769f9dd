#include "ledger/part_list.h"

#include <doctest/doctest.h>

#include <set>

#include "base/hash.h"
#include "base/sealing.h"
#include "ledger/sound_parts.h"

using namespace ledger;

namespace {

constexpr base::Instant recorded{1'795'356'185'123'456};

std::vector<Part> header_with(const std::string& effective_at, const std::string& key) {
  std::vector<Part> parts;
  for (const HeaderPart& named : header_form) {
    parts.push_back({"", std::string(named.name), std::string(named.kind), "value"});
  }
  parts[5].value = effective_at;
  parts[9].value = std::string(64, 'a');
  parts[12].value = key;
  return parts;
}

std::vector<Part> some_fields() {
  return {{"", "question", "line", "What of it?"},
          {"", "empty", "prose", ""},
          {"", "digits", "line", "0123456789abcdef0123"},
          {"", "upper", "line", "0123456789ABCDEF"},
          {"", "odd", "line", "0123456789abcdef0"},
          {"", "paper.sha256", "digest", std::string(64, '7')},
          {"", "long", "prose", std::string(70'000, 'x')},
          {"", "other", "a kind of tomorrow", "v"}};
}

bool same(const std::vector<Part>& a, const std::vector<Part>& b) {
  if (a.size() != b.size()) return false;
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (a[i].salt != b[i].salt || a[i].name != b[i].name || a[i].kind != b[i].kind ||
        a[i].value != b[i].value)
      return false;
  }
  return true;
}

std::string digests_of(const PartList& list) {
  std::string digests;
  for (const Part& part : list.parts) {
    const Hash digest = kept_digest(part);
    digests += base::bytes_of(digest);
  }
  return digests;
}

}  // namespace

TEST_CASE("fields come back as they were, and the checker's reader agrees on their digests") {
  const auto random = base::seeded_random("part list");
  const PartList list = with_salts(some_fields(), *random);
  const std::string kept = encode_fields(list);
  const PartList back = decode_fields(kept).value();
  CHECK(back.seed == list.seed);
  CHECK(same(back.parts, list.parts));
  sound::PartsReader reader;
  REQUIRE(reader.read_fields(kept));
  std::string digests;
  reader.add_digests(digests);
  CHECK(digests == digests_of(list));
  CHECK(decode_fields(encode_fields(with_salts({}, *random))).value().parts.empty());
}

TEST_CASE("a header is kept in few bytes, and comes back with times and keys as they were") {
  const auto random = base::seeded_random("header");
  const std::string idempotency = random->bytes(16);
  const KeptBeside beside{recorded, idempotency};
  const std::vector<std::string> times{base::iso(recorded),
                                       "2026-11-22T14:03:05.123455Z",
                                       "1999-01-01T00:00:00.000000Z",
                                       "9999-12-31T23:59:59.999999Z",
                                       "2026-11-22T14:03:05Z",
                                       "yesterday",
                                       ""};
  for (const std::string& time : times) {
    for (const std::string& key : {base::hex(idempotency), std::string(), std::string("00ff")}) {
      CAPTURE(time);
      const PartList list = with_salts(header_with(time, key), *random);
      const std::string kept = encode_header(list, beside);
      CHECK(same(decode_header(kept, beside).value().parts, list.parts));
      sound::PartsReader reader;
      REQUIRE(reader.read_header(kept, recorded, idempotency));
      std::string digests;
      reader.add_digests(digests);
      CHECK(digests == digests_of(list));
      CHECK(reader.parts()[5].value == time);
    }
  }
  const PartList usual = with_salts(header_with(times[0], base::hex(idempotency)), *random);
  CHECK(encode_header(usual, beside).size() == 1 + 16 + 11 * 6 + 1 + 34 + 1);
}

TEST_CASE("no salt tells another, and the salts of one seed are those of its key stream") {
  const auto random = base::seeded_random("salts");
  const PartList list = with_salts(some_fields(), *random);
  std::set<std::string> salts;
  for (const Part& part : list.parts) salts.insert(part.salt);
  CHECK(salts.size() == list.parts.size());
  // RFC 8439, A.1, test vectors 1 and 2: the key stream of 32 zero bytes.
  PartList zero = decode_fields(std::string("\x01", 1) + std::string(16, '\0') +
                                std::string("\x01\x01" "a\x00\x01\x01" "b\x00", 8))
                      .value();
  CHECK(base::hex(zero.parts[0].salt) == "76b8e0ada0f13d90405d6ae55386bd28");
  CHECK(base::hex(zero.parts[1].salt) == "bdd219b8a08ded1aa836efcc8b770dc7");
}

TEST_CASE("an erased part leaves its digest, and nothing from which its salt could be made") {
  const auto random = base::seeded_random("erased");
  const PartList list = with_salts(some_fields(), *random);
  const PartList erased = with_erased(with_erased(list, 0), 5);
  const std::string kept = encode_fields(erased);
  CHECK(kept.find(list.seed) == kept.npos);
  CHECK(kept.find(list.parts[0].salt) == kept.npos);
  CHECK(kept.find(list.parts[0].value) == kept.npos);
  CHECK(kept.find(list.parts[1].salt) != kept.npos);  // the others keep theirs
  const PartList back = decode_fields(kept).value();
  CHECK(back.seed.empty());
  CHECK(is_erased(back.parts[0]));
  CHECK(back.parts[0].name == "question");
  CHECK(same(back.parts, erased.parts));
  CHECK(digests_of(back) == digests_of(list));
  sound::PartsReader reader;
  REQUIRE(reader.read_fields(kept));
  CHECK((reader.parts()[0].erased() && !reader.parts()[1].erased()));
  std::string digests;
  reader.add_digests(digests);
  CHECK(digests == digests_of(list));
}

TEST_CASE("a kept list that is cut, lengthened or changed is corrupt, or has other digests") {
  const auto random = base::seeded_random("damage");
  std::vector<Part> fields = some_fields();
  fields.erase(fields.begin() + 6);  // the long one
  const PartList list = with_salts(fields, *random);
  for (const PartList& one : {list, with_erased(list, 1)}) {
    const std::string kept = encode_fields(one);
    const std::string digests = digests_of(one);
    const auto differs = [&](const std::string& changed) {
      const auto back = decode_fields(changed);
      sound::PartsReader reader;
      const bool read = reader.read_fields(changed);
      CHECK(read == back.has_value());
      if (!back) return true;
      std::string others;
      reader.add_digests(others);
      CHECK(others == digests_of(*back));
      return others != digests;
    };
    for (std::size_t at = 0; at < kept.size(); ++at) {
      CAPTURE(at);
      CHECK(differs(kept.substr(0, at)));
      for (const char bit : {'\x01', '\x10', '\x80'}) {
        std::string changed = kept;
        changed[at] = static_cast<char>(changed[at] ^ bit);
        // The name of an erased part is told, not proved: its digest says all that can be known.
        if (!differs(changed)) CHECK(is_erased(decode_fields(changed)->parts[1]));
      }
    }
    CHECK(differs(kept + "x"));
  }
}
