#pragma once
// Reads an edition of the register of care services as the regulator published it, into the columns
// of our own set. A pure function of the bytes and the set's pack file: it records nothing. Used by
// care_import.cpp.
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "exchange/csv.h"
#include "exchange/set_header.h"
#include "registers/packs.h"

namespace exchange {

// Raised when a change makes the reader accept other rows or read a value differently; stands in
// every entry.
inline constexpr std::int64_t care_reader_version = 1;

// Why a row, or one cell of it, was not taken. The row is counted as a spreadsheet counts it, from
// 1, header included.
struct Refused {
  std::int64_t row = 0;
  std::string column, value, reason;
};

enum class EditionFrom { given, file_name, newest_date };

struct Reading {
  base::Date edition;
  EditionFrom edition_from = EditionFrom::given;
  std::vector<std::string> columns;                  // the set's, in order
  std::vector<std::vector<std::string>> rows;        // accepted, sorted by the set's key
  std::int64_t read = 0, accepted = 0, refused = 0;  // rows; read = accepted + refused
  std::vector<Refused> refusals;                     // the first 1,000 slips, in the file's order
  std::vector<std::string> not_recognised;           // headers that nothing reads
  std::vector<std::string> absent;  // labels of ours that this edition does not have
  std::string scheme;               // which themes it grades: "key questions"
  std::vector<std::string> notes;   // sentences worth telling before it is recorded
  CsvEncoding encoding = CsvEncoding::utf_8;
  std::int64_t header_row = 1;
};

struct ReadingOptions {
  std::string file_name;              // as sent; only its date is used
  std::optional<base::Date> edition;  // given by a person: wins
  std::string own_council, own_code;  // the store's own, which may not be in the pack
  enum class Councils { real, invented_too } councils = Councils::real;
};

// `done` of `all` bytes; called now and then.
using Progress = std::function<void(std::size_t done, std::size_t all)>;

// Errors: invalid, a sentence that says what to do, when the file as a whole cannot be taken: not a
// CSV, cut short, needed columns missing, no row accepted, no date to be found.
[[nodiscard]] base::Result<Reading> read_care_services(std::string bytes,
                                                       const registers::ReferenceSet& set,
                                                       const ReadingOptions& options,
                                                       const Progress& progress);

// How many rows have each value of a column.
[[nodiscard]] std::map<std::string, std::int64_t> counts_of(const Reading& reading,
                                                            std::string_view column);
// The date in a file's name, "MDSF_data_2026-05-31.csv".
[[nodiscard]] std::optional<base::Date> date_in_name(std::string_view file_name);

}  // namespace exchange
