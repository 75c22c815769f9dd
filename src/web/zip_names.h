#pragma once
// The names in a zip's directory, without unpacking anything: enough to tell a letter from a sheet,
// and to see macros. Used by uploads.cpp.
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace web {

// Empty when the file is no whole zip, is spread over several files, is encrypted, or names more
// than 5,000 parts. Source: PKWARE APPNOTE 6.3.10, sections 4.3.12 and 4.3.16.
[[nodiscard]] std::optional<std::vector<std::string>> zip_names(const std::filesystem::path& path,
                                                                std::uint64_t length);

}  // namespace web
