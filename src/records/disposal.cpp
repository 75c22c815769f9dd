#include "records/disposal.h"

#include <algorithm>

#include "base/hash.h"
#include "base/text.h"
#include "records/entry.h"
#include "records/schema.h"

namespace records {
namespace {

using base::ErrorKind;
using base::Failure;
using base::Result;
using Numbers = std::set<std::int64_t>;

constexpr std::size_t place_of_request = 13;  // in ledger::header_form

// A row of table `entry`, as far as erasing needs it.
struct Held {
  base::Instant recorded_at;
  std::string header, idempotency, sealed;
  std::int64_t act_first = 0;
};

Result<Held> held_entry(store::Database& database, std::int64_t number) {
  auto rows = TRY(store::query(
      database,
      "SELECT number, recorded_at, header, idempotency, sealed FROM entry WHERE number = $1",
      {number}));
  if (!TRY(rows.next()))
    return Failure{ErrorKind::corrupt, "An entry that a record names is missing.",
                   "entry " + std::to_string(number)};
  Held held{{rows->integer(1)}, std::string(rows->bytes(2)), std::string(rows->bytes(3)),
            std::string(rows->bytes(4))};
  held.act_first = TRY(read_header(*rows.operator->())).act_first;
  return held;
}

// The digest of the act as it was asked for holds no salt: it would tell a short value to whoever
// tries them all. It goes like a field does.
Result<void> erase_request(store::Database& database, std::int64_t number) {
  const Held held = TRY(held_entry(database, number));
  const ledger::KeptBeside beside{held.recorded_at, held.idempotency};
  ledger::PartList list = TRY(ledger::decode_header(held.header, beside));
  if (ledger::is_erased(list.parts[place_of_request])) return {};
  const std::string header =
      ledger::encode_header(ledger::with_erased(std::move(list), place_of_request), beside);
  return store::run(database, "UPDATE entry SET header = $2 WHERE number = $1",
                    {number, store::Blob{header}});
}

Result<void> drop_document(store::Database& database, std::string_view id_hex) {
  const auto id = base::unhex(id_hex);
  if (!id) return Failure{ErrorKind::corrupt, "A document's id cannot be read.", ""};
  TRY(store::run(database, "DELETE FROM document_piece WHERE document = $1", {store::Blob{*id}}));
  return store::run(database, "DELETE FROM document WHERE id = $1", {store::Blob{*id}});
}

class Erasing {
 public:
  Erasing(store::Database& database, RecordKeys& keys, std::string_view store_id)
      : database_(database), keys_(keys), store_id_(store_id) {}

  Result<Taken> run(const Numbers& records) {
    for (const std::int64_t record : records) {
      const base::Key key = TRY(keys_.of(database_, record));
      for (const std::int64_t entry : TRY(entries_of(record))) TRY(erase(entry, key));
      TRY(store::run(database_, "DELETE FROM record_key WHERE number = $1", {record}));
      ++taken_.records;
    }
    for (const std::int64_t entry : requests_) TRY(erase_request(database_, entry));
    keys_.forget();
    return taken_;
  }

 private:
  Result<std::vector<std::int64_t>> entries_of(std::int64_t record) {
    auto rows = TRY(store::query(
        database_, "SELECT entry FROM act WHERE record = $1 ORDER BY entry", {record}));
    std::vector<std::int64_t> entries;
    while (TRY(rows.next())) entries.push_back(rows->integer(0));
    return entries;
  }

  Result<void> erase(std::int64_t number, const base::Key& key) {
    const Held held = TRY(held_entry(database_, number));
    const ledger::PartList fields = TRY(unseal_fields(key, store_id_, number, held.sealed));
    std::string digests;
    for (const ledger::Part& part : fields.parts) {
      digests += base::bytes_of(ledger::kept_digest(part));
      const bool document = part.kind == registers::name_of(registers::Kind::document);
      if (!document || ledger::is_erased(part) || part.value.empty()) continue;
      TRY(drop_document(database_, part.value));
      ++taken_.documents;
    }
    const std::string nothing;
    TRY(store::run(database_, "UPDATE entry SET sealed = $2, erased = $3 WHERE number = $1",
                   {number, store::Blob{nothing}, store::Blob{digests}}));
    requests_.insert(held.act_first);
    ++taken_.entries;
    return {};
  }

  store::Database& database_;
  RecordKeys& keys_;
  std::string_view store_id_;
  Taken taken_;
  Numbers requests_;  // first entries of the acts, which hold the digest of what was asked
};

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

Result<Taken> erase_records(store::Database& database, RecordKeys& keys, std::string_view store_id,
                            const Numbers& records) {
  return Erasing(database, keys, store_id).run(records);
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
          "WHERE t.state = $1",
      {std::string_view(kind->disposes->state)}));
  while (TRY(rows.next())) references.emplace_back(rows->text(0));
  return references;
}

}  // namespace records
