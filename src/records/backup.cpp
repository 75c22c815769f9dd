#include "base/files.h"
#include "base/hash.h"
#include "base/sealed_file.h"
#include "base/text.h"
#include "ledger/log.h"
#include "records/backup_file.h"
#include "records/backup_keys.h"
#include "records/erased_list.h"
#include "records/rebuilding.h"
#include "records/schema.h"
#include "records/store_keys.h"
#include "records/upkeep.h"
#include "store/place.h"

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
                                const std::filesystem::path& keys_file, std::string& erased) {
  const StoreKeys keys = TRY(StoreKeys::read(folder));
  auto database = TRY(store::open_part(folder, store::Part::record, store::OpenMode::read));
  TRY(database->begin_read());
  TRY(ensure_not_moved(*database));
  TRY(copy_truth(*database, file));
  const std::string digest = TRY(close_file(file));
  const std::string text = TRY(keys_text(*database, folder, digest));
  TRY(base::write_file(keys_file, text, base::FileMode::secret));
  erased = TRY(erased_list(*database, keys));
  auto report = report_on(*database, keys);
  database->rollback();
  return report;
}

// To whom backups of this store are sealed: a public key, one line; "" when nobody said.
Result<std::string> recipient_of(const std::filesystem::path& folder) {
  const std::filesystem::path file = folder / recipient_file;
  std::error_code unknown;
  if (!std::filesystem::exists(file, unknown)) return std::string();
  std::string text(base::trimmed(TRY(base::read_file(file, 1024))));
  if (base::is_recipient(text)) return text;
  return Failure{ErrorKind::invalid,
                 "This is no key to seal backups to. “plumbline backup-key” makes one.",
                 file.string()};
}

// In place, under the same passing name.
Result<void> seal_in_place(const std::filesystem::path& file, const std::string& recipient) {
  const std::filesystem::path sealed = file.string() + ".sealed";
  TRY(base::seal_file(file, sealed, recipient));
  std::error_code failed;
  std::filesystem::rename(sealed, file, failed);
  if (!failed) return {};
  return Failure{ErrorKind::unavailable, "The sealed backup could not be put in its place.",
                 file.string()};
}

Result<BackupReport> write_sealed(const std::filesystem::path& folder,
                                  const std::filesystem::path& file,
                                  const std::filesystem::path& keys_file, std::string& erased) {
  const std::string recipient = TRY(recipient_of(folder));
  BackupReport report = TRY(write_both(folder, file, keys_file, erased));
  if (recipient.empty()) return report;
  TRY(seal_in_place(file, recipient));
  TRY(seal_in_place(keys_file, recipient));
  return report;
}

}  // namespace

Result<BackupReport> backup(const std::filesystem::path& folder, const std::filesystem::path& file,
                            const Surroundings&) {
  const std::filesystem::path unfinished = file.string() + ".new";
  const std::filesystem::path keys_file = file.string() + ".keys";
  const std::filesystem::path unfinished_keys = keys_file.string() + ".new";
  remove_database(unfinished);
  std::string erased;
  auto report = write_sealed(folder, unfinished, unfinished_keys, erased);
  std::error_code failed;
  // Before the other two: a list without its backup harms nothing.
  if (report && !erased.empty())
    TRY(base::write_file(file.string() + ".erased", erased, base::FileMode::secret));
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

}  // namespace records
