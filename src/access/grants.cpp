#include "access/grants.h"

#include <algorithm>

namespace authority {
namespace {

using base::Result;

constexpr std::string_view grant_tables = R"(
CREATE TABLE account (person TEXT PRIMARY KEY, name TEXT NOT NULL, sign_in TEXT NOT NULL UNIQUE,
  verifier TEXT NOT NULL, codes TEXT NOT NULL, recovery TEXT NOT NULL, passkeys TEXT NOT NULL,
  entry INTEGER NOT NULL);
CREATE TABLE grants (entry INTEGER PRIMARY KEY, reference TEXT NOT NULL, person TEXT NOT NULL,
  capacity TEXT NOT NULL, from_day INTEGER NOT NULL, to_day INTEGER, last_entry INTEGER NOT NULL);
CREATE TABLE known_as (reference TEXT PRIMARY KEY, person TEXT NOT NULL, issuer TEXT NOT NULL,
  subject TEXT NOT NULL);
CREATE INDEX known_as_by_subject ON known_as (subject);
CREATE INDEX grants_by_person ON grants (person, entry);
CREATE INDEX grants_by_capacity ON grants (capacity, entry);
)";

Account account_from(const store::Rows& row) {
  return {std::string(row->text(0)), std::string(row->text(1)), std::string(row->text(2)),
          std::string(row->text(3)), std::string(row->text(4)), std::string(row->text(5)),
          std::string(row->text(6)), row->integer(7)};
}

constexpr std::string_view account_columns =
    "SELECT person, name, sign_in, verifier, codes, recovery, passkeys, entry FROM account ";

Result<std::optional<Account>> first_account(store::Database& database, std::string_view which,
                                             std::string_view wanted) {
  const std::string sql = std::string(account_columns) + std::string(which);
  store::Rows rows = TRY(store::query(database, sql, {wanted}));
  if (!TRY(rows.next())) return std::optional<Account>();
  return std::optional<Account>(account_from(rows));
}

// Columns from `first` on: capacity, entry, from_day, to_day.
Held held_from(const store::Rows& row, int first) {
  Held held;
  held.capacity = row->text(first);
  held.grant_entry = row->integer(first + 1);
  held.from = base::date_from_day_number(row->integer(first + 2));
  if (!row->is_null(first + 3)) held.to = base::date_from_day_number(row->integer(first + 3));
  return held;
}

bool was_taken_away(const registers::Packs& packs, std::string_view state) {
  return std::any_of(packs.registers.begin(), packs.registers.end(), [&](const auto& kind) {
    return kind.grants && !kind.grants->revoked.empty() && kind.grants->revoked == state;
  });
}

}  // namespace

std::string_view access_tables() {
  return grant_tables;
}

Result<std::optional<Account>> account_by_sign_in(store::Database& database,
                                                  std::string_view sign_in) {
  return first_account(database, "WHERE sign_in = $1", sign_in);
}

Result<std::optional<Account>> account_of(store::Database& database, std::string_view person) {
  return first_account(database, "WHERE person = $1", person);
}

Result<std::vector<Account>> accounts(store::Database& database) {
  store::Rows rows =
      TRY(store::query(database, std::string(account_columns) + "ORDER BY name, person"));
  std::vector<Account> all;
  while (TRY(rows.next())) all.push_back(account_from(rows));
  return all;
}

Result<std::vector<Held>> held_on(store::Database& database, std::string_view person,
                                  const base::Date& day) {
  store::Rows rows = TRY(store::query(
      database,
      "SELECT capacity, entry, from_day, to_day FROM grants WHERE person = $1 AND from_day <= $2 "
      "AND (to_day IS NULL OR to_day >= $2) ORDER BY entry",
      {person, base::day_number(day)}));
  std::vector<Held> all;
  while (TRY(rows.next())) all.push_back(held_from(rows, 0));
  return all;
}

Result<std::optional<Held>> grant_on(store::Database& database, std::string_view person,
                                     std::int64_t grant_entry, const base::Date& day) {
  store::Rows rows = TRY(store::query(
      database,
      "SELECT capacity, entry, from_day, to_day FROM grants WHERE entry = $1 AND person = $2 "
      "AND from_day <= $3 AND (to_day IS NULL OR to_day >= $3)",
      {grant_entry, person, base::day_number(day)}));
  if (!TRY(rows.next())) return std::optional<Held>();
  return std::optional<Held>(held_from(rows, 0));
}

// The same capacity held again today leaves nothing to be confirmed.
Result<std::vector<Held>> lately_held(store::Database& database, const registers::Packs& packs,
                                      std::string_view person, const base::Date& day) {
  std::vector<Held> all;
  if (packs.to_confirm.days == 0) return all;
  const std::int64_t today = base::day_number(day);
  store::Rows rows = TRY(store::query(
      database,
      "SELECT g.capacity, g.entry, g.from_day, g.to_day, a.state FROM grants g "
      "JOIN act a ON a.entry = g.last_entry WHERE g.person = $1 AND g.to_day < $2 "
      "AND g.to_day >= $3 AND g.to_day >= g.from_day AND NOT EXISTS (SELECT 1 FROM grants n "
      "WHERE n.person = g.person AND n.capacity = g.capacity AND n.from_day <= $2 "
      "AND (n.to_day IS NULL OR n.to_day >= $2)) ORDER BY g.to_day DESC, g.entry DESC",
      {person, today, today - packs.to_confirm.days}));
  while (TRY(rows.next())) {
    Held held = held_from(rows, 0);
    held.standing = Held::Standing::lately;
    const auto& who = packs.to_confirm.who;
    const bool may = std::find(who.begin(), who.end(), held.capacity) != who.end();
    if (may && !was_taken_away(packs, rows->text(4))) all.push_back(std::move(held));
  }
  return all;
}

Result<std::optional<Caller>> caller_on(store::Database& database, std::string_view person,
                                        std::int64_t grant_entry, const base::Date& day) {
  store::Rows rows = TRY(store::query(
      database,
      "SELECT a.name, g.capacity, g.entry, g.from_day, g.to_day FROM grants g "
      "JOIN account a ON a.person = g.person WHERE g.entry = $1 AND g.person = $2 "
      "AND g.from_day <= $3 AND (g.to_day IS NULL OR g.to_day >= $3)",
      {grant_entry, person, base::day_number(day)}));
  if (!TRY(rows.next())) return std::optional<Caller>();
  Caller caller;
  caller.person = person;
  caller.name = rows->text(0);
  caller.held = held_from(rows, 1);
  return std::optional<Caller>(std::move(caller));
}

Result<std::vector<Holding>> ever_held(store::Database& database, std::string_view person) {
  store::Rows rows = TRY(
      store::query(database,
                   "SELECT capacity, entry, from_day, to_day, reference FROM grants "
                   "WHERE person = $1 ORDER BY from_day DESC, entry DESC",
                   {person}));
  std::vector<Holding> all;
  while (TRY(rows.next())) all.push_back({held_from(rows, 0), std::string(rows->text(4))});
  return all;
}

Result<std::vector<HeldBy>> all_ever_held(store::Database& database, std::string_view person) {
  store::Rows rows =
      TRY(store::query(database,
                       "SELECT person, reference, capacity, entry, from_day, to_day FROM grants "
                       "WHERE $1 = '' OR person = $1 ORDER BY entry",
                       {person}));
  std::vector<HeldBy> all;
  while (TRY(rows.next()))
    all.push_back({std::string(rows->text(0)), {held_from(rows, 2), std::string(rows->text(1))}});
  return all;
}

// Nobody when two records name the number: then neither is believed. Somebody without an account is
// nobody too.
Result<std::optional<std::string>> person_known_as(store::Database& database,
                                                   const KnownAs& wanted) {
  store::Rows rows =
      TRY(store::query(database,
                       "SELECT k.person FROM known_as k JOIN account a ON a.person = k.person "
                       "WHERE k.subject = $1 AND k.issuer = $2 ORDER BY k.reference",
                       {std::string_view(wanted.subject), std::string_view(wanted.issuer)}));
  if (!TRY(rows.next())) return std::optional<std::string>();
  const std::string person(rows->text(0));
  if (TRY(rows.next())) return std::optional<std::string>();
  return std::optional<std::string>(person);
}

Result<std::vector<Holder>> holders_on(store::Database& database, std::string_view capacity,
                                       const base::Date& day) {
  store::Rows rows = TRY(store::query(
      database,
      "SELECT g.person, coalesce(a.name, g.person), g.capacity, g.entry, g.from_day, g.to_day "
      "FROM grants g LEFT JOIN account a ON a.person = g.person WHERE g.capacity = $1 "
      "AND g.from_day <= $2 AND (g.to_day IS NULL OR g.to_day >= $2) ORDER BY g.entry",
      {capacity, base::day_number(day)}));
  std::vector<Holder> all;
  while (TRY(rows.next()))
    all.push_back({std::string(rows->text(0)), std::string(rows->text(1)), held_from(rows, 2)});
  return all;
}

}  // namespace authority
