#pragma once
// Mail on its way out, by SMTP. A mail never says anything of the record: its text is the same for
// whatever it is about, but for whom it is to and when. Used by app/mail_sender.h, and by the page
// that tries it out.
#include <memory>
#include <string>
#include <string_view>

#include "access/mail_settings.h"
#include "base/time.h"

namespace authority {

struct Letter {
  std::string to;  // an address that is_mail_address holds for
  std::string id;  // letters and digits; no two letters have the same
  base::Instant at;
  enum class Kind { needs_you, trial } kind = Kind::needs_you;
};

// What became of a letter. elsewhere: this address was refused, the server may well take others.
struct Delivery {
  enum class Verdict { taken, elsewhere, not_now } verdict = Verdict::not_now;
  std::string answer;  // the server's last one, or what went wrong; printable, one line
  [[nodiscard]] bool taken() const { return verdict == Verdict::taken; }
};

class MailOut {
 public:
  virtual ~MailOut() = default;
  // Takes fifteen seconds at most. Callable from many threads.
  [[nodiscard]] virtual Delivery send(const Letter& letter) = 0;
  [[nodiscard]] virtual const MailSettings& settings() const = 0;
};
[[nodiscard]] std::unique_ptr<MailOut> mail_out(MailSettings settings);

// Something, an @, and a name with a dot or "localhost"; no spaces, brackets or control letters:
// what can stand in a letter's head without saying anything else there.
[[nodiscard]] bool is_mail_address(std::string_view text);
// The whole letter as it goes over the wire (RFC 5322), lines ended by CR and LF.
[[nodiscard]] std::string letter_text(const MailSettings& settings, const Letter& letter);
// One line of printable ASCII, 300 letters at most: what a foreign machine says is not trusted.
[[nodiscard]] std::string tidy_answer(std::string_view said);

}  // namespace authority
