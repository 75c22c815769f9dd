// Pack files from a folder on disk: for tests, and for those who write a pack.
#include <algorithm>
#include <system_error>

#include "base/files.h"
#include "registers/packs.h"

namespace registers {

base::Result<std::vector<PackText>> pack_texts_in(const std::filesystem::path& folder) {
  constexpr std::size_t most = 4u << 20;  // a pack file is read by people; this is far beyond
  std::error_code failed;
  std::vector<std::filesystem::path> paths;
  auto entry = std::filesystem::recursive_directory_iterator(folder, failed);
  if (failed)
    return base::Failure{base::ErrorKind::not_found, "the folder of the pack cannot be read",
                         folder.string()};
  for (; entry != std::filesystem::recursive_directory_iterator(); entry.increment(failed)) {
    if (failed)
      return base::Failure{base::ErrorKind::unavailable, "the folder of the pack cannot be read",
                           folder.string()};
    if (entry->path().extension() == ".toml") paths.push_back(entry->path());
  }
  std::sort(paths.begin(), paths.end());
  const std::filesystem::path plain = (folder / "").lexically_normal().parent_path();
  std::vector<PackText> texts;
  for (const std::filesystem::path& path : paths) {
    std::string text = TRY(base::read_file(path, most));
    const std::filesystem::path name = plain.filename() / path.lexically_relative(folder);
    texts.push_back({name.generic_string(), std::move(text)});
  }
  return texts;
}

}  // namespace registers
