#pragma once
// Small files, whole: packs, keys, reports. Large ones are streamed by whoever reads them.
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

#include "base/result.h"

namespace base {

// Errors: not_found, unavailable, invalid when longer than `most` bytes.
[[nodiscard]] Result<std::string> read_file(const std::filesystem::path& path,
                                            std::size_t most = 512u << 20);
enum class FileMode { readable, secret };  // 0644, 0600
// Written to a neighbour, synced, renamed over; the folder is synced too. The old file stands if
// it fails.
[[nodiscard]] Result<void> write_file(const std::filesystem::path& path, std::string_view bytes,
                                      FileMode mode);
// Which file stands at a path, whatever its name: after it was taken away or another was put in its
// place, the mark is another. Errors: not_found, unavailable.
struct FileMark {
  std::uint64_t device = 0, file = 0;
  friend bool operator==(const FileMark&, const FileMark&) = default;
};
[[nodiscard]] Result<FileMark> file_mark(const std::filesystem::path& path);
// The permission bits of a file, to refuse a secret that others can read.
[[nodiscard]] Result<unsigned> mode_bits(const std::filesystem::path& path);

}  // namespace base
