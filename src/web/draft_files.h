#pragma once
// Files that wait with a draft until it is recorded: sealed in pieces under the store's key, in the
// store's folder, under a random id; gone when the draft is dropped or recorded, or after 31 days.
// They are no part of the record. Used by filling.cpp and drafts.cpp.
#include <filesystem>
#include <string>
#include <string_view>

#include "base/result.h"
#include "web/visit.h"

namespace web {

// Seals a copy of an upload; gives its id, 32 hex digits. Errors: unavailable.
[[nodiscard]] base::Result<std::string> keep_draft_file(Visit& visit,
                                                        const std::filesystem::path& upload);
// A decrypted copy that only this process's owner may read; whoever asks removes it. Errors:
// not_found when it has gone, corrupt, unavailable.
[[nodiscard]] base::Result<std::filesystem::path> open_draft_file(Visit& visit,
                                                                  std::string_view id);
void drop_draft_file(const Visit& visit, std::string_view id);

}  // namespace web
