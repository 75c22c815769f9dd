#include "app/held_store.h"

#include <utility>

#include "app/mail_file.h"
#include "app/sign_in_file.h"
#include "base/log.h"
#include "ledger/log.h"
#include "records/disposal.h"
#include "records/reader.h"
#include "records/upkeep.h"
#include "web/site_map.h"

namespace app {
namespace {

using base::ErrorKind;
using base::Failure;
using base::Result;

constexpr auto stuck_after = std::chrono::seconds(1);
constexpr const char* record_file = "record.sqlite";
constexpr const char* shared_index = "record.sqlite-shm";

bool is_health(const http::Request& request, std::string_view which) {
  return request.path == "/health/" + std::string(which);
}

http::Response answer_not_ready(const http::Request& request, const web::Council& council) {
  if (is_health(request, "live")) return http::Response::text("live\n");
  if (is_health(request, "ready")) return http::Response::text("not ready: store\n", 503);
  return web::council_not_ready(request, council);
}

}  // namespace

HeldLogs::Claim HeldLogs::claim(const std::string& store_id, const std::string& holder) {
  const std::lock_guard lock(mutex_);
  const auto [place, is_new] = holders_.emplace(store_id, holder);
  return is_new || place->second == holder ? Claim::taken : Claim::held_elsewhere;
}

void HeldLogs::give_up(const std::string& holder) {
  const std::lock_guard lock(mutex_);
  std::erase_if(holders_, [&](const auto& one) { return one.second == holder; });
}

HeldStore::HeldStore(RegisteredStore place, const Ground& ground)
    : place_(std::move(place)), ground_(ground), council_(place_.host) {}

HeldStore::~HeldStore() = default;

bool HeldStore::is_ready() const {
  const std::lock_guard lock(mutex_);
  return stage_ == Stage::open;
}

bool HeldStore::has_stopped() const {
  const std::lock_guard lock(mutex_);
  return stage_ == Stage::open && open_->store->recording() == records::Recording::stopped;
}

std::string HeldStore::council() const {
  const std::lock_guard lock(mutex_);
  return council_;
}

std::string HeldStore::log_name() const {
  return place_.host.empty() ? place_.folder.string() : place_.host;
}

Result<void> HeldStore::open() {
  {
    const std::lock_guard lock(mutex_);
    if (stage_ != Stage::closed) return {};
  }
  auto open = TRY(opened());
  const std::string council = open->store->facts().council;
  if (ground_.councils != nullptr) ground_.councils->name(place_.host, council);
  const std::lock_guard lock(mutex_);
  open_ = std::move(open);
  council_ = council;
  stage_ = Stage::open;
  return {};
}

Result<std::unique_ptr<HeldStore::Open>> HeldStore::opened() const {
  auto open = std::make_unique<Open>();
  if (auto mark = base::file_mark(place_.folder / record_file)) open->mark = *mark;
  std::error_code unknown;
  open->bytes = std::filesystem::file_size(place_.folder / record_file, unknown);
  open->store = TRY(records::CouncilStore::open(place_.folder, ground_.around,
                                                records::Opening::write));
  const records::StoreFacts& facts = open->store->facts();
  if (!facts.demonstration &&
      ground_.logs.claim(facts.store_id, log_name()) == HeldLogs::Claim::held_elsewhere) {
    return Failure{ErrorKind::conflict, "This server holds the same store under another host.",
                   place_.folder.string()};
  }
  open->desk = TRY(authority::Desk::open(place_.folder, open->store->store_key(),
                                         ground_.around.clock, ground_.around.random,
                                         ground_.around.connections));
  authority::SignInSettings sign_in = TRY(sign_in_settings(
      place_.folder, facts.demonstration ? StoreKind::demonstration : StoreKind::real));
  TRY(groups_fit(sign_in, ground_.around.packs));
  if (sign_in.provider)
    open->provider = std::make_unique<authority::Provider>(*sign_in.provider, sign_in.address,
                                                           ground_.around.clock);
  std::string mail_trouble = open_mail(*open, sign_in.address);
  open->site.emplace(web::Site{*open->store, *open->desk, ground_.loopback_only, place_.host,
                               ground_.councils, std::move(sign_in), open->provider.get(),
                               open->mail.get(), std::move(mail_trouble)});
  open->answer = web::answer(*open->site);
  if (open->mail)
    open->sender = std::make_unique<MailSender>(
        MailSender::Over{*open->store, *open->desk, *open->mail, log_name()});
  return open;
}

// Gives what is wrong with the settings, or "". Mail that cannot go out is no reason to keep people
// from the record: the page about mail and `plumbline doctor` say why.
std::string HeldStore::open_mail(Open& open, const std::string& address) const {
  auto settings = mail_settings(place_.folder, address);
  if (!settings) {
    base::log(base::LogLevel::fault, "mail_not_set",
              {{"store", log_name()}, {"why", base::to_text(settings.error())}});
    return base::to_text(settings.error());
  }
  if (*settings) open.mail = authority::mail_out(**std::move(settings));
  return {};
}

http::Response HeldStore::answer(http::Request& request) {
  request.store = log_name();
  Open* open = nullptr;
  {
    const std::lock_guard lock(mutex_);
    const web::Council council{place_.host, council_};
    if (stage_ != Stage::open) return answer_not_ready(request, council);
    const auto now = std::chrono::steady_clock::now();
    if (visits_ == 0) got_on_ = now;
    const auto pace = now - got_on_ > stuck_after ? ThreadShare::Pace::stuck
                                                  : ThreadShare::Pace::getting_on;
    if (ground_.share.enter(visits_, pace) == ThreadShare::Entry::full)
      return web::council_busy(request, council);
    ++visits_;
    open = open_.get();
  }
  struct Leaving {
    HeldStore& store;
    ~Leaving() { store.leave_visit(); }
  };
  const Leaving leaving{*this};
  return open->answer(request);
}

void HeldStore::leave_visit() {
  ground_.share.leave();
  const std::lock_guard lock(mutex_);
  --visits_;
  got_on_ = std::chrono::steady_clock::now();
}

// A store that is not whole is closed and, if what stands in its folder now is one, opened anew.
void HeldStore::turn() {
  if (const Open* standing = standing_now()) {
    if (const auto whole = look(*standing); !whole) leave(whole.error());
  }
  close_when_empty();
  if (const auto tried = open(); !tried) return tell(tried.error());
  if (const Open* standing = standing_now()) take_what_is_due(*standing);
}

// Only turn() closes a store, so that what this gives stands until turn() closes it.
const HeldStore::Open* HeldStore::standing_now() const {
  const std::lock_guard lock(mutex_);
  return stage_ == Stage::open ? open_.get() : nullptr;
}

// The look also finishes disposals, and the record then says so: not before drafts are gone.
void HeldStore::look_at_clock(const Open& open) const {
  const auto forgotten = forget_disposed(open);
  if (!forgotten) {
    base::log(base::LogLevel::warning, "drafts_not_forgotten",
              {{"store", log_name()}, {"why", forgotten.error().what}});
    return;
  }
  const auto looked = open.store->look_at_clock();
  std::error_code unknown;
  if (open.mark && *forgotten == Disposals::to_finish)
    open.bytes = std::filesystem::file_size(place_.folder / record_file, unknown);
  if (looked) return;
  base::log(base::LogLevel::warning, "clock_not_noted",
            {{"store", log_name()}, {"why", looked.error().what}});
}

// Drafts go before the record says that the disposal is finished (records/disposal.h).
Result<HeldStore::Disposals> HeldStore::forget_disposed(const Open& open) {
  std::vector<std::string> references;
  const registers::Packs& packs = open.store->around().packs;
  {
    auto reader = TRY(open.store->reader());
    references = TRY(records::disposed_in_unfinished(reader->database(), packs));
  }
  const registers::Register* kind = packs.disposing();
  if (references.empty() || kind == nullptr) return Disposals::none;
  TRY(open.desk->forget_records(references, kind->name));
  return Disposals::to_finish;
}

void HeldStore::take_what_is_due(const Open& open) {
  if (const auto weighed = open.store->weigh_tables(); !weighed) {
    base::log(base::LogLevel::warning, "tables_not_weighed",
              {{"store", log_name()}, {"why", weighed.error().what}});
  }
  if (const auto noted = open.desk->write_looks(); !noted) {
    base::log(base::LogLevel::warning, "looks_not_written",
              {{"store", log_name()}, {"why", noted.error().what}});
  }
  open.store->close_idle();
  open.desk->close_idle();
  if (!told_.empty()) base::log(base::LogLevel::notice, "store_well", {{"store", log_name()}});
  told_.clear();
  look_at_clock(open);
  const auto written = records::write_due_silences(*open.store);
  if (written) return;
  base::log(base::LogLevel::warning, "silence_not_written",
            {{"store", log_name()}, {"why", written.error().what}});
}

// Whether the folder still holds the store that was opened. A store that is merely busy is whole.
// What is written to a file that was taken away would be lost with the program.
Result<void> HeldStore::look(const Open& open) const {
  // A server of one store ends instead, with its own exit code (serve.cpp).
  const bool one_of_many = ground_.councils != nullptr;
  if (one_of_many && open.store->recording() == records::Recording::stopped) {
    return Failure{ErrorKind::unavailable, "The disk failed while acts were recorded.",
                   place_.folder.string()};
  }
  if (open.mark) {
    const auto mark = TRY(base::file_mark(place_.folder / record_file));
    if (!(mark == *open.mark)) {
      return Failure{ErrorKind::not_found, "Another file stands where the record was.",
                     place_.folder.string()};
    }
    std::error_code unknown;
    const auto bytes = std::filesystem::file_size(place_.folder / record_file, unknown);
    if (!unknown && bytes < open.bytes) {
      return Failure{ErrorKind::corrupt, "The record's file was cut short while it was in use.",
                     place_.folder.string()};
    }
    const auto index = std::filesystem::file_size(place_.folder / shared_index, unknown);
    if (!unknown && index == 0) {
      return Failure{ErrorKind::corrupt, "The record's index was emptied while it was in use.",
                     place_.folder.string()};
    }
  }
  const auto reader = open.store->reader();
  if (!reader) {
    if (reader.error().kind == ErrorKind::unavailable) return {};
    return Failure(reader.error());
  }
  const auto checkpoint = ledger::newest_checkpoint((*reader)->database());
  if (!checkpoint && checkpoint.error().kind != ErrorKind::unavailable)
    return Failure(checkpoint.error());
  if (checkpoint && !ledger::signed_last_by(checkpoint->note, open.store->facts().log_key)) {
    return Failure{ErrorKind::unavailable, "The log's key was changed by another program.",
                   place_.folder.string()};
  }
  return {};
}

void HeldStore::leave(const base::Error& why) {
  {
    const std::lock_guard lock(mutex_);
    stage_ = Stage::leaving;
  }
  tell(why);
}

void HeldStore::close_when_empty() {
  std::unique_ptr<Open> closing;
  {
    const std::lock_guard lock(mutex_);
    if (stage_ != Stage::leaving || visits_ > 0) return;
    closing = std::move(open_);
  }
  closing.reset();  // without the lock: it may take as long as a broken disk likes
  ground_.logs.give_up(log_name());
  const std::lock_guard lock(mutex_);
  stage_ = Stage::closed;
}

void HeldStore::tell(const base::Error& why) {
  if (told_ == why.what) return;
  told_ = why.what;
  base::log(base::LogLevel::fault, "store_not_ready",
            {{"store", log_name()}, {"why", why.what}, {"where", why.where}});
}

}  // namespace app
