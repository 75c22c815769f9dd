#pragma once
// What the nightly look at a store found, and who is told. Kept in a small file beside the store
// and not in the record: a look changes nothing. Written by app/night_watch.h; read by the home
// page, by mail and by `plumbline doctor`.
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "base/time.h"
#include "registers/packs.h"

namespace records {

struct NightLook {
  base::Instant at;  // when it ended
  // tables: they do not say what the log says, which is whole.
  enum class Found { sound, unsound, unsound_tables, could_not_look } found = Found::sound;
  // Unless sound: the first bad thing, or why nobody could look; a sentence. It may name entries
  // and records, so it is for whoever runs the service, and for no page.
  std::string said;
};
// Nothing, when there was none yet or the file cannot be read.
[[nodiscard]] std::optional<NightLook> last_night_look(const std::filesystem::path& folder);
// Errors: unavailable.
[[nodiscard]] base::Result<void> keep_night_look(const std::filesystem::path& folder,
                                                 const NightLook& look);

// How it stands: `old` when nobody looked for 36 hours, since the last look or since the store came
// into its folder; `failed` until a look finds it sound.
struct NightState {
  enum class How { sound, not_yet, old, failed } how = How::not_yet;
  std::optional<NightLook> look;
};
[[nodiscard]] NightState night_state(const std::filesystem::path& folder, base::Instant now);
// Whether somebody in this capacity is told how it stands: some always, others when it failed.
[[nodiscard]] bool is_told(const registers::Packs& packs, std::string_view capacity,
                           const NightState& state);

}  // namespace records
