#include "records/key_change.h"

#include "access/grants.h"
#include "access/password.h"
#include "base/hash.h"
#include "base/text.h"
#include "ledger/log.h"
#include "records/commit.h"
#include "records/entry.h"
#include "records/genesis.h"
#include "records/head_check.h"
#include "records/rebuilding.h"
#include "store/place.h"

namespace records {
namespace {

namespace fs = std::filesystem;
using base::ErrorKind;
using base::Failure;
using base::Result;
using registers::Value;

constexpr std::string_view key_register = "store";

std::string text_of(const std::vector<EntryField>& fields, std::string_view name) {
  for (const EntryField& field : fields) {
    if (field.name == name) return field.value.text();
  }
  return std::string();
}

// One change of key, from the new key to the old one's end.
class KeyTurn {
 public:
  KeyTurn(fs::path folder, const Surroundings& around, StoreKeys keys, std::string before)
      : folder_(std::move(folder)),
        around_(around),
        keys_(std::move(keys)),
        texts_(around.packs),
        before_(std::move(before)) {}

  // `old`: signs beside the new key; none when it is lost.
  Result<ledger::KeyChange> turn(const ledger::SigningKey* old, const registers::Values& said,
                                 DoorSeams seams) {
    auto database = TRY(store::open_part(folder_, store::Part::record, store::OpenMode::write));
    TRY(ensure_not_moved(*database));
    if (!TRY(tables_fit(*database, around_.packs)))
      return Failure{ErrorKind::unavailable,
                     "The store's tables are of another program. Use the one that serves it.",
                     folder_.string()};
    Recorder recorder(std::move(database), around_, keys_, texts_, std::move(seams));
    const auto plan = [&] { return key_act(recorder.database(), old, said); };
    TRY(recorder.record_key_change(plan, old));
    TRY(settle_log_key(folder_));
    return change_;
  }

 private:
  // Inside the transaction: nobody else changes the key meanwhile. The new key is on the disk
  // before any entry names it.
  Result<PlannedAct> key_act(store::Database& database, const ledger::SigningKey* old,
                             const registers::Values& said) {
    const auto newest = TRY(ledger::newest_checkpoint(database));
    if (!ledger::signed_last_by(newest.note, before_))
      return Failure{ErrorKind::conflict, "Somebody else changed the log's key just now.",
                     folder_.string()};
    TRY(keys_.log_key.write(next_log_key(folder_)));
    change_ = {newest.size, before_, keys_.log_key.verifier_text()};
    const registers::Register* kind = around_.packs.find(key_register);
    const auto* step = kind == nullptr ? nullptr : kind->step(old ? "change_key" : "replace_key");
    if (step == nullptr)
      return Failure{ErrorKind::invalid, "The packs do not say how a log's key changes.", "packs"};
    PlannedRecord planned;
    planned.kind = kind;
    planned.step = step;
    const RegisterRows rows(database, texts_, keys_.seal_key);
    const std::string reference = TRY(own_record(database, *kind));
    planned.before = TRY(stored_record(database, around_.packs, rows, reference));
    if (!planned.before)
      return Failure{ErrorKind::corrupt, "The store's record is gone.", reference};
    planned.state = step->to.empty() ? planned.before->row.state : step->to;
    planned.set = said;
    planned.set["log_key"] = Value::line(change_.after);
    planned.set["log_key_before"] = Value::line(before_);
    planned.set["log_key_note"] =
        Value::prose(old ? ledger::signed_key_change(change_, *old, keys_.log_key)
                         : ledger::signed_key_change(change_, keys_.log_key));
    PlannedAct act{authority::operator_caller("command line"), around_.clock.now(), {}};
    act.records.push_back(std::move(planned));
    return act;
  }

  const fs::path folder_;
  const Surroundings& around_;
  const StoreKeys keys_;  // with the new key
  const RowTexts texts_;
  const std::string before_;
  ledger::KeyChange change_;
};

StoreKeys with_new_key(const std::string& origin, const base::Key& store_key,
                       base::Random& random) {
  std::string store_id = origin.substr(origin.find('/') + 1);
  return {ledger::SigningKey::make(origin, random), store_key, row_seal_key(store_key),
          std::move(store_id)};
}

// The reference of somebody who may say that the key is lost.
Result<std::string> witness(store::Database& database, const KeyWitness& asked,
                            const base::Date& today) {
  const Failure no{ErrorKind::refused, "The sign-in name and the password do not fit.",
                   asked.sign_in};
  const auto account = TRY(authority::account_by_sign_in(database, asked.sign_in));
  if (!account || !authority::password_fits(asked.password, account->verifier)) return no;
  if (!TRY(authority::held_on(database, account->person, today)).empty()) return account->person;
  return Failure{ErrorKind::refused,
                 "Only who holds a capacity today can say that the key is lost.", asked.sign_in};
}

// What stands in the record of the store itself.
Result<std::string> recorded_key(store::Database& database, const Surroundings& around,
                                 const base::Key& seal_key) {
  const RowTexts texts(around.packs);
  const RegisterRows rows(database, texts, seal_key);
  const registers::Register* kind = around.packs.find(key_register);
  if (kind == nullptr)
    return Failure{ErrorKind::invalid, "The packs do not say what a store is.", "packs"};
  const std::string reference = TRY(own_record(database, *kind));
  const auto own = TRY(stored_record(database, around.packs, rows, reference));
  if (own) return registers::value_of(own->row.values, "log_key").text();
  return Failure{ErrorKind::corrupt, "The store's record is gone.", reference};
}

}  // namespace

Result<std::vector<RecordedKeyChange>> key_changes(store::Database& database,
                                                   const base::Key& store_key,
                                                   std::string_view store_id) {
  auto rows = TRY(store::query(database,
                               "SELECT e.number, e.sealed, e.record_key FROM act a JOIN record r "
                               "ON r.number = a.record JOIN entry e ON e.number = a.entry WHERE "
                               "a.step IN ('change_key', 'replace_key') AND r.register = $1 "
                               "ORDER BY a.entry",
                               {key_register}));
  RecordKeys keys(store_key, std::string(store_id));
  std::vector<RecordedKeyChange> all;
  while (TRY(rows.next())) {
    const std::int64_t entry = rows->integer(0);
    const std::string sealed(rows->bytes(1));
    const base::Key key = TRY(keys.of(database, rows->integer(2)));
    const ledger::PartList parts = TRY(unseal_fields(key, store_id, entry, sealed));
    const auto fields = TRY(read_fields(parts));
    all.push_back({{entry, text_of(fields, "log_key_before"), text_of(fields, "log_key")},
                   text_of(fields, "log_key_note")});
  }
  return all;
}

std::string key_at(const std::vector<RecordedKeyChange>& changes, std::string_view newest,
                   std::int64_t size) {
  for (const RecordedKeyChange& one : changes) {
    if (size <= one.change.entry) return one.change.before;
  }
  return std::string(newest);
}

Result<ledger::KeyChange> rotate_log_key(const fs::path& folder, const Surroundings& around,
                                         DoorSeams seams) {
  // Adopts newer packs first, looks at the head, and ends a change that was cut short.
  TRY(CouncilStore::open(folder, around, Opening::write));
  const StoreKeys old = TRY(StoreKeys::read(folder));
  KeyTurn turn(folder, around, with_new_key(old.log_key.name(), old.store_key, around.random),
               old.log_key.verifier_text());
  return turn.turn(&old.log_key, {}, std::move(seams));
}

Result<ledger::KeyChange> replace_lost_log_key(const fs::path& folder, const Surroundings& around,
                                               const LostKey& lost) {
  if (!store::holds_store(folder))
    return Failure{ErrorKind::not_found, "There is no store in this folder.", folder.string()};
  if (StoreKeys::read(folder))
    return Failure{ErrorKind::conflict,
                   "The log's key is in its folder. Change it with “plumbline key rotate”.",
                   folder.string()};
  if (base::trimmed(lost.reason).empty())
    return Failure{ErrorKind::invalid, "Say how the key was lost.", "reason"};
  const base::Key store_key = TRY(read_store_key(folder));
  auto database = TRY(store::open_part(folder, store::Part::record, store::OpenMode::read));
  const auto newest = TRY(ledger::newest_checkpoint(*database));
  StoreKeys keys = with_new_key(newest.note.substr(0, newest.note.find('\n')), store_key,
                                around.random);
  const std::string before = TRY(recorded_key(*database, around, keys.seal_key));
  TRY(check_head(*database, before, keys.store_id));
  const base::Date today = base::london_date(around.clock.now());
  const std::string first = TRY(witness(*database, lost.first, today));
  const std::string second = TRY(witness(*database, lost.second, today));
  if (first == second)
    return Failure{ErrorKind::refused, "Two people have to say that the key is lost.", first};
  database.reset();
  registers::Values said;
  said["key_reason"] = Value::prose(lost.reason);
  said["key_first"] = Value::person(first);
  said["key_second"] = Value::person(second);
  return KeyTurn(folder, around, std::move(keys), before).turn(nullptr, said, {});
}

}  // namespace records
