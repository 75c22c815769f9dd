// The drawer of looks: who was shown which restricted record. A row tells only when somebody
// looked; whom and what, whoever holds the store's key.
#include <array>
#include <utility>

#include "access/desk_parts.h"
#include "base/hash.h"

namespace authority {
namespace {

using base::Result;

constexpr std::int64_t one_minute = 60 * 1'000'000LL;
constexpr std::int64_t same_look = look_again_minutes * one_minute;
constexpr std::int64_t looks_kept_for = look_days_kept * 24 * 60 * one_minute;
// Written at once when so many wait: what waits is lost when the program is killed.
constexpr std::size_t most_looks_waiting = 64;

std::string look_binding(std::string_view mark, base::Instant at) {
  return "look\n" + base::hex(mark) + "\n" + std::to_string(at.micros);
}

// Columns: seen_at, sealed.
Result<Look> look_from(const store::Rows& row, const base::Key& key, std::string_view mark) {
  Look look;
  look.at = {row->integer(0)};
  const std::string text = TRY(base::unseal(key, row->bytes(1), look_binding(mark, look.at)));
  std::string_view rest = text;
  for (std::string* one :
       std::array{&look.reference, &look.person, &look.capacity, &look.named_by}) {
    std::optional<std::string> piece = take_piece(rest);
    if (!piece) return base::Failure{base::ErrorKind::corrupt, "A look cannot be read."};
    *one = std::move(*piece);
  }
  return look;
}

}  // namespace

std::string_view look_table() {
  return "CREATE TABLE look (mark BLOB NOT NULL, seen_at INTEGER NOT NULL, sealed BLOB NOT NULL);\n"
         "CREATE INDEX look_by_mark ON look (mark, seen_at);\n"
         "CREATE INDEX look_by_age ON look (seen_at);\n";
}

// Where nothing can be written the looks wait, and the page goes out all the same: an access log
// that stops people from reading would be switched off.
void Looks::note(Look look) {
  const std::lock_guard hold(top_.lock);
  look.at = top_.clock.now();
  const std::string who =
      pieces_of({look.reference, look.person, look.capacity, look.named_by});
  const auto [known, is_new] = lately_.try_emplace(who, look.at);
  if (!is_new && look.at.micros - known->second.micros < same_look) return;
  known->second = look.at;
  waiting_.push_back(std::move(look));
  if (waiting_.size() >= most_looks_waiting) static_cast<void>(write_waiting());
}

Result<void> Looks::write() {
  const std::lock_guard hold(top_.lock);
  return write_waiting();
}

// All or none: what could not be written waits on.
Result<void> Looks::write_waiting() {
  const base::Instant now = top_.clock.now();
  std::erase_if(lately_, [&](const auto& one) {
    return now.micros - one.second.micros >= same_look;
  });
  if (waiting_.empty()) return {};
  store::Database* database = TRY(top_.opened());
  TRY(database->begin_write());
  auto written = add_waiting(now);
  if (written) written = database->commit();
  if (!written) {
    database->rollback();
    return written;
  }
  waiting_.clear();
  return {};
}

Result<void> Looks::add_waiting(base::Instant now) {
  for (const Look& look : waiting_) {
    const std::string mark = mark_of(look.reference);
    const std::string text =
        pieces_of({look.reference, look.person, look.capacity, look.named_by});
    const std::string sealed =
        base::seal(top_.look_key, text, look_binding(mark, look.at), top_.random);
    TRY(top_.run("INSERT INTO look (mark, seen_at, sealed) VALUES ($1, $2, $3)",
                 {store::Blob{mark}, look.at.micros, store::Blob{sealed}}));
  }
  return top_.run("DELETE FROM look WHERE seen_at < $1", {now.micros - looks_kept_for});
}

Result<std::vector<Look>> Looks::at(std::string_view reference, base::Instant before,
                                    std::size_t most) {
  const std::string mark = mark_of(reference);
  const std::lock_guard hold(top_.lock);
  TRY(write_waiting());
  store::Rows rows = TRY(top_.query(
      "SELECT seen_at, sealed FROM look WHERE mark = $1 AND seen_at < $2 "
      "ORDER BY seen_at DESC LIMIT $3",
      {store::Blob{mark}, before.micros, static_cast<std::int64_t>(most)}));
  std::vector<Look> looks;
  while (TRY(rows.next())) looks.push_back(TRY(look_from(rows, top_.look_key, mark)));
  return looks;
}

std::string Looks::mark_of(std::string_view reference) const {
  return base::keyed_mark(top_.look_key, "record\n" + std::string(reference));
}

}  // namespace authority
