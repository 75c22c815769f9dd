#include "records/commit.h"

#include <algorithm>
#include <array>

#include "base/hash.h"
#include "records/documents.h"
#include "records/key_change.h"

namespace records {
namespace {

using base::ErrorKind;
using base::Failure;
using base::Result;

constexpr std::string_view header_of_entry =
    "SELECT number, recorded_at, header, idempotency FROM entry WHERE number = $1";

bool is_receipt(const ActOutcome& outcome) {
  return outcome && std::holds_alternative<Receipt>(*outcome);
}

std::string grant_text(const authority::Caller& caller) {
  if (caller.held.standing == authority::Held::Standing::lately && caller.held.to)
    return "none: to be confirmed, the last day was " + base::iso(*caller.held.to) + " by entry " +
           std::to_string(caller.held.grant_entry);
  if (caller.held.grant_entry >= 0) return std::to_string(caller.held.grant_entry);
  return "none: " + caller.no_grant;
}

// The commit may have been kept or not: nobody can say before the disk has been read again.
Failure disk_failure() {
  return {ErrorKind::unavailable,
          "The disk failed while acts were recorded: those without a receipt may or may not stand "
          "in the record. Nothing more is recorded until Plumbline is started again.",
          "record"};
}

// Whether an act may have changed who has an account or holds what.
bool touches_authority(const PlannedAct& act) {
  return std::any_of(act.records.begin(), act.records.end(), [](const PlannedRecord& planned) {
    return planned.kind->grants || planned.kind->accounts;
  });
}

}  // namespace

Recorder::Recorder(std::unique_ptr<store::Database> database, const Surroundings& around,
                   const StoreKeys& keys, const RowTexts& texts, DoorSeams seams)
    : database_(std::move(database)),
      around_(around),
      keys_(keys),
      seams_(std::move(seams)),
      record_keys_(keys.store_key, keys.store_id),
      ground_{around.packs, texts, keys.seal_key, keys.store_id},
      rows_(*database_, texts, keys.seal_key),
      tables_(*database_, *database_, record_keys_, ground_),
      judge_(*database_, around, rows_, in_force_),
      clock_watch_(around.clock) {}

Result<void> Recorder::record(std::span<const AskedAct* const> acts,
                              const Acknowledged& acknowledge) {
  Result<void> whole = look_at_clock();
  if (whole && !acts.empty()) whole = record_all(acts, acknowledge);
  if (whole && acts.empty()) whole = finish_disposals();
  if (whole) {
    look_at_folder(acts.empty() ? Look::quiet : Look::after_acts);
    return whole;
  }
  const bool unknown = database_->commit_unknown();
  abandon();
  if (unknown) return look_again(acts, acknowledge);
  if (database_->disk_failed()) whole = disk_failure();
  acknowledge(std::vector<ActOutcome>(acts.size(), ActOutcome(Failure(whole.error()))));
  return whole;
}

// A crash before the commit leaves nothing of the batch; after it, all of it, whether or not
// anybody was told. A savepoint copies every page that its act touches, and an act that may be
// recorded almost never fails while it is written. So the batch is written without them first; when
// an act does fail, all is undone and written again, each act in its own.
Result<void> Recorder::record_all(std::span<const AskedAct* const> acts,
                                  const Acknowledged& acknowledge) {
  undo_ = Undo::whole_batch;
  Result<void> whole = record_batch(acts, acknowledge);
  if (!whole && undo_ == Undo::act_by_act) {
    abandon();
    whole = record_batch(acts, acknowledge);
  }
  return whole;
}

// The connection broke under the commit, or a copy elsewhere was not waited for. What stands is
// found by the acts' keys; and only when that look has itself been committed, which waits for the
// copy, may anybody be told.
Result<void> Recorder::look_again(std::span<const AskedAct* const> acts,
                                  const Acknowledged& acknowledge) {
  std::vector<ActOutcome> outcomes;
  outcomes.reserve(acts.size());
  Result<void> whole = begin(PackCheck::same);
  for (const AskedAct* act : acts) {
    if (!whole) break;
    auto before = recorded_before({act->key, act->request});
    if (!before) {
      whole = Failure(before.error());
    } else if (*before) {
      outcomes.emplace_back(std::move(**before));
    } else {
      outcomes.emplace_back(Failure{ErrorKind::unavailable,
                                    "The database did not record this. Try again.", "record"});
    }
  }
  if (whole) whole = database_->commit();
  if (whole) {
    acknowledge(std::move(outcomes));
    return whole;
  }
  abandon();
  acknowledge(std::vector<ActOutcome>(acts.size(), ActOutcome(Outcome(NotKnown{}))));
  return whole;
}

// The step is told before anything is recorded by the new time. When that fails it is told at the
// next look: the watch goes on from where it stood.
Result<void> Recorder::look_at_clock() {
  if (database_->disk_failed()) return disk_failure();
  const auto step = clock_watch_.look();
  if (!step) return {};
  TRY(record_step(*step));
  clock_watch_.begin_anew();
  return {};
}

Result<void> Recorder::compare_clock_with_newest() {
  const auto step = TRY(clock_before_newest(*database_, around_.clock.now()));
  if (!step) return {};
  return record_step(*step);
}

Result<void> Recorder::record_step(const ClockStep& step) {
  const auto plan = [&] { return clock_act(*database_, around_, rows_, step); };
  const std::string key = stored_key("", around_.random.bytes(16));
  const base::Hash request = base::sha256(base::iso(step.said) + base::iso(step.expected));
  TRY(record_own(plan, {key, base::hex(base::bytes_of(request))}, PackCheck::same));
  return {};
}

Result<void> Recorder::record_batch(std::span<const AskedAct* const> acts,
                                    const Acknowledged& acknowledge) {
  std::vector<ActOutcome> outcomes;
  outcomes.reserve(acts.size());
  TRY(begin(PackCheck::same));
  TRY(find_used_keys(acts));
  at(DoorStep::begun);
  for (const AskedAct* act : acts) {
    const bool alone = undo_ == Undo::act_by_act;
    outcomes.push_back(alone ? record_alone(*act) : record_act(*act));
    if (!alone && !outcomes.back() && database_->must_undo()) {
      if (!database_->transaction_lost()) undo_ = Undo::act_by_act;
      writer_.reset();
    }
    const bool over = database_->transaction_lost() || !writer_;
    if (over && !outcomes.back()) return Failure(outcomes.back().error());
  }
  auto finished = finish(outcomes, acknowledge);
  // An act's error may come as late as this where statements are sent together.
  if (!finished && database_->must_undo() && !database_->transaction_lost()) {
    undo_ = Undo::act_by_act;
  }
  return finished;
}

Result<Receipt> Recorder::record_unjudged(const PlannedAct& act, std::string_view key,
                                          std::string_view request) {
  return record_own([&act] { return Result<PlannedAct>(act); }, {key, request}, PackCheck::any);
}

Result<Receipt> Recorder::record_key_change(const Plan& plan, const ledger::SigningKey* before) {
  signing_ = Signing::change_of_key;
  key_before_ = before;
  const std::string key = stored_key("", around_.random.bytes(16));
  const base::Hash request = base::sha256(keys_.log_key.verifier_text());
  return record_own(plan, {key, base::hex(base::bytes_of(request))}, PackCheck::same);
}

Result<Receipt> Recorder::record_own(const Plan& plan, const Keyed& keyed, PackCheck check) {
  undo_ = Undo::whole_batch;
  Result<void> whole = begin(check);
  std::vector<ActOutcome> outcomes;
  if (whole) {
    const auto act = plan();
    auto receipt = act ? record_planned(*act, keyed, now_here()) : Failure(act.error());
    if (!receipt) {
      abandon();
      return receipt;
    }
    outcomes.emplace_back(Outcome(std::move(*receipt)));
    whole = finish(outcomes, [&](std::vector<ActOutcome> done) { outcomes = std::move(done); });
  }
  if (whole) return std::get<Receipt>(*outcomes.front());
  abandon();
  return std::move(whole).failure();
}

// Locks, and looks where the log stands: another process may have moved it.
Result<void> Recorder::begin(PackCheck check) {
  in_force_.forget();
  TRY(database_->begin_write());
  const std::int64_t size =
      TRY(store::query_integer(*database_, "SELECT coalesce(max(number) + 1, 0) FROM entry"));
  if (writer_ && writer_->size() == size) return {};
  return reload(size, check);
}

Result<void> Recorder::reload(std::int64_t size, PackCheck check) {
  references_.forget();
  writer_ = TRY(ledger::Writer::load(*database_, size));
  next_record_ =
      1 + TRY(store::query_integer(*database_,
                                   "SELECT max(number) FROM (SELECT max(number) AS number FROM "
                                   "record UNION ALL SELECT max(number) FROM record_key) used"));
  last_recorded_ = {};
  if (size == 0) return {};
  TRY(check_key());
  auto rows =
      TRY(store::query(*database_, header_of_entry, {size - 1}));
  if (!TRY(rows.next())) {
    return Failure{ErrorKind::corrupt, "The newest entry is missing.", std::to_string(size - 1)};
  }
  const Entry newest = TRY(read_header(*rows.operator->()));
  last_recorded_ = newest.recorded_at;
  // Entries name the pack set in force. Another program may have adopted one since this one began.
  if (check == PackCheck::any || newest.pack == around_.packs.digest) return {};
  return Failure{ErrorKind::unavailable,
                 "This store has adopted another pack set since the program began. Start it again.",
                 "packs"};
}

// Another program may have changed the log's key since this one began: what this one signs would be
// signed by a key that is no longer in force.
Result<void> Recorder::check_key() {
  if (signing_ == Signing::change_of_key) return {};
  const auto newest = ledger::newest_checkpoint(*database_);
  if (!newest || ledger::signed_last_by(newest->note, keys_.log_key.verifier_text())) return {};
  return Failure{ErrorKind::unavailable,
                 "The log's key was changed since the program began. Try again in a minute.",
                 "log.key"};
}

// One checkpoint for the batch, then the commit, and only then the word "recorded".
Result<void> Recorder::finish(std::vector<ActOutcome>& outcomes, const Acknowledged& acknowledge) {
  const ledger::Checkpoint checkpoint =
      TRY(writer_->seal_batch(*database_, keys_.log_key, last_recorded_, key_before_));
  for (ActOutcome& outcome : outcomes) {
    if (!is_receipt(outcome)) continue;
    Receipt& receipt = std::get<Receipt>(*outcome);
    if (receipt.tree_size > 0) continue;  // of an act recorded in an earlier batch
    receipt.root = checkpoint.root;
    receipt.tree_size = checkpoint.size;
  }
  record_keys_.forget();
  at(DoorStep::sealed);
  if (seams_.acknowledge == Acknowledge::before_commit) {
    acknowledge(std::move(outcomes));
    at(DoorStep::acknowledged);
    return database_->commit();
  }
  TRY(database_->commit());
  at(DoorStep::committed);
  acknowledge(std::move(outcomes));
  at(DoorStep::acknowledged);
  return {};
}

void Recorder::abandon() {
  database_->rollback();
  writer_.reset();
  record_keys_.forget();
  references_.forget();
}

// Within its savepoint, an act that fails leaves the transaction and the tree as they were before
// it, or the batch is over. A late error comes at the latest with the release.
ActOutcome Recorder::record_alone(const AskedAct& act) {
  TRY(database_->savepoint());
  const ledger::Writer::Mark mark = writer_->mark();
  const std::int64_t next_record = next_record_;
  ActOutcome outcome = record_act(act);
  if (outcome) {
    const auto released = database_->release_savepoint();
    if (released) return outcome;
    outcome = Failure(released.error());
  }
  if (database_->transaction_lost() || !database_->undo_to_savepoint()) {
    writer_.reset();
    return outcome;
  }
  writer_->go_back(mark);
  next_record_ = next_record;
  references_.forget();
  record_keys_.forget();
  return outcome;
}

// What the act comes to. An error is this act's alone, unless the transaction is lost or writer_ is
// gone with it.
ActOutcome Recorder::record_act(const AskedAct& act) {
  const Keyed keyed{act.key, act.request};
  if (used_keys_.contains(act.key)) {
    if (auto before = TRY(recorded_before(keyed))) return std::move(*before);
  }
  const base::Instant now = now_here();
  Judged judged = TRY(judge_.judge(act.change, now));
  if (auto* outcome = std::get_if<Outcome>(&judged)) return std::move(*outcome);
  at(DoorStep::judged);
  return Outcome(TRY(record_planned(std::get<PlannedAct>(judged), keyed, now)));
}

// Which of a batch's keys the record has already, asked for all at once: most have never been used.
Result<void> Recorder::find_used_keys(std::span<const AskedAct* const> acts) {
  constexpr std::array<std::size_t, 3> keys_at_a_time{32, 4, 1};
  used_keys_.clear();
  std::size_t next = 0;
  std::vector<store::Parameter> parameters;
  for (const std::size_t count : keys_at_a_time) {
    while (acts.size() - next >= count) {
      std::string sql = "SELECT idempotency FROM entry WHERE idempotency IN (";
      parameters.clear();
      for (std::size_t key = 1; key <= count; ++key) {
        sql += (key == 1 ? "$" : ", $") + std::to_string(key);
        parameters.emplace_back(store::Blob{acts[next++]->key});
      }
      auto rows = TRY(store::query(*database_, sql + ")", parameters));
      while (TRY(rows.next())) used_keys_.emplace(rows->bytes(0));
    }
  }
  return {};
}

// The same key and the same content: the first receipt again. The same key and other content: the
// person is asked.
Result<std::optional<Outcome>> Recorder::recorded_before(const Keyed& keyed) {
  Entry entry;
  {
    auto rows = TRY(store::query(*database_,
                                 "SELECT number, recorded_at, header, idempotency FROM entry "
                                 "WHERE idempotency = $1",
                                 {store::Blob{keyed.key}}));
    if (!TRY(rows.next())) return std::optional<Outcome>();
    entry = TRY(read_header(*rows.operator->()));
  }
  if (entry.request != keyed.request) {
    return std::optional<Outcome>(AlreadyRecorded{entry.number, entry.reference});
  }
  Receipt receipt{entry.number, entry.act_entries, entry.reference, entry.recorded_at, {}, 0, true};
  const auto issued = ledger::checkpoint_of(*database_, entry.number + entry.act_entries - 1);
  if (issued) {
    const auto changes = TRY(key_changes(*database_, keys_.store_key, keys_.store_id));
    const std::string key = key_at(changes, keys_.log_key.verifier_text(), issued->size);
    const ledger::Checkpoint checkpoint = TRY(ledger::open_checkpoint(issued->note, key));
    receipt.root = checkpoint.root;
    receipt.tree_size = checkpoint.size;
  } else if (issued.error().kind != ErrorKind::not_found) {
    return Failure(issued.error());
  }
  return std::optional<Outcome>(std::move(receipt));  // not found: it is in this very batch
}

// When the act fails, the tree and what is remembered are as they were before it. What it wrote is
// undone by its savepoint; without one the batch is over.
Result<Receipt> Recorder::record_planned(const PlannedAct& act, const Keyed& keyed,
                                         base::Instant now) {
  const ledger::Writer::Mark mark = writer_->mark();
  const std::int64_t next_record = next_record_;
  auto receipt = write_act(act, keyed, now);
  if (receipt) {
    last_recorded_ = now;
    used_keys_.emplace(keyed.key);
    if (touches_authority(act)) in_force_.forget();
    at(DoorStep::act_written);
    return receipt;
  }
  writer_->go_back(mark);
  next_record_ = next_record;
  references_.forget();
  record_keys_.forget();
  in_force_.forget();
  if (undo_ == Undo::whole_batch) {
    writer_.reset();
    if (!database_->transaction_lost()) undo_ = Undo::act_by_act;
  }
  return receipt;
}

Result<Receipt> Recorder::write_act(const PlannedAct& act, const Keyed& keyed, base::Instant now) {
  const std::int64_t first = writer_->size();
  std::vector<std::string> references;
  for (const PlannedRecord& planned : act.records) {
    references.push_back(planned.before ? planned.before->reference : planned.reference);
    if (!references.back().empty()) continue;
    references.back() =
        TRY(references_.next(*database_, *planned.kind, base::london_date(now), around_.random));
  }
  for (std::size_t place = 0; place < act.records.size(); ++place) {
    const PlannedRecord& planned = act.records[place];
    Entry entry = TRY(entry_of(act, place, references, now));
    entry.act_first = first;
    if (place == 0) {
      entry.key = base::hex(keyed.key);
      entry.request = keyed.request;
    }
    const base::Key key = TRY(key_of(planned, entry));
    TRY(write_documents(planned, entry, key));
    TRY(write_entry(entry, key));
    at(DoorStep::entry_written);
    TRY(dispose_if_confirmed(planned));
    TRY(tables_.write(entry,
                      planned.before ? EntryMakes::perhaps_new_record : EntryMakes::new_record));
    at(DoorStep::rows_written);
  }
  return Receipt{
      first, static_cast<std::int64_t>(act.records.size()), references.front(), now, {}, 0, false};
}

// Change → Entry.
Result<Entry> Recorder::entry_of(const PlannedAct& act, std::size_t place,
                                 const std::vector<std::string>& references, base::Instant now) {
  const PlannedRecord& planned = act.records[place];
  Entry entry;
  entry.number = writer_->size();
  entry.recorded_at = now;
  entry.register_name = planned.kind->name;
  entry.reference = references[place];
  entry.parent = planned.parent ? references[*planned.parent] : planned.parent_reference;
  entry.step = planned.step->name;
  entry.state = planned.state;
  entry.effective_at = act.effective_at;
  entry.person = act.caller.person;
  entry.capacity = act.caller.held.capacity;
  entry.grant = grant_text(act.caller);
  entry.pack = around_.packs.digest;
  entry.act_entries = static_cast<std::int64_t>(act.records.size());
  for (const registers::Field& field : planned.kind->fields) {
    if (!planned.names_first.empty() && field.name == planned.names_first) {
      entry.set.push_back({field.name, registers::Value::record(references.front())});
      continue;
    }
    const auto found = planned.set.find(field.name);
    if (found == planned.set.end()) continue;
    entry.set.push_back({field.name, found->second});
    if (!planned.before) continue;
    const auto& set_by = planned.before->row.set_by;
    if (const auto earlier = set_by.find(field.name); earlier != set_by.end()) {
      entry.previous.emplace_back(field.name, earlier->second);
    }
  }
  return entry;
}

// A new record gets its number and its key here; for one that stands, both are known.
Result<base::Key> Recorder::key_of(const PlannedRecord& planned, Entry& entry) {
  if (planned.before) {
    entry.record_key = planned.before->number;
    return record_keys_.of(*database_, entry.record_key);
  }
  entry.record_key = next_record_++;
  const base::Key key = base::new_key(around_.random);
  const std::string wrapped =
      wrap_record_key(keys_.store_key, keys_.store_id, entry.record_key, key, around_.random);
  TRY(store::run(*database_, "INSERT INTO record_key (number, wrapped) VALUES ($1, $2)",
                 {entry.record_key, store::Blob{wrapped}}));
  record_keys_.put(entry.record_key, key);
  return key;
}

Result<void> Recorder::write_documents(const PlannedRecord& planned, const Entry& entry,
                                       const base::Key& key) {
  std::size_t next = 0;
  const DocumentPlace place{keys_.store_id, entry.record_key, key};
  for (const auto& [name, value] : planned.set) {
    if (value.kind() != registers::Kind::document || value.empty()) continue;
    if (next == planned.document_files.size()) {
      return Failure{ErrorKind::invalid, "A document came without its file.", name};
    }
    TRY(write_document(*database_, place, value.document(), planned.document_files[next++],
                       around_.random));
  }
  return {};
}

// Entry → canonical bytes → leaf.
Result<void> Recorder::write_entry(const Entry& entry, const base::Key& key) {
  const ledger::PartList header = header_parts(entry, around_.random);
  const ledger::PartList fields = field_parts(entry, around_.random);
  std::vector<base::Hash> digests;
  digests.reserve(header.parts.size() + fields.parts.size());
  for (const ledger::Part& part : header.parts) digests.push_back(ledger::part_digest(part));
  for (const ledger::Part& part : fields.parts) digests.push_back(ledger::part_digest(part));
  const base::Hash committed = ledger::commitment(digests);
  const std::string idempotency = base::unhex(entry.key).value_or(std::string());
  const std::string kept = ledger::encode_header(header, {entry.recorded_at, idempotency});
  const std::string sealed =
      base::seal(key, ledger::encode_fields(fields), entry_binding(keys_.store_id, entry.number),
                 around_.random);
  const store::Parameter key_parameter =
      idempotency.empty() ? store::Parameter() : store::Parameter(store::Blob{idempotency});
  TRY(store::run(*database_,
                 "INSERT INTO entry (number, recorded_at, commitment, header, record_key, sealed, "
                 "idempotency) VALUES ($1, $2, $3, $4, $5, $6, $7)",
                 {entry.number, entry.recorded_at.micros, store::Blob{base::bytes_of(committed)},
                  store::Blob{kept}, entry.record_key, store::Blob{sealed}, key_parameter}));
  const std::string leaf =
      ledger::encode_leaf({keys_.store_id, entry.recorded_at, committed});
  writer_->append(ledger::leaf_hash(leaf));
  return {};
}

base::Instant Recorder::now_here() {
  const base::Instant now = around_.clock.now();
  return seams_.times == Times::never_back ? std::max(now, last_recorded_) : now;
}

}  // namespace records
