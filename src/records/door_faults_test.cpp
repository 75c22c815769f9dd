// The door when the disk fails it, and when it is killed at each of its steps.
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <thread>

#include "records/door_seams.h"
#include "records/small_store_for_test.h"
#include "records/upkeep.h"

using namespace records;
using namespace records::testing;
using registers::Value;

namespace {

// No file may grow past `bytes` while this stands: what a full disk does to a writer.
class NoRoom {
 public:
  explicit NoRoom(std::uintmax_t bytes) {
    ::signal(SIGXFSZ, SIG_IGN);
    ::getrlimit(RLIMIT_FSIZE, &before_);
    rlimit now = before_;
    now.rlim_cur = bytes;
    ::setrlimit(RLIMIT_FSIZE, &now);
  }
  ~NoRoom() { ::setrlimit(RLIMIT_FSIZE, &before_); }
  NoRoom(const NoRoom&) = delete;
  NoRoom& operator=(const NoRoom&) = delete;

 private:
  rlimit before_{};
};

VerifyReport sound_report(SmallStore& small) {
  auto report = verify(small.folder.path(), small.around());
  REQUIRE_MESSAGE(report.has_value(), base::to_text(report.error()));
  for (const auto& finding : report->findings) MESSAGE(finding.what);
  return std::move(*report);
}

Change note_with_point(SmallStore& small) {
  Change asked = small.new_note(small.chief, "Two records");
  asked.records.push_back({"point", "name", "", 0, "", {{"point", Value::line("A")}}, -1, {}});
  return asked;
}

}  // namespace

TEST_CASE("a full disk acknowledges nobody, and writing goes on when there is room again") {
  SmallStore small;
  small.appoint_people();
  const std::int64_t before = number_in(small.file(), "SELECT count(*) FROM entry");
  const std::uintmax_t log_size = std::filesystem::file_size(small.file().string() + "-wal");
  {
    const NoRoom full(log_size + 20'000);
    std::vector<int> failed(16, 0);
    std::vector<Change> changes;
    for (std::size_t i = 0; i < failed.size(); ++i) {
      changes.push_back(small.new_note(small.chief, std::string(200, 'x') + " text of a note"));
    }
    std::vector<std::thread> threads;
    for (std::size_t i = 0; i < failed.size(); ++i) {
      threads.emplace_back([&, i] {
        const auto outcome = small.store->commit(changes[i]);
        failed[i] = outcome.has_value() ? 0 : 1;
      });
    }
    for (std::thread& thread : threads) thread.join();
    std::int64_t told = 0;
    for (const int one : failed) told += 1 - one;
    CHECK(told < 16);
    CHECK(number_in(small.file(), "SELECT count(*) FROM entry") == before + told);
    CHECK(small.store->reader().has_value());  // reading goes on
  }
  const Receipt later = small.record(small.new_note(small.chief, "Room again"));
  CHECK(later.tree_size == later.first_entry + 1);
  CHECK(sound_report(small).sound);
}

TEST_CASE("killed at any step, the store reopens with the whole act or without it") {
  SmallStore small;
  small.appoint_people();
  small.close();
  std::int64_t entries = number_in(small.file(), "SELECT count(*) FROM entry");
  for (const DoorStep step :
       {DoorStep::begun, DoorStep::judged, DoorStep::entry_written, DoorStep::rows_written,
        DoorStep::act_written, DoorStep::sealed, DoorStep::committed, DoorStep::acknowledged}) {
    const Change asked = note_with_point(small);
    const pid_t child = ::fork();
    if (child == 0) {
      DoorSeams seams;
      seams.at_step = [step](DoorStep at) {
        if (at == step) ::_exit(9);
      };
      auto store =
          open_with_seams(small.folder.path(), small.around(), Opening::write, std::move(seams));
      if (store) static_cast<void>((*store)->commit(asked));
      std::this_thread::sleep_for(std::chrono::seconds(2));
      ::_exit(0);
    }
    int status = 0;
    REQUIRE(::waitpid(child, &status, 0) == child);
    REQUIRE(WIFEXITED(status));
    CHECK(WEXITSTATUS(status) == 9);
    const bool durable = step == DoorStep::committed || step == DoorStep::acknowledged;
    small.open();
    entries += durable ? 2 : 0;
    CHECK(number_in(small.file(), "SELECT count(*) FROM entry") == entries);
    CHECK(sound_report(small).sound);
    // Asked again with the same form, it is recorded once, whether or not the first time was in
    // time.
    const Receipt receipt = small.record(asked);
    CHECK(receipt.repeated == durable);
    entries += durable ? 0 : 2;
    CHECK(number_in(small.file(), "SELECT count(*) FROM entry") == entries);
    small.close();
  }
}
