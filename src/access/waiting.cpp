// The drawer of what waits between two pages of signing in: the person whose password was right
// and whose code is still to come, the challenge of a passkey, the state of a sign-in elsewhere.
#include "access/desk_parts.h"
#include "base/hash.h"

namespace authority {
namespace {

using base::Result;

constexpr std::int64_t waits_for = 10LL * 60 * 1'000'000;
constexpr std::size_t token_bytes = 32;
constexpr std::int64_t most_kept_waiting = 20'000;  // strangers can make some of them
// Numbers of people who have long gone are of no use; nor is the step of a code after a day.
constexpr std::int64_t remembered_for = 400LL * 24 * 3600 * 1'000'000;

std::string waiting_mark(std::string_view token) {
  base::Sha256 hash;
  return std::string(base::bytes_of(hash.add("plumbline waiting").add(token).finish()));
}

// Sealed to what it is for: the state of one way of signing in does not open as that of another.
std::string waiting_binding(std::string_view what, std::string_view mark) {
  return "waiting\n" + std::string(what) + "\n" + std::string(mark);
}

}  // namespace

std::string_view waiting_tables() {
  return "CREATE TABLE waiting (mark BLOB PRIMARY KEY, kept_at INTEGER NOT NULL, "
         "sealed BLOB NOT NULL);"
         "CREATE INDEX waiting_by_age ON waiting (kept_at);"
         "CREATE TABLE rising (mark BLOB PRIMARY KEY, number INTEGER NOT NULL, "
         "risen_at INTEGER NOT NULL);";
}

Result<std::string> Waiting::keep(std::string_view what, std::string_view text) {
  const std::string token = base::base64url(top_.random.bytes(token_bytes));
  const std::string mark = waiting_mark(token);
  const std::string sealed =
      base::seal(top_.draft_key, text, waiting_binding(what, mark), top_.random);
  const std::int64_t now = top_.clock.now().micros;
  const std::lock_guard hold(top_.lock);
  TRY(top_.run("DELETE FROM waiting WHERE kept_at < $1", {now - waits_for}));
  // The oldest make room: who floods us does not keep others from signing in.
  TRY(top_.run("DELETE FROM waiting WHERE kept_at <= (SELECT kept_at FROM waiting "
               "ORDER BY kept_at DESC LIMIT 1 OFFSET $1)",
               {most_kept_waiting}));
  TRY(top_.run("INSERT INTO waiting (mark, kept_at, sealed) VALUES ($1, $2, $3)",
               {store::Blob{mark}, now, store::Blob{sealed}}));
  return token;
}

std::optional<std::string> Waiting::find(std::string_view what, std::string_view token) {
  const std::string mark = waiting_mark(token);
  const std::int64_t since = top_.clock.now().micros - waits_for;
  const std::lock_guard hold(top_.lock);
  Result<store::Rows> rows = top_.query(
      "SELECT sealed FROM waiting WHERE mark = $1 AND kept_at >= $2", {store::Blob{mark}, since});
  if (!rows) return std::nullopt;
  return opened_row(*rows, what, mark);
}

std::optional<std::string> Waiting::take(std::string_view what, std::string_view token) {
  const std::string mark = waiting_mark(token);
  const std::int64_t since = top_.clock.now().micros - waits_for;
  const std::lock_guard hold(top_.lock);
  Result<store::Rows> rows =
      top_.query("DELETE FROM waiting WHERE mark = $1 AND kept_at >= $2 RETURNING sealed",
                 {store::Blob{mark}, since});
  if (!rows) return std::nullopt;
  return opened_row(*rows, what, mark);
}

// The one row, read to its end, so that taking it is made for good.
std::optional<std::string> Waiting::opened_row(store::Rows& rows, std::string_view what,
                                               const std::string& mark) {
  const Result<bool> found = rows.next();
  if (!found || !*found) return std::nullopt;
  const std::string sealed(rows->bytes(0));
  if (const Result<bool> more = rows.next(); !more) return std::nullopt;
  auto text = base::unseal(top_.draft_key, sealed, waiting_binding(what, mark));
  if (!text) return std::nullopt;
  return std::move(*text);
}

std::int64_t Waiting::risen(std::string_view name) {
  const std::string mark = rising_mark(name);
  const std::lock_guard hold(top_.lock);
  const auto database = top_.opened();
  if (!database) return 0;
  const auto number = store::query_integer(
      **database, "SELECT number FROM rising WHERE mark = $1", {store::Blob{mark}}, 0);
  return number ? *number : 0;
}

std::string Waiting::rising_mark(std::string_view name) const {
  return base::keyed_mark(top_.guess_key, "rising\n" + std::string(name));
}

// One statement, so that of two who bring the same number at once one alone is told yes.
bool Waiting::rises(std::string_view name, std::int64_t number) {
  const std::string mark = rising_mark(name);
  const std::int64_t now = top_.clock.now().micros;
  const std::lock_guard hold(top_.lock);
  static_cast<void>(
      top_.run("DELETE FROM rising WHERE risen_at < $1", {now - remembered_for}));
  Result<store::Rows> rows = top_.query(
      "INSERT INTO rising (mark, number, risen_at) VALUES ($1, $2, $3) "
      "ON CONFLICT (mark) DO UPDATE SET number = excluded.number, risen_at = excluded.risen_at "
      "WHERE rising.number < excluded.number RETURNING number",
      {store::Blob{mark}, number, now});
  if (!rows) return false;
  const Result<bool> risen = rows->next();
  if (!risen || !*risen) return false;
  const Result<bool> more = rows->next();
  return more.has_value();
}

}  // namespace authority
