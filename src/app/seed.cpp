// Invented records: the demonstration council, told as a story, and any number of dull pieces of
// advice for measuring.
#include <atomic>
#include <cstdio>
#include <filesystem>
#include <mutex>
#include <thread>

#include "access/grants.h"
#include "app/commands.h"
#include "app/story_player.h"
#include "base/files.h"
#include "base/text.h"
#include "exchange/care_import.h"
#include "records/reader.h"
#include "registers/embedded_packs.h"
#include "store/place.h"

namespace app {
namespace {

using base::ErrorKind;
using base::Failure;
using base::Result;

Result<void> play_demonstration(const std::filesystem::path& folder, const Tools& tools,
                                std::string_view path) {
  for (const registers::PackFile& file : registers::embedded_packs()) {
    if (file.path != path) continue;
    const auto story = TRY(read_story(file.bytes, std::string(path)));
    const StoryTold told =
        TRY(StoryPlayer::play(story, {folder, tools.server}, tools.packs, tools.rules));
    if (told.failures.empty()) return {};
    return Failure{ErrorKind::corrupt, "the demonstration does not play: " + told.failures.front(),
                   std::string(path)};
  }
  return Failure{ErrorKind::not_found, "the demonstration is not built in", std::string(path)};
}

// The invented editions of the regulator's file, imported on a day of their own.
Result<void> import_invented_editions(const std::filesystem::path& folder, const Tools& tools) {
  base::SetClock clock(base::from_london({{2026, 11, 20}, 10, 0, 0}));
  const auto random = base::seeded_random("the editions are imported the same way every time");
  auto store = TRY(records::CouncilStore::open(folder, {tools.packs, tools.rules, clock, *random},
                                               records::Opening::write));
  for (const registers::PackFile& file : registers::embedded_packs()) {
    if (!file.path.starts_with("ardmorran/care_services_")) continue;
    exchange::ImportOptions options;
    options.file_name = std::filesystem::path(file.path).filename().string();
    TRY(exchange::import_care_services(*store, authority::operator_caller("demonstration"),
                                       std::string(file.bytes), options, {}));
  }
  return {};
}

// A story from a file, in a store of its own. What it expects must hold, as in a test.
Result<void> seed_story(const Seed& asked, const Tools& tools) {
  const std::string text = TRY(base::read_file(asked.story));
  const auto story = TRY(read_story(text, asked.story.filename().string()));
  const StoryTold told =
      TRY(StoryPlayer::play(story, {asked.store, tools.server}, tools.packs, tools.rules));
  if (told.failures.empty()) return {};
  return Failure{ErrorKind::invalid, "the story does not play: " + told.failures.front(),
                 asked.story.string()};
}

Result<void> seed_demonstration(const std::filesystem::path& folder, const Tools& tools) {
  TRY(play_demonstration(folder, tools, "ardmorran/year.story"));
  return import_invented_editions(folder, tools);
}

// A clock that every thread moves on by one second an act, so that seeded records lie in the past
// in order.
class SteppingClock : public base::Clock {
 public:
  explicit SteppingClock(base::Instant start) : micros_(start.micros) {}
  base::Instant now() override { return {micros_.fetch_add(1'000'000)}; }
  std::int64_t counted_micros() override { return micros_; }  // nobody sets it: time passes

 private:
  std::atomic<std::int64_t> micros_;
};

struct Topic {
  const char *question, *advice, *why;
};
constexpr Topic topics[] = {
    {"Should the day service at Millburn move to the new hall?",
     "Move it once the ramp is finished. Until then keep two days at Millburn.",
     "Eleven of thirty people use a wheelchair and the hall has steps."},
    {"May the family support team take on school referrals?",
     "Take them on for one year with two more workers, and count the waiting time.",
     "The team already works at its limit and waiting has grown."},
    {"Is the out of hours rota safe over the holidays?",
     "Add one registered worker on each of four nights.",
     "Last year two nights had nobody who could make a decision."},
    {"Should the respite contract be renewed without a tender?",
     "Renew for six months only, with the new standard in it.",
     "The inspection asked for two improvements that are not shown yet."},
    {"Can supervision be monthly for the whole adult team?",
     "Keep it at every three weeks for workers in their first two years.",
     "Newer workers carry cases that need closer reading."},
};

// Who gives the invented advice and to whom: the first holder of the office in the store, and any
// post.
Result<authority::Caller> office_holder(records::CouncilStore& store, const base::Date& day) {
  auto reader = TRY(store.reader());
  const auto holders = TRY(authority::holders_on(reader->database(), "cswo", day));
  if (holders.empty())
    return Failure{ErrorKind::not_found,
                   "nobody holds the office of Chief Social Work Officer in this store",
                   store.folder().string()};
  return authority::Caller{holders.front().person, holders.front().name, holders.front().held, {}};
}

records::Change invented_advice(const authority::Caller& caller, std::int64_t number,
                                base::Random& random) {
  using registers::Value;
  const Topic& topic = topics[static_cast<std::size_t>(number) % std::size(topics)];
  records::RecordChange advice;
  advice.register_name = "advice";
  advice.step = "give";
  advice.set["question"] =
      Value::line(std::string(topic.question) + " (matter " + std::to_string(number + 1) + ")");
  advice.set["advice"] = Value::prose(topic.advice);
  advice.set["why"] = Value::prose(topic.why);
  advice.set["to"] = Value::party({"director", "", {}, ""});
  advice.set["about"] = Value::choice("services");
  records::Change change;
  change.caller = caller;
  change.key = random.bytes(16);
  change.records.push_back(std::move(advice));
  return change;
}

Result<void> seed_records(const Seed& asked, const Tools& tools) {
  if (!store::holds_store(asked.store)) {
    TRY(play_demonstration(asked.store, tools, "ardmorran/cast.story"));
  }
  const base::Instant start{tools.clock->now().micros - (asked.records + 3600) * 1'000'000};
  SteppingClock clock(start);
  const records::Surroundings around{tools.packs, tools.rules, clock, *tools.random};
  auto store = TRY(records::CouncilStore::open(asked.store, around, records::Opening::write));
  const authority::Caller caller = TRY(office_holder(*store, base::london_date(start)));
  std::atomic<std::int64_t> next{0};
  std::mutex mutex;
  std::string failed;
  const auto work = [&] {
    for (std::int64_t number = next++; number < asked.records; number = next++) {
      const auto outcome = store->commit(invented_advice(caller, number, *tools.random));
      if (outcome && std::holds_alternative<records::Receipt>(*outcome)) continue;
      const std::lock_guard lock(mutex);
      failed = outcome ? "an invented record was not accepted" : outcome.error().what;
      next = asked.records;
    }
  };
  std::vector<std::thread> workers;
  for (int worker = 0; worker < 64; ++worker) workers.emplace_back(work);
  for (std::thread& worker : workers) worker.join();
  if (!failed.empty()) return Failure{ErrorKind::unavailable, failed, asked.store.string()};
  return {};
}

}  // namespace

int run(const Seed& asked, const Tools& tools) {
  if (!asked.demo && asked.records == 0 && asked.story.empty()) {
    return say_error({ErrorKind::invalid,
                      "say what to fill it with: --demo, --records N or --story FILE", "seed"},
                     Output::words);
  }
  const auto seeded = asked.demo            ? seed_demonstration(asked.store, tools)
                      : asked.story.empty() ? seed_records(asked, tools)
                                            : seed_story(asked, tools);
  if (!seeded) return say_error(seeded.error(), Output::words);
  if (asked.demo) {
    std::printf("The demonstration council stands in %s. All its people are invented.\n",
                asked.store.c_str());
  } else if (asked.records == 0) {
    std::printf("The story stands in %s. All its people are invented.\n", asked.store.c_str());
  } else {
    std::printf("%s recorded in %s.\n",
                base::plural(asked.records, "invented piece of advice", "invented pieces of advice")
                    .c_str(),
                asked.store.c_str());
  }
  return 0;
}

}  // namespace app
