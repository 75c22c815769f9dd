#pragma once
// The pack files, embedded in the program by tools/embed.cpp, sorted by path. Used by whoever loads
// packs when no folder is given. The views live as long as the program.
#include <span>
#include <string_view>

namespace registers {

struct PackFile {
  std::string_view path;  // scotland/registers/advice.toml
  std::string_view bytes;
};

[[nodiscard]] std::span<const PackFile> embedded_packs();

}  // namespace registers
