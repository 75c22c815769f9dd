#include "app/mail_sender.h"

#include <algorithm>
#include <chrono>

#include "access/grants.h"
#include "base/hash.h"
#include "base/log.h"
#include "records/addresses.h"
#include "records/night_look.h"
#include "records/reader.h"

namespace app {
namespace {

using authority::Delivery;
using authority::MailDue;
using authority::MailTurn;
using base::Instant;
using base::Result;

constexpr std::int64_t one_second = 1'000'000, one_minute = 60 * one_second;
constexpr std::size_t letter_id_length = 24;

// What makes it this need and no other. A record that moves on to another state needs anew.
std::string need_name(const records::Reader::Need& need) {
  return need.row.reference + "\n" + need.line->state + "\n" + need.line->step;
}

// What the nightly look found wrong is a need until a look finds the record sound; it is another
// one when something else is wrong.
std::string soundness_need(const records::NightState& state) {
  using How = records::NightState::How;
  if (state.how == How::old) return "soundness\nold";
  if (state.how == How::failed) return "soundness\n" + state.look->said;
  return std::string();
}

bool fewer_tries(const MailTurn& a, const MailTurn& b) {
  return a.tries != b.tries ? a.tries < b.tries : a.person < b.person;
}

}  // namespace

MailSender::MailSender(Over over) : over_(std::move(over)), thread_([this] { run(); }) {}

MailSender::~MailSender() {
  {
    const std::lock_guard lock(mutex_);
    ended_ = true;
  }
  wake_.notify_all();
  thread_.join();
}

void MailSender::run() {
  while (!is_ended()) {
    const auto looked = look();
    if (!looked) tell(looked.error());
    if (looked) told_.clear();
    std::unique_lock lock(mutex_);
    wake_.wait_for(lock, std::chrono::seconds(over_.out.settings().pace.look_seconds),
                   [this] { return ended_; });
  }
}

// Only what is recorded is read, so a mail follows its commit. The needs are worked out when the
// record has grown, and once a minute, since days begin and grants end without an entry.
Result<void> MailSender::look() {
  const Instant now = over_.store.around().clock.now();
  std::vector<Addressee> all;
  {
    // Given back before anything is sent: read connections are few.
    const auto reader = TRY(over_.store.reader());
    const std::int64_t entries = reader->entries();
    if (entries == seen_entries_ && now < look_again_) return {};
    all = TRY(addressees(*reader));
    seen_entries_ = entries;
    look_again_ = {now.micros + one_minute};
  }
  // Whatever goes wrong from here on is tried again at the next look.
  auto sent = mail_those(std::move(all));
  if (!sent) look_again_ = now;
  return sent;
}

Result<void> MailSender::mail_those(std::vector<Addressee> all) {
  Due due = TRY(due_among(std::move(all)));
  return send_all(std::move(due));
}

Result<std::vector<MailSender::Addressee>> MailSender::addressees(records::Reader& reader) {
  const records::Addresses addresses = TRY(records::addresses_of(reader));
  std::vector<Addressee> all;
  for (const auto& [person, address] : addresses)
    all.push_back({person, address, TRY(needs_of(reader, person)), {}, {}});
  return all;
}

// In every capacity that they hold today: what their home pages show, together.
Result<std::vector<authority::OpenNeed>> MailSender::needs_of(records::Reader& reader,
                                                              std::string_view person) {
  const Instant now = over_.store.around().clock.now();
  const base::Date today = base::london_date(now);
  std::vector<authority::OpenNeed> open;
  const records::NightState night = records::night_state(over_.store.folder(), now);
  const std::string soundness = soundness_need(night);
  bool told = false;
  for (const authority::Held& held :
       TRY(authority::held_on(reader.database(), person, today))) {
    auto caller =
        TRY(authority::caller_on(reader.database(), person, held.grant_entry, today));
    if (!caller) continue;
    caller->now = now;
    told = told || records::is_told(reader.packs(), held.capacity, night);
    for (const records::Reader::Need& need : TRY(reader.needs(*caller)))
      open.push_back({over_.desk.need_mark(person, need_name(need)), need.due});
  }
  if (told && !soundness.empty())
    open.push_back({over_.desk.need_mark(person, soundness), std::nullopt});
  return open;
}

Result<MailSender::Due> MailSender::due_among(std::vector<Addressee> all) {
  std::map<std::string, MailTurn, std::less<>> turns;
  for (MailTurn& turn : TRY(over_.desk.mail_turns())) turns[turn.person] = std::move(turn);
  const Instant now = over_.store.around().clock.now();
  Due due;
  due.server = turns[""];
  for (Addressee& one : all) {
    one.turn = turns[one.person];
    one.turn.person = one.person;
    const authority::Mailed before = TRY(over_.desk.mailed(one.person));
    one.mailed = authority::still_open(one.needs, before);
    if (one.mailed.size() != before.size()) TRY(over_.desk.settle_mail(one.turn, one.mailed));
    const auto& pace = over_.out.settings().pace;
    if (authority::mail_due(one.needs, one.mailed, pace, now) == MailDue::yes)
      due.people.push_back(std::move(one));
  }
  // Somebody whose letter the server chokes on comes last, so that the others get theirs.
  std::sort(due.people.begin(), due.people.end(), [](const Addressee& a, const Addressee& b) {
    return fewer_tries(a.turn, b.turn);
  });
  return due;
}

Result<void> MailSender::send_all(Due due) {
  const auto& pace = over_.out.settings().pace;
  for (Addressee& to : due.people) {
    const Instant now = over_.store.around().clock.now();
    if (is_ended()) return {};
    if (now < due.server.next_try || minute_is_full(now)) {
      look_again_by(std::max(due.server.next_try, Instant{now.micros + one_second}));
      return {};
    }
    if (authority::turn_has_come(to.turn, pace, now) == MailDue::no) {
      const auto quiet = static_cast<std::int64_t>(pace.quiet_seconds) * one_second;
      look_again_by(std::max(to.turn.next_try, Instant{to.turn.last_sent.micros + quiet}));
      continue;
    }
    const Delivery delivery = TRY(send_to(to));
    TRY(note_server(due.server, delivery));
    look_again_by(to.turn.next_try);
  }
  return {};
}

// The try is noted before it: where the desk cannot be written nothing is sent, again and again.
// Killed before the second note, the program sends once more when it is back.
Result<Delivery> MailSender::send_to(Addressee& to) {
  base::Clock& clock = over_.store.around().clock;
  const auto& pace = over_.out.settings().pace;
  const MailTurn before = to.turn;
  to.turn.next_try = authority::after_vain_try(before, "", pace, clock.now()).next_try;
  TRY(over_.desk.settle_mail(to.turn, to.mailed));
  sent_.push_back(clock.now());
  const Delivery delivery = over_.out.send(
      {to.address, base::hex(over_.store.around().random.bytes(letter_id_length / 2)),
       clock.now(), authority::Letter::Kind::needs_you});
  const Instant now = clock.now();
  to.turn = delivery.taken() ? authority::after_taken(before, now)
                             : authority::after_vain_try(before, delivery.answer, pace, now);
  if (delivery.taken()) to.mailed = authority::all_mailed(to.needs, now);
  TRY(over_.desk.settle_mail(to.turn, to.mailed));
  return delivery;
}

// An address that is refused says nothing of the server.
Result<void> MailSender::note_server(MailTurn& server, const Delivery& delivery) {
  const Instant now = over_.store.around().clock.now();
  const bool well = delivery.verdict != Delivery::Verdict::not_now;
  if (well && server.tries == 0) return {};
  if (!well && server.tries == 0)
    base::log(base::LogLevel::warning, "mail_waits", {{"store", over_.name}});
  if (well) base::log(base::LogLevel::notice, "mail_goes_out", {{"store", over_.name}});
  const auto& pace = over_.out.settings().pace;
  server = well ? authority::after_taken(server, now)
                : authority::after_vain_try(server, delivery.answer, pace, now);
  return over_.desk.settle_mail(server, {});
}

bool MailSender::is_ended() {
  const std::lock_guard lock(mutex_);
  return ended_;
}

bool MailSender::minute_is_full(Instant now) {
  while (!sent_.empty() && now.micros - sent_.front().micros >= one_minute) sent_.pop_front();
  return sent_.size() >= over_.out.settings().pace.per_minute;
}

void MailSender::look_again_by(Instant when) { look_again_ = std::min(look_again_, when); }

void MailSender::tell(const base::Error& why) {
  if (told_ == why.what) return;
  told_ = why.what;
  base::log(base::LogLevel::warning, "mail_not_looked_at",
            {{"store", over_.name}, {"why", why.what}});
}

}  // namespace app
