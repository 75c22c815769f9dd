// The conditions of readers' queries: who may read, what a pack declares, when something was done.
#include <algorithm>

#include "access/permission.h"
#include "base/text.h"
#include "records/question.h"
#include "records/schema.h"

namespace records {
namespace {

using authority::Caller;
using base::Result;
using registers::Packs;
using registers::Register;

std::string all_of(const std::vector<std::string>& conditions, std::string_view between,
                   std::string_view when_none) {
  if (conditions.empty()) return std::string(when_none);
  std::string sql;
  for (const std::string& one : conditions) {
    if (!sql.empty()) sql += between;
    sql += one;
  }
  return "(" + sql + ")";
}

std::string named_exists(Query& query, const Caller& caller, std::string_view record,
                         const std::vector<std::string>& relations) {
  return "EXISTS (SELECT 1 FROM named n WHERE n.record = " + std::string(record) + " AND " +
         stands_condition(query, caller, relations) + ")";
}

// What was put to an audience of the caller's: open records alone.
std::string put_to_exists(std::string_view record, const std::vector<std::string>& audiences) {
  return "EXISTS (SELECT 1 FROM named n WHERE n.record = " + std::string(record) +
         " AND n.relation IN (" + sql_list(audiences) + "))";
}

}  // namespace

std::string stands_condition(Query& query, const Caller& caller,
                             const std::vector<std::string>& relations) {
  const std::string capacity = query.bind(caller.held.capacity);
  std::string who = "n.person = '' AND n.capacity = " + capacity;
  if (!caller.person.empty())
    who = "(" + who + ") OR (n.person = " + query.bind(caller.person) + " AND n.capacity IN ('', " +
          capacity + "))";
  return "n.relation IN (" + sql_list(relations) + ") AND (" + who +
         ") AND (n.until = 0 OR n.until > " + query.bind(caller.now.micros) + ")";
}

std::string may_read_condition(Query& query, const Packs& packs, const Register& kind,
                               const Caller& caller, const RecordIn& names) {
  const authority::Reading reading = authority::reading_of(packs, kind, caller.held);
  if (reading.open && reading.restricted) return "(1 = 1)";
  const std::vector<std::string> relations =
      authority::reading_relations(packs, kind, caller.held.capacity);
  std::vector<std::string> ways;
  const std::string restricted(names.restricted);
  if (reading.open) ways.push_back(restricted + " = 0");
  if (reading.restricted) ways.push_back(restricted + " = 1");
  if (!reading.audiences.empty())
    ways.push_back("(" + restricted + " = 0 AND " +
                   put_to_exists(names.record, reading.audiences) + ")");
  if (!relations.empty()) {
    // Who reads by relation alone is led by the few lines that name them, not through every record.
    if (ways.empty())
      ways.push_back(std::string(names.record) + " IN (SELECT n.record FROM named n WHERE " +
                     stands_condition(query, caller, relations) + ")");
    else
      ways.push_back(named_exists(query, caller, names.record, relations));
  }
  return all_of(ways, " OR ", "(1 = 0)");
}

std::string may_read_any_condition(Query& query, const Packs& packs, const Caller& caller) {
  std::vector<std::string> open, restricted, put, audiences, by_relation, relations, ways;
  for (const Register& kind : packs.registers) {
    const authority::Reading reading = authority::reading_of(packs, kind, caller.held);
    if (reading.open) open.push_back(kind.name);
    if (reading.restricted) restricted.push_back(kind.name);
    if (!reading.audiences.empty()) put.push_back(kind.name);
    audiences.insert(audiences.end(), reading.audiences.begin(), reading.audiences.end());
    std::vector<std::string> through =
        authority::reading_relations(packs, kind, caller.held.capacity);
    if (through.empty() || (reading.open && reading.restricted)) continue;
    if (authority::is_privileged(packs, kind)) {  // not every relation will do here
      ways.push_back("(r.register = " + sql_text(kind.name) + " AND " +
                     named_exists(query, caller, "r.number", through) + ")");
    } else {  // a line of `named` has no relation but its own register's
      by_relation.push_back(kind.name);
      relations.insert(relations.end(), through.begin(), through.end());
    }
  }
  if (!open.empty())
    ways.push_back("(r.restricted = 0 AND r.register IN (" + sql_list(open) + "))");
  if (!restricted.empty())
    ways.push_back("(r.restricted = 1 AND r.register IN (" + sql_list(restricted) + "))");
  // A line of `named` is for an audience that this register's readers name, or for none.
  if (!put.empty())
    ways.push_back("(r.restricted = 0 AND r.register IN (" + sql_list(put) + ") AND " +
                   put_to_exists("r.number", audiences) + ")");
  if (!by_relation.empty())
    ways.push_back("(r.register IN (" + sql_list(by_relation) + ") AND " +
                   named_exists(query, caller, "r.number", relations) + ")");
  return all_of(ways, " OR ", "(1 = 0)");
}

std::string declared_value(Query& query, const Register& kind, std::string_view name,
                           std::string_view value) {
  const auto is_value = [&](const auto& one) { return one.name == value; };
  const registers::Field* field = kind.field(name);
  const bool is_declared =
      field == nullptr
          ? name == "state" && std::any_of(kind.states.begin(), kind.states.end(), is_value)
          : std::any_of(field->options.begin(), field->options.end(), is_value);
  return is_declared ? sql_text(value) : query.bind(value);
}

std::string declared_condition(Query& query, const Register& kind,
                               const registers::Condition& when) {
  if (when.always()) return "(1 = 1)";
  const registers::Field* field = kind.field(when.field);
  if (field == nullptr && when.field != "state") return "(1 = 0)";  // holds() says the same of it
  const std::string column = field == nullptr ? "t.state" : "t." + field_column(when.field);
  const bool integer = field != nullptr && column_use(field->kind) == ColumnUse::integer;
  std::vector<std::string> ways;
  for (const std::string& value : when.is) {
    if (value.empty()) {  // never set, or emptied
      ways.push_back(column + " IS NULL");
      if (!integer) ways.push_back(column + " = ''");
      continue;
    }
    const auto number = base::whole_number(value);
    if (integer && !number) continue;  // no number is that
    ways.push_back(column + " = " + (integer ? query.bind(*number)
                                             : declared_value(query, kind, when.field, value)));
  }
  return all_of(ways, " OR ", "(1 = 0)");
}

Result<std::string> dated_condition(Query& query, const Register& kind, const DatedWithin& dated) {
  if (dated.by.empty()) return std::string("(1 = 1)");
  std::vector<std::string> conditions;
  const registers::Field* field = kind.field(dated.by);
  if (field != nullptr && field->kind == registers::Kind::date) {
    const std::string column = "t." + field_column(field->name);
    conditions.push_back(column + " <> ''");
    if (dated.from) conditions.push_back(column + " >= " + query.bind(base::iso(*dated.from)));
    if (dated.to) conditions.push_back(column + " <= " + query.bind(base::iso(*dated.to)));
    return all_of(conditions, " AND ", "");
  }
  std::vector<std::string> steps;
  for (const registers::Step& step : kind.steps)
    if (kind.counts_as(step.name, dated.by)) steps.push_back(step.name);
  if (steps.empty())
    return base::Failure{base::ErrorKind::invalid,
                         "“" + std::string(dated.by) + "” is no step and no date of this register.",
                         kind.name};
  const std::string names = sql_list(steps);
  conditions.push_back("d.step IN (" + names + ")");
  const auto day_begins = [](const base::Date& day) {
    return base::from_london({day, 0, 0, 0}).micros;
  };
  if (dated.from) conditions.push_back("d.effective_at >= " + query.bind(day_begins(*dated.from)));
  if (dated.to)
    conditions.push_back("d.effective_at < " +
                         query.bind(day_begins(base::plus_days(*dated.to, 1))));
  if (dated.as_at) conditions.push_back("d.entry <= " + query.bind(*dated.as_at));
  return "t.record IN (SELECT d.record FROM act d WHERE " + all_of(conditions, " AND ", "") +
         " AND NOT EXISTS (SELECT 1 FROM act e WHERE e.record = d.record AND e.entry < d.entry "
         "AND e.step IN (" +
         names + ")))";
}

}  // namespace records
