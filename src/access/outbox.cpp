#include "access/outbox.h"

#include <algorithm>

#include "access/desk_parts.h"
#include "base/hash.h"

namespace authority {
namespace {

using base::Result;

constexpr std::int64_t mail_second = 1'000'000;
constexpr std::int64_t mail_minute = 60 * mail_second, mail_day = 24 * 60 * mail_minute;
constexpr std::int64_t longest_wait_between = 60 * mail_minute;
constexpr std::int64_t most_doublings = 12;

std::int64_t times(std::size_t count, std::int64_t micros) {
  return static_cast<std::int64_t>(count) * micros;
}

std::string mail_binding(std::string_view person) { return "mail\n" + std::string(person); }

}  // namespace

MailDue mail_due(const std::vector<OpenNeed>& needs, const Mailed& mailed,
                 const MailSettings::Pace& pace, base::Instant now) {
  const auto days = static_cast<std::int64_t>(pace.remind_after_days);
  const base::Date near = base::plus_days(base::london_date(now), days);
  const bool any = std::any_of(needs.begin(), needs.end(), [&](const OpenNeed& need) {
    const auto told = mailed.find(need.mark);
    if (told == mailed.end()) return true;
    const bool presses = !need.due || *need.due <= near;
    return presses && now.micros - told->second.micros >= days * mail_day;
  });
  return any ? MailDue::yes : MailDue::no;
}

Mailed still_open(const std::vector<OpenNeed>& needs, const Mailed& mailed) {
  Mailed left;
  for (const OpenNeed& need : needs)
    if (const auto told = mailed.find(need.mark); told != mailed.end()) left.insert(*told);
  return left;
}

Mailed all_mailed(const std::vector<OpenNeed>& needs, base::Instant now) {
  Mailed all;
  for (const OpenNeed& need : needs) all.insert_or_assign(need.mark, now);
  return all;
}

MailDue turn_has_come(const MailTurn& turn, const MailSettings::Pace& pace, base::Instant now) {
  const std::int64_t quiet_until =
      turn.last_sent.micros + times(pace.quiet_seconds, mail_second);
  const bool come = now >= turn.next_try && (turn.tries > 0 || now.micros >= quiet_until);
  return come ? MailDue::yes : MailDue::no;
}

MailTurn after_vain_try(MailTurn turn, std::string answer, const MailSettings::Pace& pace,
                        base::Instant now) {
  const std::int64_t first = times(pace.retry_after_seconds, mail_second);
  const std::int64_t wait = first << std::min(turn.tries, most_doublings);
  turn.tries += 1;
  turn.next_try = {now.micros + std::min(wait, longest_wait_between)};
  turn.answer = std::move(answer);
  return turn;
}

MailTurn after_taken(MailTurn turn, base::Instant now) {
  return {std::move(turn.person), 0, now, {}, {}};
}

std::string_view mail_tables() {
  return "CREATE TABLE mailed (person TEXT NOT NULL, need BLOB NOT NULL, "
         "mailed_at INTEGER NOT NULL, PRIMARY KEY (person, need));\n"
         "CREATE TABLE mail_turn (person TEXT PRIMARY KEY, tries INTEGER NOT NULL, "
         "last_sent INTEGER NOT NULL, next_try INTEGER NOT NULL, sealed BLOB NOT NULL);\n";
}

std::string Outbox::mark_of(std::string_view person, std::string_view need) const {
  return base::keyed_mark(top_.mail_key, std::string(person) + "\n" + std::string(need));
}

Result<Mailed> Outbox::mailed(std::string_view person) {
  const std::lock_guard hold(top_.lock);
  store::Rows rows =
      TRY(top_.query("SELECT need, mailed_at FROM mailed WHERE person = $1", {person}));
  Mailed all;
  while (TRY(rows.next()))
    all.insert_or_assign(std::string(rows->bytes(0)), base::Instant{rows->integer(1)});
  return all;
}

// An answer that cannot be read is lost, as anything in the desk may be; the turn stands.
Result<std::vector<MailTurn>> Outbox::turns() {
  const std::lock_guard hold(top_.lock);
  store::Rows rows = TRY(top_.query(
      "SELECT person, tries, last_sent, next_try, sealed FROM mail_turn ORDER BY person", {}));
  std::vector<MailTurn> all;
  while (TRY(rows.next())) {
    MailTurn turn{std::string(rows->text(0)), rows->integer(1), {rows->integer(2)},
                  {rows->integer(3)}, {}};
    if (auto answer = base::unseal(top_.mail_key, rows->bytes(4), mail_binding(turn.person)))
      turn.answer = std::move(*answer);
    all.push_back(std::move(turn));
  }
  return all;
}

Result<void> Outbox::settle(const MailTurn& turn, const Mailed& mailed) {
  const std::lock_guard hold(top_.lock);
  store::Database* database = TRY(top_.opened());
  TRY(database->begin_write());
  auto written = write(turn, mailed);
  if (written) written = database->commit();
  if (!written) database->rollback();
  return written;
}

Result<void> Outbox::write(const MailTurn& turn, const Mailed& mailed) {
  TRY(top_.run("DELETE FROM mailed WHERE person = $1", {turn.person}));
  for (const auto& [need, at] : mailed)
    TRY(top_.run("INSERT INTO mailed (person, need, mailed_at) VALUES ($1, $2, $3)",
                 {turn.person, store::Blob{need}, at.micros}));
  const std::string sealed =
      base::seal(top_.mail_key, turn.answer, mail_binding(turn.person), top_.random);
  return top_.run(
      "INSERT INTO mail_turn (person, tries, last_sent, next_try, sealed) "
      "VALUES ($1, $2, $3, $4, $5) ON CONFLICT (person) DO UPDATE SET tries = excluded.tries, "
      "last_sent = excluded.last_sent, next_try = excluded.next_try, sealed = excluded.sealed",
      {turn.person, turn.tries, turn.last_sent.micros, turn.next_try.micros,
       store::Blob{sealed}});
}

}  // namespace authority
