#include "access/desk.h"

#include "access/desk_parts.h"
#include "access/guesses.h"
#include "store/place.h"

namespace authority {
namespace {

using base::Result;

constexpr std::string_view first_tables = R"(
CREATE TABLE session (mark BLOB PRIMARY KEY, person TEXT NOT NULL, grant_entry INTEGER NOT NULL,
  began INTEGER NOT NULL, last_seen INTEGER NOT NULL, proved INTEGER NOT NULL DEFAULT 0,
  signed_in_by INTEGER NOT NULL DEFAULT 0);
CREATE INDEX session_by_person ON session (person);
CREATE TABLE draft (id TEXT PRIMARY KEY, person TEXT NOT NULL, kept_at INTEGER NOT NULL,
  head BLOB NOT NULL, content BLOB NOT NULL);
CREATE INDEX draft_by_person ON draft (person, kept_at);
CREATE INDEX draft_by_age ON draft (kept_at);
CREATE TABLE wrong_try (mark BLOB NOT NULL, tried_at INTEGER NOT NULL);
CREATE INDEX wrong_try_by_mark ON wrong_try (mark, tried_at);
CREATE INDEX wrong_try_by_age ON wrong_try (tried_at);
)";

// What is asked of each table at the start: a desk that cannot answer is not ours, or is damaged.
constexpr std::string_view probes[] = {
    "SELECT mark, person, grant_entry, began, last_seen FROM session LIMIT 1",
    "SELECT id, person, kept_at, head, content FROM draft LIMIT 1",
    "SELECT mark, tried_at FROM wrong_try LIMIT 1"};
constexpr std::string_view filter_probe =
    "SELECT id, person, capacity, kept_at, sealed FROM kept_filter LIMIT 1";
constexpr std::string_view proved_probe = "SELECT proved, signed_in_by FROM session LIMIT 1";
constexpr std::string_view more_of_sessions =
    "ALTER TABLE session ADD COLUMN proved INTEGER NOT NULL DEFAULT 0;"
    "ALTER TABLE session ADD COLUMN signed_in_by INTEGER NOT NULL DEFAULT 0;";
constexpr std::string_view waiting_probe = "SELECT mark, number FROM rising LIMIT 1";

constexpr std::string_view mail_probe =
    "SELECT m.need, t.tries FROM mailed m JOIN mail_turn t ON t.person = m.person LIMIT 1";
constexpr std::string_view look_probe = "SELECT mark, seen_at, sealed FROM look LIMIT 1";

class FileDesk : public Desk {
 public:
  explicit FileDesk(std::unique_ptr<DeskTop> top)
      : top_(std::move(top)), sessions_(*top_), waiting_(*top_), drafts_(*top_),
        filters_(*top_), looks_(*top_), outbox_(*top_), guesses_(*top_) {}

  void close_idle() override { top_->close_idle(); }
  Result<std::string> begin_session(std::string_view person, SignedInBy by) override {
    return sessions_.begin(person, by);
  }
  Result<std::optional<Session>> session(std::string_view token) override {
    return sessions_.find(token);
  }
  Result<void> choose_capacity(std::string_view token, std::int64_t grant_entry) override {
    return sessions_.choose_capacity(token, grant_entry);
  }
  void end_session(std::string_view token) override { sessions_.end(token); }
  void end_sessions_of(std::string_view person) override { sessions_.end_all_of(person); }
  std::vector<OpenSession> sessions_of(std::string_view person) override {
    return sessions_.all_of(person);
  }
  void end_session_of(std::string_view person, std::string_view id) override {
    sessions_.end_one_of(person, id);
  }
  void end_other_sessions(std::string_view person, std::string_view token) override {
    sessions_.end_others(person, token);
  }
  Result<void> note_proved(std::string_view token) override {
    return sessions_.note_proved(token);
  }
  Result<bool> note_proved_of(std::string_view person, std::string_view id) override {
    return sessions_.note_proved_of(person, id);
  }
  Result<std::string> keep_waiting(std::string_view what, std::string_view text) override {
    return waiting_.keep(what, text);
  }
  std::optional<std::string> waiting(std::string_view what, std::string_view token) override {
    return waiting_.find(what, token);
  }
  std::optional<std::string> take_waiting(std::string_view what,
                                          std::string_view token) override {
    return waiting_.take(what, token);
  }
  bool rises(std::string_view name, std::int64_t number) override {
    return waiting_.rises(name, number);
  }
  std::int64_t risen(std::string_view name) override { return waiting_.risen(name); }
  Result<std::string> keep_draft(const Draft& draft) override { return drafts_.keep(draft); }
  Result<Draft> draft(std::string_view id, std::string_view person) override {
    return drafts_.find(id, person);
  }
  std::vector<Draft> drafts_of(std::string_view person) override { return drafts_.all_of(person); }
  Result<void> forget_records(const std::vector<std::string>& references,
                              std::string_view but) override {
    return drafts_.forget(references, but);
  }
  void drop_draft(std::string_view id, std::string_view person) override {
    drafts_.drop(id, person);
  }
  Result<std::string> keep_filter(const KeptFilter& filter) override {
    return filters_.keep(filter);
  }
  Result<KeptFilter> filter(std::string_view id, std::string_view person,
                            std::string_view capacity) override {
    return filters_.find(id, person, capacity);
  }
  std::vector<KeptFilter> filters_of(std::string_view person, std::string_view capacity) override {
    return filters_.all_of(person, capacity);
  }
  void drop_filter(std::string_view id, std::string_view person,
                   std::string_view capacity) override {
    filters_.drop(id, person, capacity);
  }
  void note_look(Look look) override { looks_.note(std::move(look)); }
  Result<void> write_looks() override { return looks_.write(); }
  Result<std::vector<Look>> looks_at(std::string_view reference, base::Instant before,
                                     std::size_t most) override {
    return looks_.at(reference, before, most);
  }
  std::string need_mark(std::string_view person, std::string_view need) override {
    return outbox_.mark_of(person, need);
  }
  Result<Mailed> mailed(std::string_view person) override { return outbox_.mailed(person); }
  Result<std::vector<MailTurn>> mail_turns() override { return outbox_.turns(); }
  Result<void> settle_mail(const MailTurn& turn, const Mailed& mailed) override {
    return outbox_.settle(turn, mailed);
  }
  bool may_try(std::string_view name, std::string_view address) override {
    return guesses_.may_try(name, address);
  }
  void note_wrong_try(std::string_view name, std::string_view address) override {
    guesses_.note_wrong(name, address);
  }
  void forget_tries(std::string_view name) override { guesses_.forget(name); }
  bool may_pass(std::string_view what, std::string_view address) override {
    return guesses_.may_pass(what, address);
  }

 private:
  std::unique_ptr<DeskTop> top_;
  Sessions sessions_;
  Waiting waiting_;
  Drafts drafts_;
  Filters filters_;
  Looks looks_;
  Outbox outbox_;
  Guesses guesses_;
};

Result<void> looks_sound(store::Database& database, std::string_view probe) {
  store::Rows rows = TRY(store::query(database, probe));
  static_cast<void>(TRY(rows.next()));
  return {};
}

Result<std::unique_ptr<store::Database>> open_made(const std::filesystem::path& folder) {
  std::unique_ptr<store::Database> database =
      TRY(store::open_part(folder, store::Part::desk, store::OpenMode::write));
  for (const std::string_view probe : probes) TRY(looks_sound(*database, probe));
  // A desk from an older program keeps its drafts, and gets what it lacks.
  if (!looks_sound(*database, look_probe)) TRY(database->execute_script(look_table()));
  if (!looks_sound(*database, filter_probe)) TRY(database->execute_script(filter_table()));
  if (!looks_sound(*database, proved_probe)) TRY(database->execute_script(more_of_sessions));
  if (!looks_sound(*database, mail_probe)) TRY(database->execute_script(mail_tables()));
  if (!looks_sound(*database, waiting_probe)) TRY(database->execute_script(waiting_tables()));
  return database;
}

// A desk that is merely busy, or on a server that does not answer, is left alone: another process
// may be working at it.
Result<std::unique_ptr<store::Database>> open_or_make(const std::filesystem::path& folder) {
  Result<std::unique_ptr<store::Database>> opened = open_made(folder);
  if (opened || opened.error().kind == base::ErrorKind::unavailable ||
      opened.error().kind == base::ErrorKind::refused)
    return opened;
  return store::make_desk_anew(folder, desk_tables());
}

Result<void> copy_filters(store::Database& from, store::Database& to) {
  store::Rows rows = TRY(
      store::query(from, "SELECT id, person, capacity, kept_at, sealed FROM kept_filter"));
  while (TRY(rows.next())) {
    TRY(store::run(to,
                   "INSERT INTO kept_filter (id, person, capacity, kept_at, sealed) "
                   "VALUES ($1, $2, $3, $4, $5)",
                   {rows->text(0), rows->text(1), rows->text(2), rows->integer(3),
                    store::Blob{rows->bytes(4)}}));
  }
  return {};
}

Result<void> copy_looks(store::Database& from, store::Database& to) {
  store::Rows rows = TRY(store::query(from, "SELECT mark, seen_at, sealed FROM look"));
  while (TRY(rows.next())) {
    TRY(store::run(to, "INSERT INTO look (mark, seen_at, sealed) VALUES ($1, $2, $3)",
                   {store::Blob{rows->bytes(0)}, rows->integer(1), store::Blob{rows->bytes(2)}}));
  }
  return {};
}

}  // namespace

std::string_view desk_tables() {
  static const std::string all = std::string(first_tables) + std::string(filter_table()) +
                                 std::string(look_table()) + std::string(waiting_tables()) +
                                 std::string(mail_tables());
  return all;
}

Result<std::unique_ptr<Desk>> Desk::open(const std::filesystem::path& folder,
                                         const base::Key& store_key, base::Clock& clock,
                                         base::Random& random, store::ConnectionRoom* room) {
  auto top = std::make_unique<DeskTop>([folder] { return open_or_make(folder); }, room, store_key,
                                       clock, random);
  {
    const std::lock_guard hold(top->lock);
    TRY(top->opened());
  }
  return std::unique_ptr<Desk>(std::make_unique<FileDesk>(std::move(top)));
}

Result<void> copy_drafts(const std::filesystem::path& from, const std::filesystem::path& to) {
  const auto desk = open_made(from);
  if (!desk) return {};
  auto anew = TRY(store::make_desk_anew(to, desk_tables()));
  TRY(anew->begin_write());
  store::Rows rows =
      TRY(store::query(**desk, "SELECT id, person, kept_at, head, content FROM draft"));
  while (TRY(rows.next())) {
    TRY(store::run(*anew,
                   "INSERT INTO draft (id, person, kept_at, head, content) "
                   "VALUES ($1, $2, $3, $4, $5)",
                   {rows->text(0), rows->text(1), rows->integer(2), store::Blob{rows->bytes(3)},
                    store::Blob{rows->bytes(4)}}));
  }
  TRY(copy_filters(**desk, *anew));
  TRY(copy_looks(**desk, *anew));
  return anew->commit();
}

}  // namespace authority
