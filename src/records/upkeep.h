#pragma once
// What keeps a record sound: verify, rebuild, backup, restore, the clock's silence entries. Used by
// app/.
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "records/council_store.h"

namespace records {

struct VerifyReport {
  bool sound = false;
  std::int64_t entries = 0, records = 0, checkpoints = 0, documents = 0;
  std::int64_t erased = 0;  // entries of records that were disposed of
  std::int64_t erased_parts = 0;  // single fields of others
  std::string root;  // hex
  std::int64_t keys = 1;  // that signed the log, one after the other
  // Entries at which a new key came without the signature of the one before, which was lost.
  std::vector<std::int64_t> unvouched_keys;
  // in_log: what a rebuild cannot mend: the log, keys or documents; else a derived table.
  struct Finding {
    std::int64_t entry;
    std::string what;
    bool in_log;
  };
  std::vector<Finding> findings;  // first bad thing first
};
// Log, digests, tree and signatures by code that shares nothing with the writer; then every table
// against a fresh rebuild; then keys, documents and the database's own opinion. Changes nothing.
// Errors: not_found, unavailable: could not look.
[[nodiscard]] base::Result<VerifyReport> verify(const std::filesystem::path& folder,
                                                const Surroundings& around);

using Progress = std::function<void(std::int64_t done, std::int64_t all)>;
// Makes every derived table anew from the entries; the same function that the door uses writes each
// row.
[[nodiscard]] base::Result<std::int64_t> rebuild(const std::filesystem::path& folder,
                                                 const Surroundings& around,
                                                 const Progress& progress);

// A copy while serving: entries, documents and checkpoints into `file`, keys into `file`.keys (mode
// 0600), both closed by a digest. Derived tables are left out.
// Where the store's folder says so (recipient_file), both are sealed to a public key whose secret
// half is kept elsewhere (base/sealed_file.h).
inline constexpr const char* recipient_file = "backup.recipient";
struct BackupReport {
  std::int64_t entries = 0;
  std::string root;
};
[[nodiscard]] base::Result<BackupReport> backup(const std::filesystem::path& folder,
                                                const std::filesystem::path& file,
                                                const Surroundings& around);
// Where a backup goes, and what is known of the store that it replaces: `after` is that store's
// folder, or a checkpoint that was kept elsewhere, or empty.
struct RestoreTo {
  NewStore place;
  std::filesystem::path after = {};
  std::filesystem::path identity = {};  // the secret half that opens a sealed backup, in a file
};
// Rebuilt, what was erased since erased again (erased_list.h), then verified whole before it says
// so. Unless `after` shows that nothing was lost, two people must record a recovery before anything
// else (recovery.h). Errors: conflict, corrupt (nothing is left behind).
[[nodiscard]] base::Result<VerifyReport> restore(const std::filesystem::path& file,
                                                 const RestoreTo& to, const Surroundings& around);
// Restores a backup into a passing folder, verifies it whole, and keeps in the store's folder when
// that was and what came of it. Errors: those of restore, kept too.
[[nodiscard]] base::Result<VerifyReport> test_restore(const std::filesystem::path& file,
                                                      const std::filesystem::path& identity,
                                                      const std::filesystem::path& folder,
                                                      const Surroundings& around);
struct RestoreTest {
  base::Instant at;
  std::string wrong;  // "" when it was sound
};
[[nodiscard]] base::Result<std::optional<RestoreTest>> last_restore_test(
    const std::filesystem::path& folder);
// Takes a store elsewhere: keys, entries, documents and the desk. Nobody else may write meanwhile,
// and the old place is marked so that it opens no more. Verified, and its root compared with the
// old one's, before it says so. Errors: those of restore; unavailable when somebody writes.
[[nodiscard]] base::Result<VerifyReport> move_store(const std::filesystem::path& folder,
                                                    const NewStore& to, const Surroundings& around);

// Takes every silence step that has fallen due (FORMAT 19). Says how many were written.
[[nodiscard]] base::Result<std::int64_t> write_due_silences(CouncilStore& store);

}  // namespace records
