#pragma once
// That an auditor's key was used is an entry too, once a day for each key (London): who was given a
// key, when they used it and when it was withdrawn is all in the record. Used by web/log_pages.cpp.
#include <string_view>

#include "base/result.h"
#include "records/council_store.h"
#include "store/database.h"

namespace records {

// Whether the day's use of a key stands in the record.
[[nodiscard]] base::Result<bool> is_use_noted(store::Database& database, std::string_view reference,
                                              base::Instant now);
// Notes it; asked for twice, it stands once. The caller holds no reader. Errors: those of commit;
// refused.
[[nodiscard]] base::Result<void> note_key_use(CouncilStore& store, std::string_view register_name,
                                              std::string_view reference);

}  // namespace records
