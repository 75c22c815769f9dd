// No bytes crash the CSV reader, keep it from ending, or give text that is not UTF-8; and what was
// read is read again the same from what we write. Run by a fuzzer (clang -fsanitize=fuzzer) or once
// for each file named on its command line.
#include <cstddef>
#include <cstdint>
#include <string>

#include "base/result.h"
#include "base/text.h"
#include "exchange/csv.h"

namespace {

std::string in_plain_quotes(const std::string& cell) {
  std::string out = "\"";
  for (const char c : cell) {
    if (c == '"') out += '"';
    out += c;
  }
  return out + '"';
}

void read_again(const exchange::CsvRow& row) {
  std::string text;
  for (const std::string& cell : row.cells)
    text += (text.empty() ? "" : ",") + in_plain_quotes(cell);
  auto again = exchange::CsvReader::open(text + "\n");
  if (!again) return;  // a cell may itself look like no text file
  auto first = again->next();
  ENSURE(first.has_value() && first->has_value());
  ENSURE((*first)->cells == row.cells);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  auto csv = exchange::CsvReader::open(std::string(reinterpret_cast<const char*>(bytes), size));
  if (!csv) return 0;
  std::size_t rows = 0;
  for (;;) {
    auto row = csv->next();
    if (!row || !*row) break;
    ENSURE(++rows <= size);
    ENSURE(!(*row)->cells.empty());
    for (const std::string& cell : (*row)->cells) ENSURE(base::is_utf8(cell));
    read_again(**row);
    static_cast<void>(exchange::csv_line((*row)->cells));
  }
  return 0;
}
