#include "records/night_look.h"

#include <algorithm>
#include <chrono>

#include "base/files.h"
#include "base/text.h"

namespace records {
namespace {

namespace fs = std::filesystem;

constexpr const char* look_file = "verified";
constexpr const char* came_with = "store.key";  // written when a store comes into its folder
constexpr std::int64_t old_after_hours = 36;
constexpr std::size_t longest_file = 4096;

std::string_view name_of(NightLook::Found found) {
  switch (found) {
    case NightLook::Found::sound: return "sound";
    case NightLook::Found::unsound: return "unsound";
    case NightLook::Found::unsound_tables: return "unsound_tables";
    case NightLook::Found::could_not_look: return "could_not_look";
  }
  return {};
}

std::optional<NightLook::Found> found_named(std::string_view name) {
  using Found = NightLook::Found;
  for (const Found found :
       {Found::sound, Found::unsound, Found::unsound_tables, Found::could_not_look})
    if (name_of(found) == name) return found;
  return std::nullopt;
}

std::optional<base::Instant> came_at(const fs::path& folder) {
  std::error_code failed;
  const auto written = fs::last_write_time(folder / came_with, failed);
  if (failed) return std::nullopt;
  const auto since = std::chrono::file_clock::to_sys(written).time_since_epoch();
  return base::Instant{std::chrono::duration_cast<std::chrono::microseconds>(since).count()};
}

}  // namespace

std::optional<NightLook> last_night_look(const fs::path& folder) {
  const auto text = base::read_file(folder / look_file, longest_file);
  if (!text) return std::nullopt;
  const auto lines = base::split(*text, '\n');
  if (lines.size() < 3) return std::nullopt;
  const auto at = base::instant_from_iso(lines[0]);
  const auto found = found_named(lines[1]);
  if (!at || !found) return std::nullopt;
  return NightLook{*at, *found, std::string(lines[2])};
}

base::Result<void> keep_night_look(const fs::path& folder, const NightLook& look) {
  std::string said = base::shortened(look.said, 500);
  std::replace(said.begin(), said.end(), '\n', ' ');
  const std::string text =
      base::iso(look.at) + '\n' + std::string(name_of(look.found)) + '\n' + said + '\n';
  return base::write_file(folder / look_file, text, base::FileMode::secret);
}

NightState night_state(const fs::path& folder, base::Instant now) {
  using How = NightState::How;
  NightState state;
  state.look = last_night_look(folder);
  const auto since = state.look ? std::optional(state.look->at) : came_at(folder);
  const bool is_old = since && base::plus_hours(*since, old_after_hours) < now;
  if (state.look && state.look->found != NightLook::Found::sound) {
    state.how = How::failed;
  } else if (is_old) {
    state.how = How::old;
  } else if (state.look) {
    state.how = How::sound;
  }
  return state;
}

bool is_told(const registers::Packs& packs, std::string_view capacity, const NightState& state) {
  const auto names = [&](const std::vector<std::string>& who) {
    return std::find(who.begin(), who.end(), capacity) != who.end();
  };
  const bool failed = state.how == NightState::How::failed;
  return names(packs.soundness.told) || (failed && names(packs.soundness.when_failed));
}

}  // namespace records
