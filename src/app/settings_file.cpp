#include "app/settings_file.h"

#include "base/files.h"
#include "base/text.h"

namespace app {
namespace {

using base::ErrorKind;
using base::Failure;
using base::Result;
using registers::PackFault;

constexpr std::size_t longest_file = 1u << 16, longest_secret = 1u << 12;

}  // namespace

Result<std::optional<std::string>> settings_text(const std::filesystem::path& file) {
  std::error_code unknown;
  if (!std::filesystem::exists(file, unknown)) return std::optional<std::string>();
  return std::optional<std::string>(TRY(base::read_file(file, longest_file)));
}

std::vector<PackFault> read_settings(std::string_view text, const std::string& file,
                                     const std::function<void(registers::PackTable&)>& read) {
  const registers::TomlTree tree = registers::read_toml(text);
  if (!tree.fault.empty())
    return {{file, tree.fault_line, "this cannot be read: " + tree.fault}};
  registers::PackNotes notes;
  registers::PackTable top(tree.root, {file, "", ""}, notes);
  read(top);
  top.finish();
  return std::move(notes.faults);
}

Result<void> all_fit(std::string_view what, const std::vector<PackFault>& faults) {
  if (faults.empty()) return {};
  return Failure{ErrorKind::invalid,
                 std::string(what) + " does not fit:\n" +
                     std::string(base::trimmed(registers::to_text(faults))),
                 ""};
}

Result<std::string> secret_line(const std::filesystem::path& file, std::string_view whose) {
  const unsigned bits = TRY(base::mode_bits(file));
  if ((bits & 077u) != 0)
    return Failure{ErrorKind::refused,
                   "Others may read " + std::string(whose) + ": chmod 600 it.", file.string()};
  const std::string text = TRY(base::read_file(file, longest_secret));
  return std::string(base::trimmed(text));
}

}  // namespace app
