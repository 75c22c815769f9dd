#include "simulation/inspector.h"

#include "access/permission.h"
#include "base/hash.h"
#include "base/text.h"
#include "ledger/leaf.h"
#include "ledger/log.h"
#include "records/upkeep.h"

namespace simulation {

using base::Result;

constexpr std::string_view origin_start = "plumbline/";  // of a verifier key, before the store's id

const char* name_of(Invariant invariant) {
  switch (invariant) {
    case Invariant::acknowledged: return "acknowledged";
    case Invariant::contiguous: return "contiguous";
    case Invariant::root: return "root";
    case Invariant::keys: return "keys";
    case Invariant::receipts: return "receipts";
    case Invariant::times: return "times";
    case Invariant::rows: return "rows";
    case Invariant::log: return "log";
    case Invariant::permission: return "permission";
    case Invariant::clock: return "clock";
    case Invariant::behaviour: return "behaviour";
  }
  return "";
}

void Inspector::begin_anew() {
  edge_ = {};
  last_recorded_ = {};
  clock_notes_ = 0;
}

Result<void> Inspector::look_at_new(store::Database& database, std::vector<Broken>& broken) {
  const std::int64_t before = edge_.size();
  const std::string store_id = verifier_text_.substr(origin_start.size(), 32);
  std::vector<records::Entry> entries;
  {
    auto rows = TRY(store::query(
        database,
        "SELECT number, recorded_at, header, idempotency, commitment FROM entry "
        "WHERE number >= $1 ORDER BY number",
        {before}));
    while (TRY(rows.next())) {
      if (rows->integer(0) != edge_.size()) {
        broken.push_back({Invariant::contiguous, "entry " + std::to_string(rows->integer(0)) +
                                                     " stands at " + std::to_string(edge_.size())});
      }
      const auto committed = base::hash_of(rows->bytes(4));
      edge_.append(ledger::leaf_hash(ledger::encode_leaf(
          {store_id, {rows->integer(1)}, committed ? *committed : ledger::Hash{}})));
      auto entry = records::read_header(*rows.operator->());
      if (!entry) {
        broken.push_back({Invariant::log, base::to_text(entry.error())});
        continue;
      }
      entries.push_back(std::move(*entry));
    }
  }
  for (const records::Entry& entry : entries) TRY(look_at_entry(database, entry, broken));
  if (edge_.size() == before) return {};
  return look_at_head(database, broken);
}

Result<void> Inspector::look_at_head(store::Database& database,
                                     std::vector<Broken>& broken) const {
  const std::int64_t count = TRY(store::query_integer(database, "SELECT count(*) FROM entry"));
  const auto issued = ledger::newest_checkpoint(database);
  const std::int64_t covered = issued ? issued->size : 0;
  if (count != edge_.size() || covered != count) {
    broken.push_back({Invariant::contiguous, std::to_string(count) + " entries, " +
                                                 std::to_string(edge_.size()) + " met, " +
                                                 std::to_string(covered) + " in the log"});
  }
  if (!issued) return {};
  const auto checkpoint = ledger::open_checkpoint(issued->note, verifier_text_);
  if (!checkpoint) {
    broken.push_back({Invariant::root, checkpoint.error().what});
  } else if (checkpoint->root != edge_.root()) {
    broken.push_back({Invariant::root, "the checkpoint of " + std::to_string(covered) +
                                           " entries has another root than the leaves"});
  }
  return {};
}

Result<void> Inspector::look_at_entry(store::Database& database, const records::Entry& entry,
                                      std::vector<Broken>& broken) {
  const std::string name = "entry " + std::to_string(entry.number);
  if (entry.recorded_at < last_recorded_) {
    broken.push_back({Invariant::times, name + " was recorded at " + base::iso(entry.recorded_at) +
                                            ", after " + base::iso(last_recorded_)});
  }
  last_recorded_ = entry.recorded_at;
  if (entry.step == "note_clock") ++clock_notes_;
  const std::string wrong = TRY(wrong_grant(database, entry));
  if (!wrong.empty()) broken.push_back({Invariant::permission, name + ": " + wrong});
  return {};
}

// By the entries and the appointments' own rows, never by the table that the door asks.
Result<std::string> Inspector::wrong_grant(store::Database& database,
                                           const records::Entry& entry) const {
  const std::int64_t grant = records::grant_entry_of(entry.grant);
  if (grant < 0) {
    const bool program = entry.person.empty() &&
                         (entry.capacity == "operator" || entry.capacity == "clock");
    return std::string(program ? "" : "nobody's grant, and not the program's own");
  }
  const registers::Register* kind = around_.packs.find(entry.register_name);
  if (kind == nullptr) return std::string("of no register");
  const auto takers = authority::takers_of(around_.packs, *kind, entry.step, entry.capacity);
  if (!takers.by_capacity && takers.relations.empty()) {
    return entry.capacity + " may not take " + entry.step;
  }
  std::string reference;
  {
    auto rows = TRY(store::query(
        database,
        "SELECT number, recorded_at, header, idempotency FROM entry WHERE number = $1", {grant}));
    if (!TRY(rows.next())) return std::string("its grant is no entry");
    const auto granting = TRY(records::read_header(*rows.operator->()));
    if (granting.register_name != "appointment") return std::string("its grant is no appointment");
    reference = granting.reference;
  }
  const std::int64_t held = TRY(store::query_integer(
      database, "SELECT count(*) FROM appointment a JOIN record r ON r.number = a.record "
                "WHERE r.reference = $1 AND a.f_holder = $2 AND a.f_capacity = $3",
      {std::string_view(reference), std::string_view(entry.person),
       std::string_view(entry.capacity)}));
  return std::string(held == 1 ? "" : "its grant is somebody else's");
}

Result<void> Inspector::look_at_all(store::Database& database, const Witness& witness,
                                    std::vector<Broken>& broken) {
  begin_anew();
  TRY(look_at_new(database, broken));
  for (std::string& sentence : TRY(witness.compare(database, 0))) {
    broken.push_back({Invariant::acknowledged, std::move(sentence)});
  }
  const std::int64_t twice = TRY(store::query_integer(
      database, "SELECT count(idempotency) - count(DISTINCT idempotency) FROM entry"));
  if (twice != 0) broken.push_back({Invariant::keys, std::to_string(twice) + " keys stand twice"});
  return {};
}

Result<void> Inspector::verify(std::vector<Broken>& broken) const {
  const auto report = TRY(records::verify(town_.folder(), around_));
  for (const auto& finding : report.findings) {
    broken.push_back({finding.in_log ? Invariant::log : Invariant::rows, finding.what});
  }
  return {};
}

Result<std::string> Inspector::digest_of_entries(store::Database& database) {
  base::Sha256 all;
  auto rows = TRY(store::query(database,
                               "SELECT number, recorded_at, record_key, commitment, header, "
                               "sealed, idempotency, erased FROM entry ORDER BY number"));
  while (TRY(rows.next())) {
    for (int column = 0; column < 3; ++column) {
      all.add(std::to_string(rows->integer(column)) + " ");
    }
    for (int column = 3; column < 8; ++column) {
      const std::string_view bytes = rows->bytes(column);
      all.add(std::to_string(bytes.size()) + ":").add(bytes);
    }
  }
  return base::hex(base::bytes_of(all.finish()));
}

}  // namespace simulation
