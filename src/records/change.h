#pragma once
// What somebody asks to record: one act, of one record or several (FORMAT 6). And what came of
// asking.
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "access/caller.h"
#include "base/hash.h"
#include "base/time.h"
#include "registers/mistakes.h"
#include "registers/register.h"

namespace records {

// One record's share of an act.
struct RecordChange {
  std::string register_name;
  std::string step;
  std::string reference;  // empty: a new record
  // For a new part: its parent's place in Change::records, or the reference of one that exists.
  std::optional<std::size_t> parent;
  std::string parent_reference;
  registers::Values set;  // typed already
  // The version the person looked at: a later one is a conflict. -1: not asked.
  std::int64_t seen_entry = -1;
  // Paths of temporary files, in the order of the document fields in `set`.
  std::vector<std::string> document_files;
};

struct Change {
  authority::Caller caller;
  std::string key;                            // 16 random bytes of the form (FORMAT 10)
  std::vector<RecordChange> records;          // the first is the one the act is about
  std::optional<base::Instant> effective_at;  // when it happened; absent: now
  // The person was told of the first and asks for a further change: the key is salted anew.
  bool even_if_repeated = false;
};

struct Receipt {
  std::int64_t first_entry = 0;
  std::int64_t entries = 1;
  std::string reference;  // of the first record
  base::Instant recorded_at;
  base::Hash root{};  // of the tree that holds it
  std::int64_t tree_size = 0;
  bool repeated = false;  // the same act had been recorded before: this is its receipt
};

// By permission, lifecycle or a rule.
struct Refusal {
  std::string reason, source, possible;
};
// The same key, other content.
struct AlreadyRecorded {
  std::int64_t entry;
  std::string reference;
};
// Another version came between.
struct ChangedMeanwhile {
  std::int64_t entry;
};

// Nobody can say yet: the answer of the disk or of the copy elsewhere did not come in time. The
// same key asks again, and gets the one true answer.
struct NotKnown {};

// Mistakes of the records after the first are prefixed "REGISTER.ROW." by the door; ROW counts the
// act's records of that register from 0. See registers/mistakes.h.
using Outcome = std::variant<Receipt, registers::Mistakes, Refusal, AlreadyRecorded,
                             ChangedMeanwhile, NotKnown>;

}  // namespace records
