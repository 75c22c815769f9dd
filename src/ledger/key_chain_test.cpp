// The keys of a log as they change, followed by sound_keys.h.
#include <doctest/doctest.h>
#include <unistd.h>

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "ledger/key_change.h"
#include "ledger/whole_log_for_test.h"

using namespace ledger;
using namespace ledger::for_test;

namespace {

enum class By { both, new_alone, old_alone, stranger, nobody };

// How one of the changes of key goes otherwise than it must.
struct Turned {
  std::int64_t at = -1;
  std::string step = "change_key";
  By note = By::both, seal = By::both;
  std::string says_before = {};
  std::int64_t says_entry = -1;
};

// A log of 150 entries that changes its key at 20, 60 and 110.
struct KeyedLog {
  const Turned turned;
  std::vector<SigningKey> keys;
  SoundLog log;

  explicit KeyedLog(Turned with = {})
      : turned(std::move(with)), log([this](Draft& draft) { slip(draft); }, {20, 60, 110}) {
    for (int i = 0; i < 4; ++i) keys.push_back(SigningKey::make(log.key.name(), *log.random));
    log.seal = [this](SoundLog& of, Writer& writer) { return seal(of, writer); };
    log.key = copy(keys[0]);  // the genesis names it
    log.grow(150);
    log.key = copy(keys[3]);
  }
  static SigningKey copy(const SigningKey& key) {
    const auto file = std::filesystem::temp_directory_path() /
                      ("plumbline-sound-" + std::to_string(getpid()) + ".key");
    REQUIRE(key.write(file).has_value());
    auto read = SigningKey::read(file);
    std::filesystem::remove(file);
    return *std::move(read);
  }
  Result<Soundness> check() { return log.check(); }

  [[nodiscard]] std::size_t key_at(std::int64_t size) const {
    return size <= 20 ? 0 : size <= 60 ? 1 : size <= 110 ? 2 : 3;
  }
  void slip(Draft& draft) const {
    if (!log.alone.contains(draft.number)) return;
    const SigningKey& before = keys[key_at(draft.number)];
    const SigningKey& after = keys[key_at(draft.number) + 1];
    const Turned how = turned.at == draft.number ? turned : Turned{};
    KeyChange change{draft.number, before.verifier_text(), after.verifier_text()};
    if (how.says_entry >= 0) change.entry = how.says_entry;
    if (!how.says_before.empty()) change.before = how.says_before;
    draft.header[0].value = "store";
    draft.header[3].value = how.step;
    std::string note = signed_key_change(change, before, after);
    if (how.note == By::new_alone) note = signed_key_change(change, after);
    if (how.note == By::stranger) note = signed_key_change(change, keys[0]);
    draft.fields = {{"", "log_key", "line", change.after},
                    {"", "log_key_before", "line", change.before},
                    {"", "log_key_note", "prose", note}};
  }
  Result<void> seal(SoundLog& of, Writer& writer) const {
    const std::size_t key = key_at(of.size);
    const bool changes = of.alone.contains(of.size - 1);
    By by = changes ? By::both : By::new_alone;
    if (changes && turned.at == of.size - 1) by = turned.seal;
    if (by == By::nobody) return {};
    const SigningKey& signer = keys[by == By::old_alone ? key - 1 : key];
    const SigningKey* before = by == By::both ? &keys[key - 1] : nullptr;
    TRY(writer.seal_batch(*of.database, signer, second(of.size - 1), before));
    return {};
  }
  // The first checkpoint from a size on; gives its size.
  std::int64_t sign_again(std::int64_t size, const SigningKey& by) {
    std::string note;
    std::int64_t found = 0;
    {
      auto rows = store::query(*log.database,
                               "SELECT size, note FROM checkpoint WHERE size >= $1 ORDER BY size",
                               {size});
      REQUIRE(rows->next().value());
      found = (*rows)->integer(0);
      const auto read = open_checkpoint((*rows)->text(1), keys[key_at(found)].verifier_text());
      note = signed_checkpoint(read.value(), by);
    }
    REQUIRE(store::run(*log.database, "UPDATE checkpoint SET note = $1 WHERE size = $2",
                       {std::string_view(note), found})
                .has_value());
    return found;
  }
};

}  // namespace

TEST_CASE("keys are followed from the genesis to the one in hand") {
  KeyedLog log;
  const auto sound = log.check().value();
  for (const auto& finding : sound.findings) FAIL(finding.entry << " " << finding.what);
  CHECK(sound.keys == 4);
  CHECK(sound.unvouched_keys.empty());
  KeyedLog lost({.at = 60, .step = "replace_key", .note = By::new_alone, .seal = By::new_alone});
  const auto said = lost.check().value();
  CHECK(said.findings.empty());
  CHECK(said.unvouched_keys == std::vector<std::int64_t>{60});
}

TEST_CASE("a change of key that the key before did not make is found at its entry") {
  struct Case {
    Turned turned;
    const char* said;
  };
  const std::vector<Case> cases{
      {{.at = 60, .note = By::new_alone, .seal = By::new_alone}, "is signed by another key"},
      {{.at = 60, .note = By::new_alone}, "is not signed by the key before it"},
      {{.at = 60, .note = By::stranger}, "is not signed by the key before it"},
      {{.at = 60, .step = "replace_key", .note = By::stranger, .seal = By::new_alone},
       "is not signed by the new key"},
      {{.at = 60, .seal = By::new_alone}, "The checkpoint of size 61 is signed by"},
      {{.at = 60, .seal = By::old_alone}, "The checkpoint of size 61 has not the lines"},
      {{.at = 60, .seal = By::nobody}, "No checkpoint stands where the log's key changed"},
      {{.at = 60, .says_before = "plumbline/none"}, "begins with another key"},
      {{.at = 60, .says_entry = 61}, "is signed for other words"},
  };
  for (const Case& one : cases) {
    KeyedLog log(one.turned);
    const auto found = log.check().value().findings;
    REQUIRE_FALSE(found.empty());
    CHECK(found[0].entry == 60);
    bool said = false;
    for (const Finding& finding : found)
      said = said || finding.what.find(one.said) != std::string::npos;
    CHECK_MESSAGE(said, one.said << ", but: " << found[0].what);
  }
}

TEST_CASE("a checkpoint signed by a key that was withdrawn, or not yet in force, is found") {
  for (const auto& [from, key] : {std::pair{90, 0}, std::pair{90, 3}, std::pair{30, 0}}) {
    KeyedLog log;
    const auto size = log.sign_again(from, log.keys[static_cast<std::size_t>(key)]);
    const auto found = log.check().value().findings;
    REQUIRE(found.size() == 1);
    CHECK(found[0].entry == size - 1);
    CHECK(found[0].what == "The checkpoint of size " + std::to_string(size) +
                               " is signed by a key that was not in force then.");
  }
  KeyedLog older;
  older.log.key = SigningKey::make(older.log.key.name(), *older.log.random);
  CHECK(older.check().value().findings[0].what ==
        "The log's key in hand is not the one that the log names last.");
}

