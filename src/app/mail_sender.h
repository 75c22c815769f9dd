#pragma once
// Sends the mail of one open store, on a thread of its own: a slow mail server holds up nobody. It
// looks at what was recorded, so that nothing is sent of what was not, and notes in the desk what
// was taken, so that what was not noted is sent again. Used by app/held_store.h.
#include <condition_variable>
#include <deque>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "access/desk.h"
#include "access/mail_out.h"
#include "records/council_store.h"

namespace app {

class MailSender {
 public:
  // All of them outlive the sender. `name`: of the store, in the log.
  struct Over {
    records::CouncilStore& store;
    authority::Desk& desk;
    authority::MailOut& out;
    std::string name;
  };
  explicit MailSender(Over over);
  ~MailSender();  // waits for a letter under way: fifteen seconds at most
  MailSender(const MailSender&) = delete;
  MailSender& operator=(const MailSender&) = delete;

 private:
  struct Addressee {
    std::string person, address;
    std::vector<authority::OpenNeed> needs;
    authority::Mailed mailed;
    authority::MailTurn turn;
  };
  void run();
  [[nodiscard]] base::Result<void> look();
  [[nodiscard]] base::Result<std::vector<Addressee>> addressees(records::Reader& reader);
  [[nodiscard]] base::Result<std::vector<authority::OpenNeed>> needs_of(records::Reader& reader,
                                                                        std::string_view person);
  [[nodiscard]] base::Result<void> mail_those(std::vector<Addressee> all);
  // Those to whom a mail is due, the ones tried least first; `server`: how it stands.
  struct Due {
    std::vector<Addressee> people;
    authority::MailTurn server;
  };
  [[nodiscard]] base::Result<Due> due_among(std::vector<Addressee> all);
  [[nodiscard]] base::Result<void> send_all(Due due);
  [[nodiscard]] base::Result<authority::Delivery> send_to(Addressee& to);
  [[nodiscard]] base::Result<void> note_server(authority::MailTurn& server,
                                               const authority::Delivery& delivery);
  [[nodiscard]] bool is_ended();
  [[nodiscard]] bool minute_is_full(base::Instant now);
  void look_again_by(base::Instant when);
  void tell(const base::Error& why);

  Over over_;
  std::int64_t seen_entries_ = -1;
  base::Instant look_again_;
  std::deque<base::Instant> sent_;  // in the last minute
  std::string told_;                // the trouble last logged, so that it is logged once
  std::mutex mutex_;
  std::condition_variable wake_;
  bool ended_ = false;
  std::thread thread_;
};

}  // namespace app
