// BARS D3: in a script of 300 calls that change the disk, every Nth in its turn fails, once with an I/O
// error and once for lack of room. The act it belongs to is never acknowledged. After an error that says
// the disk keeps nothing, the door stays shut until the store is opened again; after a lack of room it
// goes on. At the end the power goes with all that was not synced: whatever was acknowledged is there.
//   disk_faults [--calls 300] [--every 1] [--failing told|ignored]
// With --every 25, each 25th call and each that is no write.
// The negative control, `ignored`, is a program that does not look at what the disk answers. Prints one
// line; code 1 when something was lost, broken or wrongly said.
#include <cstdio>
#include <fstream>

#include "base/hash.h"
#include "base/log.h"
#include "records/reader.h"
#include "records/upkeep.h"
#include "simulation/sqlite_disk.h"
#include "simulation/town.h"
#include "simulation/witness.h"
#include "simulation/words.h"

namespace {

using namespace simulation;
using records::CouncilStore;
using records::Recording;

struct Found {
  std::int64_t runs = 0, writes = 0, syncs = 0, truncates = 0, others = 0, refused = 0, stopped = 0;
  std::int64_t acknowledged = 0, put_off = 0, not_met = 0, wrong = 0;
  std::string first;
  void add(const std::string& sentence) {
    ++wrong;
    if (first.empty()) first = sentence;
  }
};

// One run of the script: one call of it fails.
class Script {
 public:
  Script(const Town& town, SqliteDisk& layer, std::int64_t calls, Found& found)
      : town_(town), layer_(layer), calls_(calls), found_(found), clock_(town.begins()) {}

  void run(std::int64_t nth, Answer how) {
    begin();
    const Counts before = layer_.disk().counts();
    layer_.disk().fail_at(before.calls + nth, how);
    if (!play(before.calls + calls_, how)) ++found_.not_met;
    finish();
  }

  void name(std::string name) { name_ = std::move(name); }

  // Which calls the script makes when nothing fails.
  std::vector<Call> calls() {
    begin();
    const auto before = static_cast<std::ptrdiff_t>(layer_.disk().counts().calls);
    play(before + calls_, Answer::done);
    const std::vector<Call>& all = layer_.disk().calls();
    std::vector<Call> made(all.begin() + before, all.begin() + before + calls_);
    store_.reset();
    return made;
  }

 private:
  // Acts until so many calls were made. Says whether one of them failed.
  bool play(std::int64_t until, Answer how) {
    bool met = false;
    while (layer_.disk().counts().calls < until) {
      if (store_ == nullptr && !open()) break;
      const Counts so_far = layer_.disk().counts();
      ++matters_;
      const std::string question = "Is matter " + std::to_string(matters_) + " ready?";
      const auto act = advice_of(town_.cast().cswo, question, static_cast<int>(matters_ % 3),
                                 *random_);
      const auto outcome = store_->commit(act);
      const bool failed = layer_.disk().counts().failed > so_far.failed;
      if (failed) count_call();
      met = met || failed;
      judge(act, outcome, failed, how);
      if (!outcome && !failed) break;  // told already; it would go on for ever
    }
    return met;
  }

  bool open() {
    town_.forget_beside();
    auto opened = CouncilStore::open(town_.folder(), town_.around(clock_, *random_),
                                     records::Opening::write);
    if (!opened) found_.add(name_ + ": it does not open: " + base::to_text(opened.error()));
    if (opened) store_ = std::move(*opened);
    return store_ != nullptr;
  }

  // A document fills the log, so that the script meets its copying into the database too.
  void begin() {
    layer_.disk().clear();
    town_.put_on(layer_.disk());
    witness_.forget();
    random_ = base::seeded_random("script");
    clock_.set(town_.begins());
    matters_ = 0;
    store_.reset();
    if (!open()) return;
    const std::filesystem::path paper = town_.folder() / "paper.txt";
    const std::string bytes = random_->bytes(3'500'000);
    std::ofstream(paper, std::ios::binary) << bytes;
    records::Change act = advice_of(town_.cast().cswo, "Is the paper right?", 0, *random_);
    registers::Document document;
    document.id = std::string(32, '0');
    document.name = "paper.txt";
    document.type = "text/plain";
    document.sha256 = std::string(64, '0');
    act.records.front().set["evidence_file"] = registers::Value::document(document);
    act.records.front().document_files.push_back(paper.string());
    const auto outcome = store_->commit(act);
    if (!outcome || !std::holds_alternative<records::Receipt>(*outcome)) give_up("no paper");
    witness_.hears(act, std::get<records::Receipt>(*outcome));
  }

  void count_call() {
    const Call call = *layer_.disk().last_failed();
    ++(call == Call::write ? found_.writes : call == Call::sync ? found_.syncs
       : call == Call::truncate ? found_.truncates : found_.others);
  }

  void judge(const records::Change& act, const base::Result<records::Outcome>& outcome, bool failed,
             Answer how) {
    if (outcome) {
      const auto* receipt = std::get_if<records::Receipt>(&*outcome);
      if (receipt == nullptr) return found_.add(name_ + ": an act was refused");
      const bool in_log = layer_.disk().last_failed_name().ends_with("-wal");
      if (failed && how == Answer::no_room && !in_log) {
        ++found_.put_off;  // the log holds the act; copying it into the database waits for room
      } else if (failed && layer_.disk().fails_are_told()) {
        found_.add(name_ + ": acknowledged although a call of it failed");
      }
      witness_.hears(act, *receipt);
      ++found_.acknowledged;
      return;
    }
    if (!failed) return found_.add(name_ + ": " + base::to_text(outcome.error()));
    ++found_.refused;
    const base::Error& error = outcome.error();
    const bool clear = error.kind == base::ErrorKind::unavailable &&
                       error.what.find("disk") != std::string::npos;
    if (!clear) found_.add(name_ + ": not a clear sentence: " + base::to_text(error));
    if (store_->recording() == Recording::stopped) return stop_and_start_again(act);
    const bool no_room = how == Answer::no_room && layer_.disk().last_failed() == Call::write;
    if (!no_room) found_.add(name_ + ": the door goes on after a disk that failed");
  }

  // The door must stay shut, however often it is asked; then the program is started again.
  void stop_and_start_again(const records::Change& act) {
    ++found_.stopped;
    for (int turn = 0; turn < 2; ++turn) {
      if (store_->commit(act)) found_.add(name_ + ": a stopped door still recorded");
    }
    if (store_->look_at_clock()) found_.add(name_ + ": a stopped door looked at the clock");
    store_.reset();
  }

  void finish() {
    layer_.disk().lose_power();
    store_.reset();
    layer_.power_on(nullptr);
    if (!open()) return;
    const auto reader = store_->reader();
    if (!reader) return found_.add(name_ + ": it cannot be read");
    const auto wrong = witness_.compare((*reader)->database(), 0);
    if (!wrong) return found_.add(name_ + ": " + base::to_text(wrong.error()));
    for (const std::string& one : *wrong) found_.add(name_ + ": " + one);
    const auto report = records::verify(town_.folder(), town_.around(clock_, *random_));
    if (!report) return found_.add(name_ + ": verify: " + base::to_text(report.error()));
    if (!report->sound) found_.add(name_ + ": verify: " + report->findings.front().what);
  }

  const Town& town_;
  SqliteDisk& layer_;
  const std::int64_t calls_;
  Found& found_;
  base::SetClock clock_;
  std::unique_ptr<base::Random> random_;
  std::unique_ptr<CouncilStore> store_;
  Witness witness_;
  std::int64_t matters_ = 0;
  std::string name_;
};

}  // namespace

int main(int count, char** arguments) {
  const Words words(count, arguments);
  base::set_log_level(base::LogLevel::fault);
  const Town town("script");
  SqliteDisk layer;
  const bool told = words.text("--failing", "told") == "told";
  layer.disk().failing(told ? Disk::Failing::told : Disk::Failing::ignored);
  const std::int64_t calls = words.number("--calls", 300);
  Found found;
  {
    Script script(town, layer, calls, found);
    const std::int64_t every = words.number("--every", 1);
    const std::vector<Call> made = script.calls();
    found = {};
    for (std::int64_t nth = 1; nth <= calls; ++nth) {
      const bool plain = made[static_cast<std::size_t>(nth - 1)] == Call::write;
      if (plain && nth % every != 0) continue;
      for (const Answer how : {Answer::io_error, Answer::no_room}) {
        ++found.runs;
        script.name("call " + std::to_string(nth) +
                    (how == Answer::io_error ? ", I/O error" : ", no room"));
        script.run(nth, how);
      }
    }
  }
  const auto number = [](std::int64_t value) { return static_cast<long long>(value); };
  std::printf("%lld runs, each with one failing call (%lld writes, %lld syncs, %lld truncates, %lld "
              "others, %lld not met); %lld acts acknowledged, %lld refused, %lld put off copying the log, "
              "%lld times the door stopped; %lld wrong%s%s\n",
              number(found.runs), number(found.writes), number(found.syncs),
              number(found.truncates), number(found.others), number(found.not_met),
              number(found.acknowledged), number(found.refused), number(found.put_off), number(found.stopped),
              number(found.wrong), found.first.empty() ? "" : "; first: ", found.first.c_str());
  return found.wrong == 0 ? 0 : 1;
}
