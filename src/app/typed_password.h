#pragma once
// Passwords for commands: typed on the terminal without being shown, or a line of a file. Used by
// the commands that begin a store, set a password and replace a lost key.
#include <cstddef>
#include <filesystem>
#include <string>

#include "base/result.h"

namespace app {

// Line `line` (from 0) of `file`, or what is typed when there is no file. Errors: those of
// read_file; invalid, when the file has no such line.
[[nodiscard]] base::Result<std::string> typed_password(const std::filesystem::path& file,
                                                       std::size_t line, const std::string& who);

}  // namespace app
