#pragma once
// The keys of records: one for each record, wrapped under the store's key in table record_key.
// Whoever reads sealed text asks here; destroying the wrapped key erases. Nothing unwrapped is kept
// longer than its RecordKeys: a batch, a reader's lease.
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/random.h"
#include "base/result.h"
#include "base/sealing.h"
#include "store/database.h"

namespace records {

// The file store.key: 64 hex digits and LF, mode 0600. Errors: not_found; refused when others may
// read it; corrupt.
[[nodiscard]] base::Result<base::Key> read_store_key(const std::filesystem::path& folder);
[[nodiscard]] base::Result<void> write_store_key(const std::filesystem::path& folder,
                                                 const base::Key& key);

[[nodiscard]] std::string wrap_record_key(const base::Key& store_key, std::string_view store_id,
                                          std::int64_t number, const base::Key& key,
                                          base::Random& random);
// Errors: corrupt.
[[nodiscard]] base::Result<base::Key> unwrap_record_key(const base::Key& store_key,
                                                        std::string_view store_id,
                                                        std::int64_t number,
                                                        std::string_view wrapped);
// One key, unwrapped. Errors: refused when the record was disposed of; corrupt when the key cannot
// be unwrapped, or is missing without that.
[[nodiscard]] base::Result<base::Key> record_key(store::Database& database,
                                                 const base::Key& store_key,
                                                 std::string_view store_id, std::int64_t number);

// What the fields of entry `number` are sealed to, and piece `piece` of a document (id: 32 hex
// digits).
[[nodiscard]] std::string entry_binding(std::string_view store_id, std::int64_t number);
void entry_binding_into(std::string& binding, std::string_view store_id, std::int64_t number);
[[nodiscard]] std::string piece_binding(std::string_view store_id, std::string_view document_id,
                                        std::int64_t piece);

// Keys met lately, for one batch or one lease.
class RecordKeys {
 public:
  RecordKeys(const base::Key& store_key, std::string store_id)
      : store_key_(store_key), store_id_(std::move(store_id)) {}
  [[nodiscard]] base::Result<base::Key> of(store::Database& database, std::int64_t number);
  void put(std::int64_t number, const base::Key& key);
  [[nodiscard]] bool knows(std::int64_t number) const { return known_.contains(number); }
  // As read from the database beside something else: unwrapped once. Errors: corrupt.
  [[nodiscard]] base::Result<void> put_wrapped(std::int64_t number, std::string_view wrapped);
  void forget() { known_.clear(); }

 private:
  const base::Key& store_key_;
  std::string store_id_;
  std::unordered_map<std::int64_t, base::Key> known_;
};

}  // namespace records
