#pragma once
// Reading the record. Permission is part of every query: what a caller may not read is not found,
// not counted, not hinted at. A Reader is one moment of the store, used by one thread, short-lived.
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "access/caller.h"
#include "access/grants.h"
#include "base/result.h"
#include "base/time.h"
#include "records/answers.h"
#include "registers/packs.h"
#include "rules/rule.h"
#include "store/database.h"

namespace records {

class Reader {
 public:
  virtual ~Reader() = default;
  using Caller = authority::Caller;

  // Errors: not_found, the same for what is missing and what is closed; corrupt when the row's seal
  // is broken.
  [[nodiscard]] virtual base::Result<Row> find(std::string_view reference, const Caller& caller,
                                               std::optional<std::int64_t> as_at = {}) = 0;
  [[nodiscard]] virtual base::Result<ListPage> list(const ListQuestion& question,
                                                    const Caller& caller) = 0;
  [[nodiscard]] virtual base::Result<std::vector<Row>> children(
      std::string_view parent, std::string_view register_name, const Caller& caller,
      std::optional<std::int64_t> as_at = {}) = 0;
  // All its parts, by register; none for a register of which it has no part.
  using Parts = std::map<std::string, std::vector<Row>, std::less<>>;
  [[nodiscard]] virtual base::Result<Parts> parts(std::string_view reference, const Caller& caller,
                                                  std::optional<std::int64_t> as_at = {}) = 0;
  // The open records that name this one in a field, newest first: one for each field that does. An
  // entry asked for gives them as they stood after it, to those who may read them now.
  struct LinkQuestion {
    std::string cursor = {};
    std::size_t most = 25;
    std::optional<std::int64_t> as_at = {};
  };
  struct Link { Row row; const registers::Field* field; };
  struct LinkPage { std::vector<Link> links; std::string next; };  // next: "" on the last page
  [[nodiscard]] virtual base::Result<LinkPage> links_to(std::string_view reference,
                                                        const LinkQuestion& question,
                                                        const Caller& caller) = 0;
  // Parts included, oldest first. Secret fields are named without their values.
  [[nodiscard]] virtual base::Result<std::vector<HistoryLine>> history(std::string_view reference,
                                                                       const Caller& caller) = 0;
  // All registers; newest first, never by rank. Errors: none for a word nobody wrote.
  [[nodiscard]] virtual base::Result<ListPage> search(const SearchQuestion& question,
                                                      const Caller& caller) = 0;
  // Errors: not_found, for an entry of a record that the caller may not read as for one that was
  // never made: its leaf would tell when something was written down (principle 8). Only the
  // program's own entries (the genesis, adopted packs) give digests to everybody.
  [[nodiscard]] virtual base::Result<Proof> proof(std::int64_t entry, const Caller& caller) = 0;
  // Newest entries that the caller may read, for the home page; without what they set.
  [[nodiscard]] virtual base::Result<std::vector<HistoryLine>> newest(std::size_t most,
                                                                      const Caller& caller) = 0;

  // Counts for reports: records of a register by a field's values, dated by a step within days, as
  // at an entry. Restricted records are counted (as `closed` for who may not read them); privileged
  // registers never.
  struct TallyQuestion {
    std::string register_name, by;                     // by: "state", a field, or "" for one number
    registers::Condition when;
    // effective_at of the first such step, in London
    std::string dated_step; base::Date from, to;
    std::optional<std::int64_t> as_at;
  };
  [[nodiscard]] virtual base::Result<Tally> tally(const TallyQuestion& question,
                                                  const Caller& caller) = 0;
  // The readable ones among them with one of these values, newest first, a page at a time.
  struct TallyPlace {
    std::vector<std::string> values;                 // not looked at when nothing is counted `by`
    std::string cursor = {}; std::size_t most = 0;   // most: 0 for all
  };
  struct TallyPage { std::vector<Row> rows; std::int64_t readable = 0; std::string next = {}; };
  [[nodiscard]] virtual base::Result<TallyPage> tally_records(const TallyQuestion& question,
                                                              const TallyPlace& place,
                                                              const Caller& caller) = 0;

  // Steps this caller may take on a record now, and those that do not exist for it with their
  // reason.
  struct NextStep { const registers::Step* step; bool absent = false; std::string why, source; };
  [[nodiscard]] virtual base::Result<std::vector<NextStep>> next_steps(const Row& row,
                                                                       const Caller& caller) = 0;
  [[nodiscard]] virtual std::vector<const registers::Step*> first_steps(
      const registers::Register& kind, const Caller& caller) = 0;
  // "What needs me": readable records with a need line whose step the caller may take, soonest
  // first; at most 500 of each line and due state.
  struct Need { Row row; const registers::NeedLine* line; std::optional<base::Date> due; };
  [[nodiscard]] virtual base::Result<std::vector<Need>> needs(const Caller& caller) = 0;
  [[nodiscard]] virtual base::Result<std::vector<rules::Finding>> findings(
      const Row& row, const base::Date& today) = 0;
  // What the whole store lacks today, told to whoever may take the step that makes a record of that
  // register: no record could say it, since none was made.
  struct Lack {
    const registers::Register* kind; const registers::Step* step; rules::Finding what;
  };
  [[nodiscard]] virtual base::Result<std::vector<Lack>> lacks(const base::Date& today,
                                                              const Caller& caller) = 0;

  // Names for pages; the reference itself when nobody has it. Posts and bodies are public within
  // the store.
  [[nodiscard]] virtual std::string person_name(std::string_view reference) = 0;
  // The name of a person or body (any open record of class "office"); else the reference.
  [[nodiscard]] virtual std::string title_of(std::string_view reference) = 0;
  // Every open record of a small register in whatever state, by title: for choices.
  [[nodiscard]] virtual base::Result<std::vector<Row>> standing(std::string_view register_name) = 0;

  // The record that stands as its first step left it (an auditor’s key in use) and holds this text
  // in a secret field: its reference, or "". What it holds leaves the store for nobody.
  [[nodiscard]] virtual std::string secret_holder(std::string_view register_name,
                                                  std::string_view field,
                                                  std::string_view text) = 0;

  using Kept = records::Kept;
  // None: nobody has the reference.
  [[nodiscard]] virtual base::Result<std::optional<Kept>> kept_as(std::string_view reference) = 0;
  // The record that names the caller a reader of this one, where they could not read it without;
  // else "".
  [[nodiscard]] virtual base::Result<std::string> named_by(std::string_view reference,
                                                           const Caller& caller) = 0;
  // How the caller stands to a record; after an entry: as was recorded by then. None: no such one.
  [[nodiscard]] virtual base::Result<std::optional<Stands>> stands_to(
      std::string_view reference, const Caller& caller, std::optional<std::int64_t> as_at) = 0;

  [[nodiscard]] virtual std::int64_t entries() = 0;                  // size of the log
  // The last entry recorded before an instant; -1 when none was.
  [[nodiscard]] virtual std::int64_t entry_before(base::Instant instant) = 0;
  [[nodiscard]] virtual store::Database& database() = 0;             // for access/ and ledger/ only
  [[nodiscard]] virtual const registers::Packs& packs() = 0;         // in force in this store
  // A document's bytes in pieces, when the caller may read the record that holds it. `piece` is
  // called in order. Errors: not_found, corrupt.
  [[nodiscard]] virtual base::Result<registers::Document> document(
      std::string_view reference, std::string_view field, const Caller& caller,
      const std::function<base::Result<void>(std::string_view)>& piece,
      std::optional<std::int64_t> as_at = {}) = 0;
};

}  // namespace records
