#pragma once
// Where a log's signing key changes (ENTRY_FORMAT 6): what the key before and the key after sign
// together, so that whoever holds the old one can follow. Made by records/key_change.cpp, which
// records it; told to strangers under /log/keys.
#include <cstdint>
#include <string>
#include <string_view>

#include "ledger/note.h"

namespace ledger {

struct KeyChange {
  std::int64_t entry = 0;     // that records it, and the last that the key before covers alone
  std::string before, after;  // verifier keys
};
// Five lines. `after` is a verifier key.
[[nodiscard]] std::string key_change_text(const KeyChange& change);
// The signed note; both keys have one name.
[[nodiscard]] std::string signed_key_change(const KeyChange& change, const SigningKey& before,
                                            const SigningKey& after);
// The same where the key before is lost: nobody but the new one signs.
[[nodiscard]] std::string signed_key_change(const KeyChange& change, const SigningKey& after);
// What a signed note says, when the key that was in force, `before`, signed it. Errors: corrupt.
[[nodiscard]] Result<KeyChange> open_key_change(std::string_view note, std::string_view before);

}  // namespace ledger
