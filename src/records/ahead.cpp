#include "records/ahead.h"

#include "records/history_columns.h"
#include "records/question.h"

namespace records {
namespace {

using authority::Caller;
using base::Result;
using store::Rows;

Result<Rows> ask_acts(Moment& moment, std::int64_t record) {
  Query query;
  query << "SELECT " << stored_columns << ", " << act_columns
        << " FROM act a LEFT JOIN entry e ON e.number = a.entry" << joined_key
        << " WHERE a.record = " << query.bind(record) << " ORDER BY a.entry";
  return query.ask(moment.database);
}

Result<Rows> ask_parts(Moment& moment, std::int64_t record, const Caller& caller) {
  Query query;
  query << "SELECT r.number, r.reference, r.register FROM record r WHERE r.parent = "
        << query.bind(record) << " AND " << may_read_any_condition(query, moment.packs, caller)
        << " ORDER BY r.number";
  return query.ask(moment.database);
}

Result<Rows> ask_relations(Moment& moment, std::int64_t record) {
  return store::query(
      moment.database,
      "SELECT relation, person, capacity, until FROM named WHERE record = $1 ORDER BY relation",
      {record});
}

// A statement has one set of rows at a time: those asked ahead for another record are given up
// before it is asked anew.
enum class Fit { same_question, another };
std::optional<Rows> taken(std::optional<Rows>& place, Fit fit) {
  std::optional<Rows> rows;
  if (place && fit == Fit::same_question) rows.emplace(std::move(*place));
  place.reset();
  return rows;
}

Fit fit_of(const Ahead& ahead, std::int64_t record) {
  return ahead.record == record ? Fit::same_question : Fit::another;
}

}  // namespace

void Ahead::give_up() {
  acts.reset();
  parts.reset();
  relations.reset();
}

Result<void> ask_ahead(Moment& moment, std::int64_t record, const Caller& caller) {
  Ahead& ahead = moment.ahead;
  if (ahead.was_asked) return {};
  ahead.was_asked = true;
  ahead.record = record;
  ahead.person = caller.person;
  ahead.capacity = caller.held.capacity;
  ahead.parts.emplace(TRY(ask_parts(moment, record, caller)));
  ahead.relations.emplace(TRY(ask_relations(moment, record)));
  ahead.acts.emplace(TRY(ask_acts(moment, record)));
  return {};
}

Result<Rows> rows_of_acts(Moment& moment, std::int64_t record) {
  auto rows = taken(moment.ahead.acts, fit_of(moment.ahead, record));
  return rows ? Result<Rows>(std::move(*rows)) : ask_acts(moment, record);
}

Result<Rows> rows_of_parts(Moment& moment, std::int64_t record, const Caller& caller) {
  Ahead& ahead = moment.ahead;
  const bool same_caller =
      ahead.person == caller.person && ahead.capacity == caller.held.capacity;
  auto rows = taken(ahead.parts, same_caller ? fit_of(ahead, record) : Fit::another);
  return rows ? Result<Rows>(std::move(*rows)) : ask_parts(moment, record, caller);
}

Result<Rows> rows_of_relations(Moment& moment, std::int64_t record) {
  auto rows = taken(moment.ahead.relations, fit_of(moment.ahead, record));
  return rows ? Result<Rows>(std::move(*rows)) : ask_relations(moment, record);
}

}  // namespace records
