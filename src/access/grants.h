#pragma once
// Accounts and capacities, read from the fixed tables `account` and `grants`, which
// records/tables.cpp writes from entries and nothing else does. No cache outlives an entry number:
// these are asked afresh each time.
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "access/caller.h"
#include "base/result.h"
#include "registers/packs.h"
#include "store/database.h"

namespace authority {

// account(person TEXT PRIMARY KEY, name, sign_in UNIQUE, verifier, codes, recovery, passkeys,
// entry), grants(entry INTEGER
// PRIMARY KEY, reference, person, capacity, from_day INTEGER, to_day INTEGER, last_entry). Days are
// base::day_number.
[[nodiscard]] std::string_view access_tables();

// codes: the sealed secret of one-time codes (access/one_time_code.h); recovery: marks of recovery
// codes; passkeys: public keys (access/passkey.h). Empty: none.
struct Account {
  std::string person, name, sign_in, verifier;
  std::string codes, recovery, passkeys;
  std::int64_t entry = -1;  // that last changed it
  [[nodiscard]] bool has_second_factor() const { return !codes.empty() || !passkeys.empty(); }
};
[[nodiscard]] base::Result<std::optional<Account>> account_by_sign_in(store::Database& database,
                                                                      std::string_view sign_in);
[[nodiscard]] base::Result<std::optional<Account>> account_of(store::Database& database,
                                                              std::string_view person);
[[nodiscard]] base::Result<std::vector<Account>> accounts(store::Database& database);

// What a person holds on a day, oldest grant first.
[[nodiscard]] base::Result<std::vector<Held>> held_on(store::Database& database,
                                                      std::string_view person,
                                                      const base::Date& day);
// The grant itself if it is in force on the day and is this person's.
[[nodiscard]] base::Result<std::optional<Held>> grant_on(store::Database& database,
                                                         std::string_view person,
                                                         std::int64_t grant_entry,
                                                         const base::Date& day);
// What the person held until lately, newest first, of the capacities in which roles.toml lets
// somebody record what cannot wait (principle 2): the last day has passed, and nobody took them
// away. Held::standing says so.
[[nodiscard]] base::Result<std::vector<Held>> lately_held(store::Database& database,
                                                          const registers::Packs& packs,
                                                          std::string_view person,
                                                          const base::Date& day);
// Whoever acts by that grant, with their name. None: it is not in force on the day, or not theirs,
// or they have no account any more.
[[nodiscard]] base::Result<std::optional<Caller>> caller_on(store::Database& database,
                                                            std::string_view person,
                                                            std::int64_t grant_entry,
                                                            const base::Date& day);
// All that a person ever held, newest first, with the appointment that gave it.
struct Holding {
  Held held;
  std::string reference;
};
[[nodiscard]] base::Result<std::vector<Holding>> ever_held(store::Database& database,
                                                           std::string_view person);
// What everybody ever held, the oldest grant first; of one person where one is named.
struct HeldBy {
  std::string person;
  Holding holding;
};
[[nodiscard]] base::Result<std::vector<HeldBy>> all_ever_held(store::Database& database,
                                                              std::string_view person);
// Whom an identity provider's number is; two people recorded it. known_as(reference, person,
// issuer, subject) is written from entries as the others are.
struct KnownAs {
  std::string issuer, subject;
};
[[nodiscard]] base::Result<std::optional<std::string>> person_known_as(store::Database& database,
                                                                       const KnownAs& wanted);
// Who holds a capacity on a day.
struct Holder { std::string person, name; Held held; };
[[nodiscard]] base::Result<std::vector<Holder>> holders_on(store::Database& database,
                                                           std::string_view capacity,
                                                           const base::Date& day);

}  // namespace authority
