#pragma once
// What a Reader is asked and what it answers: plain structs, used by pages, reports and exports.
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/hash.h"
#include "base/time.h"
#include "ledger/leaf.h"
#include "registers/register.h"

namespace records {

// A record as it stood between two entries.
struct Row {
  const registers::Register* kind = nullptr;
  std::string reference, state, parent;          // parent "" for most
  registers::Values values;
  std::int64_t since_entry = 0;                  // the entry that made this version
  std::int64_t first_entry = 0;                  // the entry that made the record
  base::Instant recorded_at;                     // of since_entry
  std::string writer, writer_capacity;           // who made the record
  bool restricted = false;
};

// Pages say how many there are; the later pieces of a file need not ask again.
enum class CountRows { to_a_thousand, not_at_all };

struct ListQuestion {
  std::string register_name;
  // "state" or a choice field → value; "parent" → reference
  std::map<std::string, std::string> filters;
  std::vector<std::string> words;                // folded search words; all must match
  std::string sort;                              // a list column's field, "" for newest first
  bool descending = false;
  std::string cursor;                            // from Page::next, opaque; "" for the first page
  std::size_t most = 50;
  std::optional<std::int64_t> as_at;             // entry number: as the register stood after it
  // Records whose step (by name) was recorded with an effective date within these days; used by
  // reports.
  std::string dated_step;
  std::optional<base::Date> dated_from, dated_to;
  CountRows counts = CountRows::to_a_thousand;
};
struct SearchQuestion {
  std::vector<std::string> words;                // folded; all must match
  std::string cursor;
  std::size_t most = 25;
  CountRows counts = CountRows::to_a_thousand;
};
struct ListPage {
  std::vector<Row> rows;
  std::string next;                              // "" on the last page
  std::int64_t count = 0;                        // exact to 1,000
  bool more_than_count = false;                  // then "more than 1,000"
};

struct HistoryLine {
  std::int64_t entry = 0;
  // reference: of the record or of one of its parts
  std::string step, state, person, capacity, reference;
  const registers::Register* kind = nullptr;
  base::Instant recorded_at, effective_at;
  std::int64_t grant_entry = -1;
  std::string grant_text;                        // as the entry says it
  struct Set {
    std::string field;
    registers::Value before, after;
    std::int64_t before_entry = -1;
    bool erased = false;                         // it was said, and erased by itself
  };
  std::vector<Set> sets;
  bool erased = false;
};

// What a proof page and a receipt need: all of one entry that this caller may see.
struct Proof {
  std::int64_t entry = 0;
  std::string leaf;
  // with salts; value and salt empty for those not shown
  std::vector<ledger::Part> parts;
  std::vector<base::Hash> digests;
  std::vector<bool> shown;                       // per part
  std::int64_t tree_size = 0;
  std::vector<base::Hash> inclusion;
  std::string checkpoint;                        // signed note
  std::string verifier;                          // vkey
  bool holds = false;                            // checked again on the way out
};

// For those who oversee access: what stands under a reference, whoever may read it, and nothing of
// what it says. closed: restricted, or legal advice.
struct Kept {
  const registers::Register* kind = nullptr;
  bool restricted = false, closed = false;
  std::string parent = {};               // of which it is a part; else ""
};

// How somebody stands to a record, whoever asks: each relation or audience, for how long (in
// microseconds since 1970, 0 for good), and which other record says so, "" for the record itself.
struct Naming {
  std::string relation;
  std::int64_t until = 0;
  std::string given_by;
};
struct Stands {
  bool restricted = false;
  std::vector<Naming> names;
};

// closed: counted, not readable by the caller
struct Tally { std::map<std::string, std::int64_t> by_value; std::int64_t total = 0, closed = 0; };

}  // namespace records
