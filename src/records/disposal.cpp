#include "records/disposal.h"

#include <algorithm>

#include "base/text.h"
#include "records/schema.h"

namespace records {
namespace {

using base::ErrorKind;
using base::Failure;
using base::Result;
using Numbers = std::set<std::int64_t>;

}  // namespace

bool disposes_now(const registers::Register& kind, std::string_view before,
                  std::string_view after) {
  return kind.disposes && before != kind.disposes->state && after == kind.disposes->state;
}

std::vector<std::string> listed_references(std::string_view text) {
  std::vector<std::string> references;
  std::set<std::string, std::less<>> met;
  for (const std::string_view line : base::split(text, '\n'))
    for (const std::string_view word : base::split(line, ' ')) {
      const std::string_view one = base::trimmed(word);
      if (!one.empty() && met.emplace(one).second) references.emplace_back(one);
    }
  return references;
}

Result<Numbers> with_parts(store::Database& database, const std::vector<std::string>& references) {
  Numbers all;
  std::vector<std::int64_t> open;
  for (const std::string& reference : references) {
    const std::int64_t number = TRY(store::query_integer(
        database, "SELECT number FROM record WHERE reference = $1", {std::string_view(reference)}));
    if (number == 0)
      return Failure{ErrorKind::corrupt, "A disposal names a record that is not there.", reference};
    if (all.insert(number).second) open.push_back(number);
  }
  while (!open.empty()) {
    const std::int64_t parent = open.back();
    open.pop_back();
    auto rows =
        TRY(store::query(database, "SELECT number FROM record WHERE parent = $1", {parent}));
    while (TRY(rows.next()))
      if (all.insert(rows->integer(0)).second) open.push_back(rows->integer(0));
  }
  return all;
}

Result<Numbers> disposed_by(store::Database& database, const registers::Disposes& disposes,
                            const registers::Values& values) {
  std::vector<std::string> all =
      listed_references(registers::value_of(values, disposes.records).text());
  for (std::string& one : listed_references(registers::value_of(values, disposes.with).text()))
    all.push_back(std::move(one));
  return with_parts(database, all);
}

std::vector<Passage> passages_of(const registers::Disposes& disposes,
                                 const registers::Values& values) {
  if (disposes.passages.empty()) return {};
  return listed_passages(registers::value_of(values, disposes.passages).text());
}

// When somebody said something that is not open to all who read the record tells nothing of when
// its time is over: the day would tell that it was said.
Result<base::Instant> last_act_on(store::Database& database, const registers::Packs& packs,
                                  std::string_view reference) {
  std::int64_t last = 0;
  std::int64_t top_restricted = 0;
  for (const std::int64_t record : TRY(with_parts(database, {std::string(reference)}))) {
    auto rows = TRY(store::query(
        database,
        "SELECT a.recorded_at, r.register, r.restricted, r.reference FROM act a JOIN record r ON "
        "r.number = a.record WHERE a.record = $1 ORDER BY a.entry DESC LIMIT 1",
        {record}));
    if (!TRY(rows.next())) continue;
    const bool top = rows->text(3) == reference;
    if (top) top_restricted = rows->integer(2);
    const registers::Register* kind = packs.find(rows->text(1));
    const bool open_to_readers = kind == nullptr || !kind->privileged;
    if (top || (open_to_readers && rows->integer(2) <= top_restricted))
      last = std::max(last, rows->integer(0));
  }
  if (last != 0) return base::Instant{last};
  return Failure{ErrorKind::corrupt, "A record has no entry.", std::string(reference)};
}

std::optional<base::Date> due_for_disposal(const registers::Packs& packs,
                                           const registers::Register& kind,
                                           base::Instant last_act) {
  const registers::Retention* kept = packs.retention(kind.retention);
  if (kept == nullptr || !kept->years) return std::nullopt;
  base::Date day = base::london_date(last_act);
  day.year += *kept->years;
  if (!base::date_from_iso(base::iso(day))) day = base::Date{day.year, 3, 1};  // of a 29 February
  return base::plus_days(day, 1);
}

bool can_be_disposed_of(const registers::Register& kind) {
  const bool bears_others = kind.internal || kind.grants || kind.accounts || kind.identities ||
                            kind.emergency || kind.unconfirmed || kind.disposes ||
                            !kind.body_kind.empty();
  return !bears_others && (!kind.names || !kind.goes_with.empty());
}

Result<std::string> held_among(store::Database& database, const registers::Packs& packs,
                               const Numbers& records, const base::Date& today) {
  for (const registers::Register& kind : packs.registers) {
    if (!kind.holds) continue;
    std::string sql =
        "SELECT r.reference FROM link l JOIN " + table_of(kind) +
        " t ON t.record = l.source JOIN record r ON r.number = l.target WHERE l.target = $1 AND "
        "l.field = $2 AND l.until_entry IS NULL AND t.state = $3";
    if (!kind.holds->until.empty()) {
      const std::string until = "t.\"f_" + kind.holds->until + "\"";
      sql += " AND (" + until + " IS NULL OR " + until + " = '' OR " + until + " >= $4)";
    } else {
      sql += " AND $4 <> ''";
    }
    const std::string day = base::iso(today);
    for (const std::int64_t record : records) {
      auto rows = TRY(store::query(database, sql,
                                   {record, std::string_view(kind.holds->record),
                                    std::string_view(kind.holds->state), std::string_view(day)}));
      if (TRY(rows.next())) return std::string(rows->text(0));
    }
  }
  return std::string();
}

Result<std::vector<std::string>> unfinished_disposals(store::Database& database,
                                                      const registers::Register& kind) {
  auto rows = TRY(store::query(database,
                               "SELECT r.reference FROM " + table_of(kind) +
                                   " t JOIN record r ON r.number = t.record WHERE t.state = $1 "
                                   "ORDER BY t.record",
                               {std::string_view(kind.disposes->state)}));
  std::vector<std::string> references;
  while (TRY(rows.next())) references.emplace_back(rows->text(0));
  return references;
}

Result<std::vector<std::string>> disposed_in_unfinished(store::Database& database,
                                                        const registers::Packs& packs) {
  std::vector<std::string> references;
  const registers::Register* kind = packs.disposing();
  if (kind == nullptr) return references;
  auto rows = TRY(store::query(
      database,
      "SELECT r.reference FROM " + table_of(*kind) +
          " t JOIN disposed d ON d.by_entry = t.since_entry JOIN record r ON r.number = d.record "
          "WHERE t.state = $1 UNION SELECT r.reference FROM " +
          table_of(*kind) +
          " t JOIN erased_part e ON e.by_entry = t.since_entry JOIN record r ON r.number = "
          "e.record WHERE t.state = $1",
      {std::string_view(kind->disposes->state)}));
  while (TRY(rows.next())) references.emplace_back(rows->text(0));
  return references;
}

}  // namespace records
