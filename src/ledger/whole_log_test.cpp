#include "ledger/whole_log_for_test.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <utility>

namespace ledger::for_test {
namespace {

constexpr const char* store_id = "3f0c5a1e9b7d42688a10c4e2d6f7b915";
constexpr std::string_view entry_table =
    "CREATE TABLE entry (number INTEGER PRIMARY KEY, recorded_at INTEGER, commitment BLOB, "
    "header BLOB, record_key INTEGER, sealed BLOB, idempotency BLOB UNIQUE, erased BLOB)";

Part part(std::string name, std::string kind, std::string value) {
  return {std::string(), std::move(name), std::move(kind), std::move(value)};
}

std::vector<Part> header(std::int64_t number, std::int64_t first, std::int64_t count,
                         const std::string& key_bytes) {
  const bool begins = number == first;
  return {part(".register", "name", number == 0 ? "store" : "advice"),
          part(".record", "reference", number == 0 ? "" : "AD-2026-" + std::to_string(number)),
          part(".parent", "reference", ""),
          part(".step", "name", number == 0 ? "genesis" : "give"),
          part(".state", "name", "given"),
          part(".effective_at", "time", base::iso(second(number - 5))),
          part(".person", "reference", "PE-1"),
          part(".capacity", "name", "cswo"),
          part(".grant", "entry", "none: the store began"),
          part(".pack", "digest", std::string(64, 'a')),
          part(".act", "numbers", std::to_string(first) + " " + std::to_string(count)),
          part(".previous", "numbers", ""),
          part(".key", "bytes", begins ? base::hex(key_bytes) : ""),
          part(".request", "digest", begins ? std::string(64, 'b') : "")};
}

}  // namespace

base::Instant second(std::int64_t number) {
  return {1'795'356'000'000'000 + number * 1'000'000};
}

SoundLog::SoundLog(std::int64_t entries, Slip slips) : SoundLog(std::move(slips), {}) {
  grow(entries);
}

SoundLog::SoundLog(Slip slips, std::set<std::int64_t> alone_in_batches)
    : key(SigningKey::make("plumbline/" + std::string(store_id), *random)),
      slip(std::move(slips)),
      alone(std::move(alone_in_batches)),
      seal([](SoundLog& log, Writer& writer) -> Result<void> {
        TRY(writer.seal_batch(*log.database, log.key, second(log.size - 1)));
        return {};
      }) {}

void SoundLog::grow(std::int64_t entries) {
  REQUIRE(
      database->execute_script(std::string(log_tables()) + std::string(entry_table)).has_value());
  Writer writer = Writer::load(*database, 0).value();
  REQUIRE(database->begin_write().has_value());
  for (std::int64_t act = 0; size < entries; ++act) {
    const auto next = alone.lower_bound(size);
    const bool by_itself = next != alone.end() && *next == size;
    std::int64_t count = act == 0 || by_itself ? 1 : std::min(act % 3 + 1, entries - size);
    if (next != alone.end() && !by_itself) count = std::min(count, *next - size);
    for (std::int64_t first = size; size < first + count; ++size) {
      writer.append(write_entry(size, first, count));
    }
    if (act % 4 == 0 || size == entries || by_itself || alone.contains(size)) {
      REQUIRE(seal(*this, writer).has_value());
    }
  }
  REQUIRE(database->commit().has_value());
}

Hash SoundLog::write_entry(std::int64_t number, std::int64_t first, std::int64_t count) {
  const std::string key_bytes = random->bytes(16);
  auto head = header(number, first, count, key_bytes);
  std::vector<Part> fields{part("question", "prose", "What of " + std::to_string(number)),
                           part("advice_given", "prose", "Do not.")};
  if (number == 0) {
    fields = {part("store_id", "line", store_id), part("log_key", "line", key.verifier_text())};
  }
  Leaf leaf_made{store_id, second(number), {}};
  Draft draft{number, head, fields, leaf_made};
  slip(draft);
  const PartList header_list = with_salts(std::move(head), *random);
  const PartList field_list = with_salts(std::move(fields), *random);
  std::vector<Hash> digests;
  for (const Part& one : header_list.parts) digests.push_back(part_digest(one));
  for (const Part& one : field_list.parts) digests.push_back(part_digest(one));
  leaf_made.commitment = commitment(digests);
  const std::string leaf = encode_leaf(leaf_made);
  const bool begins = number == first;
  const std::string kept = encode_header(
      header_list, {leaf_made.recorded_at, begins ? std::string_view(key_bytes) : ""});
  const std::string sealed =
      base::seal(record_key, encode_fields(field_list), std::to_string(number), *random);
  const store::Parameter idempotency =
      begins ? store::Parameter{store::Blob{key_bytes}} : store::Parameter{};
  REQUIRE(store::run(*database,
                     "INSERT INTO entry VALUES ($1, $2, $3, $4, $5, $6, $7, NULL)",
                     {number, leaf_made.recorded_at.micros,
                      store::Blob{base::bytes_of(leaf_made.commitment)}, store::Blob{kept},
                      number % 7, store::Blob{sealed}, idempotency})
              .has_value());
  return leaf_hash(leaf);
}

Result<Soundness> SoundLog::check() {
  return check_log(*database, key.verifier_text(),
                   [this](std::int64_t number, std::int64_t record,
                          std::string_view sealed) -> Result<std::string_view> {
                     if (destroyed.contains(record)) {
                       return base::Failure{base::ErrorKind::refused, "The key is destroyed."};
                     }
                     opened = TRY(base::unseal(record_key, sealed, std::to_string(number)));
                     return std::string_view(opened);
                   });
}

void SoundLog::keep_digests(std::int64_t number) {
  std::string digests;
  for (const Part& part : fields_of(number).parts) {
    const Hash digest = kept_digest(part);
    digests += base::bytes_of(digest);
  }
  set(number, "erased", digests);
}

void SoundLog::erase(std::int64_t number, std::size_t place) {
  const std::string kept = encode_fields(with_erased(fields_of(number), place));
  set(number, "sealed", base::seal(record_key, kept, std::to_string(number), *random));
}

void SoundLog::erase_in_header(std::int64_t number, std::size_t place) {
  const std::string idempotency = cell(number, "coalesce(idempotency, x'')");
  const KeptBeside beside{second(number), idempotency};
  const PartList list = decode_header(cell(number, "header"), beside).value();
  set(number, "header", encode_header(with_erased(list, place), beside));
}

PartList SoundLog::fields_of(std::int64_t number) {
  const auto plain = base::unseal(record_key, cell(number, "sealed"), std::to_string(number));
  return decode_fields(plain.value()).value();
}

std::string SoundLog::cell(std::int64_t number, const std::string& column) {
  auto rows =
      store::query(*database, "SELECT " + column + " FROM entry WHERE number = $1", {number});
  REQUIRE(rows->next().value());
  return std::string((*rows)->bytes(0));
}

void SoundLog::set(std::int64_t number, const std::string& column, std::string_view bytes) {
  REQUIRE(store::run(*database, "UPDATE entry SET " + column + " = $2 WHERE number = $1",
                     {number, store::Blob{bytes}})
              .has_value());
}

Finding SoundLog::first_finding(std::string_view change) {
  REQUIRE(database->begin_write().has_value());
  REQUIRE(store::run(*database, change).has_value());
  const auto found = check();
  database->rollback();
  REQUIRE(found.has_value());
  return found->findings.empty() ? Finding{-2, "nothing found"} : found->findings[0];
}

}  // namespace ledger::for_test
