#include "records/night_look.h"

#include "base/files.h"
#include "records/small_store_for_test.h"

using namespace records;
using namespace records::testing;
using How = NightState::How;

namespace {

base::Instant hours_from(base::Instant at, std::int64_t hours) {
  return base::plus_hours(at, hours);
}

}  // namespace

TEST_CASE("a nightly look is kept as it was found, and grows old after a day and a half") {
  const TestFolder folder;
  const base::Instant now = base::system_clock()->now();
  CHECK(night_state(folder.path(), now).how == How::not_yet);
  REQUIRE(base::write_file(folder.path() / "store.key", "x", base::FileMode::secret));
  CHECK(night_state(folder.path(), hours_from(now, 35)).how == How::not_yet);
  CHECK(night_state(folder.path(), hours_from(now, 37)).how == How::old);

  REQUIRE(keep_night_look(folder.path(), {now, NightLook::Found::sound, ""}));
  CHECK(night_state(folder.path(), hours_from(now, 35)).how == How::sound);
  CHECK(night_state(folder.path(), hours_from(now, 37)).how == How::old);
  REQUIRE(keep_night_look(folder.path(), {now, NightLook::Found::unsound, "One\nthing."}));
  const NightState failed = night_state(folder.path(), hours_from(now, 37));
  CHECK(failed.how == How::failed);
  CHECK(failed.look->said == "One thing.");
  CHECK(failed.look->at == now);
}

TEST_CASE("a file that cannot be read is no look") {
  const TestFolder folder;
  for (const char* text : {"", "noon\nsound\n\n", "2026-11-23T02:00:00.000000Z\nfine\n\n"}) {
    REQUIRE(base::write_file(folder.path() / "verified", text, base::FileMode::secret));
    CHECK_FALSE(last_night_look(folder.path()).has_value());
  }
}

TEST_CASE("some are told always, others when it failed") {
  registers::Packs packs;
  packs.soundness = {{"chief"}, {"lawyer"}};
  NightState state{How::sound, {}};
  CHECK(is_told(packs, "chief", state));
  CHECK_FALSE(is_told(packs, "lawyer", state));
  CHECK_FALSE(is_told(packs, "clerk", state));
  state.how = How::failed;
  CHECK(is_told(packs, "lawyer", state));
  CHECK_FALSE(is_told(packs, "clerk", state));
}
