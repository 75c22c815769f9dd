#include "simulation/run.h"

#include <algorithm>
#include <cstdio>
#include <map>
#include <memory>
#include <optional>

#include "base/hash.h"
#include "records/door_seams.h"
#include "records/reader.h"
#include "records/upkeep.h"
#include "simulation/deeds.h"
#include "simulation/planting.h"

namespace simulation {
namespace {

using records::CouncilStore;
using records::Outcome;
using records::Receipt;

constexpr std::int64_t second = 1'000'000, hour = 3600 * second, day = 24 * hour;

// A form that was sent, and the first receipt that came for it, if any.
struct Sent {
  records::Change change;
  std::optional<Receipt> receipt;
};

std::string what_came(const Outcome& outcome) {
  if (const auto* mistakes = std::get_if<registers::Mistakes>(&outcome)) {
    const registers::Slip& slip = mistakes->all().front();
    return "mistake " + slip.field + ": " + slip.sentence;
  }
  if (const auto* refusal = std::get_if<records::Refusal>(&outcome)) return refusal->reason;
  return std::holds_alternative<Receipt>(outcome) ? "receipt" : "asked about";
}

// One of the two programs at the file.
struct Program {
  std::unique_ptr<CouncilStore> store;
  // How far the clock stood from the time counted at its last look; none: not known.
  std::optional<std::int64_t> looked_at;
};

class Run {
 public:
  Run(const Town& town, SqliteDisk& layer, const Settings& settings)
      : town_(town),
        layer_(layer),
        settings_(settings),
        dice_(settings.seed),
        clock_(town.begins()),
        random_(base::seeded_random("run " + std::to_string(settings.seed))),
        around_(town.around(clock_, *random_)),
        deeds_(town, dice_, *random_),
        inspector_(town, around_, town.verifier_text()) {}

  Played play();

 private:
  // run.cpp: what happens
  void operate();
  void send();
  void send_again();
  void send_altered();
  void days_fall_due();
  void set_clock();
  void trouble();
  void read_one();

  // Asking the door, and what must follow
  CouncilStore* program();
  void ask(const std::string& name, Sent& sent, bool must_be_refused);
  void judge(Sent& sent, const Outcome& outcome, bool must_be_refused);
  void hear(Sent& sent, const Receipt& receipt);
  void failed(const base::Error& error);
  void power_goes();
  // fresh: what came since the last look. again: all of it, without verify. whole: with it.
  enum class Look { fresh, again, whole };
  void look(Look how);
  void look_for_note(std::int64_t notes_before);
  [[nodiscard]] std::int64_t offset() { return clock_.now().micros - clock_.counted_micros(); }
  [[nodiscard]] bool excused();

  void broken(Invariant which, std::string what) { keep({{which, std::move(what)}}); }
  void keep(std::vector<Broken> found);
  void say(const std::string& line);

  const Town& town_;
  SqliteDisk& layer_;
  const Settings settings_;
  Dice dice_;
  base::SetClock clock_;
  std::unique_ptr<base::Random> random_;
  const records::Surroundings around_;
  Deeds deeds_;
  Inspector inspector_;
  Witness witness_;
  Program programs_[2];
  std::size_t at_ = 0;  // whose turn it is
  std::vector<Sent> sent_;
  std::map<std::int64_t, std::string> key_of_entry_;
  std::vector<std::string> advices_;
  Played played_;
  base::Hash trace_{};
  std::int64_t failures_seen_ = 0, true_offset_ = 0;
  bool no_room_ = false, grave_ = false, opened_anew_ = true;
};

Played Run::play() {
  layer_.disk().clear();
  layer_.seed(settings_.seed);
  town_.put_on(layer_.disk());
  layer_.disk().syncs(settings_.plant == Plant::no_syncs ? Syncs::none : Syncs::honest);
  true_offset_ = offset();
  const int planted_at = static_cast<int>(dice_.between(30, 120));
  bool planted = false;
  for (int number = 0; number < settings_.operations; ++number) {
    ++played_.operations;
    const bool running = programs_[0].store != nullptr || programs_[1].store != nullptr;
    if (number >= planted_at && running && !planted && plant(settings_.plant, town_.folder())) {
      planted = true;
      say("planted");
      look(Look::whole);
    }
    if (!grave_) operate();
    if (grave_) break;
  }
  for (Program& one : programs_) one.store.reset();
  layer_.disk().mend();
  if (!grave_) look(Look::whole);
  for (Program& one : programs_) one.store.reset();
  layer_.disk().syncs(Syncs::honest);
  played_.trace = base::hex(base::bytes_of(trace_));
  return std::move(played_);
}

void Run::operate() {
  clock_.set({clock_.now().micros + dice_.between(1, 20 * 60) * second});
  at_ = dice_.one_in(4) ? 1 : 0;
  const std::uint64_t kind = dice_.below(100);
  if (kind < 66) send();
  else if (kind < 75) send_again();
  else if (kind < 80) send_altered();
  else if (kind < 85) read_one();
  else if (kind < 90) days_fall_due();
  else if (kind < 94) set_clock();
  else trouble();
  if (layer_.disk().is_off()) power_goes();
  if (!grave_) look(Look::fresh);
}

void Run::send() {
  const base::Date today = base::london_date(clock_.now());
  Deed deed = deeds_.next(advices_, today);
  sent_.push_back({std::move(deed.change), {}});
  ask(deed.name, sent_.back(), deed.must_be_refused);
}

void Run::send_again() {
  if (sent_.empty()) return;
  ask("again", sent_[sent_.size() - 1 - dice_.below(std::min<std::size_t>(sent_.size(), 30))],
      false);
}

// The same key with other content: nobody may lose the first, nor record the second unasked.
void Run::send_altered() {
  std::vector<std::size_t> known;
  for (std::size_t i = 0; i < sent_.size(); ++i) {
    if (sent_[i].receipt) known.push_back(i);
  }
  CouncilStore* store = known.empty() ? nullptr : program();
  if (store == nullptr) return;
  if (opened_anew_) look(Look::fresh);
  const std::int64_t notes = inspector_.clock_notes();
  const Sent& first = sent_[dice_.pick(known)];
  const auto outcome = store->commit(deeds_.altered(first.change));
  if (!outcome) return failed(outcome.error());
  look_for_note(notes);
  const auto* already = std::get_if<records::AlreadyRecorded>(&*outcome);
  say("altered: " + std::to_string(already == nullptr ? -1 : already->entry));
  if (already == nullptr || already->entry != first.receipt->first_entry) {
    broken(Invariant::receipts, "other words with the key of entry " +
                                    std::to_string(first.receipt->first_entry) +
                                    " were not asked about");
  }
}

// Time passes, and what was to be answered by then is said to be silent: by both programs.
void Run::days_fall_due() {
  clock_.set({clock_.now().micros + dice_.between(1, 5) * day});
  for (at_ = 0; at_ < 2; ++at_) {
    CouncilStore* store = program();
    if (store == nullptr) return;
    const auto written = records::write_due_silences(*store);
    if (!written) return failed(written.error());
    say("silences: " + std::to_string(*written));
    played_.silences += *written;
    if (at_ == 1 && *written != 0) broken(Invariant::receipts, "a silence was said twice");
    programs_[at_].looked_at.reset();
  }
  at_ = 0;
}

void Run::set_clock() {
  const std::vector<std::int64_t> steps = {-hour, day, -3653 * day, 31 * second, -31 * second,
                                           29 * second, 400 * day, 0};
  const std::int64_t step = dice_.pick(steps);
  const std::int64_t now = clock_.now().micros;
  const base::Instant to{step == 0 ? now - offset() + true_offset_ : now + step};
  ++played_.steps_of_clock;
  say("clock set by " + std::to_string((to.micros - now) / second) + " s");
  if (settings_.plant == Plant::unseen_step) {
    for (Program& one : programs_) {
      if (one.looked_at) *one.looked_at -= to.micros - now;  // as if it had been seen to move
    }
    clock_.set(to);
  } else {
    clock_.step(to);
  }
}

// A fault that waits for its call, or room that runs out and comes back.
void Run::trouble() {
  Disk& disk = layer_.disk();
  switch (dice_.below(5)) {
    case 0:
      disk.lose_power_at(disk.counts().calls + dice_.between(1, 300));
      return say("power will go");
    case 1:
      disk.lose_power_at_sync(disk.counts().syncs + dice_.between(1, 4));
      return say("power will go at a sync");
    case 2:
      disk.fail_at(disk.counts().calls + dice_.between(1, 200), Answer::io_error);
      return say("a call will fail");
    case 3:
      if (!no_room_) ++played_.full;
      no_room_ = true;
      disk.room(disk.held() + dice_.between(1, 300'000));
      return say("room runs out");
    default:
      no_room_ = false;
      disk.room(0);
      return say("room");
  }
}

void Run::read_one() {
  CouncilStore* store = advices_.empty() ? nullptr : program();
  if (store == nullptr) return;
  const std::string& reference = dice_.pick(advices_);
  auto reader = store->reader();
  const auto row = reader ? (*reader)->find(reference, town_.cast().cswo)
                          : base::Result<records::Row>(base::Failure(reader.error()));
  say("read " + reference + ": " + (row ? row->state : base::to_text(row.error())));
  if (!row && !layer_.disk().is_off()) {
    broken(Invariant::acknowledged, reference + " cannot be read: " + row.error().what);
  }
}

// The program whose turn it is, started when it does not run. None: the power went, or a call of the
// start failed.
CouncilStore* Run::program() {
  Program& mine = programs_[at_];
  if (mine.store != nullptr) return mine.store.get();
  records::DoorSeams seams;
  if (settings_.plant == Plant::early_answer) {
    seams.acknowledge = records::Acknowledge::before_commit;
  }
  if (settings_.plant == Plant::clock_order) seams.times = records::Times::as_the_clock_says;
  town_.forget_beside();
  auto opened = records::open_with_seams(town_.folder(), around_, records::Opening::write,
                                         std::move(seams));
  say(std::string("program ") + (at_ == 0 ? "A" : "B") + " starts: " +
      (opened ? "yes" : opened.error().what));
  if (!opened) {
    failed(opened.error());
    return nullptr;
  }
  mine.store = std::move(*opened);
  mine.looked_at = offset();
  opened_anew_ = true;
  return mine.store.get();
}

void Run::ask(const std::string& name, Sent& sent, bool must_be_refused) {
  CouncilStore* store = program();
  if (store == nullptr) return;
  if (opened_anew_) look(Look::fresh);
  const std::int64_t notes = inspector_.clock_notes();
  const auto outcome = store->commit(sent.change);
  if (!outcome && outcome.error().kind != base::ErrorKind::not_found) {
    say(name + ": " + outcome.error().what);
    return failed(outcome.error());
  }
  if (layer_.disk().is_off() && outcome && std::holds_alternative<Receipt>(*outcome)) {
    say(name + ": answered as the power went");
  }
  if (!outcome) {
    ++played_.refused;
    say(name + ": not found");
  } else {
    judge(sent, *outcome, must_be_refused);
    say(name + ": " + what_came(*outcome) +
        (sent.receipt ? " " + std::to_string(sent.receipt->first_entry) + " " +
                            sent.receipt->reference + " " +
                            base::hex(base::bytes_of(sent.receipt->root))
                      : ""));
  }
  if (!layer_.disk().is_off()) look_for_note(notes);
}

void Run::judge(Sent& sent, const Outcome& outcome, bool must_be_refused) {
  const auto* receipt = std::get_if<Receipt>(&outcome);
  if (receipt == nullptr) {
    ++played_.refused;
    if (sent.receipt) {
      broken(Invariant::receipts, "entry " + std::to_string(sent.receipt->first_entry) +
                                      " has a receipt, and its form none when sent again");
    }
    return;
  }
  if (must_be_refused) {
    broken(Invariant::permission, sent.change.caller.held.capacity + " " +
                                      sent.change.caller.person + " recorded entry " +
                                      std::to_string(receipt->first_entry));
  }
  hear(sent, *receipt);
}

void Run::hear(Sent& sent, const Receipt& receipt) {
  ++(receipt.repeated ? played_.repeated : played_.recorded);
  const std::string first = std::to_string(receipt.first_entry);
  if (sent.receipt && sent.receipt->first_entry != receipt.first_entry) {
    broken(Invariant::receipts,
           "one form has entries " + std::to_string(sent.receipt->first_entry) + " and " + first);
  }
  const auto [place, fresh] = key_of_entry_.emplace(receipt.first_entry, sent.change.key);
  if (!fresh && place->second != sent.change.key) {
    broken(Invariant::receipts, "two forms have the one entry " + first);
  }
  if (sent.receipt) return;
  sent.receipt = receipt;
  witness_.hears(sent.change, receipt);
  const records::RecordChange& record = sent.change.records.front();
  if (record.register_name == "advice" && record.reference.empty()) {
    advices_.push_back(receipt.reference);
  }
}

// Nothing fails without a cause. A disk that failed ends the program; no room does not.
void Run::failed(const base::Error& error) {
  ++played_.failed;
  Program& mine = programs_[at_];
  mine.looked_at.reset();
  if (layer_.disk().is_off()) return;
  const bool fault = layer_.disk().counts().failed > failures_seen_;
  failures_seen_ = layer_.disk().counts().failed;
  if (mine.store != nullptr && mine.store->recording() == records::Recording::stopped) {
    ++played_.stops;
    say("the program ends");
    mine.store.reset();
    if (!fault) broken(Invariant::behaviour, "a program stopped without a failing call");
    return;
  }
  if (fault || no_room_) return;
  broken(Invariant::behaviour, "failed without a cause: " + base::to_text(error));
}

void Run::power_goes() {
  ++played_.crashes;
  for (Program& one : programs_) one.store.reset();
  layer_.power_on(&dice_);
  failures_seen_ = layer_.disk().counts().failed;
  no_room_ = false;
  say("power back");
  look(played_.crashes % 4 == 0 ? Look::whole : Look::again);
}

// By a reader of a program that runs; when none does, one is started.
void Run::look(Look how) {
  opened_anew_ = false;
  const bool running = programs_[0].store != nullptr || programs_[1].store != nullptr;
  if (!running && how == Look::fresh) return;
  const std::size_t turn = at_;
  at_ = programs_[1].store != nullptr && programs_[0].store == nullptr ? 1 : 0;
  CouncilStore* store = program();
  at_ = turn;
  opened_anew_ = false;
  if (layer_.disk().is_off()) return;
  if (store == nullptr) {
    grave_ = how != Look::fresh;
    if (grave_) broken(Invariant::acknowledged, "the store does not open again");
    return;
  }
  auto reader = store->reader();
  if (!reader) {
    if (!excused()) broken(Invariant::behaviour, "no reader: " + reader.error().what);
    return;
  }
  std::vector<Broken> found;
  store::Database& database = (*reader)->database();
  const auto looked = how == Look::fresh ? inspector_.look_at_new(database, found)
                      : inspector_.look_at_all(database, witness_, found);
  if (!looked) found.push_back({Invariant::behaviour, base::to_text(looked.error())});
  if (looked && how == Look::whole) {
    const auto verified = inspector_.verify(found);
    if (!verified) found.push_back({Invariant::behaviour, base::to_text(verified.error())});
  }
  keep(std::move(found));
  if (how == Look::fresh) return;
  const auto digest = Inspector::digest_of_entries(database);
  if (digest) played_.entries = *digest;
  say("all entries: " + played_.entries);
}

// Between the step and this answer the program must have told of the step, if it knew the clock before.
void Run::look_for_note(std::int64_t notes_before) {
  Program& mine = programs_[at_];
  const std::optional<std::int64_t> before = mine.looked_at;
  mine.looked_at = offset();
  if (!before) return;
  const std::int64_t step = *mine.looked_at - *before;
  look(Look::fresh);
  const bool told = inspector_.clock_notes() > notes_before;
  const bool large = step > 30 * second || step < -30 * second;
  if (large && !told) broken(Invariant::clock, "a step of the clock was not told");
  if (!large && told) broken(Invariant::clock, "a step of the clock was told that was none");
}

bool Run::excused() {
  return no_room_ || layer_.disk().counts().failed > failures_seen_;
}

void Run::keep(std::vector<Broken> found) {
  for (Broken& one : found) {
    if (settings_.plant != Plant::none && one.which != found_by(settings_.plant)) continue;
    say(std::string("BROKEN ") + name_of(one.which) + ": " + one.what);
    played_.broken.push_back(std::move(one));
    grave_ = true;
  }
}

void Run::say(const std::string& line) {
  const std::string whole = std::to_string(played_.operations) + " " + base::iso(clock_.now()) + " " +
                            line + "\n";
  trace_ = base::sha256(std::string(base::bytes_of(trace_)) + whole);
  if (settings_.tell) std::fputs(whole.c_str(), stdout);
}

}  // namespace

Played play(const Town& town, SqliteDisk& layer, const Settings& settings) {
  return Run(town, layer, settings).play();
}

}  // namespace simulation
