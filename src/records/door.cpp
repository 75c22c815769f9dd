#include "records/door.h"

#include "base/log.h"

namespace records {
namespace {

constexpr std::size_t most_in_batch = 256;
constexpr auto held_up_for = std::chrono::seconds(30);  // after a failure, unless an act succeeds

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
}

ActOutcome Door::commit(AskedAct act) { return wait_for(std::move(act)); }

base::Result<void> Door::look_at_clock() {
  TRY(wait_for(std::nullopt));
  return {};
}

Recording Door::recording() const {
  if (stopped_) return Recording::stopped;
  const auto failed_at = failed_at_.load();
  const auto now = std::chrono::steady_clock::now().time_since_epoch();
  const bool lately = failed_at != 0 && now - std::chrono::steady_clock::duration(failed_at) <
                                            held_up_for;
  return lately ? Recording::held_up : Recording::open;
}

ActOutcome Door::wait_for(std::optional<AskedAct> act) {
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
    seat->answered = 0;
    first = waiting_.empty();
    waiting_.push_back(seat);
  }
  if (first) somebody_waits_.notify_one();
  seat->answered.wait(0);
  ActOutcome outcome = std::move(*seat->outcome);
  seat->outcome.reset();
  seat->act.reset();
  const std::lock_guard lock(mutex_);
  free_seats_.push_back(seat);
  return outcome;
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
    write_batch(batch);
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
  const auto answer = [](Seat* seat, ActOutcome outcome) {
    seat->outcome = std::move(outcome);
    seat->answered = 1;
    seat->answered.notify_one();
  };
  bool told = false;
  std::string last_fault;  // a fault of the whole batch is told once
  const auto whole = recorder_->record(acts, [&](std::vector<ActOutcome> outcomes) {
    if (told) return;
    told = true;
    for (std::size_t i = 0; i < askers.size(); ++i) {
      if (!outcomes[i] && outcomes[i].error().what != last_fault) {
        last_fault = outcomes[i].error().what;
        tell(outcomes[i].error());
      }
      answer(askers[i], std::move(outcomes[i]));
    }
  });
  note_health(whole);
  for (Seat* seat : lookers) {
    answer(seat, whole ? ActOutcome(Outcome()) : ActOutcome(base::Failure(whole.error())));
  }
}

void Door::note_health(const base::Result<void>& whole) {
  if (recorder_->disk_failed()) stopped_ = true;
  failed_at_ = whole ? 0 : std::chrono::steady_clock::now().time_since_epoch().count();
}

}  // namespace records
