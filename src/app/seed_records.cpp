#include "app/seed_records.h"

#include <atomic>
#include <mutex>
#include <thread>

#include "access/grants.h"
#include "records/reader.h"
#include "records/upkeep.h"

namespace app {
namespace {

using base::ErrorKind;
using base::Failure;
using base::Result;
using registers::Value;

// As many as the door takes into one batch.
constexpr int callers = 256;
constexpr std::int64_t rare_every = 300;

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
constexpr const char* common_words =
    " The council was told of this in writing, and nobody who gets care has to wait longer for it.";
constexpr const char* rare_words = " The kinship carers were asked as well.";
constexpr const char* added_words =
    "The officers who visited in the spring saw both sites with the people who use them and "
    "with their families. Their notes agree with the figures of the last three years: demand "
    "grows slowly, and the council has kept two places free for a sudden need in each of the "
    "four areas. Nothing in the notes speaks against it.";

// Who gives the invented advice: the first holder of the office in the store.
Result<authority::Caller> office_holder(records::CouncilStore& store, const base::Date& day) {
  auto reader = TRY(store.reader());
  const auto holders = TRY(authority::holders_on(reader->database(), "cswo", day));
  if (holders.empty())
    return Failure{ErrorKind::not_found,
                   "nobody holds the office of Chief Social Work Officer in this store",
                   store.folder().string()};
  return authority::Caller{holders.front().person, holders.front().name, holders.front().held, {}};
}

records::RecordChange invented_advice(std::int64_t number) {
  const Topic& topic = topics[static_cast<std::size_t>(number) % std::size(topics)];
  const bool is_rare = number % rare_every == rare_every / 2;
  records::RecordChange advice;
  advice.register_name = "advice";
  advice.step = "give";
  advice.set["question"] =
      Value::line(std::string(topic.question) + " (matter " + std::to_string(number + 1) + ")");
  advice.set["advice"] = Value::prose(topic.advice);
  advice.set["why"] =
      Value::prose(std::string(topic.why) + common_words + (is_rare ? rare_words : ""));
  advice.set["to"] = Value::party({"director", "", {}, ""});
  advice.set["about"] = Value::choice("services");
  return advice;
}

records::RecordChange addition(const std::string& reference, std::int64_t which) {
  constexpr std::string_view fields[] = {"evidence", "standards", "rights", "strengths"};
  records::RecordChange more;
  more.register_name = "advice";
  more.step = "add";
  more.reference = reference;
  more.set[std::string(fields[static_cast<std::size_t>(which) % std::size(fields)])] =
      Value::prose(added_words);
  return more;
}

// What all callers share.
class Seeding {
 public:
  Seeding(const Seed& asked, records::CouncilStore& store, const authority::Caller& caller,
          base::Random& random)
      : asked_(asked), store_(store), caller_(caller), random_(random) {}

  void work() {
    for (std::int64_t number = next_++; number < asked_.records; number = next_++) {
      const std::string reference = record(invented_advice(number));
      for (std::int64_t i = 0; i < asked_.additions && !reference.empty(); ++i)
        static_cast<void>(record(addition(reference, i)));
    }
  }
  [[nodiscard]] const std::string& failed() const { return failed_; }

 private:
  // The reference of what was recorded; empty when it was not, and then all callers stop.
  std::string record(records::RecordChange one) {
    records::Change change;
    change.caller = caller_;
    change.key = random_.bytes(16);
    change.records.push_back(std::move(one));
    const auto outcome = store_.commit(std::move(change));
    const auto* receipt = outcome ? std::get_if<records::Receipt>(&*outcome) : nullptr;
    if (receipt != nullptr) return receipt->reference;
    const std::lock_guard lock(mutex_);
    failed_ = outcome ? "an invented record was not accepted" : outcome.error().what;
    next_ = asked_.records;
    return {};
  }

  const Seed& asked_;
  records::CouncilStore& store_;
  const authority::Caller& caller_;
  base::Random& random_;
  std::atomic<std::int64_t> next_{0};
  std::mutex mutex_;
  std::string failed_;
};

}  // namespace

Result<void> seed_records(const Seed& asked, const Tools& tools) {
  const std::int64_t seconds = asked.records * (1 + asked.additions) + 3600;
  const base::Instant start{tools.clock->now().micros - seconds * 1'000'000};
  SteppingClock clock(start);
  const records::Surroundings around{tools.packs, tools.rules, clock, *tools.random};
  auto store = TRY(records::CouncilStore::open(asked.store, around, records::Opening::write));
  const authority::Caller caller = TRY(office_holder(*store, base::london_date(start)));
  // What the clock owes is written first: a served store owes it nothing from its first minute on.
  TRY(records::write_due_silences(*store));
  Seeding seeding(asked, *store, caller, *tools.random);
  std::vector<std::thread> workers;
  for (int worker = 0; worker < callers; ++worker) workers.emplace_back([&] { seeding.work(); });
  for (std::thread& worker : workers) worker.join();
  if (seeding.failed().empty()) return store->weigh_tables();
  return Failure{ErrorKind::unavailable, seeding.failed(), asked.store.string()};
}

}  // namespace app
