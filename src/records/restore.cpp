// A store made from what another one held: from a backup's two files, or from the store itself when
// it moves.
#include <functional>

#include "access/desk.h"
#include "base/files.h"
#include "base/hash.h"
#include "base/sealed_file.h"
#include "base/text.h"
#include "ledger/log.h"
#include "records/backup_file.h"
#include "records/backup_keys.h"
#include "records/erased_list.h"
#include "records/rebuilding.h"
#include "records/recovery.h"
#include "records/schema.h"
#include "records/upkeep.h"
#include "store/place.h"

namespace records {
namespace {

namespace fs = std::filesystem;
using base::ErrorKind;
using base::Failure;
using base::Result;

constexpr const char* restore_test_file = "restore.tested";

using WriteKeys = std::function<Result<void>(store::Database&)>;  // the wrapped keys of records

// What `from` holds of the truth, and rows made anew.
Result<void> write_record(store::Database& from, store::NewPlace& place, const StoreKeys& keys,
                          const Surroundings& around, const WriteKeys& write_keys) {
  auto to = TRY(place.create());
  TRY(to->begin_write());
  TRY(to->execute_script(fixed_tables()));
  TRY(make_tables_to_fill(*to, around.packs));
  for (const std::string_view table : kept_tables) TRY(copy_rows(from, *to, table));
  TRY(write_keys(*to));
  TRY(write_all_rows(*to, *to, around.packs, keys, {}));
  TRY(make_late_indexes(*to, around.packs));
  return to->commit();
}

Result<void> write_from_backup(const fs::path& plain, const BackupKeys& backup_keys,
                               store::NewPlace& place, const fs::path& folder,
                               const Surroundings& around) {
  TRY(base::write_file(folder / "log.key", backup_keys.log_key + "\n", base::FileMode::secret));
  TRY(base::write_file(folder / "store.key", backup_keys.store_key + "\n", base::FileMode::secret));
  const StoreKeys keys = TRY(StoreKeys::read(folder));
  auto from = TRY(store::open_sqlite(plain, store::OpenMode::read, store::Durability::full));
  TRY(from->begin_read());
  return write_record(*from, place, keys, around, [&](store::Database& to) -> Result<void> {
    for (const auto& [number, wrapped] : backup_keys.wrapped) {
      TRY(store::run(to, "INSERT INTO record_key (number, wrapped) VALUES ($1, $2)",
                     {number, store::Blob{wrapped}}));
    }
    return {};
  });
}

Result<VerifyReport> sound_report(const fs::path& folder, const Surroundings& around,
                                  std::string_view where) {
  VerifyReport report = TRY(verify(folder, around));
  if (report.sound) return report;
  return Failure{ErrorKind::corrupt,
                 "What was written is not a sound record: " + report.findings.front().what,
                 std::string(where)};
}

// Lists of what was erased that stand beside the backup or in the folder of the store that it
// replaces, whosever they are.
Result<std::vector<std::string>> lists_beside(const fs::path& file, const fs::path& after) {
  std::vector<std::string> lists;
  std::vector<fs::path> places;
  std::error_code unknown;
  const fs::path folder = file.has_parent_path() ? file.parent_path() : fs::path(".");
  for (const auto& beside : fs::directory_iterator(folder, unknown))
    if (beside.path().extension() == ".erased") places.push_back(beside.path());
  if (fs::exists(after / erased_file, unknown)) places.push_back(after / erased_file);
  for (const fs::path& place : places) lists.push_back(TRY(base::read_file(place)));
  return lists;
}

// One that another log signed says that this backup is not of the store it replaces. The log's key
// may have changed since the backup was made: then the name is all that can be compared.
Result<void> ensure_same_log(std::string_view note, const ledger::SigningKey& key) {
  const bool by_name = note.starts_with(key.name() + "\n");
  if (by_name && !ledger::signed_last_by(note, key.verifier_text())) return {};
  TRY(ledger::open_checkpoint(note, key.verifier_text()));
  return {};
}

// What was erased after the backup was made goes again, and what is known of what was lost is what
// two people will have to record before anything else.
Result<void> set_right(const fs::path& file, const RestoreTo& to, const Surroundings& around) {
  const auto lists = TRY(lists_beside(file, to.after));
  TRY(erase_again(to.place.folder, around, lists));
  std::string note;
  std::error_code unknown;
  const bool folder = fs::is_directory(to.after, unknown);
  const fs::path kept = folder ? to.after / newest_file : to.after;
  if (!kept.empty()) {
    note = TRY(base::read_file(kept));
    const StoreKeys keys = TRY(StoreKeys::read(to.place.folder));
    TRY(ensure_same_log(note, keys.log_key));
  }
  Awaited awaited;
  auto database =
      TRY(store::open_part(to.place.folder, store::Part::record, store::OpenMode::read));
  awaited.entries =
      TRY(store::query_integer(*database, "SELECT coalesce(max(number) + 1, 0) FROM entry"));
  awaited.what = TRY(what_was_lost(*database, note));
  return awaited.what.empty() ? Result<void>() : mark_awaited(to.place.folder, awaited);
}

// A sealed backup, opened beside the new place; both files go again with the struct.
struct OpenedBackup {
  fs::path file;
  bool passing = false;
  ~OpenedBackup() {
    std::error_code ignored;
    if (!passing) return;
    fs::remove(file, ignored);
    fs::remove(file.string() + ".keys", ignored);
  }
};
Result<void> open_backup(const fs::path& file, const RestoreTo& to, OpenedBackup& opened) {
  opened.file = file;
  if (!base::is_sealed_file(file)) return {};
  if (to.identity.empty())
    return Failure{ErrorKind::refused, "This backup is sealed. Give the key that opens it.",
                   file.string()};
  const std::string secret = TRY(base::read_file(to.identity, 1024));
  opened.file = to.place.folder / "backup.opened.new";
  opened.passing = true;
  TRY(base::open_sealed_file(file, opened.file, secret));
  return base::open_sealed_file(file.string() + ".keys", opened.file.string() + ".keys", secret);
}

Result<VerifyReport> restore_into(const fs::path& given, const RestoreTo& restore_to,
                                  const Surroundings& around) {
  const NewStore& to = restore_to.place;
  OpenedBackup opened;
  std::error_code failed;
  fs::create_directories(to.folder, failed);
  TRY(open_backup(given, restore_to, opened));
  const fs::path& file = opened.file;
  store::NewPlace place = TRY(store::NewPlace::begin(to.folder, to.server));
  const std::string digest = TRY(check_closed(file));
  const BackupKeys keys = TRY(read_keys(file.string() + ".keys", digest));
  const auto plain = to.folder / "backup.sqlite.new";
  auto written = copy_without_closing(file, plain);
  if (written) written = write_from_backup(plain, keys, place, to.folder, around);
  remove_database(plain);
  if (!written) return std::move(written).failure();
  TRY(place.settle());
  const auto right = set_right(given, restore_to, around);
  auto report = right ? sound_report(to.folder, around, file.string()) : Failure(right.error());
  if (!report) place.undo();
  return report;
}

// Nothing is left behind when it fails: what was there before is an empty folder or none.
Result<VerifyReport> make_in(const fs::path& folder,
                             const std::function<Result<VerifyReport>()>& make) {
  std::error_code failed;
  const bool there = fs::exists(folder, failed);
  if (there && !fs::is_empty(folder, failed)) {
    return Failure{ErrorKind::conflict, "The folder to write into is not empty.", folder.string()};
  }
  auto report = make();
  if (report) return report;
  for (const char* name : {"log.key", "store.key", newest_file, erased_file, recovery_file})
    fs::remove(folder / name, failed);
  if (!there) fs::remove(folder, failed);
  return report;
}

std::string newest_root(store::Database& database, const StoreKeys& keys) {
  const auto newest = ledger::newest_checkpoint(database);
  if (!newest) return std::string();
  const auto opened = ledger::open_checkpoint(newest->note, keys.log_key.verifier_text());
  return opened ? base::hex(base::bytes_of(opened->root)) : std::string();
}

// The new place, whole and verified, with the root of the old one.
Result<VerifyReport> write_moved(const fs::path& folder, store::Database& from, const NewStore& to,
                                 store::NewPlace& place, const Surroundings& around) {
  const StoreKeys keys = TRY(StoreKeys::read(folder));
  TRY(keys.write(to.folder));
  TRY(write_record(from, place, keys, around, [&](store::Database& into) {
    return copy_rows(from, into, "record_key");
  }));
  TRY(place.settle());
  TRY(authority::copy_drafts(folder, to.folder));
  VerifyReport report = TRY(sound_report(to.folder, around, to.folder.string()));
  if (report.root == newest_root(from, keys)) return report;
  return Failure{ErrorKind::corrupt, "The new place has another root than the old one.",
                 to.folder.string()};
}

// The old place's writing place is held to the end, so that nobody records what the new one would
// not have. A crash before the last commit leaves the old place as it was, and the new one with its
// mark “unfinished”.
Result<VerifyReport> move_into(const fs::path& folder, const NewStore& to,
                               const Surroundings& around) {
  auto from = TRY(store::open_part(folder, store::Part::record, store::OpenMode::write));
  TRY(from->begin_write());
  TRY(ensure_not_moved(*from));
  auto place = store::NewPlace::begin(to.folder, to.server);
  auto report = place ? Result<VerifyReport>(VerifyReport{}) : Failure(place.error());
  if (report) {
    const auto marked = store::mark_unfinished(to.folder);
    report = marked ? write_moved(folder, *from, to, *place, around) : Failure(marked.error());
  }
  if (report) {
    // From here on the old place records nothing, whoever still has it open.
    auto closed = from->execute_script("ALTER TABLE entry RENAME TO entry_moved");
    if (closed) closed = from->commit();
    if (!closed) report = Failure(closed.error());
  }
  if (!report && place) place->undo();
  if (!report) from->rollback();
  store::unmark_unfinished(to.folder);
  return report;
}

}  // namespace

Result<VerifyReport> restore(const fs::path& file, const RestoreTo& to,
                             const Surroundings& around) {
  return make_in(to.place.folder, [&] { return restore_into(file, to, around); });
}

Result<VerifyReport> test_restore(const fs::path& file, const fs::path& identity,
                                  const fs::path& folder, const Surroundings& around) {
  const fs::path passing =
      fs::temp_directory_path() / ("plumbline-restore-" + base::hex(around.random.bytes(8)));
  auto report = restore(file, {{passing, ""}, {}, identity}, around);
  std::error_code ignored;
  fs::remove_all(passing, ignored);
  const std::string came = report ? "sound" : report.error().what;
  TRY(base::write_file(folder / restore_test_file,
                       base::iso(around.clock.now()) + "\n" + came + "\n",
                       base::FileMode::readable));
  return report;
}

Result<std::optional<RestoreTest>> last_restore_test(const fs::path& folder) {
  std::error_code unknown;
  if (!fs::exists(folder / restore_test_file, unknown)) return std::optional<RestoreTest>();
  const std::string text = TRY(base::read_file(folder / restore_test_file, 64u << 10));
  const auto lines = base::split(text, '\n');
  const auto at = base::instant_from_iso(lines[0]);
  if (!at || lines.size() < 2)
    return Failure{ErrorKind::corrupt, "The result of the last trial restore cannot be read.",
                   (folder / restore_test_file).string()};
  return std::optional(
      RestoreTest{*at, lines[1] == "sound" ? std::string() : std::string(lines[1])});
}

Result<VerifyReport> move_store(const fs::path& folder, const NewStore& to,
                                const Surroundings& around) {
  return make_in(to.folder, [&] { return move_into(folder, to, around); });
}

}  // namespace records
