#include "records/key_use.h"

#include "records/asked_act.h"

namespace records {
namespace {

constexpr std::string_view using_step = "use";

}  // namespace

base::Result<bool> is_use_noted(store::Database& database, std::string_view reference,
                                base::Instant now) {
  const base::Instant day = base::from_london({base::london_date(now), 0, 0, 0});
  const auto uses = TRY(store::query_integer(
      database,
      "SELECT count(*) FROM record r JOIN act a ON a.record = r.number "
      "WHERE r.reference = $1 AND a.step = $2 AND a.recorded_at >= $3",
      {reference, using_step, day.micros}));
  return uses > 0;
}

base::Result<void> note_key_use(CouncilStore& store, std::string_view register_name,
                                std::string_view reference) {
  const base::Date today = base::london_date(store.around().clock.now());
  Change change;
  change.caller = authority::operator_caller("the key itself");
  change.key = clock_key(reference, using_step, base::iso(today));
  RecordChange use;
  use.register_name = register_name;
  use.step = using_step;
  use.reference = reference;
  use.set["used_on"] = registers::Value::date(today);
  change.records.push_back(std::move(use));
  const Outcome outcome = TRY(store.commit(std::move(change)));
  if (std::holds_alternative<Receipt>(outcome)) return {};
  return base::Failure{base::ErrorKind::refused, "The use of the key was not recorded.",
                       std::string(reference)};
}

}  // namespace records
