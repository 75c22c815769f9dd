#pragma once
// An upload between its preview and its confirmation: kept compressed in the store's folder, for
// its sender only, a day at most. It may be lost at any time. Used by web/import_pages.cpp.
#include <filesystem>
#include <string>
#include <string_view>

#include "base/result.h"

namespace exchange {

// Keeps the bytes; gives the name under which they are asked for, 64 hex digits. Old files go
// first. Errors: unavailable.
[[nodiscard]] base::Result<std::string> keep_waiting(const std::filesystem::path& folder,
                                                     std::string_view person,
                                                     std::string_view bytes);
// Errors: not_found for what was never kept, has gone, or is somebody else's; corrupt.
[[nodiscard]] base::Result<std::string> take_waiting(const std::filesystem::path& folder,
                                                     std::string_view person,
                                                     std::string_view name);
void drop_waiting(const std::filesystem::path& folder, std::string_view person,
                  std::string_view name);

}  // namespace exchange
