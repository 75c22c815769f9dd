#include "app/registry.h"

#include <algorithm>
#include <cstdlib>
#include <system_error>

#include "base/files.h"
#include "base/text.h"
#include "http/host.h"
#include "registers/pack_table.h"

namespace app {
namespace {

namespace fs = std::filesystem;
using base::ErrorKind;
using base::Failure;
using base::Result;
using registers::PackTable;

constexpr std::size_t longest_registry = 1u << 20;
constexpr const char* usual_file = "plumbline.toml";

bool is_store_name(std::string_view name) {
  return !name.empty() && std::all_of(name.begin(), name.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
  });
}

// What one folder is, whatever leads to it: two stores in one would be one council twice.
fs::path true_place(const fs::path& folder) {
  std::error_code failed;
  fs::path place = fs::weakly_canonical(folder, failed);
  if (failed) place = folder.lexically_normal();
  return place.has_filename() ? place : place.parent_path();
}

std::string read_host(PackTable& table) {
  std::string host = table.needed_text("host");
  if (host.empty()) return host;
  const int line = table.line_of("host");
  if (!http::is_host_name(host) || base::lower_ascii(host) != host) {
    table.fault(line, table.place().where + ".host: “" + host +
                          "” is not a host’s name in small letters, like council.example.scot");
    return "";
  }
  const bool address = host.front() == '[';
  if (!address && host.find(':') != std::string::npos) {
    table.fault(line, table.place().where + ".host: leave out the port of “" + host + "”");
    return "";
  }
  return host;
}

RegisteredStore read_store(PackTable table, const PackTable::Named& named, const fs::path& beside) {
  RegisteredStore store;
  store.name = named.name;
  store.line = named.line;
  if (!is_store_name(named.name)) {
    table.fault(named.line, table.place().where +
                                ": a store’s name has small letters, figures and hyphens only");
  }
  const std::string folder = table.needed_text("folder");
  if (!folder.empty()) store.folder = (beside / folder).lexically_normal();
  store.host = read_host(table);
  table.finish();
  return store;
}

// One host leads to one council, and one council's folder is held once.
void check_twice(const Registry& registry, registers::PackNotes& notes) {
  const auto fault = [&](const RegisteredStore& store, std::string what) {
    notes.faults.push_back(
        {registry.file.string(), store.line, "store." + store.name + std::move(what)});
  };
  for (std::size_t i = 0; i < registry.stores.size(); ++i) {
    const RegisteredStore& store = registry.stores[i];
    for (std::size_t k = 0; k < i; ++k) {
      const RegisteredStore& other = registry.stores[k];
      if (!store.host.empty() && store.host == other.host)
        fault(store, ".host: store." + other.name + " has “" + store.host + "” already");
      if (!store.folder.empty() && true_place(store.folder) == true_place(other.folder))
        fault(store, ".folder: store." + other.name + " has this folder already");
    }
  }
}

bool is_bare_word(const fs::path& asked) {
  return !asked.has_parent_path() && asked != "." && asked != "..";
}

}  // namespace

const RegisteredStore* Registry::find(std::string_view name) const {
  for (const RegisteredStore& store : stores)
    if (store.name == name) return &store;
  return nullptr;
}

ReadRegistry read_registry(std::string_view text, const fs::path& file) {
  ReadRegistry read;
  read.registry.file = file;
  const registers::TomlTree tree = registers::read_toml(text);
  if (!tree.fault.empty()) {
    read.faults.push_back({file.string(), tree.fault_line, "this cannot be read: " + tree.fault});
    return read;
  }
  registers::PackNotes notes;
  PackTable top(tree.root, {file.string(), "", ""}, notes);
  for (const PackTable::Named& named : top.named_tables("store")) {
    read.registry.stores.push_back(
        read_store(top.table_in("store", named.name), named, file.parent_path()));
  }
  top.finish();
  if (read.registry.stores.empty() && notes.faults.empty())
    top.fault(1, "no store is named: write [store.NAME] with a folder and a host");
  check_twice(read.registry, notes);
  std::stable_sort(notes.faults.begin(), notes.faults.end(),
                   [](const auto& a, const auto& b) { return a.line < b.line; });
  read.faults = std::move(notes.faults);
  return read;
}

fs::path registry_file(const fs::path& given) {
  if (!given.empty()) return given;
  if (const char* named = std::getenv("PLUMBLINE_REGISTRY"); named != nullptr && *named != '\0')
    return named;
  std::error_code unknown;
  return fs::exists(usual_file, unknown) ? fs::path(usual_file) : fs::path();
}

Result<Registry> load_registry(const fs::path& file) {
  const std::string text = TRY(base::read_file(file, longest_registry));
  ReadRegistry read = read_registry(text, file);
  if (read.faults.empty()) return std::move(read.registry);
  return Failure{ErrorKind::invalid,
                 "the registry does not fit:\n" +
                     std::string(base::trimmed(registers::to_text(read.faults))),
                 ""};
}

Result<fs::path> store_folder(const fs::path& asked, const fs::path& given_registry) {
  const fs::path file = registry_file(given_registry);
  if (asked.empty() || file.empty() || !is_bare_word(asked)) return asked;
  const Registry registry = TRY(load_registry(file));
  if (const RegisteredStore* store = registry.find(asked.string())) return store->folder;
  std::vector<std::string> names;
  for (const RegisteredStore& store : registry.stores) names.push_back(store.name);
  std::error_code unknown;
  const auto near = base::nearest(asked.string(), names);
  if (!near || fs::exists(asked, unknown)) return asked;
  return Failure{ErrorKind::not_found,
                 "the registry has no store of this name. Did you mean “" + *near +
                     "”? For a folder write ./" + asked.string(),
                 asked.string()};
}

}  // namespace app
