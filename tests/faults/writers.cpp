// Many clients of one store at once, through the door of this process: they make advice, and they
// read a few shared records and add to them, each counting one further than it read. What each
// asked, saw and was told goes to a file, one line each, for tests/faults/history.mjs to check.
// Several of these may run on one store: then their writers meet at the head of the log.
//
//   writers STORE --make COUNT                          makes shared records; prints their
//   references writers STORE --tell FILE                           prints the versions of the
//   records in FILE writers STORE --clients N --acts N [--shared FILE] [--history FILE]
//
// Prints one JSON line: how many were recorded, how many failed, and how fast.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <map>
#include <string>
#include <thread>
#include <vector>

#include "access/grants.h"
#include "base/text.h"
#include "faults/ground.h"
#include "records/reader.h"

namespace {

using registers::Value;

struct Asked {
  std::filesystem::path store;
  std::string history, tell;
  std::vector<std::string> shared;
  int make = 0, clients = 64, acts = 100;
};

struct Told {
  int recorded = 0, conflicts = 0, failed = 0;
  std::string first_failure;
  std::vector<std::string> lines;
};

// Readings of one clock for all processes of the machine.
long long now_nanoseconds() {
  return std::chrono::steady_clock::now().time_since_epoch() / std::chrono::nanoseconds(1);
}

std::string joined(std::initializer_list<std::string> words) {
  std::string line;
  for (const std::string& word : words) line += (line.empty() ? "" : " ") + word;
  return line;
}

records::RecordChange advice_step(const char* step) {
  records::RecordChange change;
  change.register_name = "advice";
  change.step = step;
  return change;
}

records::RecordChange new_advice(const std::string& question) {
  records::RecordChange change = advice_step("give");
  change.set["question"] = Value::line(question);
  change.set["advice"] =
      Value::prose("Move it once the ramp is finished. Until then keep two days.");
  change.set["why"] =
      Value::prose("Eleven of thirty people use a wheelchair and the hall has steps.");
  change.set["to"] = Value::party({"director", "", {}, ""});
  change.set["about"] = Value::choice("services");
  return change;
}

class Client {
 public:
  Client(records::CouncilStore& store, const faults::Ground& ground, authority::Caller caller,
         const std::vector<std::string>& shared)
      : store_(store), ground_(ground), caller_(std::move(caller)), shared_(shared) {}

  void act(int number) {
    if (!shared_.empty() && number % 2 == 1) {
      const auto letter = static_cast<unsigned char>(ground_.random->bytes(1).front());
      add_to(shared_[letter % shared_.size()]);
    } else {
      static_cast<void>(give("Is matter " + std::to_string(number) + " ready?"));
    }
  }

  std::string give(const std::string& question) {
    const long long from = now_nanoseconds();
    const auto outcome = commit(new_advice(question));
    const auto* receipt = outcome ? std::get_if<records::Receipt>(&*outcome) : nullptr;
    if (receipt == nullptr) {
      fail(outcome);
      return {};
    }
    ++told.recorded;
    note("made", from, {std::to_string(receipt->first_entry), receipt->reference});
    return receipt->reference;
  }

  Told told;

 private:
  using Outcome = base::Result<records::Outcome>;

  Outcome commit(records::RecordChange record) {
    records::Change change;
    change.caller = caller_;
    change.key = ground_.random->bytes(16);
    change.records.push_back(std::move(record));
    // Paused: nothing was recorded, and whoever asked asks again.
    for (int again = 0; again < 200; ++again) {
      Outcome outcome = store_.commit(records::Change(change));
      const bool paused = !outcome && outcome.error().what.starts_with("Writing is paused");
      if (!paused) return outcome;
      std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
    return store_.commit(std::move(change));
  }

  // Reads the count that stands, and records the next one on the version that was read.
  void add_to(const std::string& reference) {
    const long long reading = now_nanoseconds();
    records::Row row;
    {
      auto reader = store_.reader();
      if (!reader) return fail(Outcome(base::Failure(reader.error())));
      auto found = (*reader)->find(reference, caller_);
      if (!found) return fail(Outcome(base::Failure(found.error())));
      row = std::move(*found);
    }
    const std::string count = registers::value_of(row.values, "why").text();
    note("read", reading, {std::to_string(row.since_entry), reference, count});
    const std::string next = std::to_string(base::whole_number(count).value_or(0) + 1);
    records::RecordChange change = advice_step("add");
    change.reference = reference;
    change.seen_entry = row.since_entry;
    change.set["why"] = Value::prose(next);
    const long long from = now_nanoseconds();
    const auto outcome = commit(std::move(change));
    if (outcome && std::holds_alternative<records::ChangedMeanwhile>(*outcome)) {
      ++told.conflicts;
      return;
    }
    const auto* receipt = outcome ? std::get_if<records::Receipt>(&*outcome) : nullptr;
    if (receipt == nullptr) return fail(outcome);
    ++told.recorded;
    note("added", from,
         {std::to_string(receipt->first_entry), reference, next, std::to_string(row.since_entry)});
  }

  void note(const char* what, long long from, std::initializer_list<std::string> more) {
    told.lines.push_back(
        joined({what, std::to_string(from), std::to_string(now_nanoseconds()), joined(more)}));
  }

  void fail(const Outcome& outcome) {
    ++told.failed;
    if (!told.first_failure.empty()) return;
    if (!outcome) {
      told.first_failure = base::to_text(outcome.error());
    } else if (const auto* refusal = std::get_if<records::Refusal>(&*outcome)) {
      told.first_failure = refusal->reason;
    } else {
      told.first_failure = "an outcome of another kind, " + std::to_string(outcome->index());
    }
  }

  records::CouncilStore& store_;
  const faults::Ground& ground_;
  authority::Caller caller_;
  const std::vector<std::string>& shared_;
};

std::vector<std::string> lines_of(const char* file) {
  std::vector<std::string> lines;
  std::ifstream in(file);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

Asked read_arguments(int count, char** arguments) {
  Asked asked;
  if (count > 1) asked.store = arguments[1];
  for (int place = 2; place + 1 < count; place += 2) {
    const std::string name = arguments[place];
    const char* value = arguments[place + 1];
    if (name == "--make") asked.make = std::atoi(value);
    if (name == "--clients") asked.clients = std::atoi(value);
    if (name == "--acts") asked.acts = std::atoi(value);
    if (name == "--tell") asked.tell = value;
    if (name == "--history") asked.history = value;
    if (name == "--shared") asked.shared = lines_of(value);
  }
  return asked;
}

base::Result<authority::Caller> officer(records::CouncilStore& store,
                                        const faults::Ground& ground) {
  auto reader = TRY(store.reader());
  const auto holders = TRY(
      authority::holders_on(reader->database(), "cswo", base::london_date(ground.clock->now())));
  if (holders.empty()) return base::Failure(base::ErrorKind::not_found, "nobody is CSWO");
  return authority::Caller{holders.front().person, holders.front().name, holders.front().held, {}};
}

int make_shared(Client& client, int count) {
  for (int number = 0; number < count; ++number) {
    std::printf("%s\n", client.give("Who counts furthest?").c_str());
  }
  if (client.told.failed == 0) return 0;
  std::fprintf(stderr, "writers: %s\n", client.told.first_failure.c_str());
  return 1;
}

// Every version of the shared records: reference, entry, what it counts.
int tell_versions(records::CouncilStore& store, const authority::Caller& caller,
                  const std::vector<std::string>& shared) {
  auto reader = store.reader();
  if (!reader) return 2;
  for (const std::string& reference : shared) {
    const auto lines = (*reader)->history(reference, caller);
    if (!lines) {
      std::fprintf(stderr, "writers: %s\n", base::to_text(lines.error()).c_str());
      return 2;
    }
    for (const records::HistoryLine& line : *lines) {
      for (const records::HistoryLine::Set& set : line.sets) {
        if (set.field != "why") continue;
        std::printf("%s %lld %s\n", reference.c_str(), static_cast<long long>(line.entry),
                    set.after.text().c_str());
      }
    }
  }
  return 0;
}

int run_all(records::CouncilStore& store, const faults::Ground& ground,
            const authority::Caller& caller, const Asked& asked) {
  std::vector<Client> clients;
  clients.reserve(static_cast<std::size_t>(asked.clients));
  for (int i = 0; i < asked.clients; ++i) clients.emplace_back(store, ground, caller, asked.shared);
  const long long began = now_nanoseconds();
  std::vector<std::thread> threads;
  for (int i = 0; i < asked.clients; ++i) {
    threads.emplace_back([&, i] {
      for (int number = 0; number < asked.acts; ++number) {
        clients[static_cast<std::size_t>(i)].act(number + i);
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  const double seconds = static_cast<double>(now_nanoseconds() - began) / 1e9;
  Told all;
  std::ofstream history(asked.history);
  for (const Client& client : clients) {
    all.recorded += client.told.recorded;
    all.conflicts += client.told.conflicts;
    all.failed += client.told.failed;
    if (all.first_failure.empty()) all.first_failure = client.told.first_failure;
    for (const std::string& line : client.told.lines) history << line << '\n';
  }
  if (all.failed > 0) std::fprintf(stderr, "writers: %s\n", all.first_failure.c_str());
  std::printf(
      "{\"recorded\":%d,\"conflicts\":%d,\"failed\":%d,\"seconds\":%.2f,"
      "\"per_second\":%.0f}\n",
      all.recorded, all.conflicts, all.failed, seconds, all.recorded / seconds);
  return all.failed == 0 ? 0 : 1;
}

}  // namespace

int main(int count, char** arguments) {
  const Asked asked = read_arguments(count, arguments);
  const faults::Ground ground = faults::ground();
  const records::Surroundings around = ground.around();
  auto store = records::CouncilStore::open(asked.store, around, records::Opening::write);
  if (!store) {
    std::fprintf(stderr, "writers: %s\n", base::to_text(store.error()).c_str());
    return 2;
  }
  const auto caller = officer(**store, ground);
  if (!caller) {
    std::fprintf(stderr, "writers: %s\n", base::to_text(caller.error()).c_str());
    return 2;
  }
  if (!asked.tell.empty()) return tell_versions(**store, *caller, lines_of(asked.tell.c_str()));
  if (asked.make == 0) return run_all(**store, ground, *caller, asked);
  Client maker(**store, ground, *caller, asked.shared);
  return make_shared(maker, asked.make);
}
