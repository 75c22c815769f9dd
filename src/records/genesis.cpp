#include "records/genesis.h"

#include "base/compress.h"
#include "base/files.h"
#include "base/hash.h"
#include "records/rebuilding.h"
#include "store/place.h"

namespace records {
namespace {

using base::ErrorKind;
using base::Failure;
using base::Result;
using registers::Packs;
using registers::Register;
using registers::Step;
using registers::Value;

constexpr std::string_view own_register = "store";

// A file that is there while it is recorded, and gone afterwards however that went.
class PassingFile {
 public:
  explicit PassingFile(std::filesystem::path path) : path_(std::move(path)) {}
  ~PassingFile() {
    std::error_code ignored;
    std::filesystem::remove(path_, ignored);
  }
  PassingFile(const PassingFile&) = delete;
  PassingFile& operator=(const PassingFile&) = delete;
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

// Puts the pack set into an act's record: its digest, and its files as one compressed document.
Result<void> add_packs(PlannedRecord& planned, const Packs& packs, const PassingFile& file,
                       base::Random& random) {
  const std::string bytes = base::gzip(packs.files);
  TRY(base::write_file(file.path(), bytes, base::FileMode::secret));
  registers::Document document;
  document.id = base::hex(random.bytes(16));
  document.name = "packs.gz";
  document.type = "application/gzip";
  document.length = static_cast<std::int64_t>(bytes.size());
  document.sha256 = base::hex(base::bytes_of(base::sha256(bytes)));
  planned.set.insert_or_assign("pack_digest", Value::line(packs.digest));
  planned.set.insert_or_assign("pack_files", Value::document(document));
  planned.document_files.push_back(file.path().string());
  return {};
}

// The step that makes a record and leaves it in a state; any that makes one when none does that.
const Step* making_step(const Register& kind, std::string_view state) {
  const Step* any = nullptr;
  for (const Step& step : kind.steps) {
    if (!step.from.empty()) continue;
    if (step.to == state) return &step;
    if (any == nullptr) any = &step;
  }
  return any;
}

// The step that brings a record from one state into another.
const Step* step_between(const Register& kind, std::string_view from, std::string_view to) {
  for (const Step& step : kind.steps) {
    const bool leads = step.to == to;
    for (const std::string& state : step.from) {
      if (leads && state == from) return &step;
    }
  }
  return nullptr;
}

std::string capacity_without_content(const Packs& packs) {
  for (const registers::Capacity& capacity : packs.capacities) {
    if (capacity.sees_content == "no") return capacity.name;
  }
  return std::string();
}

struct FirstPerson {
  std::string name, sign_in, verifier, reference;
};

// Writes the first acts of one store.
class Beginning {
 public:
  Beginning(const Genesis& genesis, const Surroundings& around, const StoreKeys& keys)
      : genesis_(genesis), around_(around), keys_(keys), now_(around.clock.now()) {
    for (const Register& kind : around.packs.registers)
      if (kind.accounts) accounts_ = &kind;
    grants_ = around.packs.appointing();
  }

  Result<void> write(Recorder& recorder, const RowTexts& texts, const PassingFile& file) {
    name_people();
    PlannedAct first = act();
    first.records.push_back(TRY(store_record(file)));
    for (const FirstPerson& person : people_) first.records.push_back(TRY(person_record(person)));
    const std::size_t before_grants = first.records.size();
    TRY(add_proposals(first));
    TRY(recorder.record_unjudged(first, stored_key("", around_.random.bytes(16)), request()));
    if (first.records.size() == before_grants || proposal_->to == grants_->grants->state) return {};
    PlannedAct second = act();
    TRY(add_confirmations(second, recorder, texts));
    TRY(recorder.record_unjudged(second, stored_key("", around_.random.bytes(16)), request()));
    return {};
  }

 private:
  [[nodiscard]] PlannedAct act() const {
    return PlannedAct{authority::operator_caller("command line"), now_, {}};
  }

  // What the operator asked for, in short: the program's own acts have no form.
  [[nodiscard]] std::string request() const {
    const base::Hash hash = base::sha256(genesis_.council + "\n" + keys_.store_id);
    return base::hex(base::bytes_of(hash));
  }

  void name_people() {
    if (accounts_ == nullptr) return;
    const auto add = [&](const std::string& name, const std::string& sign_in,
                         const std::string& verifier) {
      if (sign_in.empty()) return;
      const auto number = static_cast<std::int64_t>(people_.size() + 1);
      people_.push_back(
          {name, sign_in, verifier,
           numbered_reference(accounts_->prefix, base::london_date(now_).year, number)});
    };
    add(genesis_.administrator_name, genesis_.administrator_sign_in,
        genesis_.administrator_verifier);
    add(genesis_.second_name, genesis_.second_sign_in, genesis_.second_verifier);
  }

  Result<PlannedRecord> store_record(const PassingFile& file) const {
    const Register* kind = around_.packs.find(own_register);
    const Step* step = kind == nullptr ? nullptr : kind->step("genesis");
    if (step == nullptr) {
      return Failure{ErrorKind::invalid, "The packs do not say how a store begins.", "packs"};
    }
    PlannedRecord planned;
    planned.kind = kind;
    planned.step = step;
    planned.state = step->to;
    planned.set["council"] = Value::line(genesis_.council);
    planned.set["council_code"] = Value::line(genesis_.council_code);
    planned.set["store_id"] = Value::line(keys_.store_id);
    planned.set["log_key"] = Value::line(keys_.log_key.verifier_text());
    if (!people_.empty()) planned.set["administrator"] = Value::person(people_.front().reference);
    planned.set["demonstration"] =
        Value::yes_no(genesis_.demonstration ? Value::YesNo::yes : Value::YesNo::no);
    TRY(add_packs(planned, around_.packs, file, around_.random));
    return planned;
  }

  Result<PlannedRecord> person_record(const FirstPerson& person) const {
    const registers::Accounts& accounts = *accounts_->accounts;
    PlannedRecord planned;
    planned.kind = accounts_;
    planned.step = making_step(*accounts_, accounts.state);
    if (planned.step == nullptr) return no_step(*accounts_);
    planned.state = planned.step->to;
    planned.reference = person.reference;
    planned.set[accounts.name] = Value::line(person.name);
    planned.set[accounts.sign_in] = Value::line(person.sign_in);
    if (!person.verifier.empty()) planned.set[accounts.password] = Value::line(person.verifier);
    return planned;
  }

  // Both may administer: neither may hold a capacity that sees content, and it takes two to appoint
  // anybody to one.
  Result<void> add_proposals(PlannedAct& first) {
    const std::string capacity = capacity_without_content(around_.packs);
    if (grants_ == nullptr || capacity.empty()) return {};
    const registers::Grants& grants = *grants_->grants;
    proposal_ = making_step(*grants_, grants.state);
    if (proposal_ == nullptr) return no_step(*grants_);
    for (const FirstPerson& person : people_) {
      PlannedRecord planned;
      planned.kind = grants_;
      planned.step = proposal_;
      planned.state = proposal_->to;
      const auto number = static_cast<std::int64_t>(proposed_.size() + 1);
      planned.reference = numbered_reference(grants_->prefix, base::london_date(now_).year, number);
      planned.set[grants.person] = Value::person(person.reference);
      planned.set[grants.capacity] = Value::line(capacity);
      planned.set[grants.from] = Value::date(base::london_date(now_));
      proposed_.push_back(planned.reference);
      first.records.push_back(std::move(planned));
    }
    return {};
  }

  Result<void> add_confirmations(PlannedAct& second, Recorder& recorder, const RowTexts& texts) {
    const RegisterRows rows(recorder.database(), texts, keys_.seal_key);
    for (const std::string& reference : proposed_) {
      PlannedRecord planned;
      planned.kind = grants_;
      planned.step = step_between(*grants_, proposal_->to, grants_->grants->state);
      if (planned.step == nullptr) return no_step(*grants_);
      planned.state = planned.step->to;
      planned.before = TRY(stored_record(recorder.database(), around_.packs, rows, reference));
      second.records.push_back(std::move(planned));
    }
    return {};
  }

  static Failure no_step(const Register& kind) {
    return {ErrorKind::invalid, "The packs have no step that a beginning store needs.",
            kind.pack_file};
  }

  const Genesis& genesis_;
  const Surroundings& around_;
  const StoreKeys& keys_;
  const base::Instant now_;
  const Register* accounts_ = nullptr;
  const Register* grants_ = nullptr;
  const Step* proposal_ = nullptr;
  std::vector<FirstPerson> people_;
  std::vector<std::string> proposed_;
};

Result<void> write_database(store::NewPlace& place, const std::filesystem::path& folder,
                            const Genesis& genesis, const Surroundings& around,
                            const StoreKeys& keys) {
  auto database = TRY(place.create());
  TRY(make_all_tables(*database, around.packs));
  const RowTexts texts(around.packs);
  Recorder recorder(std::move(database), around, keys, texts, {});
  const PassingFile packs(folder / "packs.gz.new");
  return Beginning(genesis, around, keys).write(recorder, texts, packs);
}

}  // namespace

// The place is settled when it is whole: a crash before that leaves a folder in which a store
// can still begin.
Result<void> make_store(const NewStore& to, const Genesis& genesis, const Surroundings& around) {
  const std::filesystem::path& folder = to.folder;
  store::NewPlace place = TRY(store::NewPlace::begin(folder, to.server));
  const StoreKeys keys = StoreKeys::make(around.random);
  TRY(keys.write(folder));
  auto written = write_database(place, folder, genesis, around, keys);
  if (written) written = place.settle();
  if (written) return {};
  std::error_code ignored;
  for (const char* key : {"log.key", "store.key"}) std::filesystem::remove(folder / key, ignored);
  return written;
}

Result<std::string> own_record(store::Database& database, const Register& kind) {
  auto rows = TRY(store::query(
      database, "SELECT reference FROM record WHERE register = $1 ORDER BY number LIMIT 1",
      {std::string_view(kind.name)}));
  if (TRY(rows.next())) return std::string(rows->text(0));
  return Failure{ErrorKind::corrupt, "The store has no record of its beginning.", "record"};
}

Result<void> adopt_packs(Recorder& recorder, const std::filesystem::path& folder,
                         const Surroundings& around, const RowTexts& texts, const StoreKeys& keys) {
  const Register* kind = around.packs.find(own_register);
  const Step* step = kind == nullptr ? nullptr : kind->step("adopt_pack");
  if (step == nullptr) {
    return Failure{ErrorKind::invalid, "The packs do not say how a store adopts them.", "packs"};
  }
  const RegisterRows rows(recorder.database(), texts, keys.seal_key);
  PlannedRecord planned;
  planned.kind = kind;
  planned.step = step;
  const std::string reference = TRY(own_record(recorder.database(), *kind));
  planned.before = TRY(stored_record(recorder.database(), around.packs, rows, reference));
  if (!planned.before) return Failure{ErrorKind::corrupt, "The store's record is gone.", reference};
  planned.state = step->to.empty() ? planned.before->row.state : step->to;
  const PassingFile file(folder / "packs.gz.new");
  TRY(add_packs(planned, around.packs, file, around.random));
  PlannedAct act{authority::operator_caller("a newer program"), around.clock.now(), {}};
  act.records.push_back(std::move(planned));
  const std::string request = base::hex(base::bytes_of(base::sha256(around.packs.digest)));
  TRY(recorder.record_unjudged(act, stored_key("", around.random.bytes(16)), request));
  return {};
}

}  // namespace records
