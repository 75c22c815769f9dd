#pragma once
// Who gets a mail, and when. The record itself is the outbox: what needs a person is computed from
// it as for their home page, and the desk notes what they were mailed about. A note that is lost,
// or was not written because the program was killed, sends once more; never less than once. Used by
// app/mail_sender.h.
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "access/mail_settings.h"
#include "base/time.h"

namespace authority {

// Something open that needs a person, by a mark from which nobody reads what it is.
struct OpenNeed {
  std::string mark;
  std::optional<base::Date> due;
};
// When a person was last mailed about a need, by its mark.
using Mailed = std::map<std::string, base::Instant, std::less<>>;

// How sending to one person stands; under an empty person, how the server does.
struct MailTurn {
  std::string person;
  std::int64_t tries = 0;  // in vain, since the last mail that was taken
  base::Instant last_sent, next_try;
  std::string answer;  // the last one, when it was in vain
};

enum class MailDue { no, yes };
// Due: something new needs them, or was mailed days ago and has no day, or its day is near or past.
[[nodiscard]] MailDue mail_due(const std::vector<OpenNeed>& needs, const Mailed& mailed,
                               const MailSettings::Pace& pace, base::Instant now);
// What is left of the notes when some needs are no longer: they are told anew when they come back.
[[nodiscard]] Mailed still_open(const std::vector<OpenNeed>& needs, const Mailed& mailed);
// After a mail: it was about all of them.
[[nodiscard]] Mailed all_mailed(const std::vector<OpenNeed>& needs, base::Instant now);

// Whether a person may be sent a mail now: not too soon after the last one, or after a vain try.
[[nodiscard]] MailDue turn_has_come(const MailTurn& turn, const MailSettings::Pace& pace,
                                    base::Instant now);
// The turn after a vain try: each wait is twice the one before, an hour at most.
[[nodiscard]] MailTurn after_vain_try(MailTurn turn, std::string answer,
                                      const MailSettings::Pace& pace, base::Instant now);
[[nodiscard]] MailTurn after_taken(MailTurn turn, base::Instant now);

}  // namespace authority
