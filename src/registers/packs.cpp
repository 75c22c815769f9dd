#include "registers/packs.h"

#include <algorithm>
#include <tuple>

#include "base/hash.h"
#include "registers/pack_file.h"

namespace registers {
namespace {

// What the digest is of, and what a store keeps of the packs it has adopted.
std::string files_of(const std::vector<const PackText*>& texts) {
  std::string files;
  for (const PackText* one : texts) {
    files.append(one->path).append(1, '\0').append(std::to_string(one->text.size()));
    files.append(1, '\0').append(one->text);
  }
  return files;
}

// Which file of a pack it is, by its place: "registers", "reports", "sets", "clocks", or its own
// name.
std::string part_of(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  const std::string name(slash == std::string_view::npos ? path : path.substr(slash + 1));
  const std::string_view folder = slash == std::string_view::npos ? "" : path.substr(0, slash);
  for (const std::string_view known : {"registers", "reports", "sets", "clocks"})
    if (folder == known || folder.ends_with("/" + std::string(known))) return std::string(known);
  return name;
}

void read_one(const PackText& text, Packs& packs, PackNotes& notes) {
  const TomlTree tree = read_toml(text.text);
  if (!tree.fault.empty()) {
    notes.faults.push_back({text.path, tree.fault_line, "this cannot be read: " + tree.fault});
    return;
  }
  const std::string part = part_of(text.path);
  if (part == "registers")
    read_register(tree.root, text.path, packs, notes);
  else if (part == "reports")
    read_report(tree.root, text.path, packs, notes);
  else if (part == "sets")
    read_set(tree.root, text.path, packs, notes);
  else if (part == "pack.toml")
    read_pack(tree.root, text.path, packs, notes);
  else if (part == "sources.toml")
    read_sources(tree.root, text.path, packs, notes);
  else if (part == "roles.toml")
    read_roles(tree.root, text.path, packs, notes);
  else if (part == "holidays.toml")
    read_holidays(tree.root, text.path, packs, notes);
  else if (part == "clocks")
    read_clocks(tree.root, text.path, packs, notes);
  else if (part == "first_steps.toml")
    read_first_steps(tree.root, text.path, packs, notes);
  else if (part != "released.toml")  // that one is for bin/tidy
    notes.faults.push_back(
        {text.path, 1,
         "a pack has no file of this name" +
             meant(part, {"pack.toml", "sources.toml", "roles.toml", "holidays.toml", "clocks.toml",
                          "first_steps.toml", "released.toml"})});
}

void check_files(const std::vector<const PackText*>& texts, PackNotes& notes) {
  for (const std::string_view needed : {"pack.toml", "sources.toml", "roles.toml"}) {
    const auto is_it = [&](const PackText* text) { return part_of(text->path) == needed; };
    if (std::none_of(texts.begin(), texts.end(), is_it))
      notes.faults.push_back({std::string(needed), 1, "this file of the pack is missing"});
  }
}

void put_in_order(std::vector<PackFault>& faults) {
  const auto key = [](const PackFault& fault) {
    return std::tie(fault.file, fault.line, fault.what);
  };
  std::sort(faults.begin(), faults.end(),
            [&](const PackFault& a, const PackFault& b) { return key(a) < key(b); });
  faults.erase(
      std::unique(faults.begin(), faults.end(),
                  [&](const PackFault& a, const PackFault& b) { return key(a) == key(b); }),
      faults.end());
}

}  // namespace

std::string to_text(const std::vector<PackFault>& faults) {
  std::string text;
  for (const PackFault& fault : faults)
    text += fault.file + ":" + std::to_string(fault.line) + ": " + fault.what + "\n";
  return text;
}

LoadedPacks load_packs(const std::vector<PackText>& texts) {
  std::vector<const PackText*> ordered;
  for (const PackText& text : texts)
    if (text.path.ends_with(".toml")) ordered.push_back(&text);
  std::sort(ordered.begin(), ordered.end(),
            [](const PackText* a, const PackText* b) { return a->path < b->path; });
  LoadedPacks loaded;
  PackNotes notes;
  for (const PackText* text : ordered) read_one(*text, loaded.packs, notes);
  loaded.packs.files = files_of(ordered);
  loaded.packs.digest = base::hex(base::bytes_of(base::sha256(loaded.packs.files)));
  give_sections(loaded.packs, notes);
  check_files(ordered, notes);
  check_mentions(loaded.packs, notes);
  check_whole(loaded.packs, notes);
  write_out_groups(loaded.packs);
  put_in_order(notes.faults);
  loaded.faults = std::move(notes.faults);
  return loaded;
}

const Register* Packs::find(std::string_view register_name) const {
  for (const Register& kind : registers)
    if (kind.name == register_name) return &kind;
  return nullptr;
}

const Register* Packs::appointing() const {
  for (const Register& kind : registers) {
    if (!kind.grants) continue;
    const Field* capacity = kind.field(kind.grants->capacity);
    if (capacity != nullptr && capacity->kind == Kind::line) return &kind;
  }
  return nullptr;
}

const Register* Packs::by_prefix(std::string_view prefix) const {
  for (const Register& kind : registers)
    if (kind.prefix == prefix) return &kind;
  return nullptr;
}

std::vector<const Register*> Packs::children_of(std::string_view register_name) const {
  std::vector<const Register*> children;
  for (const Register& kind : registers)
    if (!register_name.empty() && kind.parent == register_name) children.push_back(&kind);
  return children;
}

const Source* Packs::source(std::string_view id) const {
  for (const Source& source : sources)
    if (source.id == id) return &source;
  return nullptr;
}

const Audience* Packs::audience(std::string_view wanted) const {
  for (const Audience& audience : audiences)
    if (audience.name == wanted) return &audience;
  return nullptr;
}

bool Packs::oversees(std::string_view capacity_name) const {
  return std::find(overseers.begin(), overseers.end(), capacity_name) != overseers.end();
}

bool Packs::denies(Denial denial) const {
  return std::any_of(denials.begin(), denials.end(),
                     [&](const DenyRule& rule) { return rule.denial == denial; });
}

const Retention* Packs::retention(std::string_view wanted) const {
  for (const Retention& one : retentions)
    if (one.name == wanted) return &one;
  return nullptr;
}

const Register* Packs::disposing() const {
  for (const Register& kind : registers)
    if (kind.disposes) return &kind;
  return nullptr;
}

const Capacity* Packs::capacity(std::string_view wanted) const {
  for (const Capacity& capacity : capacities)
    if (capacity.name == wanted) return &capacity;
  return nullptr;
}

}  // namespace registers
