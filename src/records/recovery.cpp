#include "records/recovery.h"

#include "base/files.h"
#include "base/hash.h"
#include "base/text.h"
#include "ledger/log.h"
#include "ledger/tree.h"
#include "records/erased_list.h"
#include "records/schema.h"

namespace records {
namespace {

namespace fs = std::filesystem;
using base::ErrorKind;
using base::Failure;
using base::Result;

constexpr std::size_t most_kept_bytes = 64u << 20;  // half a million erased parts

// "" when there is no such file.
Result<std::string> text_in_file(const fs::path& file) {
  std::error_code unknown;
  if (!fs::exists(file, unknown)) return std::string();
  return base::read_file(file, most_kept_bytes);
}

Result<std::int64_t> count_entries(store::Database& database) {
  return store::query_integer(database, "SELECT coalesce(max(number) + 1, 0) FROM entry");
}

struct KeptNote {
  std::int64_t size = 0;
  std::string root;  // 32 bytes
};
// Signatures are not asked for: the file lies beside the tables, and a key may have changed since.
std::optional<KeptNote> read_note(std::string_view note) {
  const auto lines = base::split(note, '\n');
  if (lines.size() < 3) return std::nullopt;
  const auto size = base::whole_number(lines[1]);
  const auto root = base::unbase64(lines[2]);
  if (!size || *size < 1 || !root || root->size() != 32) return std::nullopt;
  return KeptNote{*size, *root};
}

std::string entries_words(std::int64_t entries) {
  return base::plural(entries, "entry", "entries");
}

}  // namespace

Awaited Recovery::awaited() const {
  const std::lock_guard lock(mutex_);
  return awaited_;
}

void Recovery::await(Awaited awaited) {
  const std::lock_guard lock(mutex_);
  awaited_ = std::move(awaited);
}

Result<std::string> what_was_lost(store::Database& database, std::string_view kept_note) {
  const std::int64_t here = TRY(count_entries(database));
  const auto kept = read_note(kept_note);
  if (!kept)
    return "This copy has " + entries_words(here) +
           ". No newer checkpoint was given, so nobody can say here how many came after.";
  const std::string root = base::hex(kept->root);
  if (kept->size > here)
    return "The newest checkpoint that was kept has " + entries_words(kept->size) + " and root " +
           root + ". This copy has " + entries_words(here) + ": at least " +
           entries_words(kept->size - here) + " were lost.";
  const base::Hash root_here = TRY(ledger::root_at(kept->size, ledger::tile_reader(database)));
  if (base::bytes_of(root_here) != kept->root)
    return "The newest checkpoint that was kept has " + entries_words(kept->size) + " and root " +
           root + ". This copy has another root there: it is another history.";
  if (kept->size == here) return std::string();
  return "This copy has " + entries_words(here) + " and all of the " + std::to_string(kept->size) +
         " that the newest kept checkpoint has. Nobody can say here how many came after.";
}

Result<Awaited> awaited_in(const fs::path& folder) {
  const std::string text = TRY(text_in_file(folder / recovery_file));
  if (text.empty()) return Awaited{};
  const auto lines = base::split(text, '\n');
  const auto entries = base::whole_number(lines[0]);
  if (lines.size() < 2 || !entries || lines[1].empty())
    return Failure{ErrorKind::corrupt,
                   "The file that says what recovery is awaited cannot be read.",
                   (folder / recovery_file).string()};
  return Awaited{*entries, std::string(lines[1])};
}

Result<void> mark_awaited(const fs::path& folder, const Awaited& awaited) {
  return base::write_file(folder / recovery_file,
                          std::to_string(awaited.entries) + "\n" + awaited.what + "\n",
                          base::FileMode::readable);
}

// A store that was served on after its newest checkpoint was kept is ahead of it, as it should be.
Result<Awaited> look_for_older_copy(const fs::path& folder, store::Database& database) {
  Awaited awaited = TRY(awaited_in(folder));
  if (!awaited.what.empty()) return awaited;
  const std::string note = TRY(text_in_file(folder / newest_file));
  const auto kept = read_note(note);
  if (!kept) return Awaited{};
  awaited.entries = TRY(count_entries(database));
  const bool behind = kept->size > awaited.entries;
  if (!behind) {
    const base::Hash root = TRY(ledger::root_at(kept->size, ledger::tile_reader(database)));
    if (base::bytes_of(root) == kept->root) return Awaited{};
  }
  awaited.what = TRY(what_was_lost(database, note));
  TRY(mark_awaited(folder, awaited));
  return awaited;
}

Result<bool> is_recovered(store::Database& database, const registers::Packs& packs,
                          const Awaited& awaited) {
  for (const registers::Register& kind : packs.registers) {
    if (!kind.recovers) continue;
    return TRY(store::query_integer(
               database, "SELECT 1 FROM " + table_of(kind) + " WHERE state = $1 AND "
                         "since_entry >= $2 LIMIT 1",
               {std::string_view(kind.recovers->state), awaited.entries})) != 0;
  }
  return false;
}

Result<void> remember(const fs::path& folder, store::Database& database, const StoreKeys& keys) {
  const std::string note = TRY(ledger::newest_checkpoint(database)).note;
  const std::string known = TRY(text_in_file(folder / newest_file));
  if (note == known) return {};
  const std::string erased = TRY(erased_list(database, keys));
  const std::string erased_known = TRY(text_in_file(folder / erased_file));
  if (erased != erased_known)
    TRY(base::write_file(folder / erased_file, erased, base::FileMode::secret));
  return base::write_file(folder / newest_file, note, base::FileMode::readable);
}

Result<void> close_recovery(const fs::path& folder, store::Database& database,
                            const StoreKeys& keys) {
  TRY(remember(folder, database, keys));
  std::error_code failed;
  fs::remove(folder / recovery_file, failed);
  if (!failed) return {};
  return Failure{ErrorKind::unavailable, "The recovery cannot be closed.", folder.string()};
}

}  // namespace records
