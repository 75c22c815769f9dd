#include "access/desk_parts.h"

namespace authority {
namespace {

constexpr auto longest_wait = std::chrono::seconds(5);  // for room in the program
constexpr auto longest_idle = std::chrono::seconds(60);
// A connection to a server may have broken since. After a fault it is tried at once.
constexpr auto tried_after = std::chrono::seconds(1);

}  // namespace

DeskTop::DeskTop(Opening opening, store::ConnectionRoom* room, const base::Key& store_key,
                 base::Clock& now, base::Random& source)
    : draft_key(base::derived_key(store_key, "drafts")),
      guess_key(base::derived_key(store_key, "wrong guesses")),
      look_key(base::derived_key(store_key, "looks")),
      mail_key(base::derived_key(store_key, "mail")),
      clock(now),
      random(source),
      opening_(std::move(opening)),
      room_(room) {
  if (room_ != nullptr) room_->join(*this);
}

DeskTop::~DeskTop() {
  if (room_ == nullptr) return;
  room_->leave(*this);
  if (connection_ == nullptr) return;
  connection_.reset();
  room_->give_back(1);
}

base::Result<store::Database*> DeskTop::opened() {
  const auto now = std::chrono::steady_clock::now();
  const bool to_be_tried = now - used_ > tried_after;
  used_ = now;
  if (connection_ != nullptr && to_be_tried && !store::query_integer(*connection_, "SELECT 1")) {
    connection_.reset();
    if (room_ != nullptr) room_->give_back(1);
  }
  if (connection_ != nullptr) return connection_.get();
  finding_room_ = true;
  const bool full =
      room_ != nullptr && room_->take(longest_wait) == store::ConnectionRoom::Entry::full;
  finding_room_ = false;
  if (full) {
    return base::Failure{base::ErrorKind::unavailable,
                         "The program has as many connections to databases as it may.", "desk"};
  }
  auto made = opening_();
  if (!made) {
    if (room_ != nullptr) room_->give_back(1);
    return std::move(made).failure();
  }
  connection_ = std::move(*made);
  return connection_.get();
}

base::Result<void> DeskTop::run(std::string_view sql,
                                std::initializer_list<store::Parameter> parameters) {
  store::Database* database = TRY(opened());
  auto done = store::run(*database, sql, parameters);
  if (!done) used_ = {};
  return done;
}

base::Result<store::Rows> DeskTop::query(std::string_view sql,
                                         std::initializer_list<store::Parameter> parameters) {
  store::Database* database = TRY(opened());
  auto rows = store::query(*database, sql, parameters);
  if (!rows) used_ = {};
  return rows;
}

void DeskTop::close_idle() {
  Connection closing;
  {
    const std::lock_guard hold(lock);
    const bool idle = std::chrono::steady_clock::now() - used_ > longest_idle;
    if (connection_ == nullptr || !idle) return;
    closing = std::move(connection_);
  }
  closing.reset();
  if (room_ != nullptr) room_->give_back(1);
}

// Somebody at work with it keeps it: whoever asks does not wait for them. It may be ourselves.
std::unique_ptr<store::Database> DeskTop::give_up_idle() {
  if (finding_room_) return nullptr;
  const std::unique_lock hold(lock, std::try_to_lock);
  return hold.owns_lock() ? std::move(connection_) : nullptr;
}

}  // namespace authority
