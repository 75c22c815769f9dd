#pragma once
// The rows of register tables: a record as it stands, read and written with its seal. The door and
// rebuild write through here (tables.cpp), the door reads what stood before. Readers have their own
// statements and check the same seal.
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/result.h"
#include "base/sealing.h"
#include "registers/packs.h"
#include "store/database.h"

namespace records {

// Column set_by: a line for each entry that set fields as they stand, its number and the places of
// those fields in their register. In order of entry.
using SetBy = std::map<std::string, std::int64_t, std::less<>>;
[[nodiscard]] SetBy set_by_from(const registers::Register& kind, std::string_view lines);
// Whether a version that has passed leaves the field to the entry that set it: long text that no
// list shows, sorts by or looks through.
[[nodiscard]] bool left_to_entry(const registers::Register& kind, const registers::Field& field);

struct StoredRow {
  std::int64_t since_entry = 0;
  std::string state;
  bool restricted = false;
  registers::Values values;
  SetBy set_by;  // field → the entry that last set it
};

// The statements of every register, written once for a store: building them for each act would cost
// more than the act.
class RowTexts {
 public:
  explicit RowTexts(const registers::Packs& packs);
  struct Texts {
    std::string select, insert, update, insert_past;
    std::vector<const registers::Field*> sorted, left;  // left: to their entries, once passed
  };
  [[nodiscard]] const Texts& of(const registers::Register& kind) const;

 private:
  std::unordered_map<const registers::Register*, Texts> texts_;
};

// Borrows all three for as long as it lives.
class RegisterRows {
 public:
  RegisterRows(store::Database& database, const RowTexts& texts, const base::Key& seal_key)
      : database_(&database), texts_(&texts), seal_key_(&seal_key) {}

  // Errors: corrupt when the seal is broken or a value cannot be.
  [[nodiscard]] base::Result<std::optional<StoredRow>> load(const registers::Register& kind,
                                                            std::int64_t record) const;
  [[nodiscard]] base::Result<void> insert(const registers::Register& kind, std::int64_t record,
                                          const StoredRow& row) const;
  // All versions, oldest first; the one that stands is last, without an `until_entry`. Long text
  // that passed versions leave to their entries is not in them. Errors: as load().
  struct Version {
    StoredRow row;
    std::optional<std::int64_t> until_entry;
  };
  [[nodiscard]] base::Result<std::vector<Version>> versions(const registers::Register& kind,
                                                            std::int64_t record) const;
  // Writes a version again that has the same place in time, with other values.
  [[nodiscard]] base::Result<void> rewrite(const registers::Register& kind, std::int64_t record,
                                           const Version& version) const;
  // `before`, which stands, becomes a past version until row.since_entry; `row` takes its place.
  [[nodiscard]] base::Result<void> replace(const registers::Register& kind, std::int64_t record,
                                           const StoredRow& before, const StoredRow& row) const;
  // The same version, sealed anew: for a part whose parent became restricted.
  [[nodiscard]] base::Result<void> seal_again(const registers::Register& kind, std::int64_t record,
                                              const StoredRow& row) const;

 private:
  [[nodiscard]] base::Result<StoredRow> read(const store::Statement& row,
                                             const registers::Register& kind,
                                             std::int64_t record) const;
  [[nodiscard]] base::Result<void> write(const std::string& sql, const registers::Register& kind,
                                         std::int64_t record, const StoredRow& row) const;

  store::Database* database_;
  const RowTexts* texts_;
  const base::Key* seal_key_;
};

}  // namespace records
