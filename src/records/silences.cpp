#include "records/asked_act.h"
#include "records/reader.h"
#include "records/schema.h"
#include "records/upkeep.h"

namespace records {
namespace {

using base::Result;

struct SilenceDue {
  const registers::Register* kind;
  const registers::Step* step;
  std::string reference;
  base::Date day;
};

Result<void> find_due(store::Database& database, const registers::Register& kind,
                      const registers::Step& step, const base::Date& today,
                      std::vector<SilenceDue>& due) {
  const std::string field = "n.\"f_" + step.silence_due + "\"";
  const std::string sql = "SELECT r.reference, " + field + " FROM " + table_of(kind) +
                          " n JOIN record r ON r.number = n.record WHERE n.state = $1 AND " +
                          field + " <> '' AND " + field + " < $2 ORDER BY n.record";
  const std::string before = base::iso(today);
  for (const std::string& state : step.from) {
    auto rows =
        TRY(store::query(database, sql, {std::string_view(state), std::string_view(before)}));
    while (TRY(rows.next())) {
      const auto day = base::date_from_iso(rows->text(1));
      if (day) due.push_back({&kind, &step, std::string(rows->text(0)), *day});
    }
  }
  return {};
}

Result<std::vector<SilenceDue>> all_due(CouncilStore& store) {
  std::vector<SilenceDue> due;
  auto reader = TRY(store.reader());
  const base::Date today = base::london_date(store.around().clock.now());
  for (const registers::Register& kind : store.around().packs.registers) {
    for (const registers::Step& step : kind.steps) {
      if (step.silence_due.empty()) continue;
      TRY(find_due(reader->database(), kind, step, today, due));
    }
  }
  return due;
}

}  // namespace

// Any process may try: the key is made of the record, the clock and the due time, so that one
// succeeds. The state is looked at again inside the transaction: who answered in time is never
// called silent.
Result<std::int64_t> write_due_silences(CouncilStore& store) {
  std::int64_t written = 0;
  for (const SilenceDue& due : TRY(all_due(store))) {
    const base::Instant end_of_day = base::from_london({base::plus_days(due.day, 1), 0, 0, 0});
    Change change;
    change.caller = authority::clock_caller();
    change.key = clock_key(due.reference, due.step->name, base::iso(end_of_day));
    change.effective_at = end_of_day;
    RecordChange record;
    record.register_name = due.kind->name;
    record.step = due.step->name;
    record.reference = due.reference;
    change.records.push_back(std::move(record));
    const Outcome outcome = TRY(store.commit(std::move(change)));
    const auto* receipt = std::get_if<Receipt>(&outcome);
    if (receipt != nullptr && !receipt->repeated) ++written;
  }
  return written;
}

}  // namespace records
