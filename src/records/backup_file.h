#pragma once
// What a backup is. FILE is an SQLite database of the tables that hold the truth, without keys and
// without what a rebuild gives, closed by one line with the SHA-256 of all before it. FILE.keys
// (mode 0600) holds the log's key, the store's key and the wrapped keys of records, names the
// digest of its FILE, and is closed by its own. Keep the second apart, and for a shorter time.
#include <array>
#include <filesystem>
#include <string>
#include <string_view>

#include "base/result.h"
#include "store/database.h"

namespace records {

// The tables of FILE, in the order in which they are copied.
inline constexpr std::array<std::string_view, 5> kept_tables{"entry", "tile", "checkpoint",
                                                             "document", "document_piece"};

// All rows of a table from one database to another, which has it and is in a transaction.
[[nodiscard]] base::Result<void> copy_rows(store::Database& from, store::Database& to,
                                           std::string_view table);

// Adds the closing line, syncs, and gives the digest in hex.
[[nodiscard]] base::Result<std::string> close_file(const std::filesystem::path& file);
// Errors: corrupt when the closing line is not there or not of what stands before it. Gives the
// digest in hex.
[[nodiscard]] base::Result<std::string> check_closed(const std::filesystem::path& file);
// A copy without the closing line: a plain database again.
[[nodiscard]] base::Result<void> copy_without_closing(const std::filesystem::path& file,
                                                      const std::filesystem::path& to);

// A database file and what stands beside it while it is open; faults are passed over.
void remove_database(const std::filesystem::path& file);

}  // namespace records
