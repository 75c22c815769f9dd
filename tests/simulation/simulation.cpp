// BARS D12: runs of seeds (simulation/run.h), or one seed told line by line.
//   simulation [--from 1] [--seeds 500] [--operations 200] [--replay-every 25] [--long-every 0]
//              each --long-every'th seed runs 200 operations, whatever is said of the others
//   simulation --seed N [--plant NAME]      tells every line of one run
//   simulation --plant NAME [--seeds 1000]  runs seeds until the planted fault is found
// A seed that fails is run a second time, and so is each 25th: both must give the same trace and the same
// entries, byte for byte. Prints one line; code 1 when an invariant broke or a run did not replay.
#include <cstdio>

#include "base/log.h"
#include "simulation/planting.h"
#include "simulation/run.h"
#include "simulation/words.h"

namespace {

using namespace simulation;

long long number(std::int64_t value) { return static_cast<long long>(value); }

void add(Played& sum, const Played& one) {
  sum.operations += one.operations;
  sum.recorded += one.recorded;
  sum.refused += one.refused;
  sum.failed += one.failed;
  sum.repeated += one.repeated;
  sum.crashes += one.crashes;
  sum.stops += one.stops;
  sum.full += one.full;
  sum.steps_of_clock += one.steps_of_clock;
  sum.silences += one.silences;
}

// True when the second run is the first again.
bool replays(const Town& town, SqliteDisk& layer, const Settings& settings, const Played& first) {
  const Played second = play(town, layer, settings);
  return second.trace == first.trace && second.entries == first.entries &&
         second.broken.size() == first.broken.size();
}

int tell_one(const Town& town, SqliteDisk& layer, Settings settings) {
  settings.tell = true;
  const Played played = play(town, layer, settings);
  std::printf("trace %s, entries %s, %zu broken\n", played.trace.c_str(), played.entries.c_str(),
              played.broken.size());
  return played.broken.empty() ? 0 : 1;
}

int until_found(const Town& town, SqliteDisk& layer, Settings settings, std::int64_t seeds) {
  for (std::int64_t tried = 1; tried <= seeds; ++tried, ++settings.seed) {
    const Played played = play(town, layer, settings);
    if (played.broken.empty()) continue;
    // A door that answers before it has finished works beside its caller: no two such runs are alike.
    const bool alone = settings.plant != Plant::early_answer;
    const bool same = !alone || replays(town, layer, settings, played);
    std::printf("%s: found by %s at seed %lld%s: %s\n", name_of(settings.plant),
                name_of(found_by(settings.plant)), number(tried),
                !alone ? "" : same ? ", replayed alike" : ", AND DID NOT REPLAY",
                played.broken.front().what.c_str());
    return same ? 0 : 1;
  }
  std::printf("%s: NOT FOUND by %s in %lld seeds\n", name_of(settings.plant),
              name_of(found_by(settings.plant)), number(seeds));
  return 1;
}

int all_seeds(const Town& town, SqliteDisk& layer, Settings settings, const Words& words) {
  const std::int64_t seeds = words.number("--seeds", 500);
  const std::int64_t every = words.number("--replay-every", 25);
  const std::int64_t long_every = words.number("--long-every", 0);
  const int asked = settings.operations;
  Played sum;
  std::int64_t broken = 0, replayed = 0, unlike = 0;
  for (std::int64_t turn = 0; turn < seeds; ++turn, ++settings.seed) {
    const bool is_long = long_every > 0 && turn % long_every == 0;
    settings.operations = is_long ? Settings{}.operations : asked;
    const Played played = play(town, layer, settings);
    add(sum, played);
    if (!played.broken.empty()) {
      ++broken;
      std::printf("seed %lld: %s: %s\n", static_cast<long long>(settings.seed),
                  name_of(played.broken.front().which), played.broken.front().what.c_str());
    }
    if (played.broken.empty() && turn % every != 0) continue;
    ++replayed;
    if (replays(town, layer, settings, played)) continue;
    ++unlike;
    std::printf("seed %lld did not replay alike\n", static_cast<long long>(settings.seed));
  }
  std::printf("%lld seeds, %lld operations: %lld acts recorded, %lld answered again, %lld refused, "
              "%lld failed; %lld power cuts, %lld programs stopped by a failed disk, %lld full disks, "
              "%lld times the clock was set, %lld silences; %lld replayed, %lld unlike; %lld seeds "
              "broken\n",
              number(seeds), number(sum.operations), number(sum.recorded), number(sum.repeated),
              number(sum.refused), number(sum.failed), number(sum.crashes), number(sum.stops),
              number(sum.full), number(sum.steps_of_clock), number(sum.silences), number(replayed),
              number(unlike), number(broken));
  return broken + unlike == 0 ? 0 : 1;
}

}  // namespace

int main(int count, char** arguments) {
  const Words words(count, arguments);
  base::set_log_level(base::LogLevel::fault);
  const Town town("simulation");
  SqliteDisk layer;
  Settings settings;
  settings.operations = static_cast<int>(words.number("--operations", 200));
  settings.seed = static_cast<std::uint64_t>(words.number("--from", words.number("--seed", 1)));
  const std::string planted = words.text("--plant", "none");
  for (const Plant one : all_plants()) {
    if (planted == name_of(one)) settings.plant = one;
  }
  if (!words.text("--seed", "").empty()) return tell_one(town, layer, settings);
  if (settings.plant != Plant::none) {
    return until_found(town, layer, settings, words.number("--seeds", 1000));
  }
  return all_seeds(town, layer, settings, words);
}
