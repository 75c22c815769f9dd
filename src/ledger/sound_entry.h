#pragma once
// One entry's own soundness, for sound.cpp alone: leaf, digests, header and fields, against each
// other and against the entry before. Shares no code with what writes entries.
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "ledger/sound_bytes.h"

namespace ledger::sound {

// A row of table `entry`; the views live until the query's next step.
struct EntryRow {
  std::int64_t number = 0;
  std::string_view leaf, header, digests, sealed;
  std::string_view idempotency;  // empty when there is none
};

using Complain = std::function<void(std::int64_t entry, std::string what)>;

// What one entry must follow on from, carried from row to row.
class EntryCheck {
 public:
  // All but the fields: leaf, commitment, header. Complaints go to `complain`.
  void check(const EntryRow& row, const Complain& complain);
  // The fields, opened. Call after check() of the same row.
  void check_fields(const EntryRow& row, std::string_view fields, const Complain& complain) const;
  // After the last row.
  void check_end(const Complain& complain) const;
  [[nodiscard]] const std::string& store_id() const { return store_id_; }
  // As the last well-formed leaf says it.
  [[nodiscard]] base::Instant recorded_at() const { return recorded_at_; }

 private:
  void check_leaf(const EntryRow& row, const Complain& complain);
  void check_header(const EntryRow& row, const Complain& complain);
  void check_act(const EntryRow& row, const std::vector<PartView>& parts, const Complain& complain);

  std::string store_id_;
  std::string pack_;             // known to be written well
  TimeReader times_;
  base::Instant recorded_at_{INT64_MIN};
  std::size_t header_parts_ = 0;  // of the row last checked; 0 when its header cannot be read
  std::int64_t act_first_ = 0, act_count_ = 0, last_number_ = -1;
};

// That the fields of entry 0 name this log: its store id and its verifier key. A log signed anew
// with a key of somebody else's fails here unless they rewrote the genesis too.
void check_genesis(std::string_view fields, std::string_view verifier_text, const EntryCheck& check,
                   const Complain& complain);

}  // namespace ledger::sound
