#pragma once
// Signed notes and checkpoints (C2SP signed-note, tlog-checkpoint), with plain Ed25519,
// algorithm 1.
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "base/hash.h"
#include "base/random.h"
#include "base/result.h"

namespace ledger {

using base::Hash;
using base::Result;

// The log's signing key: `name` is the origin, "plumbline/" + store id. Kept in a file of mode 0600
// as one line of text, in the form that the Go checksum database uses ("PRIVATE+KEY+name+hash+…").
class SigningKey {
 public:
  // `name` without spaces and "+"; anything else is a bug of the caller's.
  [[nodiscard]] static SigningKey make(std::string name, base::Random& random);
  // Errors: not_found; refused when anyone but its owner may read the file; corrupt.
  [[nodiscard]] static Result<SigningKey> read(const std::filesystem::path& file);
  [[nodiscard]] Result<void> write(const std::filesystem::path& file) const;
  [[nodiscard]] const std::string& name() const { return name_; }
  [[nodiscard]] std::string verifier_text()
      const;  // name+hash+base64(0x01 || public key): the "vkey"
  // The whole signed note. `text` ends with LF.
  [[nodiscard]] std::string sign(std::string_view text) const;
  // One line: this key's signature under a text.
  [[nodiscard]] std::string signature_line(std::string_view text) const;
  ~SigningKey();
  SigningKey(SigningKey&&) noexcept = default;
  SigningKey& operator=(SigningKey&&) noexcept = default;

 private:
  SigningKey() = default;
  [[nodiscard]] static SigningKey from_seed(std::string name, std::string_view seed);

  std::string name_;
  std::string secret_;  // libsodium's form: seed, then public key
  std::string public_;
};

struct Checkpoint {
  std::string origin;
  std::int64_t size = 0;
  Hash root{};
};

[[nodiscard]] std::string note_text(const Checkpoint& checkpoint);  // three lines
[[nodiscard]] std::string signed_checkpoint(const Checkpoint& checkpoint, const SigningKey& key);
// The same, signed by the key before it too, whose line comes first: where the key changes.
[[nodiscard]] std::string signed_checkpoint(const Checkpoint& checkpoint, const SigningKey& key,
                                            const SigningKey& before);
// Whether the last line of signature under that key's name says that it is by that key: where the
// key changes, the one that goes on signs last. The signature may still be no good.
[[nodiscard]] bool signed_last_by(std::string_view note, std::string_view verifier_text);
// The text of a note that bears a good signature by `verifier_text`. Errors: corrupt.
[[nodiscard]] Result<std::string> open_note(std::string_view note, std::string_view verifier_text);
// Lines signed by others (witnesses, say) are passed over.
// Errors: corrupt, when the note is not well formed, has lines besides the three, names another
// origin than the key's, or bears no good signature by `verifier_text`.
[[nodiscard]] Result<Checkpoint> open_checkpoint(std::string_view note,
                                                 std::string_view verifier_text);

}  // namespace ledger
