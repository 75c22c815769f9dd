#pragma once
// What the page of a record asks next, once its number is known: who is named in it, which parts it
// has, what was done to it. The first record that a moment is asked for has these sent beside the
// question for its row, and a database on a wire answers all of them at once; a file is not asked
// before somebody wants to know. Used by the reader's own files.
#include <cstdint>
#include <optional>
#include <string>

#include "access/caller.h"
#include "base/result.h"
#include "store/database.h"

namespace records {

struct Moment;

struct Ahead {
  bool was_asked = false;
  std::int64_t record = -1;
  std::string person, capacity;  // whose parts
  std::optional<store::Rows> acts, parts, relations;
  void give_up();  // before somebody else may use the connection
};

// Sends what follows for this record, unless that was done in this moment for another.
[[nodiscard]] base::Result<void> ask_ahead(Moment& moment, std::int64_t record,
                                           const authority::Caller& caller);
// Each gives the rows that were asked for, or asks now.
// stored_columns and act_columns (records/history_columns.h) of each act on the record, in order.
[[nodiscard]] base::Result<store::Rows> rows_of_acts(Moment& moment, std::int64_t record);
// number, reference and register of each part that the caller may read, in order of number.
[[nodiscard]] base::Result<store::Rows> rows_of_parts(Moment& moment, std::int64_t record,
                                                      const authority::Caller& caller);
// relation, person, capacity and until of each line of table `named`, in order of relation.
[[nodiscard]] base::Result<store::Rows> rows_of_relations(Moment& moment, std::int64_t record);

}  // namespace records
