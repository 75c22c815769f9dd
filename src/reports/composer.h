#pragma once
// Composes a report from what its pack file declares: sections, their figures, the checkpoint they
// were counted at. Used by web/report_pages.cpp for the screen and by the command `report annual`
// for a file.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "access/caller.h"
#include "base/result.h"
#include "records/council_store.h"
#include "records/reader.h"
#include "registers/packs.h"
#include "reports/figure.h"
#include "reports/tally.h"

namespace reports {

struct ComposedSection {
  const registers::ReportSection* declared = nullptr;  // lives as long as the packs
  std::vector<Figure> figures;
  [[nodiscard]] bool counts_nothing() const;  // every number is none
};

struct Report {
  const registers::ReportTemplate* declared = nullptr;
  std::string council, year;  // “2025-26”
  Counting counting;
  std::vector<ComposedSection> sections;
  [[nodiscard]] const Figure* figure(std::string_view name) const;
};

// What is asked for: which report, for which financial year, as the record stood after which entry
// (absent: now).
struct Asked {
  std::string_view report, year;
  std::optional<std::int64_t> as_at;
};

// Errors: not_found for a report that no pack declares, a year that is none (“2025-26”), an entry
// that is not there.
[[nodiscard]] base::Result<Report> compose(records::Reader& reader, const registers::Packs& packs,
                                           const records::StoreFacts& facts, const Asked& asked,
                                           const authority::Caller& caller);

// The annual report as one HTML file that stands alone, its style within. `year` is “2025-26”.
// Errors: as compose.
[[nodiscard]] base::Result<std::string> annual_document(
    records::Reader& reader, const registers::Packs& packs, const records::StoreFacts& facts,
    std::string_view year, std::optional<std::int64_t> as_at, const authority::Caller& caller);

// Its figures as CSV, one line to a number; small numbers about people as words.
[[nodiscard]] std::vector<std::vector<std::string>> figure_lines(const Report& report);

}  // namespace reports
