#include "ledger/sound.h"

#include <doctest/doctest.h>

#include <functional>
#include <map>

#include "ledger/sound_bytes.h"
#include "ledger/vectors_for_test.h"
#include "ledger/whole_log_for_test.h"

using namespace ledger;
using namespace ledger::for_test;

TEST_CASE("a log as written is sound") {
  for (const std::int64_t entries : {1, 2, 256, 257, 700}) {
    SoundLog log(entries);
    const auto sound = log.check().value();
    CAPTURE(entries);
    for (const auto& finding : sound.findings) FAIL(finding.entry << " " << finding.what);
    CHECK(sound.entries == entries);
    CHECK(sound.erased == 0);
    CHECK(sound.checkpoints > 0);
    CHECK(sound.root == root_at(entries, tile_reader(*log.database)).value());
  }
}

TEST_CASE("a destroyed key leaves the log sound where the digests were kept") {
  SoundLog log(60);
  CHECK(log.check().value().findings.empty());
  for (std::int64_t number = 3; number < 60; number += 7) log.keep_digests(number);
  CHECK(log.check().value().findings.size() == 9);  // fields, and digests too
  log.destroyed = {3};
  const auto sound = log.check().value();
  CHECK(sound.findings.empty());
  CHECK(sound.erased == 9);  // 3, 10, 17 … 59
  CHECK(log.first_finding("UPDATE entry SET erased = zeroblob(64) WHERE number = 3").entry == 3);
  CHECK(log.first_finding("UPDATE entry SET erased = NULL WHERE number = 10").entry == 10);
  CHECK(log.first_finding("UPDATE entry SET erased = CAST(substr(erased, 1, 63) AS BLOB) "
                          "WHERE number = 17")
            .entry == 17);
}

TEST_CASE("one erased part leaves the log sound, and only what was erased unread") {
  SoundLog log(30);
  log.erase(12, 1);
  log.erase_in_header(13, 6);
  CHECK(log.check().value().findings.empty());
  log.erase_in_header(14, 10);  // who cannot read .act cannot tell whether the act is whole
  REQUIRE_FALSE(log.check().value().findings.empty());
  CHECK(log.check().value().findings[0].entry == 14);
}

TEST_CASE("a change to any cell of an entry is found at that entry") {
  SoundLog log(300);
  const std::map<std::string, std::string> changes{
      {"a commitment", "commitment = CAST(substr(commitment, 1, 31) || x'f0' AS BLOB)"},
      {"another's commitment", "commitment = (SELECT commitment FROM entry WHERE number = 0)"},
      {"a commitment cut", "commitment = substr(commitment, 1, 31)"},
      {"a commitment gone", "commitment = NULL"},
      {"a commitment as text", "commitment = 'text'"},
      {"a time earlier", "recorded_at = recorded_at - 60000000"},
      {"a time later", "recorded_at = recorded_at + 1"},
      {"a time gone", "recorded_at = NULL"},
      {"a time as text", "recorded_at = 'noon'"},
      {"a header's seed", "header = CAST(substr(header, 1, 9) || 'x' || substr(header, 11) "
                          "AS BLOB)"},
      {"a header's byte", "header = CAST(substr(header, 1, 19) || 'x' || substr(header, 21) "
                          "AS BLOB)"},
      {"a header cut", "header = CAST(substr(header, 1, 90) AS BLOB)"},
      {"a header longer", "header = CAST(header || x'00' AS BLOB)"},
      {"a header gone", "header = NULL"},
      {"a header of another form", "header = CAST(x'02' || substr(header, 2) AS BLOB)"},
      {"digests as if erased", "erased = zeroblob(64)"},
      {"digests as text", "erased = 'text'"},
      {"what is sealed", "sealed = zeroblob(length(sealed))"},
      {"sealed as text", "sealed = 'text'"},
      {"what is sealed gone", "sealed = NULL"},
      {"a key", "idempotency = x'00112233445566778899aabbccddeeff'"},
      {"a key gone", "idempotency = NULL"},
      {"another's sealed", "sealed = (SELECT sealed FROM entry WHERE number = 0)"}};
  for (const auto& [name, change] : changes) {
    for (const int number : {1, 41, 256}) {
      CAPTURE(name);
      CAPTURE(number);
      // The first of an act has a key; its later entries must not.
      const std::string sql = "UPDATE entry SET " + change +
                              " WHERE number = (SELECT min(number) "
                              "FROM entry WHERE idempotency IS NOT NULL AND number >= " +
                              std::to_string(number) + ")";
      const auto at = store::query_integer(
          *log.database,
          "SELECT min(number) FROM entry WHERE idempotency IS NOT NULL AND number >= $1",
          {std::int64_t{number}});
      CHECK(log.first_finding(sql).entry == at.value());
    }
  }
}

TEST_CASE("entries gone, swapped or added are found at the first of them") {
  SoundLog log(300);
  CHECK(log.first_finding("DELETE FROM entry WHERE number = 77").entry == 77);
  CHECK(log.first_finding("DELETE FROM entry WHERE number = 0").entry == 0);
  CHECK(log.first_finding("DELETE FROM entry WHERE number >= 290").entry != -2);
  CHECK(
      log.first_finding("INSERT INTO entry SELECT 300, recorded_at, commitment, header, "
                        "record_key, sealed, NULL, NULL FROM entry WHERE number = 299")
          .entry == 300);
  CHECK(log.first_finding("INSERT INTO entry SELECT -1, recorded_at, commitment, header, "
                          "record_key, sealed, NULL, NULL FROM entry WHERE number = 299")
            .entry == -1);
  CHECK(log.first_finding("UPDATE entry SET commitment = (SELECT commitment FROM entry WHERE "
                          "number = 12) WHERE number = 11")
            .entry == 11);
  CHECK(log.first_finding("UPDATE entry SET number = CASE number WHEN 50 THEN 1050 WHEN 51 THEN 50 "
                          "ELSE number END WHERE number IN (50, 51)")
            .entry != -2);
  CHECK(log.first_finding("DELETE FROM entry").entry != -2);
}

TEST_CASE("a change to tiles and checkpoints is found") {
  SoundLog log(600);
  const auto found = [&log](std::string_view change) { return log.first_finding(change).entry; };
  CHECK(found("UPDATE tile SET hashes = CAST(substr(hashes, 1, 64) || zeroblob(32) || "
              "substr(hashes, 97) AS BLOB) WHERE level = 0 AND position = 1") == 258);
  CHECK(found("UPDATE tile SET hashes = CAST(zeroblob(32) || substr(hashes, 33) AS BLOB) "
              "WHERE level = 1") == 0);
  CHECK(found("UPDATE tile SET hashes = CAST(hashes || zeroblob(32) AS BLOB) "
              "WHERE level = 0 AND position = 2") == -1);
  CHECK(found("UPDATE tile SET hashes = substr(hashes, 1, 32) WHERE level = 0 AND position = 2") ==
        513);
  CHECK(found("DELETE FROM tile WHERE level = 0 AND position = 1") == 256);
  CHECK(found("DELETE FROM tile WHERE level = 1") == 0);
  CHECK(found("INSERT INTO tile VALUES (0, 3, x'00')") == -1);
  CHECK(found("INSERT INTO tile VALUES (2, 0, zeroblob(32))") == -1);
  CHECK(found("UPDATE checkpoint SET note = replace(note, 'plumbline', 'plumblime') "
              "WHERE size = (SELECT min(size) FROM checkpoint)") == 0);
  CHECK(found("UPDATE checkpoint SET note = note || char(10)") == 0);
  CHECK(found("UPDATE checkpoint SET note = (SELECT note FROM checkpoint WHERE size = 600) "
              "WHERE size = 1") == 0);
  CHECK(found("UPDATE checkpoint SET issued_at = '2026-11-22T14:00:00.000001Z' WHERE size = 600") ==
        599);
  CHECK(found("UPDATE checkpoint SET issued_at = 'noon' WHERE size = 600") == 599);
  CHECK(found("UPDATE checkpoint SET note = CAST(note AS BLOB) WHERE size = 600") == 599);
  CHECK(found("UPDATE checkpoint SET size = 601 WHERE size = 600") == -1);
  CHECK(found("INSERT INTO checkpoint SELECT 0, issued_at, note FROM checkpoint LIMIT 1") == -1);
  CHECK(found("DELETE FROM checkpoint WHERE size = 600") != -2);
  CHECK(found("DELETE FROM checkpoint") == 0);
}

TEST_CASE("an entry rewritten with all its digests differs from the tree that was signed") {
  SoundLog log(40);
  SoundLog other(40);  // the same seed: change one value, and let everything of that entry agree
  other.random = base::seeded_random("another");
  REQUIRE(store::run(*other.database, "DELETE FROM entry WHERE number = 0").has_value());
  static_cast<void>(other.write_entry(0, 0, 1));
  const auto found = other.check().value();
  REQUIRE_FALSE(found.findings.empty());
  CHECK(found.findings[0].entry == 0);
  CHECK(found.findings[0].what.find("root") != std::string::npos);
}

TEST_CASE("what a slip of the writer's has signed is found all the same") {
  struct Case {
    std::int64_t entry;  // who slips, and where it is found
    Slip slip;
    const char* said;
  };
  const auto value = [](std::size_t at, std::string said) {
    return [at, said = std::move(said)](Draft& draft) { draft.header[at].value = said; };
  };
  // Entries 1 and 2 are one act; 3, 4 and 5 the next; 6 stands alone.
  const std::vector<Case> cases{
      {6, [](Draft& d) { d.leaf.recorded_at = second(4); }, "before the entry before it"},
      {6, [](Draft& d) { d.leaf.store_id[0] = '4'; }, "has another root"},
      {4, value(10, "4 2"), "does not follow on"},
      {6, value(10, "3 4"), "does not follow on"},
      {6, value(10, "7 1"), "does not fit"},
      {6, value(10, "six 1"), "does not fit"},
      {6, value(10, "6"), "does not fit"},
      {6, value(12, ""), "not the one that the part .key names"},
      {6, value(13, ""), "lacks its .key or its .request"},
      {5, value(13, std::string(64, 'b')), "of its own"},
      {6, value(5, "yesterday"), ".effective_at is not a time"},
      {6, value(5, "2026-11-22T14:03:05Z"), ".effective_at is not a time"},
      {6, value(9, "none"), ".pack is not a digest"},
      {6, [](Draft& d) { d.fields[0].name = ".grant"; }, "the name of a header part"},
      {6, [](Draft& d) { d.fields[0].name = ""; }, "the name of a header part"},
      {0, value(0, "advice"), "not a genesis"},
      {0, value(3, "give"), "not a genesis"},
      {0, [](Draft& d) { d.fields[0].value[0] = '4'; }, "another store id"},
      {0, [](Draft& d) { d.fields.pop_back(); }, "another key of the log"}};
  for (const Case& one : cases) {
    SoundLog log(7, [&one](Draft& draft) {
      if (draft.number == one.entry) one.slip(draft);
    });
    const auto found = log.check().value().findings;
    REQUIRE_FALSE(found.empty());
    bool said = false;
    for (const Finding& finding : found) {
      said = said || finding.what.find(one.said) != std::string::npos;
    }
    CHECK_MESSAGE(said, one.said << ", but: " << found[0].what);
    CHECK(found[0].entry == one.entry);
  }
}

TEST_CASE("a last act cut short is found") {
  SoundLog log(5);  // entries 3 and 4 are an act of two
  CHECK(log.check().value().findings.empty());
  SoundLog cut(7, [](Draft& draft) {
    if (draft.number == 6) draft.header[10].value = "6 2";
  });
  const auto found = cut.check().value().findings;
  REQUIRE(found.size() == 1);
  CHECK(found[0].what.find("The last act is not whole") != std::string::npos);
}

TEST_CASE("a checkpoint that the key signed for another log or size is found") {
  SoundLog log(20);
  const auto said = [&log](const Checkpoint& signed_instead) {
    const std::string note = signed_checkpoint(signed_instead, log.key);
    REQUIRE(store::run(*log.database, "UPDATE checkpoint SET note = $1 WHERE size = 20",
                       {std::string_view(note)})
                .has_value());
    const auto found = log.check().value().findings;
    return found.empty() ? std::string("nothing") : found[0].what;
  };
  const Hash root = log.check().value().root;
  CHECK(said({"plumbline/elsewhere", 20, root}) == "The checkpoint of size 20 is of another log.");
  CHECK(said({log.key.name(), 19, root}) == "The checkpoint of size 20 says another size.");
  CHECK(said({log.key.name(), 20, Hash{}}) ==
        "The checkpoint of size 20 has another root than its entries give.");
  CHECK(said({log.key.name(), 20, root}) == "nothing");
}

TEST_CASE("a log signed with another key is found; a key that is none is an error") {
  SoundLog log(20);
  const std::string kept = log.key.verifier_text();
  log.key = SigningKey::make(log.key.name(), *log.random);
  const auto found = log.check().value();
  REQUIRE_FALSE(found.findings.empty());
  CHECK(found.findings[0].what == "The genesis names another key of the log.");
  // Signed anew throughout with the key in hand: every checkpoint is another's than the genesis's.
  auto notes = store::query(*log.database, "SELECT size, note FROM checkpoint").value();
  std::map<std::int64_t, std::string> anew;
  while (notes.next().value()) {
    const auto read = open_checkpoint(notes->text(1), kept).value();
    anew[notes->integer(0)] = signed_checkpoint(read, log.key);
  }
  for (const auto& [size, note] : anew)
    REQUIRE(store::run(*log.database, "UPDATE checkpoint SET note = $1 WHERE size = $2",
                       {std::string_view(note), size})
                .has_value());
  const auto swapped = log.check().value().findings;
  REQUIRE(swapped.size() == 3);
  CHECK(swapped[0].what ==
        "The checkpoint of size 1 is signed by a key that was not in force then.");
  const auto none = [](std::int64_t, std::int64_t, std::string_view) -> Result<std::string_view> {
    return std::string_view();
  };
  CHECK(check_log(*log.database, "no key", none).error().kind == base::ErrorKind::invalid);
  CHECK(check_log(*log.database, kept.substr(0, kept.size() - 2), none).error().kind ==
        base::ErrorKind::invalid);
}

TEST_CASE("the checker includes nothing that writes the log") {
  const auto room = for_test::repository() / "src" / "ledger";
  int files = 0;
  for (const auto& file : std::filesystem::directory_iterator(room)) {
    const std::string name = file.path().filename().string();
    if (!name.starts_with("sound") || name == "sound_test.cpp") continue;
    ++files;
    std::ifstream in(file.path());
    for (std::string line; std::getline(in, line);) {
      if (!line.starts_with("#include \"")) continue;
      const std::string from = line.substr(10, line.rfind('"') - 10);
      CAPTURE(name + " includes " + from);
      CHECK((from.starts_with("base/") || from.starts_with("store/") ||
             from.starts_with("ledger/sound")));
    }
  }
  CHECK(files == 11);
}

TEST_CASE("bytes are compared with their hex, and with nothing that looks like it") {
  using namespace std::literals;
  CHECK(sound::is_hex_of("10ff", "\x10\xff"sv));
  CHECK(sound::is_hex_of("", ""));
  for (const std::string_view wrong : {"1g", "0@", "g0", "1", "100", "11", "0:"})
    CHECK_FALSE(sound::is_hex_of(wrong, "\x10"sv));
  CHECK_FALSE(sound::is_hex_of("FF", "\xff"sv));
  CHECK(sound::is_hex("0123456789abcdef"));
  for (const std::string_view wrong : {"A", "g", "\x80", " ", "0x"})
    CHECK_FALSE(sound::is_hex(wrong));
}

TEST_CASE("looking stops after twenty findings") {
  SoundLog log(300);
  REQUIRE(store::run(*log.database, "UPDATE entry SET header = x'00'").has_value());
  CHECK(log.check().value().findings.size() == 20);
}
