#pragma once
// Which files may be added to a record (BARS S7): known by their content, not by their name; told
// apart in a sentence when they may not. Nothing is opened, unpacked or run. Used by filling.cpp.
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace web {

struct CheckedUpload {
  std::string complaint;  // what to do; empty when the file is welcome
  std::string name;       // as it will be kept: no path, no control characters, 120 letters
  std::string type;       // by its content
};

// PDF, PNG, JPEG, plain text, an e-mail (.eml), or a .docx, .xlsx, .odt, .ods without macros.
[[nodiscard]] CheckedUpload check_upload(const std::filesystem::path& path, std::string_view name,
                                         std::uint64_t length);

}  // namespace web
