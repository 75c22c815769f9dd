#include "base/files.h"
#include "base/hash.h"
#include "ledger/log.h"
#include "records/backup_file.h"
#include "records/backup_keys.h"
#include "records/rebuilding.h"
#include "records/schema.h"
#include "records/upkeep.h"

namespace records {
namespace {

using base::ErrorKind;
using base::Failure;
using base::Result;

// Makes the database of the backup, without the table of keys.
Result<void> copy_truth(store::Database& from, const std::filesystem::path& file) {
  auto to = TRY(store::open_sqlite(file, store::OpenMode::create, store::Durability::full));
  TRY(to->execute_script(fixed_tables()));
  TRY(to->begin_write());
  for (const std::string_view table : kept_tables) TRY(copy_rows(from, *to, table));
  TRY(to->commit());
  return to->execute_script("DROP TABLE record_key");
}

Result<BackupReport> report_on(store::Database& database, const StoreKeys& keys) {
  BackupReport report;
  report.entries = TRY(store::query_integer(database, "SELECT count(*) FROM entry"));
  const auto newest = TRY(ledger::newest_checkpoint(database));
  const auto checkpoint = TRY(ledger::open_checkpoint(newest.note, keys.log_key.verifier_text()));
  report.root = base::hex(base::bytes_of(checkpoint.root));
  return report;
}

// Both files from one moment of the store, under passing names.
Result<BackupReport> write_both(const std::filesystem::path& folder,
                                const std::filesystem::path& file,
                                const std::filesystem::path& keys_file) {
  const StoreKeys keys = TRY(StoreKeys::read(folder));
  auto database = TRY(
      store::open_sqlite(folder / "record.sqlite", store::OpenMode::read, store::Durability::full));
  TRY(database->begin_read());
  TRY(copy_truth(*database, file));
  const std::string digest = TRY(close_file(file));
  const std::string text = TRY(keys_text(*database, folder, digest));
  TRY(base::write_file(keys_file, text, base::FileMode::secret));
  auto report = report_on(*database, keys);
  database->rollback();
  return report;
}

// What one moment's store becomes on disk after a restore, before it is looked at.
Result<void> write_store(const std::filesystem::path& plain, const BackupKeys& backup_keys,
                         const std::filesystem::path& folder, const Surroundings& around) {
  TRY(base::write_file(folder / "log.key", backup_keys.log_key + "\n", base::FileMode::secret));
  TRY(base::write_file(folder / "store.key", backup_keys.store_key + "\n", base::FileMode::secret));
  const StoreKeys keys = TRY(StoreKeys::read(folder));
  auto from = TRY(store::open_sqlite(plain, store::OpenMode::read, store::Durability::full));
  auto to = TRY(store::open_sqlite(folder / "record.sqlite", store::OpenMode::create,
                                   store::Durability::full));
  TRY(to->execute_script(fixed_tables()));
  TRY(to->execute_script(derived_tables(around.packs)));
  TRY(to->begin_write());
  for (const std::string_view table : kept_tables) TRY(copy_rows(*from, *to, table));
  for (const auto& [number, wrapped] : backup_keys.wrapped) {
    TRY(store::run(*to, "INSERT INTO record_key (number, wrapped) VALUES ($1, $2)",
                   {number, store::Blob{wrapped}}));
  }
  TRY(write_all_rows(*to, *to, around.packs, keys, {}));
  return to->commit();
}

Result<VerifyReport> restore_into(const std::filesystem::path& file,
                                  const std::filesystem::path& folder, const Surroundings& around) {
  const std::string digest = TRY(check_closed(file));
  const BackupKeys keys = TRY(read_keys(file.string() + ".keys", digest));
  const auto plain = folder / "backup.sqlite.new";
  auto written = copy_without_closing(file, plain);
  if (written) written = write_store(plain, keys, folder, around);
  remove_database(plain);
  if (!written) return std::move(written).failure();
  VerifyReport report = TRY(verify(folder, around));
  if (report.sound) return report;
  return Failure{ErrorKind::corrupt,
                 "The backup does not hold a sound record: " + report.findings.front().what,
                 file.string()};
}

}  // namespace

Result<BackupReport> backup(const std::filesystem::path& folder, const std::filesystem::path& file,
                            const Surroundings&) {
  const std::filesystem::path unfinished = file.string() + ".new";
  const std::filesystem::path keys_file = file.string() + ".keys";
  const std::filesystem::path unfinished_keys = keys_file.string() + ".new";
  remove_database(unfinished);
  auto report = write_both(folder, unfinished, unfinished_keys);
  std::error_code failed;
  if (report) std::filesystem::rename(unfinished_keys, keys_file, failed);
  if (report && !failed) std::filesystem::rename(unfinished, file, failed);
  if (report && !failed) return report;
  remove_database(unfinished);
  std::error_code ignored;
  std::filesystem::remove(unfinished_keys, ignored);
  if (!report) return report;
  return Failure{ErrorKind::unavailable, "The backup could not be put in its place.",
                 file.string()};
}

// Nothing is left behind when it fails: what was there before is an empty folder or none.
Result<VerifyReport> restore(const std::filesystem::path& file, const std::filesystem::path& folder,
                             const Surroundings& around) {
  std::error_code failed;
  const bool there = std::filesystem::exists(folder, failed);
  if (there && !std::filesystem::is_empty(folder, failed)) {
    return Failure{ErrorKind::conflict, "The folder to restore into is not empty.",
                   folder.string()};
  }
  std::filesystem::create_directories(folder, failed);
  if (failed) return Failure{ErrorKind::unavailable, failed.message(), folder.string()};
  auto report = restore_into(file, folder, around);
  if (report) return report;
  remove_database(folder / "record.sqlite");
  for (const char* key : {"log.key", "store.key"}) std::filesystem::remove(folder / key, failed);
  if (!there) std::filesystem::remove(folder, failed);
  return report;
}

}  // namespace records
