#pragma once
// Argon2id password verifiers: 64 MiB, 3 passes, 1 lane (BARS S8), at most two at once in a
// process. Source: RFC 9106.
#include <string>
#include <string_view>

#include "base/random.h"
#include "base/result.h"
#include "base/sealing.h"

namespace authority {

enum class PasswordCost { usual, least };   // least: for tests and the demonstration only
[[nodiscard]] base::Result<std::string> password_verifier(std::string_view password,
                                                          PasswordCost cost = PasswordCost::usual);
// The same with the salt from `random`, so that the demonstration council is the same every time.
[[nodiscard]] base::Result<std::string> password_verifier(std::string_view password,
                                                          PasswordCost cost, base::Random& random);
[[nodiscard]] bool password_fits(std::string_view password, std::string_view verifier);
// The same work as password_fits, for a sign-in name that nobody has.
void spend_password_time(std::string_view password);
// A sentence that says what to do, or "" when the password will do: 12 letters or more, not on the
// short list of the commonest.
[[nodiscard]] std::string password_complaint(std::string_view password);


// What a passphrase locks, nobody opens without it: encrypted under a key that Argon2id makes of
// it. "argon2id KIBIBYTES PASSES SALT BOX". Errors: unavailable, when there is no memory for it.
[[nodiscard]] base::Result<std::string> locked_by(std::string_view passphrase,
                                                  std::string_view plain, PasswordCost cost,
                                                  base::Random& random);
// Errors: refused, when the passphrase is another; corrupt, when the text is no such lock.
[[nodiscard]] base::Result<std::string> unlocked_by(std::string_view passphrase,
                                                    std::string_view locked);

}  // namespace authority
