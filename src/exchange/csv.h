#pragma once
// Comma-separated files, in and out. Reading is RFC 4180 with what real publishers do to it: CRLF,
// LF, CR or CR CR LF line ends, UTF-8 with or without a mark, or Windows-1252. Writing makes cells
// that no spreadsheet runs. Used by care_services.cpp to read, by web/ and reports/ to write.
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace exchange {

enum class CsvEncoding { utf_8, windows_1252 };
[[nodiscard]] std::string_view name_of(CsvEncoding encoding);

struct CsvRow {
  std::int64_t number = 0;  // from 1, as a spreadsheet counts rows: empty ones too
  std::int64_t line =
      0;  // on which the row begins; differs from `number` after a line end in quotes
  std::vector<std::string> cells;  // UTF-8; never empty: an empty line has one empty cell
  [[nodiscard]] bool blank() const { return cells.size() == 1 && cells.front().empty(); }
};

// One pass over the bytes of a file, a row at a time. Holds the bytes once; cells are decoded as
// they are read.
class CsvReader {
 public:
  // Errors: invalid, in a sentence, when the bytes cannot be a text file (empty, NUL, UTF-16, a
  // spreadsheet).
  [[nodiscard]] static base::Result<CsvReader> open(std::string bytes);
  // The next row; empty after the last. Errors: invalid, naming line and column, for a quote that
  // is never closed, text after a closing quote, or a row beyond all measure (10,000 cells, 1 MiB).
  // After an error there is no next.
  [[nodiscard]] base::Result<std::optional<CsvRow>> next();
  [[nodiscard]] CsvEncoding encoding() const { return encoding_; }
  [[nodiscard]] std::size_t position() const {
    return at_;
  }  // bytes read so far, for a progress bar
  [[nodiscard]] std::size_t size() const { return bytes_.size(); }
  // Whether the last row read had a line end: a file cut short often has none.
  [[nodiscard]] bool last_row_ended() const { return ended_; }

 private:
  explicit CsvReader(std::string bytes) : bytes_(std::move(bytes)) {}
  [[nodiscard]] base::Result<std::string> quoted_cell(const CsvRow& row);
  [[nodiscard]] std::string plain_cell();
  [[nodiscard]] std::string decoded(std::string_view cell) const;
  [[nodiscard]] bool at_row_end() const;
  void take_row_end();

  std::string bytes_;
  std::size_t at_ = 0;
  std::int64_t rows_ = 0;
  std::int64_t line_ = 1;
  CsvEncoding encoding_ = CsvEncoding::utf_8;
  bool ended_ = true;
};

// One cell, always in quotes, made inert: where a spreadsheet would take what follows for a formula
// (= + - @, their full-width twins, at the start or after a line end, tab, separator or quote), an
// apostrophe stands before it. Source: OWASP, CSV injection; BARS S6.
[[nodiscard]] std::string csv_cell(std::string_view text);
[[nodiscard]] std::string csv_cell(std::int64_t number);
// Cells with commas between and CRLF at the end.
[[nodiscard]] std::string csv_line(const std::vector<std::string>& texts);

}  // namespace exchange
