// "What needs me": for each need line of the packs, the records in its state whose step this caller
// may take, soonest first. The line's index (state, field of its condition, due field, record)
// leads each query in the order wanted, so that a home page stays quick in a store of a hundred
// thousand records.
#include <algorithm>
#include <map>

#include "access/permission.h"
#include "records/links.h"
#include "records/reading.h"

namespace records {
namespace {

using base::Result;
using registers::NeedLine;
using registers::Register;

constexpr std::int64_t most_of_a_line = 500;

struct Line {
  const Register& kind;
  const NeedLine& need;
  const registers::Step& step;
  authority::Takers takers;
  bool led_by_names = false;  // few records name the caller: they lead, not the state
};

enum class Due { dated, never_set, emptied };

std::string due_condition(const std::string& column, Due due) {
  switch (due) {
    case Due::dated:
      return column + " > ''";
    case Due::never_set:
      return column + " IS NULL";
    case Due::emptied:
      return column + " = ''";
  }
  return column;
}

// The rows to look among: where few records name the caller, those records lead.
std::string rows_led(Query& query, const Caller& caller, const Line& line) {
  const std::string standing = standing_rows(query, line.kind, {});
  if (!line.led_by_names) return standing;
  return "(SELECT DISTINCT n.record FROM named n WHERE " +
         stands_condition(query, caller, line.takers.relations) + ") m CROSS JOIN " + standing;
}

std::string taking_condition(Query& query, const Caller& caller, const Line& line) {
  if (line.takers.by_capacity) return "(1 = 1)";
  if (line.led_by_names) return "t.record = m.record";
  return "EXISTS (SELECT 1 FROM named n WHERE n.record = t.record AND " +
         stands_condition(query, caller, line.takers.relations) + ")";
}

// States and values come from packs and stand in the text itself: how many records have one says
// which way to them is short.
Result<void> add_needs(Moment& moment, const Line& line, const Caller& caller,
                       const std::string* when_value, Due due, std::vector<Reader::Need>& needs) {
  const bool has_due = line.kind.field(line.need.due) != nullptr;
  const std::string due_column = has_due ? "t." + field_column(line.need.due) : "";
  Query query;
  query << "SELECT " << row_selection(line.kind) << " FROM " << rows_led(query, caller, line)
        << row_joins() << " WHERE t.state = " << sql_text(line.need.state);
  if (when_value != nullptr)
    query << " AND " << declared_condition(query, line.kind, {line.need.when.field, {*when_value}});
  if (has_due) query << " AND " << due_condition(due_column, due);
  query << " AND " << taking_condition(query, caller, line) << " AND "
        << may_read_condition(query, moment.packs, line.kind, caller, {"t.record", "t.restricted"});
  if (!line.step.absent_when.always())
    query << " AND " << declared_condition(query, line.kind, line.step.absent_when)
          << " IS NOT TRUE";
  if (!line.step.not_by.empty())
    query << " AND (t." << field_column(line.step.not_by) << " = " << query.bind(caller.person)
          << ") IS NOT TRUE";
  query << " ORDER BY ";
  if (has_due && due == Due::dated)
    query << due_column << ", t.record";
  else
    query << "t.record DESC";
  query << " LIMIT " << std::to_string(most_of_a_line);
  std::vector<Row> rows = TRY(rows_from(moment, query, line.kind));
  TRY(drop_closed(moment, caller, rows));
  for (Row& row : rows) {
    std::optional<base::Date> date;
    if (has_due) date = registers::value_of(row.values, line.need.due).date();
    needs.push_back({std::move(row), &line.need, date});
  }
  return {};
}

// How many lines of table `named` the caller stands in by these relations, as far as it matters.
// Several lines of the packs ask for the same.
using NamedCounts = std::map<std::vector<std::string>, std::int64_t>;
Result<std::int64_t> times_named(Moment& moment, const Caller& caller,
                                 const std::vector<std::string>& relations, NamedCounts& counted) {
  if (const auto known = counted.find(relations); known != counted.end()) return known->second;
  Query query;
  query << "SELECT count(*) FROM (SELECT 1 FROM named n WHERE "
        << stands_condition(query, caller, relations) << " LIMIT "
        << std::to_string(few_enough_to_lead) << ") few";
  const std::int64_t count = TRY(query.ask_integer(moment.database));
  counted.emplace(relations, count);
  return count;
}

Result<void> add_line(Moment& moment, const Register& kind, const NeedLine& need,
                      const Caller& caller, NamedCounts& counted,
                      std::vector<Reader::Need>& needs) {
  const registers::Step* step = kind.step(need.step);
  if (step == nullptr) return {};
  Line line{kind, need, *step,
            authority::takers_of(moment.packs, kind, need.step, caller.held)};
  if (!line.takers.by_capacity) {
    if (line.takers.relations.empty()) return {};
    const auto count = TRY(times_named(moment, caller, line.takers.relations, counted));
    if (count == 0) return {};
    line.led_by_names = count < few_enough_to_lead;
  }
  std::vector<const std::string*> when_values = {nullptr};
  if (!need.when.always()) {
    when_values.clear();
    if (kind.field(need.when.field) == nullptr) return {};
    for (const std::string& value : need.when.is) when_values.push_back(&value);
  }
  std::vector<Due> dues = {Due::dated};
  if (kind.field(need.due) != nullptr) dues = {Due::dated, Due::never_set, Due::emptied};
  for (const std::string* value : when_values)
    for (const Due due : dues) TRY(add_needs(moment, line, caller, value, due, needs));
  return {};
}

bool stands_before(const Reader::Need& a, const Reader::Need& b) {
  if (a.due.has_value() != b.due.has_value()) return a.due.has_value();
  return a.due && *a.due < *b.due;
}

}  // namespace

Result<std::vector<Reader::Need>> needs_of(Moment& moment, const Caller& caller) {
  std::vector<Reader::Need> needs;
  NamedCounts counted;
  for (const Register& kind : moment.packs.registers)
    for (const NeedLine& need : kind.needs)
      TRY(add_line(moment, kind, need, caller, counted, needs));
  std::stable_sort(needs.begin(), needs.end(), stands_before);
  return needs;
}

}  // namespace records
