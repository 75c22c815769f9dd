// One act among 64 that cannot be written must fail alone: the 63 others of its batch are recorded
// and nothing of it is.
//   poisoned STORE
// The poison is a second record of the act whose document was altered after it was measured, so the
// fault comes after the first record's entry and rows are written. A hand on the door holds the
// writer back until all 64 wait, so they share a batch.
#include <atomic>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <string>
#include <thread>
#include <vector>

#include "access/grants.h"
#include "base/hash.h"
#include "faults/ground.h"
#include "records/door_seams.h"
#include "records/reader.h"

namespace {

constexpr std::size_t callers = 64;
constexpr std::size_t poisoned_place = 31;

int failed = 0, passed = 0;

void hold(bool held, const std::string& what) {
  ++(held ? passed : failed);
  if (!held) std::printf("failed: %s\n", what.c_str());
}

records::RecordChange advice(const std::string& question) {
  using registers::Value;
  records::RecordChange change;
  change.register_name = "advice";
  change.step = "give";
  change.set["question"] = Value::line(question);
  change.set["advice"] = Value::prose("Wait until the second lift is in use.");
  change.set["to"] = Value::party({"director", "", {}, ""});
  change.set["about"] = Value::choice("services");
  return change;
}

// What all 64 need: who acts, and the document that is altered.
struct Scene {
  const faults::Ground& ground;
  authority::Caller caller;
  std::filesystem::path document;
  std::string sha256;
  std::int64_t length = 0;
};

records::Change act(const Scene& scene, std::size_t place) {
  records::Change change;
  change.caller = scene.caller;
  change.key = scene.ground.random->bytes(16);
  change.records.push_back(advice("Is matter " + std::to_string(place) + " ready?"));
  if (place != poisoned_place) return change;
  records::RecordChange second = advice("Is the poisoned matter ready?");
  registers::Document document;
  document.id = base::hex(scene.ground.random->bytes(16));
  document.name = "note.txt";
  document.type = "text/plain";
  document.length = scene.length;
  document.sha256 = scene.sha256;
  second.set["evidence_file"] = registers::Value::document(document);
  second.document_files.push_back(scene.document);
  change.records.push_back(std::move(second));
  return change;
}

std::int64_t entries_of(records::CouncilStore& store) {
  auto reader = store.reader();
  return reader ? (*reader)->entries() : -1;
}

// Holds the writer at the first step of its first batch until all have come, then alters the
// document.
class Hand {
 public:
  explicit Hand(std::filesystem::path document) : document_(std::move(document)) {}
  void at(records::DoorStep step) {
    if (step != records::DoorStep::begun || !closed_) return;
    for (int turn = 0; turn < 500 && come_ < callers + 1; ++turn)
      std::this_thread::sleep_for(std::chrono::milliseconds(10));
    std::this_thread::sleep_for(
        std::chrono::milliseconds(300));  // the last of them is on its way to the door
    std::ofstream(document_) << "other words";
    closed_ = false;
  }
  void come() { ++come_; }

 private:
  std::filesystem::path document_;
  std::atomic<std::size_t> come_ = 0;
  bool closed_ = true;
};

std::vector<base::Result<records::Outcome>> ask_all(records::CouncilStore& store,
                                                    const Scene& scene, Hand& hand) {
  std::vector<base::Result<records::Outcome>> outcomes(
      callers, base::Failure(base::ErrorKind::unavailable, "not asked"));
  std::vector<std::thread> threads;
  hand.come();
  std::thread blocker([&] {
    hold(store.commit(act(scene, callers)).has_value(), "the act before them is recorded");
  });
  std::this_thread::sleep_for(std::chrono::milliseconds(100));
  for (std::size_t place = 0; place < callers; ++place) {
    threads.emplace_back([&, place] {
      records::Change change = act(scene, place);
      hand.come();
      outcomes[place] = store.commit(std::move(change));
    });
  }
  for (std::thread& thread : threads) thread.join();
  blocker.join();
  return outcomes;
}

void judge(const std::vector<base::Result<records::Outcome>>& outcomes) {
  std::size_t recorded = 0;
  for (std::size_t place = 0; place < callers; ++place) {
    const bool receipt =
        outcomes[place] && std::holds_alternative<records::Receipt>(*outcomes[place]);
    if (place != poisoned_place && receipt) ++recorded;
    if (place != poisoned_place && !outcomes[place])
      std::printf("act %zu: %s\n", place, base::to_text(outcomes[place].error()).c_str());
  }
  hold(recorded == callers - 1, std::to_string(recorded) + " of the 63 others were recorded");
  const std::string why =
      outcomes[poisoned_place] ? "it was recorded" : outcomes[poisoned_place].error().what;
  hold(why.find("changed while it was recorded") != std::string::npos, "the poisoned act: " + why);
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 2) return 2;
  const std::filesystem::path folder = arguments[1];
  const faults::Ground ground = faults::ground();
  const records::Surroundings around = ground.around();
  Scene scene{ground,
              {},
              folder.string() + ".note.txt",
              base::hex(base::bytes_of(base::sha256("a note"))),
              6};
  std::ofstream(scene.document) << "a note";
  Hand hand(scene.document);
  records::DoorSeams seams;
  std::atomic<bool> armed = false;  // opening the store may itself record something
  seams.at_step = [&](records::DoorStep step) {
    if (armed) hand.at(step);
  };
  auto store = records::open_with_seams(folder, around, records::Opening::write, std::move(seams));
  if (!store) {
    std::printf("failed: the store does not open: %s\n0 passed, 1 failed, 0 skipped\n",
                base::to_text(store.error()).c_str());
    return 1;
  }
  {
    auto reader = (*store)->reader();
    const auto holders = authority::holders_on((*reader)->database(), "cswo",
                                               base::london_date(ground.clock->now()));
    if (!holders || holders->empty()) return 2;
    scene.caller = {holders->front().person, holders->front().name, holders->front().held, {}};
  }
  const std::int64_t before = entries_of(**store);
  armed = true;
  judge(ask_all(**store, scene, hand));
  armed = false;
  hold(entries_of(**store) == before + static_cast<std::int64_t>(callers),
       "64 entries came: the blocker's and those of the 63");
  const auto later = (*store)->commit(act(scene, callers + 1));
  hold(later && std::holds_alternative<records::Receipt>(*later), "the door goes on");
  std::printf("%d passed, %d failed, 0 skipped\n", passed, failed);
  return failed == 0 ? 0 : 1;
}
