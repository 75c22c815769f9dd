// Counting for reports. Restricted records are counted for everybody and opened for nobody but
// their readers; privileged registers are in no count (principle 22).
#include "access/permission.h"
#include "records/links.h"
#include "records/reading.h"
#include "records/schema.h"

namespace records {
namespace {

using base::Result;
using registers::Register;
using Question = Reader::TallyQuestion;

Result<std::string> counted_column(const Register& kind, const std::string& by) {
  if (by.empty()) return std::string("''");
  if (by == "state") return std::string("t.state");
  const registers::Field* field = kind.field(by);
  if (field == nullptr || field->secret)
    return base::Failure{base::ErrorKind::invalid, "Records are not counted by “" + by + "”.",
                         kind.name};
  const std::string column = "t." + field_column(by);
  const bool integer = column_use(field->kind) == ColumnUse::integer;
  return "coalesce(" + (integer ? "CAST(" + column + " AS TEXT)" : column) + ", '')";
}

// Everything that is counted, whoever asks. As at an entry, permission is that of the record's own
// line: who may not read it now reads none of its versions.
Result<void> add_counted(Query& query, const Register& kind, const Question& question,
                         std::string_view joins) {
  query << " FROM " << standing_rows(query, kind, question.as_at) << joins << " WHERE "
        << declared_condition(query, kind, question.when);
  const DatedWithin dated{question.dated_step, question.from, question.to, question.as_at};
  query << " AND " << TRY(dated_condition(query, kind, dated));
  return {};
}

const Register* countable(const Moment& moment, const Question& question) {
  const Register* kind = moment.packs.find(question.register_name);
  return kind == nullptr || authority::is_privileged(moment.packs, *kind) ? nullptr : kind;
}

}  // namespace

Result<Tally> tally_of(Moment& moment, const Question& question, const Caller& caller) {
  Tally tally;
  const Register* kind = countable(moment, question);
  if (kind == nullptr) return tally;
  const std::string column = TRY(counted_column(*kind, question.by));
  Query query;
  query << "SELECT " << column << " AS counted_by, CASE WHEN "
        << may_read_condition(query, moment.packs, *kind, caller,
                              {"t.record", question.as_at ? "r.restricted" : "t.restricted"})
        << " THEN 1 ELSE 0 END AS readable, count(*)";
  TRY(add_counted(query, *kind, question,
                  question.as_at ? " JOIN record r ON r.number = t.record" : ""));
  query << " GROUP BY counted_by, readable";
  store::Rows rows = TRY(query.ask(moment.database));
  while (TRY(rows.next())) {
    const std::int64_t count = rows->integer(2);
    tally.by_value[std::string(rows->text(0))] += count;
    tally.total += count;
    if (rows->integer(1) == 0) tally.closed += count;
  }
  return tally;
}

Result<std::vector<Row>> tallied_records(Moment& moment, const Question& question,
                                         std::string_view value, const Caller& caller) {
  const Register* kind = countable(moment, question);
  if (kind == nullptr) return std::vector<Row>();
  const std::string column = TRY(counted_column(*kind, question.by));
  Query query;
  query << "SELECT " << row_selection(*kind);
  TRY(add_counted(query, *kind, question, row_joins()));
  query << " AND "
        << may_read_condition(query, moment.packs, *kind, caller, {"t.record", "r.restricted"});
  if (!question.by.empty()) query << " AND CAST(" << column << " AS TEXT) = " << query.bind(value);
  query << " ORDER BY t.record DESC";
  std::vector<Row> rows = TRY(rows_from(moment, query, *kind));
  TRY(drop_closed(moment, caller, rows));
  return rows;
}

}  // namespace records
