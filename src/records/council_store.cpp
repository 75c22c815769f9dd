#include "records/council_store.h"

#include "base/log.h"
#include "records/asked_act.h"
#include "records/door.h"
#include "records/door_seams.h"
#include "records/genesis.h"
#include "records/head_check.h"
#include "records/reader_pool.h"
#include "records/rebuilding.h"
#include "records/schema.h"
#include "store/place.h"

namespace records {
namespace {

using base::ErrorKind;
using base::Failure;
using base::Result;

class OpenStore final : public CouncilStore {
 public:
  OpenStore(std::filesystem::path folder, const Surroundings& around, StoreKeys keys)
      : folder_(std::move(folder)),
        around_(around),
        keys_(std::move(keys)),
        texts_(around.packs),
        pool_(folder_, around.connections) {}

  Result<void> begin(Opening opening, DoorSeams seams);

  Result<Outcome> commit(Change change) override {
    if (door_ == nullptr) {
      return Failure{ErrorKind::refused, "This store was opened for reading only.",
                     folder_.string()};
    }
    return door_->commit(TRY(ask(std::move(change), around_.random)));
  }
  Result<Preview> preview(const Change& change) override;
  Recording recording() const override {
    return door_ == nullptr ? Recording::open : door_->recording();
  }
  bool has_room() const override;
  std::string awaited_recovery() const override { return recovery_.awaited().what; }
  Result<void> look_at_clock() override {
    if (door_ == nullptr) return {};
    return door_->look_at_clock();
  }
  Result<std::unique_ptr<Reader>> reader() override {
    return make_reader(TRY(pool_.lease()), *this);
  }

  Result<void> weigh_tables() override {
    ReaderLease lease = TRY(pool_.lease());
    const Result<void> weighed = lease.database->weigh_tables(store::Database::Weigh::changed);
    lease.give_back(std::move(lease.database));
    return weighed;
  }
  void close_idle() override { pool_.close_idle(); }
  const StoreFacts& facts() const override { return facts_; }
  const Surroundings& around() const override { return around_; }
  const std::filesystem::path& folder() const override { return folder_; }
  const base::Key& store_key() const override { return keys_.store_key; }
  const ledger::SigningKey& log_key() const override { return keys_.log_key; }

 private:
  enum class PackStanding { adopted, newer };
  Result<PackStanding> standing_of_packs(store::Database& database) const;
  Result<PackStanding> standing_here(store::Database& database) const;
  Result<void> check_keys(store::Database& database) const;
  Result<void> renew_tables(store::Database& database) const;
  Result<void> read_facts(store::Database& database);
  Result<Judged> judge_here(store::Database& database, const Change& change) const;

  std::filesystem::path folder_;
  const Surroundings around_;
  StoreKeys keys_;
  RowTexts texts_;
  StoreFacts facts_;
  Recovery recovery_;  // before the door, which borrows it
  std::unique_ptr<Door> door_;
  ReaderPool pool_;  // goes first: the last to close must be able to write, to leave one file
};

// What a store needs before anybody may use it: keys that fit, tables of these packs, and for a
// writer these packs adopted.
Result<void> OpenStore::begin(Opening opening, DoorSeams seams) {
  const bool write = opening == Opening::write;
  auto database = TRY(store::open_part(folder_, store::Part::record,
                                       write ? store::OpenMode::write : store::OpenMode::read));
  TRY(ensure_not_moved(*database));
  TRY(check_keys(*database));
  const PackStanding packs = TRY(standing_of_packs(*database));
  const bool fit = TRY(tables_fit(*database, around_.packs));
  if (!write) {
    if (fit && packs == PackStanding::adopted) return read_facts(*database);
    return Failure{ErrorKind::unavailable,
                   "The store's tables are of another pack set. Open it for writing once, or run "
                   "“plumbline rebuild”.",
                   folder_.string()};
  }
  TRY(check_head(*database, keys_.log_key.verifier_text(), keys_.store_id));
  recovery_.await(TRY(look_for_older_copy(folder_, *database)));
  if (recovery_.is_awaited())
    base::log(base::LogLevel::warning, "older_copy", {{"what", recovery_.awaited().what}});
  if (!fit || packs == PackStanding::newer) TRY(renew_tables(*database));
  auto recorder =
      std::make_unique<Recorder>(std::move(database), around_, keys_, texts_, std::move(seams));
  if (packs == PackStanding::newer) {
    TRY(adopt_packs(*recorder, folder_, around_, texts_, keys_));
  }
  recorder->await(recovery_, folder_);
  TRY(recorder->compare_clock_with_newest());
  TRY(read_facts(recorder->database()));
  door_ = std::make_unique<Door>(std::move(recorder));
  return {};
}

bool OpenStore::has_room() const {
  constexpr std::uintmax_t least_room = 512 * 1024;
  std::error_code unknown;
  const auto space = std::filesystem::space(folder_, unknown);
  return unknown || space.available >= least_room;
}

// The first record's key can be unwrapped by the store's key and by no other.
Result<void> OpenStore::check_keys(store::Database& database) const {
  if (record_key(database, keys_.store_key, keys_.store_id, 1)) return {};
  return Failure{ErrorKind::corrupt,
                 "The keys in this folder (log.key, store.key) are not those of its record.",
                 folder_.string()};
}

// Every entry names the pack set it was written under: the newest tells which one is in force.
Result<OpenStore::PackStanding> OpenStore::standing_of_packs(store::Database& database) const {
  TRY(database.begin_read());
  auto standing = standing_here(database);
  database.rollback();
  return standing;
}

Result<OpenStore::PackStanding> OpenStore::standing_here(store::Database& database) const {
  auto rows = TRY(database.scan(
      "SELECT number, recorded_at, header, idempotency FROM entry ORDER BY number DESC"));
  bool newest = true;
  while (TRY(rows.next())) {
    const Entry entry = TRY(read_header(*rows.operator->()));
    if (entry.pack == around_.packs.digest) {
      if (newest) return PackStanding::adopted;
      return Failure{ErrorKind::unavailable,
                     "This store has adopted a newer pack set than this program has. Use the newer "
                     "program.",
                     folder_.string()};
    }
    newest = false;
  }
  if (newest) {
    return Failure{ErrorKind::corrupt, "The record has no entries.", folder_.string()};
  }
  return PackStanding::newer;
}

Result<void> OpenStore::renew_tables(store::Database& database) const {
  base::log(base::LogLevel::notice, "tables_renewed", {{"store", keys_.store_id}});
  TRY(database.begin_write());
  const auto rows = renew_derived_tables(database, around_.packs, keys_, {});
  const Result<void> written = rows ? database.commit() : Result<void>(Failure(rows.error()));
  if (!written) database.rollback();
  return written;
}

Result<void> OpenStore::read_facts(store::Database& database) {
  const registers::Register* kind = around_.packs.find("store");
  if (kind == nullptr) {
    return Failure{ErrorKind::invalid, "The packs do not say what a store is.", "packs"};
  }
  const RegisterRows rows(database, texts_, keys_.seal_key);
  const std::string reference = TRY(own_record(database, *kind));
  const auto own = TRY(stored_record(database, around_.packs, rows, reference));
  if (!own) return Failure{ErrorKind::corrupt, "The store's own record is missing.", reference};
  const auto text = [&](std::string_view field) {
    return registers::value_of(own->row.values, field).text();
  };
  facts_ = StoreFacts{text("council"), text("council_code"), text("store_id"),
                      text("log_key"), text("pack_digest"),  text("demonstration") == "yes"};
  if (facts_.store_id == keys_.store_id && facts_.log_key == keys_.log_key.verifier_text()) {
    return {};
  }
  return Failure{ErrorKind::corrupt, "The log's key in this folder is not that of its record.",
                 folder_.string()};
}

Result<CouncilStore::Preview> OpenStore::preview(const Change& change) {
  ReaderLease lease = TRY(pool_.lease());
  auto judged = judge_here(*lease.database, change);
  lease.database->rollback();
  lease.give_back(std::move(lease.database));
  if (!judged) return std::move(judged).failure();
  if (auto* outcome = std::get_if<Outcome>(&*judged)) return Preview{std::move(*outcome), {}};
  const PlannedRecord& first = std::get<PlannedAct>(*judged).records.front();
  Preview preview{Receipt{}, {}};
  for (const auto& [name, value] : first.set) {
    const registers::Field* field = first.kind->field(name);
    if (field != nullptr && field->computed) preview.computed.emplace(name, value);
  }
  return preview;
}

Result<Judged> OpenStore::judge_here(store::Database& database, const Change& change) const {
  TRY(database.begin_read());
  const RegisterRows rows(database, texts_, keys_.seal_key);
  InForce in_force;
  Judge judge(database, around_, rows, in_force);
  judge.await(recovery_);
  return judge.judge(change, around_.clock.now());
}

}  // namespace

Result<std::unique_ptr<CouncilStore>> open_with_seams(const std::filesystem::path& folder,
                                                      const Surroundings& around, Opening opening,
                                                      DoorSeams seams) {
  if (!store::holds_store(folder)) {
    return Failure{ErrorKind::not_found, "There is no store in this folder.", folder.string()};
  }
  if (opening == Opening::write) TRY(settle_log_key(folder));
  auto store = std::make_unique<OpenStore>(folder, around, TRY(StoreKeys::read(folder)));
  TRY(store->begin(opening, std::move(seams)));
  return std::unique_ptr<CouncilStore>(std::move(store));
}

Result<std::unique_ptr<CouncilStore>> CouncilStore::open(const std::filesystem::path& folder,
                                                         const Surroundings& around,
                                                         Opening opening) {
  return open_with_seams(folder, around, opening, {});
}

}  // namespace records
