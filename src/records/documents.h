#pragma once
// Documents stand in the database in sealed pieces of 64 KiB under a random id (FORMAT 7). Written
// by the door, read by readers, by verify and by the derivation of reference sets.
#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>

#include "base/random.h"
#include "base/result.h"
#include "base/sealing.h"
#include "registers/value.h"
#include "store/database.h"

namespace records {

constexpr std::int64_t most_document_bytes = 50LL << 20;
constexpr std::size_t piece_bytes = 64u << 10;

// Length and SHA-256 of a file, read in pieces. Errors: not_found; invalid when it is longer than a
// document may be.
struct FileFacts {
  std::int64_t length = 0;
  std::string sha256;
};
[[nodiscard]] base::Result<FileFacts> file_facts(const std::filesystem::path& file);

// Where a document's pieces go: the record whose key seals them.
struct DocumentPlace {
  std::string_view store_id;
  std::int64_t record_key_number = 0;
  const base::Key& record_key;
};
// Writes the file's pieces under `document.id`. Errors: corrupt when the file is no longer what
// `document` says of it.
[[nodiscard]] base::Result<void> write_document(store::Database& database,
                                                const DocumentPlace& place,
                                                const registers::Document& document,
                                                const std::filesystem::path& file,
                                                base::Random& random);

using PieceReader = std::function<base::Result<void>(std::string_view)>;
// Calls `piece` for each piece in order, then compares length and SHA-256 with what the entry says.
// Errors: not_found, corrupt (perhaps after pieces were given), and those of `piece`.
[[nodiscard]] base::Result<void> read_document(store::Database& database,
                                               const DocumentPlace& place,
                                               const registers::Document& document,
                                               const PieceReader& piece);
// The whole, at most `most` bytes.
[[nodiscard]] base::Result<std::string> whole_document(store::Database& database,
                                                       const DocumentPlace& place,
                                                       const registers::Document& document,
                                                       std::size_t most);

}  // namespace records
