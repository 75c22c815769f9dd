#pragma once
// Whether somebody has set the machine's clock. Order never comes from the clock (an entry's number
// is its place), but people read times; so a step of more than half a minute is written down by the
// program itself, as an entry of the store's own record. Used by the door (commit.cpp).
#include <cstdint>
#include <optional>

#include "base/result.h"
#include "base/time.h"
#include "records/council_store.h"
#include "records/judge.h"
#include "records/register_rows.h"
#include "store/database.h"

namespace records {

// What the clock said, and what it ought to have said: by the time counted since the last look, or
// at the earliest, by the newest entry.
struct ClockStep {
  enum class Noticed { running, opening };
  base::Instant said, expected;
  Noticed noticed = Noticed::running;
};

// Compares the clock with the time that the machine counts by itself. Steps of up to 30 s, and the
// slow pulling of a time service between two looks, are no step.
class ClockWatch {
 public:
  explicit ClockWatch(base::Clock& clock) : clock_(&clock) { begin_anew(); }
  // The step since the last look, told again at every look until begin_anew().
  [[nodiscard]] std::optional<ClockStep> look();
  void begin_anew();

 private:
  base::Clock* clock_;
  base::Instant seen_;
  std::int64_t counted_micros_ = 0;
};

// A step when the clock stands more than 30 s before the newest entry's time of recording, unless
// that entry itself tells of a step. Errors: corrupt, unavailable.
[[nodiscard]] base::Result<std::optional<ClockStep>> clock_before_newest(store::Database& database,
                                                                         base::Instant now);
// The program's own act that tells of it. Errors: invalid when the packs have no step for it;
// corrupt, unavailable.
[[nodiscard]] base::Result<PlannedAct> clock_act(store::Database& database,
                                                 const Surroundings& around,
                                                 const RegisterRows& rows, const ClockStep& step);

}  // namespace records
