#pragma once
// A text that two people open together: its own key lies in boxes within boxes, one for each pair
// of people, so that no one of them has it alone. X25519 sealed boxes (libsodium) round an
// XChaCha20-Poly1305 text. Used by whoever seals (web) and opens (web), and by the door, which
// takes nothing else where a pack says `sealed`.
//
// Written as one line, parted by spaces: "sealed-v1", the text, then "FIRST+SECOND:BOX" for every
// ordered pair and "ONE:BOX" for whoever may open alone; names of keys are references, the rest is
// base64url. The text is filled up to the next 256 bytes, so that its length tells nothing.
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/random.h"
#include "base/result.h"
#include "base/sealing.h"

namespace base {

struct SealPair {
  std::string public_half;  // 32 bytes
  Key private_half;
};
[[nodiscard]] SealPair new_seal_pair(Random& random);

// A key by its name, and whose it is: nobody is both people of a pair.
struct SealKey {
  std::string name, owner, public_half;
};
struct SealFor {
  std::span<const SealKey> holders;
  // Who may open alone, by their keys' names; empty: nobody.
  std::vector<std::string> alone = {};
};
// `bound_to` is authenticated and not kept. Errors: invalid, when fewer than two people hold keys.
[[nodiscard]] Result<std::string> sealed_for_two(std::string_view plain, std::string_view bound_to,
                                                 const SealFor& people, Random& random);

// Whether a text is a sealed box and nothing else; plain words never are.
[[nodiscard]] bool is_sealed_box(std::string_view text);

// What the first of two takes off, still closed to them: for each second person, what they open.
struct Peeled {
  std::string second, box;  // a key's name; bytes
};
// Errors: corrupt, when the text was changed or the key is another's; refused, when the key's name
// stands first in no pair.
[[nodiscard]] Result<std::vector<Peeled>> peel_first(std::string_view sealed,
                                                     std::string_view key_name,
                                                     const SealPair& key);
// "SECOND:BOX" parted by spaces, and back. Errors: corrupt.
[[nodiscard]] std::string peeled_text(std::span<const Peeled> all);
[[nodiscard]] Result<std::vector<Peeled>> peeled_from(std::string_view text);

// What was sealed. Errors: corrupt, refused, as above.
struct Opening {
  std::string_view sealed, bound_to, key_name;
};
[[nodiscard]] Result<std::string> open_second(const Opening& what, std::span<const Peeled> peeled,
                                              const SealPair& key);
[[nodiscard]] Result<std::string> open_alone(const Opening& what, const SealPair& key);
// Whether this key opens it alone, or stands first in a pair.
[[nodiscard]] bool opens_alone(std::string_view sealed, std::string_view key_name);
[[nodiscard]] bool opens_first(std::string_view sealed, std::string_view key_name);

}  // namespace base
