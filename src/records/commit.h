#pragma once
// THE DOOR's own work: one batch of acts, in one transaction, sealed by one checkpoint. Nothing
// else appends to the log. Used by the writer's thread (door.cpp) and, for the acts of the program
// itself, by genesis.cpp and council_store.cpp.
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "ledger/log.h"
#include "records/asked_act.h"
#include "records/change.h"
#include "records/clock_watch.h"
#include "records/council_store.h"
#include "records/door_seams.h"
#include "records/judge.h"
#include "records/record_keys.h"
#include "records/references.h"
#include "records/recovery.h"
#include "records/register_rows.h"
#include "records/store_keys.h"
#include "records/tables.h"
#include "store/database.h"

namespace records {

using ActOutcome = base::Result<Outcome>;

class Recorder {
 public:
  // `around`, `keys` and `texts` outlive it. One thread at a time.
  Recorder(std::unique_ptr<store::Database> database, const Surroundings& around,
           const StoreKeys& keys, const RowTexts& texts, DoorSeams seams);

  // Records what may be recorded of the acts, in their order, and calls `acknowledge` with one
  // outcome for each when they are durable. A fault of the whole batch (full, I/O, memory, a commit
  // that failed) is the outcome of all and of this call, and the next batch begins from what is on
  // the disk; after a disk that failed there is no next batch. Without acts, the clock is looked
  // at, and disposals are finished (recorder_disposal.cpp).
  using Acknowledged = std::function<void(std::vector<ActOutcome>)>;
  [[nodiscard]] base::Result<void> record(std::span<const AskedAct* const> acts,
                                          const Acknowledged& acknowledge);
  // On opening: says by an entry that the clock stands before the newest entry, unless the newest
  // says so already.
  [[nodiscard]] base::Result<void> compare_clock_with_newest();
  [[nodiscard]] bool disk_failed() const { return database_->disk_failed(); }

  // An act of the program itself, not judged: the genesis, the adoption of a pack set. Errors:
  // whatever went wrong; nothing is recorded then.
  [[nodiscard]] base::Result<Receipt> record_unjudged(const PlannedAct& act, std::string_view key,
                                                      std::string_view request);

  // The act that changes the log's key, alone in its batch. `keys` has the new one; `before` signs
  // the checkpoint too, and is none when it is lost. The last act of this Recorder. Errors: as for
  // record_unjudged.
  using Plan = std::function<base::Result<PlannedAct>()>;  // called inside the transaction
  [[nodiscard]] base::Result<Receipt> record_key_change(const Plan& plan,
                                                        const ledger::SigningKey* before);

  [[nodiscard]] store::Database& database() { return *database_; }

  // What the folder remembers beside the tables is kept there from now on, and nothing but a
  // recovery is recorded while one is awaited (recorder_recovery.cpp). `recovery` outlives it.
  void await(Recovery& recovery, std::filesystem::path folder);
  void close();  // when no more acts come: the folder remembers the last of them

 private:
  enum class PackCheck { same, any };
  enum class Undo { whole_batch, act_by_act };  // how a batch goes back when an act fails
  [[nodiscard]] base::Result<void> begin(PackCheck check);
  [[nodiscard]] base::Result<void> reload(std::int64_t size, PackCheck check);
  [[nodiscard]] base::Result<void> check_key();
  [[nodiscard]] base::Result<void> finish(std::vector<ActOutcome>& outcomes,
                                          const Acknowledged& acknowledge);
  void abandon();

  struct Keyed {
    std::string_view key, request;
  };  // raw, hex
  [[nodiscard]] base::Result<Receipt> record_own(const Plan& plan, const Keyed& keyed,
                                                 PackCheck check);
  [[nodiscard]] base::Result<void> record_step(const ClockStep& step);
  [[nodiscard]] base::Result<void> look_at_clock();
  [[nodiscard]] base::Result<void> finish_disposals();
  enum class Look { quiet, after_acts };
  void look_at_folder(Look look);
  [[nodiscard]] base::Result<void> dispose_if_confirmed(const PlannedRecord& planned);
  [[nodiscard]] base::Result<void> record_all(std::span<const AskedAct* const> acts,
                                              const Acknowledged& acknowledge);
  [[nodiscard]] base::Result<void> record_batch(std::span<const AskedAct* const> acts,
                                                const Acknowledged& acknowledge);
  [[nodiscard]] base::Result<void> look_again(std::span<const AskedAct* const> acts,
                                              const Acknowledged& acknowledge);
  [[nodiscard]] ActOutcome record_act(const AskedAct& act);
  [[nodiscard]] ActOutcome record_alone(const AskedAct& act);
  [[nodiscard]] base::Result<void> find_used_keys(std::span<const AskedAct* const> acts);
  [[nodiscard]] base::Result<std::optional<Outcome>> recorded_before(const Keyed& keyed);
  [[nodiscard]] base::Result<Receipt> record_planned(const PlannedAct& act, const Keyed& keyed,
                                                     base::Instant now);
  [[nodiscard]] base::Result<Receipt> write_act(const PlannedAct& act, const Keyed& keyed,
                                                base::Instant now);
  [[nodiscard]] base::Result<Entry> entry_of(const PlannedAct& act, std::size_t place,
                                             const std::vector<std::string>& references,
                                             base::Instant now);
  [[nodiscard]] base::Result<base::Key> key_of(const PlannedRecord& planned, Entry& entry);
  [[nodiscard]] base::Result<void> write_documents(const PlannedRecord& planned, const Entry& entry,
                                                   const base::Key& key);
  [[nodiscard]] base::Result<void> write_entry(const Entry& entry, const base::Key& key);
  [[nodiscard]] base::Instant now_here();
  void at(DoorStep step) const {
    if (seams_.at_step) seams_.at_step(step);
  }

  std::unique_ptr<store::Database> database_;
  const Surroundings& around_;
  const StoreKeys& keys_;
  DoorSeams seams_;
  RecordKeys record_keys_;
  TableGround ground_;
  RegisterRows rows_;
  Tables tables_;
  InForce in_force_;  // before judge_, which borrows it
  Judge judge_;
  References references_;
  ClockWatch clock_watch_;
  std::optional<ledger::Writer>
      writer_;  // none: the batch is over; read the head from the disk first
  enum class Signing { as_before, change_of_key };
  Signing signing_ = Signing::as_before;
  const ledger::SigningKey* key_before_ = nullptr;  // signs beside ours, at a change of key
  Undo undo_ = Undo::whole_batch;
  std::set<std::string, std::less<>> used_keys_;  // of this batch's acts, those in the record
  base::Instant last_recorded_;
  std::int64_t next_record_ = 1;
  Recovery* recovery_ = nullptr;  // none: a store that is being made, or a test's
  std::filesystem::path folder_;
  // Disposals of this program's, or of one that ended before it had finished them.
  enum class Disposals { perhaps_unfinished, finished };
  Disposals disposals_ = Disposals::perhaps_unfinished;
};

}  // namespace records
