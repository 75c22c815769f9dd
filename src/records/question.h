#pragma once
// How readers put their SQL together: a text with its parameters, the condition that says who may
// read, and the columns that make a Row. Permission is a condition of every query and never a
// filter afterwards. Used by the reader's own files alone.
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "access/caller.h"
#include "base/result.h"
#include "base/sealing.h"
#include "records/ahead.h"
#include "records/council_store.h"
#include "records/met.h"
#include "records/reader.h"
#include "records/record_keys.h"
#include "registers/packs.h"
#include "store/database.h"

namespace records {

// One moment of a store, as the reader's functions share it. Lives as long as its Reader.
struct Moment {
  Moment(store::Database& from, const CouncilStore& of);
  store::Database& database;
  const CouncilStore& store;
  const registers::Packs& packs;
  base::Key seal_key;
  RecordKeys keys;
  Met met;
  Ahead ahead;
};

// A statement put together piece by piece. The same shape gives the same text, so that its Database
// keeps it prepared.
class Query {
 public:
  Query() = default;
  Query(const Query&) = delete;  // parameters borrow from it
  Query& operator=(const Query&) = delete;
  std::string bind(std::string_view text);  // the "$n" that stands for it
  std::string bind(std::int64_t number);
  Query& operator<<(std::string_view piece) {
    sql_ += piece;
    return *this;
  }
  [[nodiscard]] base::Result<store::Rows> ask(store::Database& database) const;
  [[nodiscard]] base::Result<std::int64_t> ask_integer(store::Database& database) const;

 private:
  std::string sql_;
  std::deque<std::string> texts_;  // parameters borrow from here
  std::vector<store::Parameter> parameters_;
};

[[nodiscard]] std::string sql_text(std::string_view text);  // 'text'
[[nodiscard]] std::string sql_list(
    const std::vector<std::string>& texts);                      // 'a', 'b'; NULL when empty
[[nodiscard]] std::string field_column(std::string_view field);  // "f_field", quoted

// Which rows of a register stand: now, or after an entry. In SQL: a source named t, with the
// columns of row_columns().
[[nodiscard]] std::string standing_rows(Query& query, const registers::Register& kind,
                                        std::optional<std::int64_t> as_at);

// The condition under which this caller reads a record of the register. `record` and `restricted`
// are SQL expressions.
struct RecordIn {
  std::string_view record, restricted;
};
[[nodiscard]] std::string may_read_condition(Query& query, const registers::Packs& packs,
                                             const registers::Register& kind,
                                             const authority::Caller& caller,
                                             const RecordIn& names);
// The same over all registers at once, for the line `r` of table record.
[[nodiscard]] std::string may_read_any_condition(Query& query, const registers::Packs& packs,
                                                 const authority::Caller& caller);
// Table `named` as n: the lines in which the caller stands, in one of the relations.
[[nodiscard]] std::string stands_condition(Query& query, const authority::Caller& caller,
                                           const std::vector<std::string>& relations);

// The value of a field or of "state" in SQL: in the text itself when the register declares it, so
// that the database, which knows how many rows have it, finds the short way to them; else bound.
[[nodiscard]] std::string declared_value(Query& query, const registers::Register& kind,
                                         std::string_view name, std::string_view value);
// A declared condition over t's columns.
[[nodiscard]] std::string declared_condition(Query& query, const registers::Register& kind,
                                             const registers::Condition& when);
// t.record was dated by its first act of a step (or a step that counts as it), or by a date field,
// within days in London.
struct DatedWithin {
  std::string_view by;
  std::optional<base::Date> from, to;
  std::optional<std::int64_t> as_at;
};
[[nodiscard]] base::Result<std::string> dated_condition(Query& query,
                                                        const registers::Register& kind,
                                                        const DatedWithin& dated);

// What to select, and the joins it needs (t, then record r, act a, parent p), to make a Row of what
// stands ready.
[[nodiscard]] std::string row_selection(const registers::Register& kind);
[[nodiscard]] std::string_view row_joins();
enum class SealCheck { checked, trusted };
// Errors: corrupt, when a value cannot be, or when the seal is asked for and broken.
[[nodiscard]] base::Result<Row> row_from(const store::Rows& row, const registers::Register& kind,
                                         Moment& moment, SealCheck seal);
// All that the query gives.
[[nodiscard]] base::Result<std::vector<Row>> rows_from(Moment& moment, const Query& query,
                                                       const registers::Register& kind);

// One record, permission having been asked for already; none when it did not stand at that entry.
[[nodiscard]] base::Result<std::optional<Row>> row_of(Moment& moment,
                                                      const registers::Register& kind,
                                                      std::int64_t record,
                                                      std::optional<std::int64_t> as_at);

// Empty when nobody has the reference.
[[nodiscard]] base::Result<std::optional<Known>> known_record(Moment& moment,
                                                              std::string_view reference);
[[nodiscard]] base::Failure no_such_record();  // the same for what is missing and what is closed

}  // namespace records
