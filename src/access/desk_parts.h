#pragma once
// The drawers of the desk, each over the same connection and lock: sessions, drafts, kept filters,
// mail, wrong guesses. Used by desk.cpp alone.
#include <initializer_list>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "access/desk.h"
#include "access/desk_top.h"
#include "store/database.h"

namespace authority {

[[nodiscard]] std::string_view desk_tables();
// Texts in one, each with its length before it; and the next of them, none at the end.
[[nodiscard]] std::string pieces_of(std::initializer_list<std::string_view> texts);
[[nodiscard]] std::optional<std::string> take_piece(std::string_view& text);

class Sessions {
 public:
  explicit Sessions(DeskTop& top) : top_(top) {}
  base::Result<std::string> begin(std::string_view person, SignedInBy by);
  base::Result<std::optional<Session>> find(std::string_view token);
  base::Result<void> choose_capacity(std::string_view token, std::int64_t grant_entry);
  void end(std::string_view token);
  void end_all_of(std::string_view person);
  std::vector<OpenSession> all_of(std::string_view person);
  void end_one_of(std::string_view person, std::string_view id);
  void end_others(std::string_view person, std::string_view token);
  base::Result<void> note_proved(std::string_view token);
  base::Result<bool> note_proved_of(std::string_view person, std::string_view id);

 private:
  std::vector<std::string> marks_of(std::string_view person, std::string_view id);
  // A session met lately. The file is asked again after a second, so that another process can end
  // it.
  struct Known {
    Session session;
    base::Instant asked_at;
    base::Instant written_seen;
  };
  base::Result<std::optional<Known>> read(const std::string& mark, std::string_view token);
  void note_seen(const std::string& mark, Known& known);

  DeskTop& top_;
  std::unordered_map<std::string, Known> known_;  // by the token's hash
};

[[nodiscard]] std::string_view waiting_tables();

// What waits between two pages of signing in, and numbers that only rise.
class Waiting {
 public:
  explicit Waiting(DeskTop& top) : top_(top) {}
  base::Result<std::string> keep(std::string_view what, std::string_view text);
  std::optional<std::string> find(std::string_view what, std::string_view token);
  std::optional<std::string> take(std::string_view what, std::string_view token);
  bool rises(std::string_view name, std::int64_t number);
  std::int64_t risen(std::string_view name);

 private:
  [[nodiscard]] std::string rising_mark(std::string_view name) const;
  std::optional<std::string> opened_row(store::Rows& rows, std::string_view what,
                                        const std::string& mark);
  DeskTop& top_;
};

class Drafts {
 public:
  explicit Drafts(DeskTop& top) : top_(top) {}
  base::Result<std::string> keep(const Draft& draft);
  base::Result<Draft> find(std::string_view id, std::string_view person);
  std::vector<Draft> all_of(std::string_view person);
  base::Result<void> forget(const std::vector<std::string>& references, std::string_view but);
  void drop(std::string_view id, std::string_view person);

 private:
  DeskTop& top_;
};

[[nodiscard]] std::string_view filter_table();

class Filters {
 public:
  explicit Filters(DeskTop& top) : top_(top) {}
  base::Result<std::string> keep(KeptFilter filter);
  base::Result<KeptFilter> find(std::string_view id, std::string_view person,
                                std::string_view capacity);
  std::vector<KeptFilter> all_of(std::string_view person, std::string_view capacity);
  void drop(std::string_view id, std::string_view person, std::string_view capacity);

 private:
  DeskTop& top_;
};

[[nodiscard]] std::string_view look_table();

class Looks {
 public:
  explicit Looks(DeskTop& top) : top_(top) {}
  ~Looks() { static_cast<void>(write()); }
  void note(Look look);
  base::Result<void> write();
  base::Result<std::vector<Look>> at(std::string_view reference, base::Instant before,
                                     std::size_t most);

 private:
  // With the lock held.
  base::Result<void> write_waiting();
  base::Result<void> add_waiting(base::Instant now);
  std::string mark_of(std::string_view reference) const;

  DeskTop& top_;
  std::vector<Look> waiting_;
  std::unordered_map<std::string, base::Instant> lately_;  // who was shown what, and when
};

[[nodiscard]] std::string_view mail_tables();

// What was mailed, and how sending stands (outbox.h).
class Outbox {
 public:
  explicit Outbox(DeskTop& top) : top_(top) {}
  std::string mark_of(std::string_view person, std::string_view need) const;
  base::Result<Mailed> mailed(std::string_view person);
  base::Result<std::vector<MailTurn>> turns();
  base::Result<void> settle(const MailTurn& turn, const Mailed& mailed);

 private:
  base::Result<void> write(const MailTurn& turn, const Mailed& mailed);  // with the lock held
  DeskTop& top_;
};

}  // namespace authority
