#include "exchange/csv.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace exchange {
namespace {

using base::ErrorKind;
using base::Failure;

constexpr std::size_t most_cells = 10'000;
constexpr std::size_t most_cell_bytes = 1u << 20;
constexpr std::string_view utf_8_mark = "\xEF\xBB\xBF";

std::string place(std::int64_t line, std::size_t column) {
  return "line " + std::to_string(line) + ", column " + std::to_string(column);
}

// What the bytes are instead of text, as a sentence; "" when they may be text.
std::string not_text(std::string_view bytes) {
  if (bytes.empty()) return "The file is empty.";
  if (bytes.starts_with("PK\x03\x04"))
    return "This is a spreadsheet or a zip file. Save it as CSV first, then choose the CSV file.";
  if (bytes.starts_with("\xD0\xCF\x11\xE0"))
    return "This is an old spreadsheet file. Save it as CSV first, then choose the CSV file.";
  if (bytes.starts_with("%PDF")) return "This is a PDF. Choose the CSV file.";
  if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF"))
    return "This file is in UTF-16. Save it as CSV in UTF-8 first.";
  if (bytes.find('\0') != std::string_view::npos) return "This is not a text file.";
  return "";
}

}  // namespace

std::string_view name_of(CsvEncoding encoding) {
  return encoding == CsvEncoding::utf_8 ? "UTF-8" : "Windows-1252";
}

base::Result<CsvReader> CsvReader::open(std::string bytes) {
  if (std::string why = not_text(bytes); !why.empty())
    return Failure{ErrorKind::invalid, std::move(why)};
  CsvReader reader(std::move(bytes));
  if (!base::is_utf8(reader.bytes_)) reader.encoding_ = CsvEncoding::windows_1252;
  if (reader.bytes_.starts_with(utf_8_mark)) reader.at_ = utf_8_mark.size();
  if (reader.at_ == reader.bytes_.size()) return Failure{ErrorKind::invalid, "The file is empty."};
  return reader;
}

base::Result<std::optional<CsvRow>> CsvReader::next() {
  if (at_ >= bytes_.size()) return std::optional<CsvRow>{};
  CsvRow row;
  row.number = ++rows_;
  row.line = line_;
  for (;;) {
    const bool is_quoted = at_ < bytes_.size() && bytes_[at_] == '"';
    row.cells.push_back(is_quoted ? TRY(quoted_cell(row)) : plain_cell());
    if (row.cells.size() > most_cells || row.cells.back().size() > most_cell_bytes) {
      at_ = bytes_.size();
      return Failure{ErrorKind::invalid, "The row is longer than any row of a table can be.",
                     place(row.line, row.cells.size())};
    }
    if (at_ >= bytes_.size() || at_row_end()) break;
    ++at_;  // the comma
  }
  ended_ = at_ < bytes_.size();
  take_row_end();
  return std::optional<CsvRow>{std::move(row)};
}

base::Result<std::string> CsvReader::quoted_cell(const CsvRow& row) {
  const std::int64_t opened = line_;
  const std::size_t column = row.cells.size() + 1;
  std::string cell;
  std::size_t from = ++at_;
  for (;;) {
    const std::size_t quote = bytes_.find('"', from);
    if (quote == std::string::npos) {
      at_ = bytes_.size();
      return Failure{
          ErrorKind::invalid,
          "A quotation mark is opened and never closed. The file may have been cut short.",
          place(opened, column)};
    }
    const std::string_view piece = std::string_view(bytes_).substr(from, quote - from);
    cell += piece;
    line_ += std::count(piece.begin(), piece.end(), '\n');
    if (quote + 1 < bytes_.size() && bytes_[quote + 1] == '"') {
      cell += '"';
      from = quote + 2;
      continue;
    }
    at_ = quote + 1;
    break;
  }
  if (at_ < bytes_.size() && bytes_[at_] != ',' && !at_row_end()) {
    at_ = bytes_.size();
    return Failure{ErrorKind::invalid,
                   "There is text after a closing quotation mark. The file is not a sound CSV.",
                   place(line_, column)};
  }
  return decoded(cell);
}

std::string CsvReader::plain_cell() {
  const std::size_t end = std::min(bytes_.find_first_of(",\r\n", at_), bytes_.size());
  const std::string_view cell = std::string_view(bytes_).substr(at_, end - at_);
  at_ = end;
  return decoded(cell);
}

std::string CsvReader::decoded(std::string_view cell) const {
  return encoding_ == CsvEncoding::utf_8 ? std::string(cell) : base::from_windows_1252(cell);
}

bool CsvReader::at_row_end() const {
  return bytes_[at_] == '\r' || bytes_[at_] == '\n';
}

// LF, CR LF, CR CR LF (any run of CR before LF) and a lone CR each end one row.
void CsvReader::take_row_end() {
  if (at_ >= bytes_.size()) return;
  ++line_;
  const std::size_t after = bytes_.find_first_not_of('\r', at_);
  if (after != std::string::npos && bytes_[after] == '\n') {
    at_ = after + 1;
  } else if (after == std::string::npos) {
    at_ = bytes_.size();
  } else {
    ++at_;
  }
}

namespace {

// Signs that begin a formula; the last four are full-width.
constexpr std::array<std::string_view, 8> signs = {
    "=", "+", "-", "@", "\xEF\xBC\x9D", "\xEF\xBC\x8B", "\xEF\xBC\x8D", "\xEF\xBC\xA0"};

bool begins_formula(std::string_view rest) {
  return std::any_of(signs.begin(), signs.end(),
                     [&](std::string_view sign) { return rest.starts_with(sign); });
}

// After these a spreadsheet may begin a new cell, whatever its language's separator is.
bool may_begin_cell(char before) {
  return std::string_view(",;|\t\r\n\"'").find(before) != std::string_view::npos;
}

}  // namespace

std::string csv_cell(std::string_view text) {
  std::string out = "\"";
  bool fresh = true;  // nothing but spaces since a place where a cell may begin
  if (!text.empty() && (text.front() == '\t' || text.front() == '\r' || text.front() == '\n'))
    out += '\'';
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (fresh && begins_formula(text.substr(i))) out += '\'';
    if (text[i] == '"') out += '"';
    out += text[i];
    fresh = may_begin_cell(text[i]) || (fresh && text[i] == ' ');
  }
  return out + "\"";
}

std::string csv_cell(std::int64_t number) {
  return std::to_string(number);
}

std::string csv_line(const std::vector<std::string>& texts) {
  std::string line;
  for (const std::string& text : texts) {
    if (!line.empty()) line += ',';
    line += csv_cell(text);
  }
  return line + "\r\n";
}

}  // namespace exchange
