// Somebody sets the machine's clock: order stays, and the step is told by an entry.
#include "records/clock_watch.h"
#include "records/door_seams.h"
#include "records/entry.h"
#include "records/head_check.h"
#include "records/small_store_for_test.h"
#include "records/upkeep.h"

using namespace records;
using namespace records::testing;

namespace {

base::Instant moved(base::Instant from, std::int64_t seconds) {
  return {from.micros + seconds * 1'000'000};
}

constexpr std::int64_t hour = 3600, day = 24 * hour;

std::int64_t entries(SmallStore& small) {
  return number_in(small.file(), "SELECT count(*) FROM entry");
}

std::int64_t notes(SmallStore& small) {
  return number_in(small.file(), "SELECT count(*) FROM act WHERE step = 'note_clock'");
}

std::vector<base::Instant> times(SmallStore& small) {
  std::vector<base::Instant> all;
  auto database =
      store::open_sqlite(small.file(), store::OpenMode::read, store::Durability::full);
  REQUIRE(database.has_value());
  auto rows = store::query(
      **database, "SELECT number, recorded_at, header, idempotency FROM entry ORDER BY number");
  REQUIRE(rows.has_value());
  while (rows->next().value()) {
    const auto entry = read_header(*rows->operator->());
    REQUIRE(entry.has_value());
    all.push_back(entry->recorded_at);
  }
  return all;
}

bool sound(SmallStore& small) {
  const auto report = verify(small.folder.path(), small.around());
  REQUIRE(report.has_value());
  for (const auto& finding : report->findings) MESSAGE(finding.what);
  return report->sound;
}

}  // namespace

TEST_CASE("a step of the clock is written down before the next act, and order does not change") {
  SmallStore small;
  small.appoint_people();
  for (const std::int64_t seconds : {-hour, day, -3653 * day, 3653 * day, 31l, -31l}) {
    const std::int64_t before = entries(small), told = notes(small);
    small.clock.step(moved(small.clock.now(), seconds));
    const Receipt receipt = small.record(small.new_note(small.chief, "After a step"));
    CHECK(notes(small) == told + 1);
    CHECK(receipt.first_entry == before + 1);  // the step stands before the act
    small.record(small.new_note(small.chief, "And later"));
    CHECK(notes(small) == told + 1);  // told once
  }
  const auto all = times(small);
  CHECK(std::is_sorted(all.begin(), all.end()));
  const std::string said = text_in(small.file(), "SELECT f_clock_said FROM store");
  const std::string expected = text_in(small.file(), "SELECT f_clock_expected FROM store");
  CHECK(base::instant_from_iso(said)->micros + 31'000'000 ==
        base::instant_from_iso(expected)->micros);
  CHECK(text_in(small.file(), "SELECT f_clock_noticed FROM store") == "running");
  CHECK(sound(small));
}

TEST_CASE("time that passes, small steps and slow pulling are no steps") {
  SmallStore small;
  small.appoint_people();
  small.clock.set(moved(small.clock.now(), 400 * day));  // asleep, or nobody there
  small.record(small.new_note(small.chief, "A year later"));
  for (int turn = 0; turn < 10; ++turn) {
    small.clock.step(moved(small.clock.now(), turn % 2 == 0 ? 29 : -29));
    small.record(small.new_note(small.chief, "Set by a little"));
  }
  // A leap day, and both nights on which London's clocks change: UTC knows nothing of them.
  const char* const nights[] = {"2028-02-28T23:59:59Z", "2028-02-29T00:00:01Z",
                                "2028-03-26T00:59:59Z", "2028-03-26T01:00:01Z",
                                "2028-10-29T00:59:59Z", "2028-10-29T01:00:01Z"};
  for (const char* night : nights) {
    small.clock.set(*base::instant_from_iso(night));
    small.record(small.new_note(small.chief, "At night"));
  }
  CHECK(notes(small) == 0);
  CHECK(sound(small));
}

TEST_CASE("a look at the clock writes the step down when nobody acts") {
  SmallStore small;
  small.clock.step(moved(small.clock.now(), -hour));
  CHECK(small.store->look_at_clock().has_value());
  CHECK(notes(small) == 1);
  CHECK(small.store->look_at_clock().has_value());
  CHECK(notes(small) == 1);
}

TEST_CASE("on opening, a clock before the newest entry is told once") {
  SmallStore small;
  small.appoint_people();
  small.close();
  small.clock.set(moved(small.clock.now(), -2 * day));
  small.open();
  CHECK(notes(small) == 1);
  CHECK(text_in(small.file(), "SELECT f_clock_noticed FROM store") == "opening");
  small.close();
  small.open();
  CHECK(notes(small) == 1);  // the newest entry says so already
  small.record(small.new_note(small.chief, "In the meantime"));
  small.close();
  small.open();
  CHECK(notes(small) == 2);
  const auto all = times(small);
  CHECK(std::is_sorted(all.begin(), all.end()));
  CHECK(sound(small));
}

TEST_CASE("the negative control: times as the clock says go back, and are found out") {
  SmallStore small;
  small.appoint_people();
  small.close();
  DoorSeams seams;
  seams.times = Times::as_the_clock_says;
  auto store =
      open_with_seams(small.folder.path(), small.around(), Opening::write, std::move(seams));
  REQUIRE(store.has_value());
  small.store = std::move(*store);
  small.clock.step(moved(small.clock.now(), -hour));
  small.record(small.new_note(small.chief, "By the clock"));
  const auto all = times(small);
  CHECK_FALSE(std::is_sorted(all.begin(), all.end()));
}

TEST_CASE("a store whose head does not hold together is not opened for recording") {
  const char* const damages[] = {
      "DELETE FROM checkpoint WHERE size = (SELECT max(size) FROM checkpoint)",
      "DELETE FROM entry WHERE number = (SELECT max(number) FROM entry)",
      "UPDATE entry SET commitment = CAST(substr(commitment, 1, 28) || 'aaaa' AS BLOB) "
      "WHERE number = (SELECT max(number) FROM entry)",
      "UPDATE tile SET hashes = zeroblob(length(hashes)) WHERE level = 0"};
  for (const char* damage : damages) {
    SmallStore small;
    small.appoint_people();
    small.close();
    change_in(small.file(), damage);
    const auto opened =
        CouncilStore::open(small.folder.path(), small.around(), Opening::write);
    REQUIRE_FALSE(opened.has_value());
    CHECK(opened.error().kind == base::ErrorKind::corrupt);
  }
}
