#pragma once
// The keys file of a backup, as text: one line each for its digest's name, the log's key, the
// store's key and every wrapped key of a record, closed by the SHA-256 of all before. Used by
// backup.cpp.
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "base/result.h"
#include "store/database.h"

namespace records {

struct BackupKeys {
  std::string log_key, store_key;  // as their files hold them, without LF
  std::vector<std::pair<std::int64_t, std::string>> wrapped;  // number of the record, bytes
};

// `digest`: of the backup that they belong to, hex.
[[nodiscard]] base::Result<std::string> keys_text(store::Database& database,
                                                  const std::filesystem::path& folder,
                                                  const std::string& digest);
// Errors: not_found; corrupt when the file is damaged or of another backup.
[[nodiscard]] base::Result<BackupKeys> read_keys(const std::filesystem::path& file,
                                                 const std::string& digest);

}  // namespace records
