#pragma once
// One entry's own soundness, for sound.cpp alone: header, fields, digests and commitment, against
// each other and against the entry before. Shares no code with what writes entries.
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "base/time.h"
#include "ledger/sound_bytes.h"
#include "ledger/sound_keys.h"
#include "ledger/sound_parts.h"

namespace ledger::sound {

// A row of table `entry`; the views live until the query's next step.
struct EntryRow {
  std::int64_t number = 0;
  base::Instant recorded_at;
  std::string_view commitment, header, sealed;
  std::string_view idempotency;  // empty when there is none
  std::string_view erased;       // digests of fields whose key was destroyed; empty otherwise
};

// What one entry must follow on from, carried from row to row. For each row check(), then one of
// the other two, as its fields could be opened or not; complaints go to `complain`.
class EntryCheck {
 public:
  // All but the fields: time, header, act.
  void check(const EntryRow& row, const Complain& complain);
  // The fields, opened; then whether the leaf commits to all of it.
  void check_fields(const EntryRow& row, std::string_view fields, const Complain& complain);
  // The same where nothing but the digests of the fields is left.
  void check_erased(const EntryRow& row, const Complain& complain);
  // What the last row's field says; empty where it has none. After check_fields().
  [[nodiscard]] std::string_view field(std::string_view name) const;
  // Whether the last row is an act on the store itself, by that step.
  [[nodiscard]] bool is_own_step(std::string_view step) const;
  // After the last row.
  void check_end(const Complain& complain) const;
  // As the last row says it.
  [[nodiscard]] base::Instant recorded_at() const { return recorded_at_; }

 private:
  void check_header(const EntryRow& row, const Complain& complain);
  void check_act(const EntryRow& row, const Complain& complain);
  void check_commitment(const EntryRow& row, const Complain& complain) const;

  std::string pack_;  // known to be written well
  TimeReader times_;
  PartsReader header_, fields_;
  std::string digests_;      // of the row's parts, as far as they are known
  bool header_read_ = false;  // the last row's
  base::Instant recorded_at_{INT64_MIN};
  std::int64_t act_first_ = 0, act_count_ = 0, last_number_ = -1;
};

}  // namespace ledger::sound
