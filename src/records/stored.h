#pragma once
// A record as one connection sees it now: its line in table `record`, its row, and who is named in
// it. For the door, which judges by what stands inside its own transaction.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "access/caller.h"
#include "access/permission.h"
#include "base/result.h"
#include "records/register_rows.h"
#include "registers/packs.h"
#include "store/database.h"

namespace records {

struct StoredRecord {
  std::int64_t number = 0;
  const registers::Register* kind = nullptr;
  std::string reference, parent;  // parent: a reference, "" for none
  std::string writer, writer_capacity;
  StoredRow row;
};

// None when there is no such record, its register is not in the packs, or it was disposed of.
// Errors: corrupt, unavailable.
[[nodiscard]] base::Result<std::optional<StoredRecord>> stored_record(store::Database& database,
                                                                      const registers::Packs& packs,
                                                                      const RegisterRows& rows,
                                                                      std::string_view reference);
// Of what kind each of these bodies is; those that stand nowhere have none. Errors: corrupt,
// unavailable.
[[nodiscard]] base::Result<authority::BodyKinds> body_kinds(
    store::Database& database, const registers::Packs& packs, const RegisterRows& rows,
    const std::vector<std::string>& references);
// How the caller stands to a record that exists.
[[nodiscard]] base::Result<authority::Standing> standing_to(store::Database& database,
                                                            const registers::Packs& packs,
                                                            const StoredRecord& record,
                                                            const authority::Caller& caller);

// When a day or a moment is over, in microseconds since 1970; 0 for neither.
[[nodiscard]] std::int64_t end_of(const registers::Value& until);

// Of which record an entry is. Errors: not_found.
[[nodiscard]] base::Result<std::string> reference_of_entry(store::Database& database,
                                                           std::int64_t entry);

}  // namespace records
