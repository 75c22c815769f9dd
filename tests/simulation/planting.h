#pragma once
// Faults planted on purpose in a run, and the invariant that must find each by itself.
#include <filesystem>

#include "simulation/run.h"

namespace simulation {

[[nodiscard]] Invariant found_by(Plant plant);
// The plants that are a hand on the database, behind the door's back. False: this one is none.
[[nodiscard]] bool plant(Plant plant, const std::filesystem::path& folder);
[[nodiscard]] const std::vector<Plant>& all_plants();
[[nodiscard]] const char* name_of(Plant plant);

}  // namespace simulation
