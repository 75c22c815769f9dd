#pragma once
// One seed's run: some two hundred operations by one thread, on a simulated disk, with a set clock and
// seeded randomness. People give advice, answer, correct, repeat themselves and try what they may not;
// days fall due; two stores take turns at one file; the power goes, calls fail, the disk fills up,
// somebody sets the clock. The invariants are looked at after each operation. The same seed gives the
// same trace and the same bytes.
#include <cstdint>
#include <string>
#include <vector>

#include "simulation/inspector.h"
#include "simulation/sqlite_disk.h"
#include "simulation/town.h"

namespace simulation {

// What is broken on purpose, to see that it is found.
enum class Plant {
  none,
  no_syncs,        // the disk believes no sync
  early_answer,    // the door says "recorded" before the commit
  gap,             // an entry is taken out
  leaf,            // a leaf is changed
  doubled_key,     // two entries with one key, past the table's own rule
  forgotten_keys,  // so that a repeated form is recorded again
  clock_order,     // times of recording as the clock says
  row,             // a derived row is changed
  grant,           // somebody is let in behind the door
  unseen_step      // the time counted moves with the clock, so that nobody can tell
};

struct Settings {
  std::uint64_t seed = 1;
  int operations = 200;
  Plant plant = Plant::none;
  bool tell = false;  // every line of the trace on standard output
};

struct Played {
  std::vector<Broken> broken;
  std::string trace, entries;  // SHA-256, hex
  std::int64_t operations = 0, recorded = 0, refused = 0, failed = 0, repeated = 0, crashes = 0,
               stops = 0, full = 0, steps_of_clock = 0, silences = 0;
};

[[nodiscard]] Played play(const Town& town, SqliteDisk& layer, const Settings& settings);

}  // namespace simulation
