#pragma once
// Where a test may take hold of the door, and nothing else may: the point of acknowledgement and
// the numbered steps of a commit. The product opens its stores with CouncilStore::open and gets the
// honest door; tests/faults/ opens with open_with_seams.
#include <functional>
#include <memory>

#include "records/council_store.h"

namespace records {

// before_commit is the negative control of the kill test: a door that says "recorded" too early
// must be found out.
enum class Acknowledge { after_commit, before_commit };

// The door's steps, in order. Killed at any of them, the store reopens with the whole act or
// without it.
enum class DoorStep {
  begun,
  judged,
  entry_written,
  rows_written,
  act_written,
  sealed,
  committed,
  acknowledged
};

// as_the_clock_says is the negative control of the clock's tests: times of recording that go back
// when the clock does must be found out.
enum class Times { never_back, as_the_clock_says };

struct DoorSeams {
  Acknowledge acknowledge = Acknowledge::after_commit;
  Times times = Times::never_back;
  std::function<void(DoorStep)> at_step;  // called in the writer's thread; empty: nothing
};

[[nodiscard]] base::Result<std::unique_ptr<CouncilStore>> open_with_seams(
    const std::filesystem::path& folder, const Surroundings& around, Opening opening,
    DoorSeams seams);

}  // namespace records
