#include "exchange/care_services.h"

#include <algorithm>
#include <set>

#include "base/text.h"
#include "exchange/set_cell.h"

namespace exchange {
namespace {

using base::ErrorKind;
using base::Failure;
using registers::ReferenceSet;

constexpr std::size_t most_rows_above_header = 10;
constexpr std::size_t most_refusals = 1000;
constexpr std::size_t most_shown_letters = 80;

struct Header {
  MatchedHeader matched;
  std::size_t cells = 0;
  std::int64_t row = 0;
};

std::string in_quotes(std::string_view text) {
  return "“" + std::string(text) + "”";
}

std::string listed(const std::vector<std::string>& texts) {
  std::string out;
  for (const std::string& text : texts) out += (out.empty() ? "" : ", ") + text;
  return out;
}

bool looks_alike(const ReferenceSet& set, const std::vector<std::string>& headers) {
  const std::vector<std::string> wanted = setting_list(set, "look_alike");
  return !wanted.empty() && std::all_of(wanted.begin(), wanted.end(), [&](const auto& one) {
    return std::any_of(headers.begin(), headers.end(),
                       [&](const auto& header) { return header_key(header) == header_key(one); });
  });
}

Failure wrong_file(const ReferenceSet& set, const Header& best) {
  std::vector<std::string> missing;
  for (const auto& column : best.matched.missing) {
    const std::string meant =
        column.nearest.empty() ? "" : " (is " + in_quotes(column.nearest) + " meant?)";
    missing.push_back(in_quotes(column.wanted) + meant);
  }
  return Failure{ErrorKind::invalid, "This is not an edition of " + in_quotes(set.title) +
                                         ": it lacks the columns " + listed(missing) + "."};
}

// The header is the first row that has every column we need; some editions have a line above it.
base::Result<Header> find_header(CsvReader& csv, const ReferenceSet& set) {
  Header best;
  for (std::size_t i = 0; i <= most_rows_above_header; ++i) {
    const std::optional<CsvRow> row = TRY(csv.next());
    if (!row) break;
    if (looks_alike(set, row->cells))
      return Failure{ErrorKind::invalid, std::string(setting(set, "look_alike_says"))};
    Header here{match_header(set, row->cells), row->cells.size(), row->number};
    if (here.matched.missing.empty()) {
      if (!here.matched.twice.empty())
        return Failure{ErrorKind::invalid, "The header names " +
                                               in_quotes(here.matched.twice.front()) +
                                               " twice, so we cannot know which to read."};
      return here;
    }
    if (best.row == 0 || here.matched.found > best.matched.found) best = std::move(here);
  }
  return wrong_file(set, best);
}

// Reads the rows below the header, one at a time.
class RowReader {
 public:
  RowReader(const ReferenceSet& set, const Header& header, const ReadingOptions& options)
      : set_(set), header_(header), rules_(set) {
    councils_.add({options.own_code, options.own_council});
    councils_.add_lines(setting_list(set, "councils"));
    if (options.councils == ReadingOptions::Councils::invented_too)
      councils_.add_lines(setting_list(set, "invented_councils"));
    for (std::size_t i = 0; i < set.columns.size(); ++i) {
      if (set.columns[i].name == set.key) key_ = i;
    }
  }

  void take(const CsvRow& row, Reading& reading) {
    ++reading.read;
    const std::size_t slips = slips_;
    std::vector<std::string> texts;
    if (row.cells.size() != header_.cells && !only_empty_beyond(row)) {
      refuse(reading, {row.number, "", "",
                       "This row has " + std::to_string(row.cells.size()) +
                           " cells where the header has " + std::to_string(header_.cells) + "."});
    } else {
      for (const MatchedColumn& column : header_.matched.columns)
        texts.push_back(cell_text(row, column, reading));
      check_key(row, texts, reading);
    }
    if (slips_ != slips) {
      ++reading.refused;
      return;
    }
    ++reading.accepted;
    reading.rows.push_back(std::move(texts));
  }

 private:
  std::string cell_text(const CsvRow& row, const MatchedColumn& column, Reading& reading) {
    if (!column.cell) return column.fixed;
    const std::string& cell = row.cells[*column.cell];
    CellRead read = rules_.read(*column.column, cell);
    const std::string& name = column.column->name;
    const bool is_code = name == setting(set_, "council_code");
    if (is_code || name == setting(set_, "council_name")) {
      const Council* council = councils_.find(cell);
      if (council != nullptr) return is_code ? council->code : council->name;
      const std::string near = councils_.nearest(cell);
      read.reason =
          "We know no council of this name." + (near.empty() ? "" : " Is " + near + " meant?");
      if (!is_code) return "";  // said once, for the code
    }
    if (!read.reason.empty()) refuse(reading, {row.number, column.header, cell, read.reason});
    return std::move(read.text);
  }

  void check_key(const CsvRow& row, const std::vector<std::string>& texts, Reading& reading) {
    const std::string& key = texts[key_];
    if (key.empty()) return;
    const auto [first, is_new] = seen_.try_emplace(key, row.number);
    if (!is_new)
      refuse(reading, {row.number, header_.matched.columns[key_].header, key,
                       "It stands already in row " + std::to_string(first->second) + "."});
  }

  [[nodiscard]] bool only_empty_beyond(const CsvRow& row) const {
    return row.cells.size() > header_.cells &&
           std::all_of(row.cells.begin() + static_cast<std::ptrdiff_t>(header_.cells),
                       row.cells.end(), [](const std::string& cell) { return cell.empty(); });
  }

  void refuse(Reading& reading, Refused refused) {
    ++slips_;
    refused.value = base::shortened(refused.value, most_shown_letters);
    if (reading.refusals.size() < most_refusals) reading.refusals.push_back(std::move(refused));
  }

  const ReferenceSet& set_;
  const Header& header_;
  CellRules rules_;
  Councils councils_;
  std::size_t key_ = 0;
  std::size_t slips_ = 0;
  std::map<std::string, std::int64_t> seen_;  // key → row
};

Failure cut_short(const CsvRow& last, const Header& header) {
  return Failure{ErrorKind::invalid,
                 "The file ends in the middle of a row: row " + std::to_string(last.number) +
                     " has " + std::to_string(last.cells.size()) + " cells where the header has " +
                     std::to_string(header.cells) + ". It was cut short. Download it again."};
}

// A row is taken when the one after it was read, so that a short last row refuses the whole file.
base::Result<void> read_rows(CsvReader& csv, const Header& header, RowReader& rows,
                             Reading& reading, const Progress& progress) {
  std::optional<CsvRow> waiting;
  for (;;) {
    std::optional<CsvRow> row = TRY(csv.next());
    if (row && row->blank()) continue;
    if (!row) {
      if (waiting && waiting->cells.size() < header.cells) return cut_short(*waiting, header);
      if (waiting) rows.take(*waiting, reading);
      break;
    }
    if (waiting) rows.take(*waiting, reading);
    waiting = std::move(row);
    if (progress && waiting->number % 256 == 0) progress(csv.position(), csv.size());
  }
  if (progress) progress(csv.size(), csv.size());
  if (!csv.last_row_ended())
    reading.notes.emplace_back(
        "The last line of the file does not end. If it was cut short while it came here, download "
        "it again.");
  return {};
}

std::size_t place_of(const Reading& reading, std::string_view column) {
  const auto at = std::find(reading.columns.begin(), reading.columns.end(), column);
  return static_cast<std::size_t>(at - reading.columns.begin());
}

// Which of the two schemes of themes has grades in this edition.
std::string scheme_of(const ReferenceSet& set, const Reading& reading) {
  const auto is_graded = [&](std::string_view prefix) {
    if (prefix.empty()) return false;
    for (std::size_t i = 0; i < reading.columns.size(); ++i) {
      if (!reading.columns[i].starts_with(prefix)) continue;
      for (const auto& row : reading.rows) {
        if (!row[i].empty()) return true;
      }
    }
    return false;
  };
  const bool has_new = is_graded(setting(set, "scheme_new"));
  const bool has_old = is_graded(setting(set, "scheme_old"));
  const std::string new_name(setting(set, "scheme_new_is"));
  const std::string old_name(setting(set, "scheme_old_is"));
  if (has_new && has_old) return new_name + " and " + old_name;
  return has_new ? new_name : has_old ? old_name : "";
}

std::optional<base::Date> newest_date(const ReferenceSet& set, const Reading& reading) {
  std::string newest;
  for (std::size_t i = 0; i < set.columns.size(); ++i) {
    if (set.columns[i].kind != "date") continue;
    for (const auto& row : reading.rows) newest = std::max(newest, row[i]);
  }
  return base::date_from_iso(newest);
}

base::Result<void> date_the_edition(const ReferenceSet& set, const ReadingOptions& options,
                                    Reading& reading) {
  if (options.edition) {
    reading.edition = *options.edition;
    reading.edition_from = EditionFrom::given;
  } else if (const auto named = date_in_name(options.file_name)) {
    reading.edition = *named;
    reading.edition_from = EditionFrom::file_name;
  } else if (const auto newest = newest_date(set, reading)) {
    reading.edition = *newest;
    reading.edition_from = EditionFrom::newest_date;
    reading.notes.emplace_back(
        "The name of the file gives no date, so the newest date in it was taken. Give the date of "
        "the "
        "edition if that is not right.");
  } else {
    return Failure{
        ErrorKind::invalid,
        "We cannot tell the date of this edition. Give the date, or keep the publisher’s name "
        "for the file, such as MDSF_data_2026-05-31.csv."};
  }
  return {};
}

void describe(const ReferenceSet& set, const Header& header, const CsvReader& csv,
              Reading& reading) {
  for (const registers::SetColumn& column : set.columns) reading.columns.push_back(column.name);
  for (const MatchedColumn& column : header.matched.columns) {
    if (column.header.empty()) reading.absent.push_back(column.column->label);
  }
  reading.not_recognised = header.matched.not_recognised;
  reading.encoding = csv.encoding();
  reading.header_row = header.row;
  if (header.row > 1)
    reading.notes.push_back("The header is in row " + std::to_string(header.row) +
                            ". What stands above it was passed over.");
}

}  // namespace

base::Result<Reading> read_care_services(std::string bytes, const ReferenceSet& set,
                                         const ReadingOptions& options, const Progress& progress) {
  CsvReader csv = TRY(CsvReader::open(std::move(bytes)));
  const Header header = TRY(find_header(csv, set));
  Reading reading;
  describe(set, header, csv, reading);
  RowReader rows(set, header, options);
  TRY(read_rows(csv, header, rows, reading, progress));
  if (reading.accepted == 0) {
    std::string why = "No row of this file could be taken, so nothing was recorded.";
    if (!reading.refusals.empty()) {
      const Refused& first = reading.refusals.front();
      why += " The first: row " + std::to_string(first.row) + ", " + in_quotes(first.column) + " " +
             in_quotes(first.value) + ": " + first.reason;
    }
    return Failure{ErrorKind::invalid, std::move(why)};
  }
  const std::size_t key = place_of(reading, set.key);
  std::sort(reading.rows.begin(), reading.rows.end(),
            [&](const auto& a, const auto& b) { return a[key] < b[key]; });
  reading.scheme = scheme_of(set, reading);
  TRY(date_the_edition(set, options, reading));
  return reading;
}

std::map<std::string, std::int64_t> counts_of(const Reading& reading, std::string_view column) {
  std::map<std::string, std::int64_t> counts;
  const std::size_t at = place_of(reading, column);
  if (at == reading.columns.size()) return counts;
  for (const auto& row : reading.rows) ++counts[row[at]];
  return counts;
}

std::optional<base::Date> date_in_name(std::string_view file_name) {
  constexpr std::size_t length = 10;
  for (std::size_t i = 0; i + length <= file_name.size(); ++i) {
    const bool is_within = (i > 0 && file_name[i - 1] >= '0' && file_name[i - 1] <= '9') ||
                           (i + length < file_name.size() && file_name[i + length] >= '0' &&
                            file_name[i + length] <= '9');
    if (is_within) continue;
    if (const auto date = base::date_from_iso(file_name.substr(i, length))) return date;
  }
  return {};
}

}  // namespace exchange
