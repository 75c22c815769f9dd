#pragma once
// The acts of the program itself: how a store begins, and how it adopts the packs of a newer
// program.
#include <filesystem>
#include <string>

#include "base/result.h"
#include "records/commit.h"
#include "records/council_store.h"

namespace records {

// Records that the store has adopted the program's packs, with their files as a document. `folder`
// is for a passing file.
[[nodiscard]] base::Result<void> adopt_packs(Recorder& recorder,
                                             const std::filesystem::path& folder,
                                             const Surroundings& around, const RowTexts& texts,
                                             const StoreKeys& keys);
// The reference of the store's own record.
[[nodiscard]] base::Result<std::string> own_record(store::Database& database,
                                                   const registers::Register& kind);

}  // namespace records
