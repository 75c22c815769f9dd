#include <algorithm>

#include "access/desk_parts.h"
#include "base/hash.h"

namespace authority {
namespace {

using base::Instant;
using base::Result;

constexpr std::int64_t second = 1'000'000;
constexpr std::int64_t idle_limit = 15 * 60 * second;  // BARS S10
constexpr std::int64_t whole_limit = 8 * 3600 * second;
constexpr std::int64_t ask_again = second;
constexpr std::int64_t write_seen = 60 * second;

bool is_over(const Session& session, Instant now) {
  return now.micros - session.last_seen.micros > idle_limit ||
         now.micros - session.began.micros > whole_limit;
}

// The browser's token never stands in the file; nor does the secret of its forms, which comes from
// it.
std::string mark_of(std::string_view token) {
  return std::string(base::bytes_of(base::sha256(token)));
}

std::string form_secret_of(std::string_view token) {
  base::Sha256 hash;
  return std::string(base::bytes_of(hash.add("plumbline form secret").add(token).finish()));
}

store::Parameter blob(const std::string& bytes) {
  return store::Blob{bytes};
}

SignedInBy by_of(std::int64_t number) {
  const bool known = number >= 0 && number <= static_cast<std::int64_t>(SignedInBy::demonstration);
  return known ? static_cast<SignedInBy>(number) : SignedInBy::password;
}

std::string id_of_mark(std::string_view mark) {
  constexpr std::size_t id_bytes = 8;
  base::Sha256 hash;
  const base::Hash whole = hash.add("plumbline session id").add(mark).finish();
  return base::hex(base::bytes_of(whole).substr(0, id_bytes));
}

}  // namespace

Result<std::string> Sessions::begin(std::string_view person, SignedInBy by) {
  const std::string token = base::base64url(top_.random.bytes(32));
  const std::string mark = mark_of(token);
  const Instant now = top_.clock.now();
  const std::int64_t proved = by == SignedInBy::provider ? 0 : now.micros;
  const std::lock_guard hold(top_.lock);
  TRY(top_.run("DELETE FROM session WHERE last_seen < $1 OR began < $2",
               {now.micros - idle_limit, now.micros - whole_limit}));
  TRY(
      top_.run("INSERT INTO session (mark, person, grant_entry, began, last_seen, proved, "
               "signed_in_by) VALUES ($1, $2, -1, $3, $4, $5, $6)",
               {blob(mark), person, now.micros, now.micros, proved,
                static_cast<std::int64_t>(by)}));
  std::erase_if(known_, [&](const auto& one) { return is_over(one.second.session, now); });
  return token;
}

Result<std::optional<Session>> Sessions::find(std::string_view token) {
  const std::string mark = mark_of(token);
  const Instant now = top_.clock.now();
  const std::lock_guard hold(top_.lock);
  auto place = known_.find(mark);
  if (place == known_.end() || now.micros - place->second.asked_at.micros >= ask_again) {
    std::optional<Known> read_now = TRY(read(mark, token));
    if (!read_now) {
      known_.erase(mark);
      return std::optional<Session>();
    }
    // What this process saw since the file was last written counts too.
    if (place != known_.end())
      read_now->session.last_seen =
          std::max(read_now->session.last_seen, place->second.session.last_seen);
    place = known_.insert_or_assign(mark, std::move(*read_now)).first;
  }
  Known& known = place->second;
  if (is_over(known.session, now)) {
    static_cast<void>(top_.run("DELETE FROM session WHERE mark = $1", {blob(mark)}));
    known_.erase(place);
    return std::optional<Session>();
  }
  note_seen(mark, known);
  return std::optional<Session>(known.session);
}

// A desk that cannot be asked says nothing of who is signed in, whatever is wrong with it.
Result<std::optional<Sessions::Known>> Sessions::read(const std::string& mark,
                                                      std::string_view token) {
  const auto cannot_tell = [](const base::Error& why) {
    return base::Failure{base::ErrorKind::unavailable,
                         "It cannot be found out who is signed in. " + why.what, why.where};
  };
  Result<store::Rows> rows = top_.query(
      "SELECT person, grant_entry, began, last_seen, proved, signed_in_by FROM session "
      "WHERE mark = $1",
      {blob(mark)});
  if (!rows) return cannot_tell(rows.error());
  const Result<bool> found = rows->next();
  if (!found) return cannot_tell(found.error());
  if (!*found) return std::optional<Known>();
  const store::Rows& row = *rows;
  Known known;
  known.session.person = row->text(0);
  known.session.grant_entry = row->integer(1);
  known.session.began = {row->integer(2)};
  known.session.last_seen = {row->integer(3)};
  known.session.proved = {row->integer(4)};
  known.session.by = by_of(row->integer(5));
  known.session.form_secret = form_secret_of(token);
  known.asked_at = top_.clock.now();
  known.written_seen = known.session.last_seen;
  return std::optional<Known>(std::move(known));
}

// Written at most once a minute; a process that dies loses a minute of somebody's fifteen.
void Sessions::note_seen(const std::string& mark, Known& known) {
  const Instant now = top_.clock.now();
  known.session.last_seen = now;
  if (now.micros - known.written_seen.micros < write_seen) return;
  static_cast<void>(
      top_.run("UPDATE session SET last_seen = $1 WHERE mark = $2", {now.micros, blob(mark)}));
  known.written_seen = now;
}

Result<void> Sessions::choose_capacity(std::string_view token, std::int64_t grant_entry) {
  const std::string mark = mark_of(token);
  const std::lock_guard hold(top_.lock);
  TRY(top_.run("UPDATE session SET grant_entry = $1 WHERE mark = $2", {grant_entry, blob(mark)}));
  known_.erase(mark);
  return {};
}

void Sessions::end(std::string_view token) {
  const std::string mark = mark_of(token);
  const std::lock_guard hold(top_.lock);
  known_.erase(mark);
  static_cast<void>(top_.run("DELETE FROM session WHERE mark = $1", {blob(mark)}));
}

void Sessions::end_all_of(std::string_view person) {
  const std::lock_guard hold(top_.lock);
  std::erase_if(known_, [&](const auto& one) { return one.second.session.person == person; });
  static_cast<void>(top_.run("DELETE FROM session WHERE person = $1", {person}));
}

std::vector<OpenSession> Sessions::all_of(std::string_view person) {
  const Instant now = top_.clock.now();
  std::vector<OpenSession> all;
  const std::lock_guard hold(top_.lock);
  Result<store::Rows> rows = top_.query(
      "SELECT mark, began, last_seen, signed_in_by FROM session WHERE person = $1 "
      "AND last_seen >= $2 AND began >= $3 ORDER BY began DESC, mark",
      {person, now.micros - idle_limit, now.micros - whole_limit});
  while (rows) {
    const Result<bool> found = rows->next();
    if (!found || !*found) break;
    const store::Rows& row = *rows;
    const std::string mark(row->bytes(0));
    OpenSession one{id_of_mark(mark), {row->integer(1)}, {row->integer(2)},
                    by_of(row->integer(3))};
    const auto known = known_.find(mark);
    if (known != known_.end())
      one.last_seen = std::max(one.last_seen, known->second.session.last_seen);
    all.push_back(std::move(one));
  }
  return all;
}

// Under the lock of whoever asks.
std::vector<std::string> Sessions::marks_of(std::string_view person, std::string_view id) {
  std::vector<std::string> marks;
  Result<store::Rows> rows =
      top_.query("SELECT mark FROM session WHERE person = $1", {person});
  while (rows) {
    const Result<bool> found = rows->next();
    if (!found || !*found) break;
    if (id_of_mark((*rows)->bytes(0)) == id) marks.emplace_back((*rows)->bytes(0));
  }
  return marks;
}

void Sessions::end_one_of(std::string_view person, std::string_view id) {
  const std::lock_guard hold(top_.lock);
  const std::vector<std::string> marks = marks_of(person, id);
  for (const std::string& mark : marks) {
    known_.erase(mark);
    static_cast<void>(top_.run("DELETE FROM session WHERE mark = $1", {blob(mark)}));
  }
}

void Sessions::end_others(std::string_view person, std::string_view token) {
  const std::string mark = mark_of(token);
  const std::lock_guard hold(top_.lock);
  std::erase_if(known_, [&](const auto& one) {
    return one.second.session.person == person && one.first != mark;
  });
  static_cast<void>(
      top_.run("DELETE FROM session WHERE person = $1 AND mark <> $2", {person, blob(mark)}));
}

Result<void> Sessions::note_proved(std::string_view token) {
  const std::string mark = mark_of(token);
  const std::lock_guard hold(top_.lock);
  TRY(top_.run("UPDATE session SET proved = $1 WHERE mark = $2",
               {top_.clock.now().micros, blob(mark)}));
  known_.erase(mark);
  return {};
}

Result<bool> Sessions::note_proved_of(std::string_view person, std::string_view id) {
  const std::lock_guard hold(top_.lock);
  const std::vector<std::string> marks = marks_of(person, id);
  for (const std::string& mark : marks) {
    TRY(top_.run("UPDATE session SET proved = $1 WHERE mark = $2",
                 {top_.clock.now().micros, blob(mark)}));
    known_.erase(mark);
  }
  return !marks.empty();
}

std::string Desk::session_id(std::string_view token) { return id_of_mark(mark_of(token)); }

}  // namespace authority
