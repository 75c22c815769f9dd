#include "records/backup_keys.h"

#include "base/files.h"
#include "base/hash.h"
#include "base/text.h"

namespace records {
namespace {

using base::ErrorKind;
using base::Failure;
using base::Result;

constexpr std::string_view keys_line = "plumbline-backup-keys-v1";

Failure damaged_keys(const std::filesystem::path& file) {
  return {ErrorKind::corrupt, "The keys of the backup are damaged.", file.string()};
}

// Lines are "word rest"; the rest of a line that must begin with `word`.
std::optional<std::string_view> rest_after(std::string_view line, std::string_view word) {
  if (!line.starts_with(word) || line.size() <= word.size() || line[word.size()] != ' ') {
    return std::nullopt;
  }
  return line.substr(word.size() + 1);
}

}  // namespace

Result<std::string> keys_text(store::Database& database, const std::filesystem::path& folder,
                              const std::string& digest) {
  const std::string log_key = TRY(base::read_file(folder / "log.key", 4096));
  const std::string store_key = TRY(base::read_file(folder / "store.key", 4096));
  std::string text(keys_line);
  text += "\nbackup " + digest;
  text += "\nlog_key " + std::string(base::trimmed(log_key));
  text += "\nstore_key " + std::string(base::trimmed(store_key)) + "\n";
  auto rows = TRY(database.scan("SELECT number, wrapped FROM record_key ORDER BY number"));
  while (TRY(rows.next())) {
    text +=
        "record_key " + std::to_string(rows->integer(0)) + " " + base::hex(rows->bytes(1)) + "\n";
  }
  return text + "sha256 " + base::hex(base::bytes_of(base::sha256(text))) + "\n";
}

Result<BackupKeys> read_keys(const std::filesystem::path& file, const std::string& digest) {
  const std::string text = TRY(base::read_file(file));
  const std::size_t closing = text.rfind("sha256 ");
  if (closing == std::string::npos) return damaged_keys(file);
  const std::string before = text.substr(0, closing);
  if (text != before + "sha256 " + base::hex(base::bytes_of(base::sha256(before))) + "\n") {
    return damaged_keys(file);
  }
  const auto lines = base::split(before, '\n');
  if (lines.size() < 5 || lines[0] != keys_line) return damaged_keys(file);
  if (rest_after(lines[1], "backup") != std::string_view(digest)) {
    return Failure{ErrorKind::corrupt, "These keys are those of another backup.", file.string()};
  }
  const auto log_key = rest_after(lines[2], "log_key");
  const auto store_key = rest_after(lines[3], "store_key");
  if (!log_key || !store_key) return damaged_keys(file);
  BackupKeys keys{std::string(*log_key), std::string(*store_key), {}};
  for (std::size_t i = 4; i + 1 < lines.size(); ++i) {
    const auto words = base::split(lines[i], ' ');
    if (words.size() != 3 || words[0] != "record_key") return damaged_keys(file);
    const auto number = base::whole_number(words[1]);
    const auto wrapped = base::unhex(words[2]);
    if (!number || !wrapped) return damaged_keys(file);
    keys.wrapped.emplace_back(*number, *wrapped);
  }
  return keys;
}

}  // namespace records
