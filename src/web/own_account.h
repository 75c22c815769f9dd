#pragma once
// A person's own account as their pages need it: read, and changed by an entry of the record
// (FORMAT 12) that relies on no capacity. Used by the pages of signing in and of one's own account.
#include <optional>
#include <string>
#include <string_view>

#include "access/grants.h"
#include "registers/value.h"
#include "web/visit.h"

namespace web {

// The account of whoever is signed in. Errors: not_found when it is gone.
[[nodiscard]] base::Result<authority::Account> own_account(Visit& visit);
// Which of the account's fields is set to what.
struct AccountChange {
  std::optional<std::string> verifier, codes, recovery, passkeys;
};
// Records the change; the visit's reader is opened anew. Errors: conflict when the account changed
// meanwhile, refused, unavailable; nothing is recorded then.
[[nodiscard]] base::Result<void> change_own_account(Visit& visit,
                                                    const authority::Account& account,
                                                    const AccountChange& change);

// Records that the emergency sign-in was used, so that two others are told.
[[nodiscard]] base::Result<void> note_emergency(Visit& visit, const authority::Account& account);

// How a typed second factor was taken. A code is taken once; a recovery code is struck off by an
// entry.
enum class Factor { wrong, code, recovery };
[[nodiscard]] base::Result<Factor> take_factor(Visit& visit, const authority::Account& account,
                                               std::string_view typed);
// The words for how somebody signed in: "password and code".
[[nodiscard]] std::string signed_in_words(authority::SignedInBy by);

}  // namespace web
