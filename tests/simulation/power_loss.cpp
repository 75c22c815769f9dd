// BARS D2: the power goes at a random call while acts are recorded through the real door. What was
// written and not synced is lost in any part; the store is opened again; whatever was acknowledged must
// be there and whole, and the record sound.
//   power_loss [--points 500] [--seed 1] [--syncs honest|none|not_of_log] [--until-loss yes]
//              [--verify-every 10]
// The negative controls believe syncs that were not done: `none` is SQLite's synchronous=OFF,
// `not_of_log` its synchronous=NORMAL. Prints one line; code 1 when something was lost or broken.
#include <cstdio>

#include "base/log.h"
#include "records/reader.h"
#include "records/upkeep.h"
#include "simulation/sqlite_disk.h"
#include "simulation/town.h"
#include "simulation/witness.h"
#include "simulation/words.h"

namespace {

using namespace simulation;

constexpr int points_a_town = 40;  // then the record begins anew, so that looking stays quick

struct Found {
  std::int64_t points = 0, acknowledged = 0, in_opening = 0, in_doubt = 0, stood = 0, verified = 0;
  std::int64_t lost = 0, broken = 0;
  std::string first;
  void add(const std::string& sentence) {
    ++(sentence.starts_with("LOST") ? lost : broken);
    if (first.empty()) first = "point " + std::to_string(points) + ": " + sentence;
  }
};

class PowerLoss {
 public:
  PowerLoss(const Words& words, const Town& town, SqliteDisk& layer)
      : town_(town),
        layer_(layer),
        dice_(static_cast<std::uint64_t>(words.number("--seed", 1))),
        verify_every_(words.number("--verify-every", 10)),
        clock_(town.begins()),
        random_(base::seeded_random("power " + words.text("--seed", "1"))) {}

  void begin() {
    layer_.disk().clear();
    town_.put_on(layer_.disk());
    witness_.forget();
  }

  // One crash point: works until the power goes, then looks.
  void point(Found& found) {
    ++found.points;
    const std::size_t told_before = witness_.told().size();
    const auto pending = work(found);
    layer_.power_on(&dice_);
    look(found, told_before, pending);
  }

 private:
  using Store = std::unique_ptr<records::CouncilStore>;
  base::Result<Store> open() {
    town_.forget_beside();
    return records::CouncilStore::open(town_.folder(), town_.around(clock_, *random_),
                                       records::Opening::write);
  }

  // The act that was under way when the power went, if any.
  std::optional<records::Change> work(Found& found) {
    Disk& disk = layer_.disk();
    const Counts& so_far = disk.counts();
    switch (dice_.below(4)) {  // early, at a moment of truth, and anywhere
      case 0: disk.lose_power_at(so_far.calls + dice_.between(1, 20)); break;
      case 1: disk.lose_power_at_sync(so_far.syncs + dice_.between(1, 8)); break;
      default: disk.lose_power_at(so_far.calls + dice_.between(1, 500));
    }
    auto store = open();
    if (!store) {
      ++found.in_opening;
      if (!disk.is_off()) found.add("the store does not open: " + base::to_text(store.error()));
      return std::nullopt;
    }
    for (int turn = 0; turn < 60; ++turn) {
      clock_.set({clock_.now().micros + 60'000'000});
      ++matters_;
      const std::string question = "Is matter " + std::to_string(matters_) + " ready?";
      const auto act = advice_of(town_.cast().cswo, question, static_cast<int>(dice_.below(3)),
                                 *random_);
      const auto outcome = (*store)->commit(act);
      if (!outcome) return act;
      const auto* receipt = std::get_if<records::Receipt>(&*outcome);
      if (receipt == nullptr) give_up("advice was refused");
      witness_.hears(act, *receipt);
      ++found.acknowledged;
      if (disk.is_off()) break;  // it went with a call whose answer nobody needed
    }
    disk.lose_power();
    return std::nullopt;
  }

  void look(Found& found, std::size_t told_before,
            const std::optional<records::Change>& pending) {
    auto store = open();
    if (!store) return found.add("BROKEN: it does not open again: " + base::to_text(store.error()));
    if (pending) ask_again(found, **store, *pending);
    auto reader = (*store)->reader();
    if (!reader) return found.add("BROKEN: it cannot be read: " + base::to_text(reader.error()));
    const bool whole = found.points % verify_every_ == 0;
    const auto wrong = witness_.compare((*reader)->database(), whole ? 0 : told_before);
    if (!wrong) return found.add("BROKEN: " + base::to_text(wrong.error()));
    for (const std::string& one : *wrong) found.add(one);
    const auto opinion = (*reader)->database().integrity();
    if (!opinion || !opinion->empty()) found.add("BROKEN: " + opinion.value());
    reader->reset();
    if (!whole) return;
    ++found.verified;
    const auto report = records::verify(town_.folder(), town_.around(clock_, *random_));
    if (!report) return found.add("BROKEN: verify: " + base::to_text(report.error()));
    if (!report->sound) found.add("BROKEN: verify: " + report->findings.front().what);
  }

  // The same form once more: recorded now, or it stood already; never twice.
  void ask_again(Found& found, records::CouncilStore& store, const records::Change& pending) {
    ++found.in_doubt;
    const auto outcome = store.commit(pending);
    if (!outcome) return found.add("BROKEN: asked again: " + base::to_text(outcome.error()));
    const auto* receipt = std::get_if<records::Receipt>(&*outcome);
    if (receipt == nullptr) return found.add("BROKEN: asked again, it was refused");
    if (receipt->repeated) ++found.stood;
    witness_.hears(pending, *receipt);
  }

  const Town& town_;
  SqliteDisk& layer_;
  Dice dice_;
  std::int64_t verify_every_, matters_ = 0;
  base::SetClock clock_;
  std::unique_ptr<base::Random> random_;
  Witness witness_;
};

}  // namespace

int main(int count, char** arguments) {
  const Words words(count, arguments);
  base::set_log_level(base::LogLevel::fault);
  const Town town("power");
  SqliteDisk layer;
  const std::string syncs = words.text("--syncs", "honest");
  layer.disk().syncs(syncs == "none"         ? Syncs::none
                     : syncs == "not_of_log" ? Syncs::not_of_log
                                             : Syncs::honest);
  const bool until_loss = words.text("--until-loss", "no") == "yes";
  const std::int64_t points = words.number("--points", 500);
  Found found;
  PowerLoss power_loss(words, town, layer);
  while (found.points < points) {
    if (found.points % points_a_town == 0) power_loss.begin();
    power_loss.point(found);
    if (until_loss && found.lost > 0) break;
    if (found.broken + found.lost > 0) power_loss.begin();
  }
  std::printf("%lld crash points (%lld in opening), %lld acts acknowledged, %lld in doubt of which "
              "%lld stood; verified whole %lld times; %lld lost, %lld broken%s%s\n",
              static_cast<long long>(found.points), static_cast<long long>(found.in_opening),
              static_cast<long long>(found.acknowledged), static_cast<long long>(found.in_doubt),
              static_cast<long long>(found.stood), static_cast<long long>(found.verified),
              static_cast<long long>(found.lost), static_cast<long long>(found.broken),
              found.first.empty() ? "" : "; first at ", found.first.c_str());
  return found.lost + found.broken == 0 ? 0 : 1;
}
