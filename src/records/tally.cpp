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
using Place = Reader::TallyPlace;

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

// The records behind a number, for somebody.
struct Behind {
  const Register& kind;
  const Question& question;
  const Place& place;
  const Caller& caller;
};

// Those that the caller may read, with one of the values asked for.
Result<void> add_readable(Query& query, const Moment& moment, const Behind& behind) {
  const Question& question = behind.question;
  TRY(add_counted(query, behind.kind, question, row_joins()));
  query << " AND "
        << may_read_condition(query, moment.packs, behind.kind, behind.caller,
                              {"t.record", "r.restricted"});
  if (question.by.empty()) return {};
  const std::string column = TRY(counted_column(behind.kind, question.by));
  std::string values;
  for (const std::string& value : behind.place.values)
    values += (values.empty() ? "" : ", ") + query.bind(value);
  query << " AND CAST(" << column << " AS TEXT) IN (" << values << ")";
  return {};
}

// The next ones after a cursor, newest first, and one more that tells whether there are others.
Result<void> add_place(Query& query, const Place& place) {
  if (!place.cursor.empty()) {
    const std::optional<Cursor> from = read_cursor(place.cursor);
    if (!from)
      return base::Failure{base::ErrorKind::invalid,
                           "This page of the list is not known. Open the figure again."};
    query << " AND t.record < " << query.bind(from->record);
  }
  query << " ORDER BY t.record DESC";
  if (place.most > 0) query << " LIMIT " << query.bind(static_cast<std::int64_t>(place.most) + 1);
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

Result<Reader::TallyPage> tallied_records(Moment& moment, const Question& question,
                                          const Place& place, const Caller& caller) {
  Reader::TallyPage page;
  const Register* kind = countable(moment, question);
  if (kind == nullptr || (!question.by.empty() && place.values.empty())) return page;
  const Behind behind{*kind, question, place, caller};
  Query counting;
  counting << "SELECT count(*)";
  TRY(add_readable(counting, moment, behind));
  page.readable = TRY(counting.ask_integer(moment.database));
  Query query;
  query << "SELECT " << row_selection(*kind);
  TRY(add_readable(query, moment, behind));
  TRY(add_place(query, place));
  store::Rows found = TRY(query.ask(moment.database));
  std::int64_t last = 0;
  while (TRY(found.next())) {
    if (place.most > 0 && page.rows.size() == place.most) {
      page.next = cursor_text({"", last});
      break;
    }
    last = found->integer(0);
    page.rows.push_back(TRY(row_from(found, *kind, moment, SealCheck::trusted)));
  }
  TRY(drop_closed(moment, caller, page.rows));
  return page;
}

}  // namespace records
