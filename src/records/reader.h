#pragma once
// Reading the record. Permission is part of every query: what a caller may not read is not found, not counted, not hinted at.
// A Reader is one moment of the store, used by one thread, short-lived.
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "access/caller.h"
#include "access/grants.h"
#include "base/hash.h"
#include "base/result.h"
#include "base/time.h"
#include "ledger/leaf.h"
#include "registers/register.h"
#include "rules/rule.h"
#include "store/database.h"

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

struct ListQuestion {
  std::string register_name;
  std::map<std::string, std::string> filters;    // "state" or a choice field → value; "parent" → reference
  std::vector<std::string> words;                // folded search words; all must match
  std::string sort;                              // a list column's field, "" for newest first
  bool descending = false;
  std::string cursor;                            // from Page::next, opaque; "" for the first page
  std::size_t most = 25;
  std::optional<std::int64_t> as_at;             // entry number: as the register stood after it
  // Records whose step (by name) was recorded with an effective date within these days; used by reports.
  std::string dated_step;
  std::optional<base::Date> dated_from, dated_to;
};
struct ListPage {
  std::vector<Row> rows;
  std::string next;                              // "" on the last page
  std::int64_t count = 0;                        // exact to 1,000
  bool more_than_count = false;                  // then "more than 1,000"
};

struct HistoryLine {
  std::int64_t entry = 0;
  std::string step, state, person, capacity, reference;   // reference: of the record or of one of its parts
  const registers::Register* kind = nullptr;
  base::Instant recorded_at, effective_at;
  std::int64_t grant_entry = -1;
  std::string grant_text;                        // as the entry says it
  struct Set { std::string field; registers::Value before, after; std::int64_t before_entry = -1; };
  std::vector<Set> sets;
  bool erased = false;
};

// What a proof page and a receipt need: all of one entry that this caller may see.
struct Proof {
  std::int64_t entry = 0;
  std::string leaf;
  std::vector<ledger::Part> parts;               // with salts; value and salt empty for those not shown
  std::vector<base::Hash> digests;
  std::vector<bool> shown;                       // per part
  std::int64_t tree_size = 0;
  std::vector<base::Hash> inclusion;
  std::string checkpoint;                        // signed note
  std::string verifier;                          // vkey
  bool holds = false;                            // checked again on the way out
};

struct Tally { std::map<std::string, std::int64_t> by_value; std::int64_t total = 0, closed = 0; };  // closed: counted, not readable by the caller

class Reader {
 public:
  virtual ~Reader() = default;
  using Caller = authority::Caller;

  // Errors: not_found, the same for what is missing and what is closed; corrupt when the row's seal is broken.
  [[nodiscard]] virtual base::Result<Row> find(std::string_view reference, const Caller& caller, std::optional<std::int64_t> as_at = {}) = 0;
  [[nodiscard]] virtual base::Result<ListPage> list(const ListQuestion& question, const Caller& caller) = 0;
  [[nodiscard]] virtual base::Result<std::vector<Row>> children(std::string_view parent, std::string_view register_name, const Caller& caller,
                                                                 std::optional<std::int64_t> as_at = {}) = 0;
  [[nodiscard]] virtual base::Result<std::vector<HistoryLine>> history(std::string_view reference, const Caller& caller) = 0;   // parts included, oldest first
  // All registers; newest first, never by rank. Errors: none for a word nobody wrote.
  [[nodiscard]] virtual base::Result<ListPage> search(const std::vector<std::string>& words, std::string_view cursor, const Caller& caller) = 0;
  [[nodiscard]] virtual base::Result<Proof> proof(std::int64_t entry, const Caller& caller) = 0;
  // Newest entries that the caller may read, for the home page.
  [[nodiscard]] virtual base::Result<std::vector<HistoryLine>> newest(std::size_t most, const Caller& caller) = 0;

  // Counts for reports: records of a register by a field's values, dated by a step within days, as at an entry. Restricted records are
  // counted (as `closed` for who may not read them); privileged registers never.
  struct TallyQuestion {
    std::string register_name, by;                     // by: "state", a field, or "" for one number
    registers::Condition when;
    std::string dated_step; base::Date from, to;       // effective_at of the first such step, in London
    std::optional<std::int64_t> as_at;
  };
  [[nodiscard]] virtual base::Result<Tally> tally(const TallyQuestion& question, const Caller& caller) = 0;
  // The readable ones among them, newest first.
  [[nodiscard]] virtual base::Result<std::vector<Row>> tally_records(const TallyQuestion& question, std::string_view value, const Caller& caller) = 0;

  // Steps this caller may take on a record now, and those that do not exist for it with their reason.
  struct NextStep { const registers::Step* step; bool absent = false; std::string why, source; };
  [[nodiscard]] virtual base::Result<std::vector<NextStep>> next_steps(const Row& row, const Caller& caller) = 0;
  [[nodiscard]] virtual std::vector<const registers::Step*> first_steps(const registers::Register& kind, const Caller& caller) = 0;
  // "What needs me": readable records with a need line whose step the caller may take, soonest first.
  struct Need { Row row; const registers::NeedLine* line; std::optional<base::Date> due; };
  [[nodiscard]] virtual base::Result<std::vector<Need>> needs(const Caller& caller) = 0;
  [[nodiscard]] virtual base::Result<std::vector<rules::Finding>> findings(const Row& row, const base::Date& today) = 0;

  // Names for pages; the reference itself when nobody has it. Posts and bodies are public within the store.
  [[nodiscard]] virtual std::string person_name(std::string_view reference) = 0;
  [[nodiscard]] virtual std::string title_of(std::string_view reference) = 0;       // name of a body, person; else the reference
  [[nodiscard]] virtual base::Result<std::vector<Row>> standing(std::string_view register_name) = 0;  // every open record of a small register, for choices

  [[nodiscard]] virtual std::int64_t entries() = 0;                  // size of the log
  [[nodiscard]] virtual store::Database& database() = 0;             // for access/ and ledger/ only
  [[nodiscard]] virtual const registers::Packs& packs() = 0;         // in force in this store
  // A document's bytes in pieces, when the caller may read the record that holds it. `piece` is called in order. Errors: not_found, corrupt.
  [[nodiscard]] virtual base::Result<registers::Document> document(std::string_view reference, std::string_view field, const Caller& caller,
                                                                   const std::function<base::Result<void>(std::string_view)>& piece) = 0;
};

}  // namespace records
