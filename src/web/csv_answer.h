#pragma once
// Lists as CSV files: UTF-8 with a mark at the start, every cell in quotes and inert, one line for
// each row that the page would show over all of its pages, as at one entry. A long list goes out in
// pieces (http::Response::rest_at), each asked for afresh with its permission. docs/CSV.md says it
// to people. Used by every page that has a list.
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "web/visit.h"

namespace web {

// A value for a spreadsheet: dates and times in ISO 8601, numbers in plain digits, the rest as
// pages show it. Empty for a secret field.
[[nodiscard]] std::string csv_text(Visit& visit, const registers::Register& kind,
                                   const registers::Field& field, const registers::Value& value);
[[nodiscard]] std::string csv_time(base::Instant time);  // 2026-11-27T16:10:00Z

// The whole file at once.
[[nodiscard]] http::Response csv_file(const std::vector<std::string>& headings,
                                      const std::vector<std::vector<std::string>>& rows,
                                      std::string_view name);

// Where in a file this request stands: at its beginning, or at a later piece, which keeps to the
// entry that was the newest when the file began.
struct CsvPlace {
  bool begins = true;
  std::int64_t as_at = 0;
  std::string after;  // the cursor
};
[[nodiscard]] CsvPlace csv_place(const Visit& visit);
inline constexpr std::size_t csv_rows_at_once = 250;

struct CsvPiece {
  std::vector<std::string> headings;
  std::vector<std::vector<std::string>> rows;
  std::string next;   // the cursor of the next piece; "" after the last
  std::string again;  // this list's address, with what it was asked for but the cursor
};
[[nodiscard]] http::Response csv_answer(const CsvPlace& place, const CsvPiece& piece,
                                        std::string_view name);

}  // namespace web
