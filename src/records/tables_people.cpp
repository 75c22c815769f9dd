// Tables `grants` and `account`, the only thing that room access reads (FORMAT 18).
#include <algorithm>

#include "base/time.h"
#include "records/tables.h"

namespace records {
namespace {

using base::Result;
using registers::Register;
using registers::Value;

store::Parameter day_or_none(const std::optional<base::Date>& day) {
  return day ? store::Parameter(base::day_number(*day)) : store::Parameter();
}

}  // namespace

// A grant stands from the entry that put its record in force. It keeps that number through later
// changes, and stays as a line of the past, with its last day, when the record leaves that state.
Result<void> Tables::write_grant(const Register& kind, const Entry& entry, const StoredRow& after) {
  const registers::Grants& grants = *kind.grants;
  const auto from = registers::value_of(after.values, grants.from).date();
  auto to = registers::value_of(after.values, grants.to).date();
  const std::string_view reference = entry.reference;
  const std::int64_t standing = TRY(store::query_integer(
      rows_, "SELECT entry FROM grants WHERE reference = $1 ORDER BY entry DESC LIMIT 1",
      {reference}, -1));
  if (after.state != grants.state) {
    if (standing < 0) return {};
    const base::Date day = base::london_date(entry.effective_at);
    if (!to) to = day;
    // Taken away at once: this very day gives nothing any more. What was done on it stands, since
    // each entry names the grant that it relied upon.
    if (after.state == grants.revoked) to = std::min(*to, base::plus_days(day, -1));
    return store::run(rows_, "UPDATE grants SET to_day = $2, last_entry = $3 WHERE entry = $1",
                      {standing, day_or_none(to), entry.number});
  }
  if (!from) return {};
  const std::string_view person = registers::value_of(after.values, grants.person).text();
  const std::string_view capacity = registers::value_of(after.values, grants.capacity).text();
  const std::int64_t from_day = base::day_number(*from);
  if (standing >= 0) {
    return store::run(rows_,
                      "UPDATE grants SET person = $2, capacity = $3, from_day = $4, to_day = $5, "
                      "last_entry = $6 WHERE entry = $1",
                      {standing, person, capacity, from_day, day_or_none(to), entry.number});
  }
  return store::run(
      rows_,
      "INSERT INTO grants (entry, reference, person, capacity, from_day, to_day, last_entry) "
      "VALUES ($1, $2, $3, $4, $5, $6, $7)",
      {entry.number, reference, person, capacity, from_day, day_or_none(to), entry.number});
}

Result<void> Tables::write_account(const Register& kind, const Entry& entry,
                                   const StoredRow& after) {
  const registers::Accounts& accounts = *kind.accounts;
  const std::string_view person = entry.reference;
  if (after.state != accounts.state) {
    return store::run(rows_, "DELETE FROM account WHERE person = $1", {person});
  }
  const auto text = [&](const std::string& field) -> std::string_view {
    return registers::value_of(after.values, field).text();
  };
  return store::run(
      rows_,
      "INSERT INTO account (person, name, sign_in, verifier, codes, recovery, passkeys, entry) "
      "VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (person) DO UPDATE SET "
      "name = excluded.name, sign_in = excluded.sign_in, verifier = excluded.verifier, "
      "codes = excluded.codes, recovery = excluded.recovery, passkeys = excluded.passkeys, "
      "entry = excluded.entry",
      {person, text(accounts.name), text(accounts.sign_in), text(accounts.password),
       text(accounts.codes), text(accounts.recovery), text(accounts.passkeys), entry.number});
}

Result<void> Tables::write_identity(const Register& kind, const Entry& entry,
                                    const StoredRow& after) {
  const registers::Identities& identities = *kind.identities;
  const std::string_view reference = entry.reference;
  TRY(store::run(rows_, "DELETE FROM known_as WHERE reference = $1", {reference}));
  if (after.state != identities.state) return {};
  const auto text = [&](const std::string& field) -> std::string_view {
    return registers::value_of(after.values, field).text();
  };
  return store::run(
      rows_,
      "INSERT INTO known_as (reference, person, issuer, subject) VALUES ($1, $2, $3, $4)",
      {reference, text(identities.person), text(identities.issuer), text(identities.subject)});
}

}  // namespace records
