#pragma once
// The desk: what may be lost at any time. Sessions, drafts, kept filters, who was shown what is
// restricted, what people were mailed about, and the count of wrong guesses, in desk.sqlite beside
// the record. Drafts are encrypted, seen by their writer only, and go when recorded or after 30
// days. Safe to call from several threads.
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "access/desk_things.h"
#include "access/outbox.h"
#include "base/random.h"
#include "base/result.h"
#include "base/sealing.h"
#include "base/time.h"
#include "store/connection_room.h"

namespace authority {

class Desk {
 public:
  // Makes desk.sqlite when it is not there, and starts afresh when it cannot be read. `room`: of
  // the whole program; outlives the desk. Errors: unavailable.
  [[nodiscard]] static base::Result<std::unique_ptr<Desk>> open(const std::filesystem::path& folder,
                                                                const base::Key& store_key,
                                                                base::Clock& clock,
                                                                base::Random& random,
                                                                store::ConnectionRoom* room =
                                                                    nullptr);
  virtual ~Desk() = default;
  // Closes its connection when nobody used it for a minute; the next who needs it opens it again.
  virtual void close_idle() = 0;

  // Sessions: a 256-bit token goes to the browser, its hash is kept. Idle 15 minutes, 8 hours at
  // most (BARS S10). Coming by the council's own sign-in is no proof yet: that may be of this
  // morning.
  virtual base::Result<std::string> begin_session(std::string_view person, SignedInBy by) = 0;
  // None when nobody is signed in by that token; notes that it was seen. Errors: unavailable, when
  // the desk cannot be asked: whoever it is may still be signed in.
  virtual base::Result<std::optional<Session>> session(std::string_view token) = 0;
  virtual base::Result<void> choose_capacity(std::string_view token, std::int64_t grant_entry) = 0;
  virtual void end_session(std::string_view token) = 0;
  virtual void end_sessions_of(std::string_view person) = 0;
  // Newest first. The id of a token's own session; ending one of a person's by its id, or all but
  // the token's own.
  virtual std::vector<OpenSession> sessions_of(std::string_view person) = 0;
  [[nodiscard]] static std::string session_id(std::string_view token);
  virtual void end_session_of(std::string_view person, std::string_view id) = 0;
  virtual void end_other_sessions(std::string_view person, std::string_view token) = 0;
  // They showed anew who they are. The second is for a session of a person by its id: false when
  // that person has no such session.
  virtual base::Result<void> note_proved(std::string_view token) = 0;
  virtual base::Result<bool> note_proved_of(std::string_view person, std::string_view id) = 0;

  // What waits for somebody between two pages of signing in, under a random token that the browser
  // holds: sealed, gone after ten minutes, taken once.
  virtual base::Result<std::string> keep_waiting(std::string_view what, std::string_view text) = 0;
  virtual std::optional<std::string> waiting(std::string_view what, std::string_view token) = 0;
  virtual std::optional<std::string> take_waiting(std::string_view what,
                                                  std::string_view token) = 0;
  // A number that only rises (the time step of a code, the counter of a passkey): true when it is
  // above the last one taken under this name, which it then is. Of two at once, one is told true.
  virtual bool rises(std::string_view name, std::int64_t number) = 0;
  virtual std::int64_t risen(std::string_view name) = 0;  // the last one taken; 0 when none was

  // empty id: a new one; gives the id
  virtual base::Result<std::string> keep_draft(const Draft& draft) = 0;
  // not_found for anyone else's
  virtual base::Result<Draft> draft(std::string_view id, std::string_view person) = 0;
  // newest first, without content
  virtual std::vector<Draft> drafts_of(std::string_view person) = 0;
  virtual void drop_draft(std::string_view id, std::string_view person) = 0;
  // Drops everybody's drafts about these records, or whose text names one, but those of the
  // register `but`; then writes the desk's files anew, so that no trace is left. For records that
  // were disposed of. Errors: unavailable: try again.
  virtual base::Result<void> forget_records(const std::vector<std::string>& references,
                                            std::string_view but) = 0;

  // Empty id: a new one; gives the id. Errors: conflict when there are most_kept_filters already,
  // not_found for an id that is not this person's in this capacity.
  virtual base::Result<std::string> keep_filter(const KeptFilter& filter) = 0;
  virtual base::Result<KeptFilter> filter(std::string_view id, std::string_view person,
                                          std::string_view capacity) = 0;
  // oldest first
  virtual std::vector<KeptFilter> filters_of(std::string_view person,
                                             std::string_view capacity) = 0;
  virtual void drop_filter(std::string_view id, std::string_view person,
                           std::string_view capacity) = 0;

  // Looks are written together: by write_looks, before they are asked for, when many wait, and at
  // the desk's end. A program that is killed loses what waits.
  virtual void note_look(Look look) = 0;  // `at` is now
  virtual base::Result<void> write_looks() = 0;
  // Newest first. Errors: unavailable.
  virtual base::Result<std::vector<Look>> looks_at(std::string_view reference,
                                                   base::Instant before, std::size_t most) = 0;

  // Mail: a need's mark, which differs from person to person; what somebody was mailed about; how
  // sending stands, for everybody and (under no person) for the server; and both noted together.
  virtual std::string need_mark(std::string_view person, std::string_view need) = 0;
  virtual base::Result<Mailed> mailed(std::string_view person) = 0;
  virtual base::Result<std::vector<MailTurn>> mail_turns() = 0;
  virtual base::Result<void> settle_mail(const MailTurn& turn, const Mailed& mailed) = 0;

  // Wrong guesses: at most 10 in 5 minutes for a name and for an address (BARS S9).
  virtual bool may_try(std::string_view name, std::string_view address) = 0;
  virtual void note_wrong_try(std::string_view name, std::string_view address) = 0;
  virtual void forget_tries(std::string_view name) = 0;
  // At most 30 in 5 minutes from an address, for what is asked without a name: no file may hold
  // that, so it is counted in memory, and gone with the program. Each call let through counts.
  virtual bool may_pass(std::string_view what, std::string_view address) = 0;
};

// The drafts and kept filters of one store's desk, for a store that moves with its key. Sessions
// stay behind: people sign in again. A desk that is not there, or cannot be read, has none.
[[nodiscard]] base::Result<void> copy_drafts(const std::filesystem::path& from,
                                             const std::filesystem::path& to);

// The token in a form: proves that the form was drawn for this session. Source: OWASP CSRF cheat
// sheet (HMAC token).
[[nodiscard]] std::string form_token(const Session& session);
[[nodiscard]] bool form_token_holds(const Session& session, std::string_view token);

}  // namespace authority
