#pragma once
// What happens to a seal: a key is made, the first of two takes off their part, the second opens,
// or one opens alone where the writer agreed. Each is an entry before anything is shown. Used by
// web/seal_pages.cpp.
#include <optional>
#include <string>
#include <string_view>

#include "records/seals.h"
#include "web/visit.h"

namespace web {

// A sentence for the person, beside which field; or what came of it.
struct SealSaid {
  std::string field, sentence;  // "" and "": it was done
  std::string reference;        // of the record that was made or opened
  std::string plain;            // what was sealed, when it was opened
};

// Makes a key for the caller, its private half under the passphrase. Errors: unavailable.
[[nodiscard]] base::Result<SealSaid> make_seal_key(Visit& visit, std::string_view passphrase);
// Takes the caller's part off what the record holds, and asks for a second person.
struct SealAsked {
  const records::Row& row;
  std::string why, passphrase;
};
[[nodiscard]] base::Result<SealSaid> ask_for_second(Visit& visit, const SealAsked& asked);
[[nodiscard]] base::Result<SealSaid> open_for_protection(Visit& visit, const SealAsked& asked);
// The second person: `asked.row` is the request; `why` is not looked at.
[[nodiscard]] base::Result<SealSaid> open_with_first(Visit& visit, const SealAsked& asked);

// Whether the record holds a box that a key of the caller's opens first, or alone.
struct SealStanding {
  bool sealed = false, first = false, alone = false;
};
[[nodiscard]] base::Result<SealStanding> seal_standing(Visit& visit, const records::Row& row);

}  // namespace web
