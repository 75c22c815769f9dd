#include "ledger/note.h"

#include <doctest/doctest.h>

#include <filesystem>

#include "base/files.h"
#include "ledger/vectors_for_test.h"

using namespace ledger;

namespace {

constexpr const char* file = "checkpoint.txt";

SigningKey vector_key() {
  for_test::SameBytes random(for_test::bytes(for_test::value_of(file, "seed")));
  return SigningKey::make(for_test::value_of(file, "name"), random);
}

Checkpoint vector_checkpoint() {
  return {for_test::value_of(file, "name"), 8,
          for_test::hash(for_test::lines_of("tree.txt", "root")[8][1])};
}

SigningKey other_key(const std::string& name) {
  for_test::SameBytes random(std::string(32, 'o'));
  return SigningKey::make(name, random);
}

// The folder of one test, gone with it.
struct Folder {
  std::filesystem::path path = std::filesystem::temp_directory_path() /
                               ("plumbline-note-" + base::hex(base::system_random()->bytes(8)));
  Folder() { std::filesystem::create_directory(path); }
  ~Folder() { std::filesystem::remove_all(path); }
};

}  // namespace

TEST_CASE("the verifier key and the checkpoint of the vectors") {
  const SigningKey key = vector_key();
  CHECK(key.verifier_text() == for_test::value_of(file, "verifier"));
  const std::string note = signed_checkpoint(vector_checkpoint(), key);
  CHECK(base::hex(note) == for_test::value_of(file, "note"));
  const auto opened = open_checkpoint(note, key.verifier_text());
  REQUIRE(opened.has_value());
  CHECK(opened->origin == key.name());
  CHECK(opened->size == 8);
  CHECK(opened->root == vector_checkpoint().root);
}

TEST_CASE("a changed byte of a note is found, wherever it is") {
  const SigningKey key = vector_key();
  const std::string note = signed_checkpoint(vector_checkpoint(), key);
  for (std::size_t at = 0; at < note.size(); ++at) {
    std::string changed = note;
    changed[at] = static_cast<char>(changed[at] ^ 0x04);
    const auto opened = open_checkpoint(changed, key.verifier_text());
    REQUIRE_FALSE(opened.has_value());
    REQUIRE(opened.error().kind == base::ErrorKind::corrupt);
  }
  for (std::size_t length = 0; length < note.size(); ++length) {
    REQUIRE_FALSE(
        open_checkpoint(std::string_view(note).substr(0, length), key.verifier_text()).has_value());
  }
  CHECK_FALSE(open_checkpoint(note + "\n", key.verifier_text()).has_value());
}

TEST_CASE("another key of the same name, or of another, is not the log's") {
  const SigningKey key = vector_key();
  const SigningKey same_name = other_key(key.name());
  const std::string forged = signed_checkpoint(vector_checkpoint(), same_name);
  CHECK_FALSE(open_checkpoint(forged, key.verifier_text()).has_value());
  CHECK(open_checkpoint(forged, same_name.verifier_text()).has_value());
  const std::string note = signed_checkpoint(vector_checkpoint(), key);
  CHECK_FALSE(open_checkpoint(note, same_name.verifier_text()).has_value());
  CHECK_FALSE(open_checkpoint(note, "no key").has_value());
  CHECK_FALSE(open_checkpoint(note, "").has_value());
  // A good signature under the log of another name.
  const SigningKey elsewhere = other_key("plumbline/elsewhere");
  CHECK_FALSE(
      open_checkpoint(elsewhere.sign(note_text(vector_checkpoint())), elsewhere.verifier_text())
          .has_value());
}

TEST_CASE("lines that others signed are passed over, but not instead of the log's own") {
  const SigningKey key = vector_key();
  const SigningKey witness = other_key("witness.example");
  const std::string note = signed_checkpoint(vector_checkpoint(), key);
  const std::string text = note_text(vector_checkpoint());
  const std::string line = witness.sign(text).substr(text.size() + 1);
  CHECK(open_checkpoint(note + line, key.verifier_text()).has_value());
  CHECK_FALSE(open_checkpoint(text + "\n" + line, key.verifier_text()).has_value());
  CHECK_FALSE(open_checkpoint(note + "no signature\n", key.verifier_text()).has_value());
}

TEST_CASE("text that is not three plain lines is refused even when it is signed") {
  const SigningKey key = vector_key();
  const std::string root = note_text(vector_checkpoint()).substr(key.name().size() + 3);
  for (const char* size : {"08", "+8", "-8", "8 ", "", "eight", "99999999999999999999"}) {
    const std::string text = key.name() + "\n" + size + "\n" + root;
    CHECK_FALSE(open_checkpoint(key.sign(text), key.verifier_text()).has_value());
  }
  const std::string longer = note_text(vector_checkpoint()) + "more\n";
  CHECK_FALSE(open_checkpoint(key.sign(longer), key.verifier_text()).has_value());
  CHECK(open_checkpoint(key.sign(key.name() + "\n8\n" + root), key.verifier_text()).has_value());
}

TEST_CASE("a key is kept in a file that only its owner reads") {
  const Folder folder;
  const auto path = folder.path / "log.key";
  CHECK(SigningKey::read(path).error().kind == base::ErrorKind::not_found);
  const SigningKey key = vector_key();
  REQUIRE(key.write(path).has_value());
  CHECK(base::mode_bits(path).value() == 0600u);
  CHECK(SigningKey::read(path).value().verifier_text() == key.verifier_text());
  CHECK(SigningKey::read(path).value().sign("x\n") == key.sign("x\n"));
  std::filesystem::permissions(path, std::filesystem::perms(0640));
  CHECK(SigningKey::read(path).error().kind == base::ErrorKind::refused);
}

TEST_CASE("a damaged key file is corrupt") {
  const Folder folder;
  const auto path = folder.path / "log.key";
  REQUIRE(vector_key().write(path).has_value());
  const std::string text = base::read_file(path).value();
  for (const std::size_t at : {0u, 15u, 50u, 60u, 80u}) {
    std::string changed = text;
    changed[at] = changed[at] == 'B' ? 'C' : 'B';
    REQUIRE(base::write_file(path, changed, base::FileMode::secret).has_value());
    CHECK(SigningKey::read(path).error().kind == base::ErrorKind::corrupt);
  }
  REQUIRE(base::write_file(path, "", base::FileMode::secret).has_value());
  CHECK(SigningKey::read(path).error().kind == base::ErrorKind::corrupt);
}
