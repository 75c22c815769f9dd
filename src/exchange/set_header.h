#pragma once
// Which column of a published file fills which column of ours. Publishers move and rename columns
// with every edition; the set's pack file lists the names, with a star for a window of years, and
// this finds them. Used by care_services.cpp.
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "registers/packs.h"

namespace exchange {

struct MatchedColumn {
  const registers::SetColumn* column = nullptr;
  std::optional<std::size_t>
      cell;            // where in the file's rows; empty when this file has no such column
  std::string header;  // as the file writes it; "" when it has none
  std::string fixed;   // the same for every row: the name of a window of years, "2025/26"
};

struct MatchedHeader {
  std::vector<MatchedColumn> columns;       // one for each of the set's, in order
  std::vector<std::string> not_recognised;  // headers that nothing reads and nothing leaves alone
  std::vector<std::string> left_alone;      // known, and not read on purpose
  struct Missing {
    std::string wanted, nearest;
  };                               // nearest: a header of the file that may be meant; may be ""
  std::vector<Missing> missing;    // needed columns that the file lacks
  std::vector<std::string> twice;  // headers that stand there more than once
  std::size_t found = 0;           // columns of ours that the file fills
};

// Case, spaces and underlines do not matter. The newest window is that of the whole file, so that
// figures of one year stand together.
[[nodiscard]] MatchedHeader match_header(const registers::ReferenceSet& set,
                                         const std::vector<std::string>& headers);

// A setting of the set's pack file, "" when it says nothing; and as a list.
[[nodiscard]] std::string_view setting(const registers::ReferenceSet& set, std::string_view name);
[[nodiscard]] std::vector<std::string> setting_list(const registers::ReferenceSet& set,
                                                    std::string_view name);
// How headers are compared: lower case, one underline for whatever is neither letter nor digit.
[[nodiscard]] std::string header_key(std::string_view header);

}  // namespace exchange
