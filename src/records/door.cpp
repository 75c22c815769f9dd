#include "records/door.h"

#include <algorithm>

#include "base/log.h"

namespace records {
namespace {

constexpr std::size_t most_in_batch = 256;
constexpr auto held_up_for = std::chrono::seconds(30);  // after a failure, unless an act succeeds

constexpr auto pause_after = std::chrono::seconds(5);  // of one batch under way
constexpr auto most_wait = std::chrono::seconds(9);    // of one caller

std::chrono::steady_clock::rep now_counted() {
  return std::chrono::steady_clock::now().time_since_epoch().count();
}
constexpr std::chrono::steady_clock::rep counted(std::chrono::steady_clock::duration length) {
  return length.count();
}

// What the caller asked wrongly is the caller's to tell; what the store could not do is the
// operator's to know.
void tell(const base::Error& error) {
  const bool fault =
      error.kind == base::ErrorKind::unavailable || error.kind == base::ErrorKind::corrupt;
  if (!fault) return;
  base::log(base::LogLevel::warning, "act_not_recorded",
            {{"why", error.what}, {"where", error.where}});
}

}  // namespace

Door::Door(std::unique_ptr<Recorder> recorder)
    : recorder_(std::move(recorder)), writer_([this] { write_batches(); }) {}

Door::~Door() {
  {
    const std::lock_guard lock(mutex_);
    closing_ = true;
  }
  somebody_waits_.notify_one();
  writer_.join();
  recorder_->close();
}

ActOutcome Door::commit(AskedAct act) { return wait_for(std::move(act)); }

base::Result<void> Door::look_at_clock() {
  TRY(wait_for(std::nullopt));
  return {};
}

Recording Door::recording() const {
  if (stopped_) return Recording::stopped;
  if (paused()) return Recording::paused;
  const bool lately = failed_at_ != 0 && now_counted() - failed_at_ < counted(held_up_for);
  return lately ? Recording::held_up : Recording::open;
}

bool Door::paused() const {
  const auto began_at = began_at_.load();
  return began_at != 0 && now_counted() - began_at > counted(pause_after);
}

ActOutcome Door::wait_for(std::optional<AskedAct> act) {
  if (paused()) {
    return base::Failure{base::ErrorKind::unavailable,
                         "Writing is paused: the disk, or the copy on another machine, does not "
                         "answer. Nothing was recorded.",
                         "record"};
  }
  Seat* seat = take_seat(std::move(act));
  if (!seat->answer.try_acquire_for(most_wait)) return leave(seat);
  ActOutcome outcome = std::move(*seat->outcome);
  give_back(seat);
  return outcome;
}

Door::Seat* Door::take_seat(std::optional<AskedAct> act) {
  Seat* seat = nullptr;
  bool first = false;
  {
    const std::lock_guard lock(mutex_);
    if (free_seats_.empty()) {
      seat = &seats_.emplace_back();
    } else {
      seat = free_seats_.back();
      free_seats_.pop_back();
    }
    seat->act = std::move(act);
    seat->state = Seat::State::waiting;
    first = waiting_.empty();
    waiting_.push_back(seat);
  }
  if (first) somebody_waits_.notify_one();
  return seat;
}

void Door::give_back(Seat* seat) {
  seat->outcome.reset();
  seat->act.reset();
  const std::lock_guard lock(mutex_);
  free_seats_.push_back(seat);
}

// The caller has waited long enough. Whoever the writer had not come to yet is not recorded; the
// others leave their seat to the writer, which gives it back.
ActOutcome Door::leave(Seat* seat) {
  {
    const std::lock_guard lock(mutex_);
    const auto place = std::find(waiting_.begin(), waiting_.end(), seat);
    if (place != waiting_.end()) {
      waiting_.erase(place);
      seat->act.reset();
      free_seats_.push_back(seat);
      return base::Failure{base::ErrorKind::unavailable,
                           "Writing is held up, and nothing was recorded.", "record"};
    }
  }
  auto expected = Seat::State::waiting;
  if (seat->state.compare_exchange_strong(expected, Seat::State::left)) return Outcome(NotKnown{});
  seat->answer.acquire();  // the answer came just now
  ActOutcome outcome = std::move(*seat->outcome);
  give_back(seat);
  return outcome;
}

void Door::tell_answer(Seat* seat, ActOutcome outcome) {
  seat->outcome = std::move(outcome);
  auto expected = Seat::State::waiting;
  if (seat->state.compare_exchange_strong(expected, Seat::State::answered)) {
    seat->answer.release();
  } else {
    give_back(seat);
  }
}

void Door::write_batches() {
  std::vector<Seat*> batch;
  while (true) {
    {
      std::unique_lock lock(mutex_);
      somebody_waits_.wait(lock, [this] { return closing_ || !waiting_.empty(); });
      if (waiting_.empty()) return;
      const std::size_t count = std::min(waiting_.size(), most_in_batch);
      batch.assign(waiting_.begin(), waiting_.begin() + static_cast<std::ptrdiff_t>(count));
      waiting_.erase(waiting_.begin(), waiting_.begin() + static_cast<std::ptrdiff_t>(count));
    }
    began_at_ = now_counted();
    write_batch(batch);
    began_at_ = 0;
  }
}

void Door::write_batch(const std::vector<Seat*>& batch) {
  std::vector<const AskedAct*> acts;
  std::vector<Seat*> askers, lookers;
  acts.reserve(batch.size());
  for (Seat* seat : batch) {
    (seat->act ? askers : lookers).push_back(seat);
    if (seat->act) acts.push_back(&*seat->act);
  }
  bool told = false;
  std::string last_fault;  // a fault of the whole batch is told once
  const auto whole = recorder_->record(acts, [&](std::vector<ActOutcome> outcomes) {
    if (told) return;
    told = true;
    if (recorder_->disk_failed()) stopped_ = true;  // before anybody hears of it
    // So is that all is well again: who has a receipt in hand must not find the program unready.
    if (std::any_of(outcomes.begin(), outcomes.end(),
                    [](const auto& one) { return one.has_value(); }))
      failed_at_ = 0;
    for (std::size_t i = 0; i < askers.size(); ++i) {
      if (!outcomes[i] && outcomes[i].error().what != last_fault) {
        last_fault = outcomes[i].error().what;
        tell(outcomes[i].error());
      }
      tell_answer(askers[i], std::move(outcomes[i]));
    }
  });
  note_health(whole);
  for (Seat* seat : lookers) {
    tell_answer(seat, whole ? ActOutcome(Outcome()) : ActOutcome(base::Failure(whole.error())));
  }
}

void Door::note_health(const base::Result<void>& whole) {
  if (recorder_->disk_failed()) stopped_ = true;
  failed_at_ = whole ? 0 : now_counted();
}

}  // namespace records
