#pragma once
// One council's store as a server holds it: opened, served, looked at every half minute, closed
// when its folder no longer holds it, opened again when it does. Whatever befalls it stays with it:
// its host answers 503, the others do not notice. Used by app/house.h.
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "access/desk.h"
#include "access/mail_out.h"
#include "access/provider.h"
#include "app/mail_sender.h"
#include "app/registry.h"
#include "app/thread_share.h"
#include "base/files.h"
#include "http/server.h"
#include "records/council_store.h"
#include "web/councils.h"
#include "web/visit.h"

namespace app {

// Which log each host's store has: the same real council under two hosts would be two logs under
// one name and key. Demonstrations are all alike, and may be.
class HeldLogs {
 public:
  enum class Claim { taken, held_elsewhere };
  [[nodiscard]] Claim claim(const std::string& store_id, const std::string& holder);
  void give_up(const std::string& holder);

 private:
  std::mutex mutex_;
  std::map<std::string, std::string> holders_;  // store id → who holds it
};

// What all stores of a server share; outlives them.
struct Ground {
  records::Surroundings around;
  web::CouncilList* councils = nullptr;  // none: this server holds one store, under any host
  HeldLogs& logs;
  ThreadShare& share;
  bool loopback_only = false;
};

class HeldStore {
 public:
  HeldStore(RegisteredStore place, const Ground& ground);
  ~HeldStore();
  HeldStore(const HeldStore&) = delete;
  HeldStore& operator=(const HeldStore&) = delete;

  // Opens it, unless it is open. Errors: those of CouncilStore::open and Desk::open; conflict when
  // its log is held elsewhere.
  [[nodiscard]] base::Result<void> open();
  // Callable from many threads.
  [[nodiscard]] http::Response answer(http::Request& request);
  // What is due every half minute: opened if it can be, closed if it is not whole or its disk
  // failed, silences written, the clock looked at. What goes wrong is logged. One thread at a time.
  void turn();

  [[nodiscard]] const std::string& host() const { return place_.host; }
  [[nodiscard]] bool is_ready() const;
  [[nodiscard]] bool has_stopped() const;  // open, and its disk failed
  [[nodiscard]] std::string council() const;  // its name; the host until it was open once

 private:
  // An open store and the site over it; the site lends what stands above it.
  struct Open {
    std::unique_ptr<records::CouncilStore> store;
    std::unique_ptr<authority::Desk> desk;
    std::optional<base::FileMark> mark;  // of record.sqlite; none when the store is no file
    // Of the same, which grows shorter only when disposals are finished. Of turn() alone.
    mutable std::uintmax_t bytes = 0;
    std::unique_ptr<authority::Provider> provider;  // of people; none when none is set
    std::unique_ptr<authority::MailOut> mail;       // none when no mail goes out
    std::optional<web::Site> site;
    http::Answer answer;
    std::unique_ptr<MailSender> sender;  // goes first: its thread uses the rest
  };
  enum class Stage { closed, open, leaving };  // leaving: no more visits; closes with the last
  [[nodiscard]] base::Result<std::unique_ptr<Open>> opened() const;
  [[nodiscard]] const Open* standing_now() const;
  [[nodiscard]] std::string open_mail(Open& open, const std::string& address) const;
  [[nodiscard]] base::Result<void> look(const Open& open) const;
  enum class Disposals { none, to_finish };
  [[nodiscard]] static base::Result<Disposals> forget_disposed(const Open& open);
  void look_at_clock(const Open& open) const;
  void take_what_is_due(const Open& open);
  void leave(const base::Error& why);
  void close_when_empty();
  void leave_visit();
  void tell(const base::Error& why);
  [[nodiscard]] std::string log_name() const;

  RegisteredStore place_;
  Ground ground_;
  mutable std::mutex mutex_;
  Stage stage_ = Stage::closed;
  std::unique_ptr<Open> open_;
  std::size_t visits_ = 0;
  std::chrono::steady_clock::time_point got_on_;  // when a visit last ended, or the first began
  std::string council_, told_;  // told_: the trouble last logged, so that it is logged once
};

}  // namespace app
