#pragma once
// Reference sets: published files imported as editions (FORMAT 13). The accepted rows stand in one
// canonical block, kept as a document; table `set_NAME` is derived from the blocks and rebuilt with
// the rest. Used by exchange/ to write, web/ and analysis/ to read.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "records/council_store.h"
#include "records/reader.h"

namespace records {

// The block: UTF-8, first line "plumbline-block-v1", then column names, then rows; cells parted by
// tab, rows by LF; tab, LF and backslash inside a cell are \t \n \\. Rows sorted by the set's key.
[[nodiscard]] std::string encode_block(const std::vector<std::string>& columns,
                                       const std::vector<std::vector<std::string>>& rows);
struct Block {
  std::vector<std::string> columns;
  std::vector<std::vector<std::string>> rows;
};
[[nodiscard]] base::Result<Block> decode_block(std::string_view bytes);

struct Edition {
  std::string reference, set;
  base::Date date;
  std::int64_t rows = 0, read = 0, refused = 0, entry = 0;
  std::string content_digest;
};
// Editions in force of a set, oldest first.
[[nodiscard]] base::Result<std::vector<Edition>> editions(Reader& reader, std::string_view set);

// Rows of a set, typed as text. `where` compares columns with values; `like_words` matches search
// words against the search column.
struct SetQuestion {
  std::string set;
  std::string edition;  // reference; "" the newest
  std::vector<std::pair<std::string, std::string>> where;
  std::vector<std::string> words;
  std::string sort;
  bool descending = false;
  std::size_t from = 0, most = 50;
};
struct SetRows {
  std::vector<std::string> columns;
  std::vector<std::vector<std::string>> rows;
  std::int64_t count = 0;
};
[[nodiscard]] base::Result<SetRows> set_rows(Reader& reader, const registers::Packs& packs,
                                             const SetQuestion& question);
// The rows of one key over all editions, oldest first; the edition's date stands in a first column
// "edition_date".
[[nodiscard]] base::Result<SetRows> set_over_editions(Reader& reader, const registers::Packs& packs,
                                                      std::string_view set, std::string_view key);
// How many rows have each value of a column.
[[nodiscard]] base::Result<std::vector<std::pair<std::string, std::int64_t>>> set_counts(
    Reader& reader, const registers::Packs& packs, const SetQuestion& question,
    std::string_view column);

}  // namespace records
