#pragma once
// What an act would record, or why it will not be recorded: the door's questions one to five, and
// nothing written. Asked inside the door's transaction, and by a preview inside a reading one.
#include <cstdint>
#include <functional>
#include <set>
#include <string>
#include <variant>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "records/change.h"
#include "records/council_store.h"
#include "records/recovery.h"
#include "records/register_rows.h"
#include "records/stored.h"
#include "store/database.h"

namespace records {

// One record's share of an act that may be recorded.
struct PlannedRecord {
  const registers::Register* kind = nullptr;
  const registers::Step* step = nullptr;
  std::optional<StoredRecord> before;  // none: a new record
  std::optional<std::size_t> parent;   // for a new part: its parent's place in the act
  std::string parent_reference;        // … or its reference; for an existing part, its parent's
  std::string reference;  // for a new record: "" unless it is fixed beforehand, as by the genesis
  std::string state;      // as the step leaves it
  registers::Values set, after;
  std::vector<std::string> document_files;  // of the documents in `set`, in their order
  std::string names_first;  // record field that names the act's first record, known when written
};

struct PlannedAct {
  authority::Caller caller;
  base::Instant effective_at;
  std::vector<PlannedRecord> records;
  std::string outside = {};  // recorded though it is outside this (rules::Verdict)
};

using Judged = std::variant<PlannedAct, Outcome>;

// Who was found to hold what, within one batch: the head is locked and nobody else writes, so it
// stays true until an act of the batch touches accounts or grants. forget() then, and between
// batches.
class InForce {
 public:
  [[nodiscard]] bool has(const std::string& holding) const { return found_.contains(holding); }
  void add(std::string holding) { found_.insert(std::move(holding)); }
  void forget() { found_.clear(); }

 private:
  std::set<std::string, std::less<>> found_;
};

class Judge {
 public:
  // Borrows all four. `now` is the time at which the act would be recorded.
  Judge(store::Database& database, const Surroundings& around, const RegisterRows& rows,
        InForce& in_force)
      : database_(database), around_(around), rows_(rows), in_force_(in_force) {}

  // Errors: not_found for a record that is missing or closed to the caller; invalid for a change
  // that no form could have made; corrupt, unavailable.
  [[nodiscard]] base::Result<Judged> judge(const Change& change, base::Instant now) const;
  // Nothing but a recovery may be recorded while one is awaited. Outlives the judge.
  void await(const Recovery& recovery) { recovery_ = &recovery; }

 private:
  using Stop = std::optional<Outcome>;  // why the act is not recorded; none: go on
  [[nodiscard]] base::Result<Stop> authority_of(const Change& change, base::Instant now) const;
  [[nodiscard]] base::Result<Stop> holder_of(const authority::Caller& caller) const;
  [[nodiscard]] base::Result<Stop> lately_held(const authority::Caller& caller,
                                               const base::Date& today) const;
  [[nodiscard]] base::Result<void> note_unconfirmed(PlannedAct& act) const;
  [[nodiscard]] base::Result<Stop> find_records(const Change& change, PlannedAct& act) const;
  [[nodiscard]] base::Result<PlannedRecord> find_record(const Change& change, std::size_t place,
                                                        const PlannedAct& act) const;
  [[nodiscard]] base::Result<Stop> may_take(const PlannedAct& act,
                                            const PlannedRecord& planned) const;
  [[nodiscard]] base::Result<bool> reads_parent(const PlannedAct& act,
                                                const PlannedRecord& planned) const;
  [[nodiscard]] base::Result<authority::Standing> standing(const PlannedAct& act,
                                                           const PlannedRecord& planned) const;
  [[nodiscard]] base::Result<Stop> code_holder_may_take(const PlannedAct& act,
                                                        const PlannedRecord& planned) const;
  [[nodiscard]] Stop program_may_take(const PlannedAct& act, const PlannedRecord& planned) const;
  [[nodiscard]] Stop fits_lifecycle(const RecordChange& asked, const PlannedRecord& planned,
                                    const authority::Caller& caller, base::Instant now) const;
  [[nodiscard]] base::Result<registers::Mistakes> check(PlannedAct& act, base::Instant now) const;
  // judge_recovery.cpp
  [[nodiscard]] Stop judge_recovery(const PlannedAct& act) const;
  void note_lost(PlannedAct& act) const;
  // judge_disposal.cpp
  [[nodiscard]] base::Result<Stop> judge_disposals(PlannedAct& act, base::Instant now) const;
  // Both: why what is listed cannot be disposed of; of much, the first few.
  [[nodiscard]] base::Result<std::vector<std::string>> against_disposal(
      const PlannedRecord& planned, const authority::Caller& caller,
      const base::Date& today) const;
  [[nodiscard]] base::Result<std::vector<std::string>> against_passages(
      const PlannedRecord& planned, const authority::Caller& caller,
      const base::Date& today) const;
  [[nodiscard]] base::Result<Stop> judge_rules(PlannedAct& act, base::Instant now) const;
  [[nodiscard]] base::Result<std::string> lent_by(const authority::Caller& caller) const;
  // judge_references.cpp
  [[nodiscard]] base::Result<registers::Mistakes> check_references(
      const PlannedRecord& planned, const authority::Caller& caller) const;
  [[nodiscard]] base::Result<void> keep_unseen(PlannedRecord& planned,
                                               const authority::Caller& caller) const;
  [[nodiscard]] base::Result<bool> is_there(std::string_view reference,
                                            const registers::Register* of_register,
                                            const authority::Caller& caller) const;
  [[nodiscard]] base::Result<bool> can_be_opened(std::string_view reference) const;

  store::Database& database_;
  const Surroundings& around_;
  const RegisterRows& rows_;
  InForce& in_force_;
  const Recovery* recovery_ = nullptr;  // none: nothing is ever awaited
};

// Who decides must be said, and rightly: one's own post, oneself, or a body with its minute; for
// steps that say so (Step::decides). Source: principles.who_decides
[[nodiscard]] registers::Mistakes check_who_decides(const PlannedRecord& planned,
                                                    const authority::Caller& caller);
// "REGISTER.ROW." for the records of an act after the first: ROW counts those of that register from
// 0; "" for the first.
[[nodiscard]] std::string mistake_prefix(const PlannedAct& act, std::size_t place);

}  // namespace records
