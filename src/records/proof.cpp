// The proof of one entry: its leaf, its digests, the parts that this caller may see, and the way up
// to the newest checkpoint, checked once more before it goes out.
#include "base/hash.h"
#include "ledger/log.h"
#include "ledger/note.h"
#include "ledger/tree.h"
#include "records/entry.h"
#include "records/links.h"
#include "records/reading.h"

namespace records {
namespace {

using base::Hash;
using base::Result;

base::Failure no_such_entry() {
  return {base::ErrorKind::not_found, "There is no such entry, or it is not open to you."};
}

enum class Openness { closed, digests_only, open };

// An entry of a record that the caller may not read is as if it were not there: its leaf would tell
// when something restricted was written down (principle 8). What the program keeps of itself has
// nothing to hide but its words.
Result<Openness> openness_of(Moment& moment, std::int64_t entry, const Caller& caller) {
  Query query;
  query << "SELECT r.register, CASE WHEN " << may_read_any_condition(query, moment.packs, caller)
        << " THEN 1 ELSE 0 END FROM act a JOIN record r ON r.number = a.record WHERE a.entry = "
        << query.bind(entry);
  store::Rows rows = TRY(query.ask(moment.database));
  if (!TRY(rows.next())) return Openness::closed;
  if (rows->integer(1) != 0) return Openness::open;
  const registers::Register* kind = moment.packs.find(rows->text(0));
  return kind != nullptr && kind->internal ? Openness::digests_only : Openness::closed;
}

struct StoredEntry {
  std::string leaf, sealed, erased;
  std::vector<ledger::Part> header;
  std::int64_t key_number = 0;
};

Result<StoredEntry> stored_entry(Moment& moment, std::int64_t number) {
  store::Rows rows = TRY(store::query(moment.database,
                                      "SELECT number, recorded_at, header, idempotency, "
                                      "commitment, record_key, sealed, erased FROM entry "
                                      "WHERE number = $1",
                                      {number}));
  if (!TRY(rows.next())) return no_such_entry();
  const auto committed = base::hash_of(rows->bytes(4));
  if (!committed) {
    return base::Failure{base::ErrorKind::corrupt, "An entry's commitment is damaged.",
                         "entry " + std::to_string(number)};
  }
  const ledger::Leaf leaf{moment.store.facts().store_id, {rows->integer(1)}, *committed};
  return StoredEntry{ledger::encode_leaf(leaf), std::string(rows->bytes(6)),
                     std::string(rows->bytes(7)),
                     std::move(TRY(header_list(*rows.operator->())).parts), rows->integer(5)};
}

// A part that names a record which the caller may not read is not shown, and not called by its
// name.
Result<void> forget_closed(Moment& moment, const Caller& caller,
                           std::vector<ledger::Part>& parts) {
  for (ledger::Part& part : parts) {
    if (part.kind != registers::name_of(registers::Kind::record) || part.value.empty()) continue;
    if (!TRY(is_open_to(moment, caller, part.value))) part = {};
  }
  return {};
}

// The digests that were kept when the key of the fields was destroyed.
Result<void> add_kept(std::string_view bytes, std::vector<Hash>& digests) {
  constexpr std::size_t length = std::tuple_size_v<Hash>;
  for (std::size_t at = 0; at + length <= bytes.size(); at += length)
    digests.push_back(*base::hash_of(bytes.substr(at, length)));
  if (bytes.size() % length == 0) return {};
  return base::Failure{base::ErrorKind::corrupt, "The digests of an entry cannot be read."};
}

// Header and fields, and the digests of all; of fields whose key was destroyed only these.
Result<std::vector<ledger::Part>> parts_of(Moment& moment, std::int64_t number, StoredEntry& stored,
                                           std::vector<Hash>& digests) {
  std::vector<ledger::Part> parts = std::move(stored.header);
  Result<base::Key> key = moment.keys.of(moment.database, stored.key_number);
  const bool destroyed = !key && key.error().kind == base::ErrorKind::refused;
  if (!key && !destroyed) return std::move(key).failure();
  if (!destroyed) {
    ledger::PartList fields =
        TRY(unseal_fields(*key, moment.store.facts().store_id, number, stored.sealed));
    for (ledger::Part& part : fields.parts) parts.push_back(std::move(part));
  }
  for (const ledger::Part& part : parts) digests.push_back(ledger::kept_digest(part));
  if (destroyed) TRY(add_kept(stored.erased, digests));
  return parts;
}

bool is_secret(const Moment& moment, std::string_view register_name, std::string_view part) {
  const registers::Register* kind = moment.packs.find(register_name);
  const registers::Field* field = kind == nullptr ? nullptr : kind->field(part);
  return field != nullptr && field->secret;
}

// Every digest has its place among the parts; a part that is not shown keeps nothing but that
// place.
void show_parts(const Moment& moment, std::vector<ledger::Part> parts, Openness openness,
                Proof& proof) {
  const std::string register_name = parts.empty() ? "" : parts.front().value;
  for (std::size_t i = 0; i < proof.digests.size(); ++i) {
    const bool known = i < parts.size() && !parts[i].salt.empty();
    const bool shown =
        known && openness == Openness::open && !is_secret(moment, register_name, parts[i].name);
    ledger::Part part;
    if (shown) {
      part = std::move(parts[i]);
    } else if (known && openness == Openness::open) {
      part.name = parts[i].name;
      part.kind = parts[i].kind;
    }
    proof.shown.push_back(shown);
    proof.parts.push_back(std::move(part));
  }
}

// Steps 2 to 5 of "How to check one entry" in the entry format.
bool holds(const Proof& proof, const Hash& root) {
  for (std::size_t i = 0; i < proof.parts.size(); ++i)
    if (proof.shown[i] && ledger::part_digest(proof.parts[i]) != proof.digests[i]) return false;
  const Result<ledger::Leaf> leaf = ledger::decode_leaf(proof.leaf);
  if (!leaf || leaf->commitment != ledger::commitment(proof.digests)) return false;
  return ledger::inclusion_holds(proof.entry, proof.tree_size, ledger::leaf_hash(proof.leaf),
                                 proof.inclusion, root);
}

}  // namespace

Result<Proof> proof_of(Moment& moment, std::int64_t entry, const Caller& caller) {
  const Openness openness = TRY(openness_of(moment, entry, caller));
  if (openness == Openness::closed) return no_such_entry();
  StoredEntry stored = TRY(stored_entry(moment, entry));
  Proof proof;
  proof.entry = entry;
  proof.leaf = stored.leaf;
  std::vector<ledger::Part> parts = TRY(parts_of(moment, entry, stored, proof.digests));
  TRY(forget_closed(moment, caller, parts));
  show_parts(moment, std::move(parts), openness, proof);
  proof.checkpoint = TRY(ledger::newest_checkpoint(moment.database)).note;
  proof.verifier = moment.store.facts().log_key;
  const ledger::Checkpoint checkpoint =
      TRY(ledger::open_checkpoint(proof.checkpoint, proof.verifier));
  proof.tree_size = checkpoint.size;
  proof.inclusion =
      TRY(ledger::inclusion_proof(entry, checkpoint.size, ledger::tile_reader(moment.database)));
  proof.holds = holds(proof, checkpoint.root);
  return proof;
}

std::int64_t entries_in(Moment& moment) {
  const auto last =
      store::query_integer(moment.database, "SELECT max(number) + 1 FROM entry", {}, 0);
  return last ? *last : 0;
}

// Entries are recorded in the order of their times, so some twenty looks find the place among a
// million, asked for together: all below `low` were recorded before, none from `high` on.
std::int64_t last_entry_before(Moment& moment, base::Instant instant) {
  Query query;
  const std::string was_recorded =
      "(SELECT a.recorded_at FROM act a WHERE a.entry = (low + high) / 2) < " +
      query.bind(instant.micros);
  query << "WITH RECURSIVE looks (low, high) AS (SELECT CAST(0 AS BIGINT), (SELECT "
           "coalesce(max(entry) + 1, 0) FROM act) UNION ALL SELECT CASE WHEN "
        << was_recorded << " THEN (low + high) / 2 + 1 ELSE low END, CASE WHEN " << was_recorded
        << " THEN high ELSE (low + high) / 2 END FROM looks WHERE low < high) "
           "SELECT low FROM looks WHERE low >= high";
  const auto low = query.ask_integer(moment.database);
  return low ? *low - 1 : -1;
}

}  // namespace records
