#pragma once
// What somebody asks to record: one act, of one record or several (FORMAT 6). And what came of asking.
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
  std::string reference;                   // empty: a new record
  std::optional<std::size_t> parent;       // for a new part: the place in Change::records of its parent …
  std::string parent_reference;            // … or the reference of a parent that exists
  registers::Values set;                   // typed already
  std::int64_t seen_entry = -1;            // the version the person looked at; -1: not asked. Otherwise a later one is a conflict
  std::vector<std::string> document_files; // paths of temporary files, in the order of the document fields in `set`
};

struct Change {
  authority::Caller caller;
  std::string key;                         // 16 random bytes of the form (FORMAT 10)
  std::vector<RecordChange> records;       // the first is the one the act is about
  std::optional<base::Instant> effective_at;   // when it happened; absent: now
  bool even_if_repeated = false;           // the person was told and asks for a further change: the key is salted anew
};

struct Receipt {
  std::int64_t first_entry = 0;
  std::int64_t entries = 1;
  std::string reference;                   // of the first record
  base::Instant recorded_at;
  base::Hash root{};                       // of the tree that holds it
  std::int64_t tree_size = 0;
  bool repeated = false;                   // the same act had been recorded before: this is its receipt
};

struct Refusal { std::string reason, source, possible; };          // by permission, lifecycle or a rule
struct AlreadyRecorded { std::int64_t entry; std::string reference; };  // same key, other content
struct ChangedMeanwhile { std::int64_t entry; };                   // another version came between

// Mistakes of record n > 0 are prefixed "REGISTER.n." by the door; see registers/mistakes.h.
using Outcome = std::variant<Receipt, registers::Mistakes, Refusal, AlreadyRecorded, ChangedMeanwhile>;

}  // namespace records
