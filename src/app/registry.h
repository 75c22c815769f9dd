#pragma once
// The registry: a file, plumbline.toml, that names the stores one server holds, each with its
// folder and the host under which its pages are asked for. Used by serve, doctor, and every command
// that takes --store.
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "registers/packs.h"

namespace app {

struct RegisteredStore {
  std::string name;  // [store.NAME]: small letters, figures, hyphens
  std::string host;  // as http::host_name gives it
  std::filesystem::path folder;
  int line = 0;
};

struct Registry {
  std::filesystem::path file;
  std::vector<RegisteredStore> stores;  // in the order of the file
  [[nodiscard]] const RegisteredStore* find(std::string_view name) const;
};

// The registry's text, and everything that is wrong with it: file, line and likely spelling.
// Folders are relative to that of `file`; they need not be there yet.
struct ReadRegistry {
  Registry registry;
  std::vector<registers::PackFault> faults;
};
[[nodiscard]] ReadRegistry read_registry(std::string_view text, const std::filesystem::path& file);

// Which file is meant: the one given, else $PLUMBLINE_REGISTRY, else ./plumbline.toml if it is
// there; else empty.
[[nodiscard]] std::filesystem::path registry_file(const std::filesystem::path& given);
// Errors: not_found, unavailable; invalid with every fault of the file, a line each.
[[nodiscard]] base::Result<Registry> load_registry(const std::filesystem::path& file);

// Which folder --store means: that of the registry's store of this name, else the folder itself.
// `./name` is always a folder. Errors: those of load_registry; not_found for a word that is near a
// name of the registry and is no folder.
[[nodiscard]] base::Result<std::filesystem::path> store_folder(
    const std::filesystem::path& asked, const std::filesystem::path& given_registry);

}  // namespace app
