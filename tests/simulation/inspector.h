#pragma once
// What must hold of a record whatever happened to it, looked at from outside the door: by what stands in
// the tables, by the log's own arithmetic and by verify. Cheap looks after each operation go on where the
// last one stopped; after a crash, and at the end, everything is looked at again.
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "base/result.h"
#include "ledger/tree.h"
#include "records/entry.h"
#include "simulation/town.h"
#include "simulation/witness.h"
#include "store/database.h"

namespace simulation {

enum class Invariant {
  acknowledged,  // what was acknowledged is there and whole
  contiguous,    // entry numbers follow on, and are the log's indexes
  root,          // the newest checkpoint's root is that of the leaves
  keys,          // no idempotency key stands twice
  receipts,      // one act, one receipt
  times,         // times of recording never go back
  rows,          // derived rows are those of a rebuild
  log,           // verify finds the log sound
  permission,    // nothing is recorded without a grant where one is needed
  clock,         // a step of the clock is told before the next act
  behaviour      // nothing fails without a cause; what is refused stays out
};
[[nodiscard]] const char* name_of(Invariant invariant);

struct Broken {
  Invariant which;
  std::string what;
};

class Inspector {
 public:
  Inspector(const Town& town, const records::Surroundings& around, std::string verifier_text)
      : town_(town), around_(around), verifier_text_(std::move(verifier_text)) {}

  void begin_anew();  // the next look is at all entries
  [[nodiscard]] base::Result<void> look_at_new(store::Database& database,
                                               std::vector<Broken>& broken);
  // Everything that the tables themselves can tell.
  [[nodiscard]] base::Result<void> look_at_all(store::Database& database, const Witness& witness,
                                               std::vector<Broken>& broken);
  // By `verify`, which reads the log and compares every row with a rebuild.
  [[nodiscard]] base::Result<void> verify(std::vector<Broken>& broken) const;
  [[nodiscard]] std::int64_t entries() const { return edge_.size(); }
  [[nodiscard]] std::int64_t clock_notes() const { return clock_notes_; }
  // SHA-256 over every column of every entry, hex.
  [[nodiscard]] static base::Result<std::string> digest_of_entries(store::Database& database);

 private:
  [[nodiscard]] base::Result<void> look_at_entry(store::Database& database,
                                                 const records::Entry& entry,
                                                 std::vector<Broken>& broken);
  [[nodiscard]] base::Result<std::string> wrong_grant(store::Database& database,
                                                      const records::Entry& entry) const;
  [[nodiscard]] base::Result<void> look_at_head(store::Database& database,
                                                std::vector<Broken>& broken) const;

  const Town& town_;
  const records::Surroundings around_;
  std::string verifier_text_;
  ledger::Edge edge_;
  base::Instant last_recorded_;
  std::int64_t clock_notes_ = 0;
};

}  // namespace simulation
