#include "simulation/town.h"

#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>

#include "access/grants.h"
#include "records/reader.h"
#include "records/recovery.h"

namespace simulation {
namespace {

using registers::Value;

records::Receipt recorded(records::CouncilStore& store, records::Change change) {
  const std::string what = change.records.front().register_name;
  const auto outcome = store.commit(std::move(change));
  if (!outcome) give_up(what + ": " + base::to_text(outcome.error()));
  const auto* receipt = std::get_if<records::Receipt>(&*outcome);
  if (receipt == nullptr) give_up(what + " was not recorded");
  return *receipt;
}

// Adds people and appoints them, as two administrators do.
class Appointing {
 public:
  Appointing(records::CouncilStore& store, base::Random& random, const Town::Cast& cast,
             const base::Date& today)
      : store_(store),
        random_(random),
        from_(today),
        first_(cast.first_administrator),
        second_(cast.second_administrator) {}

  std::string person(const std::string& name) {
    registers::Values set;
    set["name"] = Value::line(name);
    set["sign_in"] = Value::line("sign.in." + std::to_string(++people_));
    return recorded(store_, act_of(first_, "person", "add", "", std::move(set), random_)).reference;
  }

  authority::Caller appointed(const std::string& name, const std::string& capacity) {
    registers::Values set;
    const std::string reference = person(name);
    set["holder"] = Value::person(reference);
    set["capacity"] = Value::line(capacity);
    set["from"] = Value::date(from_);
    const auto proposed = recorded(
        store_, act_of(first_, "appointment", "propose", "", std::move(set), random_));
    const auto confirmed = recorded(
        store_, act_of(second_, "appointment", "confirm", proposed.reference, {}, random_));
    return {reference, name, {capacity, confirmed.first_entry, from_, {}}, {}};
  }

 private:
  records::CouncilStore& store_;
  base::Random& random_;
  const base::Date from_;
  const authority::Caller first_, second_;
  int people_ = 0;
};

}  // namespace

void give_up(const std::string& what) {
  std::fprintf(stderr, "the simulation cannot go on: %s\n", what.c_str());
  std::exit(2);
}

Town::Town(const std::string& name)
    : folder_(std::filesystem::temp_directory_path() /
              ("plumbline-town-" + std::to_string(::getpid()))) {
  std::filesystem::remove_all(folder_);
  base::SetClock clock(*base::instant_from_iso("2026-10-20T08:00:00Z"));
  const auto random = base::seeded_random("town " + name);
  make(clock, *random);
  begins_ = clock.now();
  std::ifstream in(file(), std::ios::binary);
  image_.assign(std::istreambuf_iterator<char>(in), {});
  if (image_.empty()) give_up("the town's record is empty");
}

void Town::forget_beside() const {
  std::error_code ignored;
  for (const char* name : {records::newest_file, records::erased_file, records::recovery_file})
    std::filesystem::remove(folder_ / name, ignored);
}

Town::~Town() {
  std::error_code ignored;
  std::filesystem::remove_all(folder_, ignored);
}

void Town::make(base::SetClock& clock, base::Random& random) {
  const records::Surroundings around = this->around(clock, random);
  records::Genesis genesis;
  genesis.council = "Ardmorran Council";
  genesis.council_code = "S12999901";
  genesis.administrator_name = "Morag Tulloch";
  genesis.administrator_sign_in = "morag.tulloch";
  genesis.second_name = "Alasdair Petrie";
  genesis.second_sign_in = "alasdair.petrie";
  const auto made = records::make_store({folder_, ""}, genesis, around);
  if (!made) give_up(base::to_text(made.error()));
  auto store = records::CouncilStore::open(folder_, around, records::Opening::write);
  if (!store) give_up(base::to_text(store.error()));
  const base::Date today = base::london_date(clock.now());
  find_administrators(**store, today);
  Appointing appointing(**store, random, cast_, today);
  cast_.cswo = appointing.appointed("Ishbel Carnochan", "cswo");
  cast_.depute = appointing.appointed("Rhona Mackinlay", "depute_cswo");
  cast_.director = appointing.appointed("Gordon Abernethy", "director");
  cast_.head = appointing.appointed("Callum Strachan", "head_of_adults");
  cast_.nobody.person = appointing.person("Jean Duff");
  cast_.nobody.held = {"cswo", forged_grant, today, {}};
  auto reader = (*store)->reader();
  if (!reader) give_up(base::to_text(reader.error()));
  entries_ = (*reader)->entries();
  verifier_text_ = (*store)->log_key().verifier_text();
}

void Town::find_administrators(records::CouncilStore& store, const base::Date& today) {
  const auto reader = store.reader();
  if (!reader) give_up(base::to_text(reader.error()));
  const auto holders = authority::holders_on((*reader)->database(), "administrator", today);
  if (!holders || holders->size() != 2) give_up("there are not two administrators");
  const auto caller = [](const authority::Holder& holder) {
    return authority::Caller{holder.person, holder.name, holder.held, {}};
  };
  cast_.first_administrator = caller(holders->front());
  cast_.second_administrator = caller(holders->back());
}

records::Change act_of(const authority::Caller& caller, const std::string& register_name,
                       const std::string& step, const std::string& reference,
                       registers::Values set, base::Random& random) {
  records::Change change;
  change.caller = caller;
  change.key = random.bytes(16);
  records::RecordChange record;
  record.register_name = register_name;
  record.step = step;
  record.reference = reference;
  record.set = std::move(set);
  change.records.push_back(std::move(record));
  return change;
}

records::Change advice_of(const authority::Caller& caller, const std::string& question, int risks,
                          base::Random& random) {
  registers::Values set;
  set["question"] = Value::line(question);
  set["advice"] = Value::prose("Wait until the second lift is in use.");
  set["to"] = Value::party({"director", "", {}, ""});
  set["about"] = Value::choice("services");
  records::Change change = act_of(caller, "advice", "give", "", std::move(set), random);
  for (int risk = 0; risk < risks; ++risk) {
    records::RecordChange part;
    part.register_name = "advice_risk";
    part.step = "name";
    part.parent = 0;
    part.set["risk"] = Value::line("Somebody falls, number " + std::to_string(risk));
    change.records.push_back(std::move(part));
  }
  return change;
}

}  // namespace simulation
