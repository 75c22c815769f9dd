#include "reports/composer.h"

#include <algorithm>

#include "base/hash.h"
#include "base/text.h"
#include "reports/section.h"

namespace reports {
namespace {

using base::ErrorKind;
using base::Failure;
using base::Result;

bool is_none(const ShownCount& shown) {
  return shown.how == ShownCount::How::exact && shown.count == 0;
}

}  // namespace

bool ComposedSection::counts_nothing() const {
  return std::all_of(figures.begin(), figures.end(),
                     [](const Figure& figure) { return is_none(figure.whole); });
}

const Figure* Report::figure(std::string_view name) const {
  for (const ComposedSection& section : sections) {
    for (const Figure& one : section.figures) {
      if (one.name == name) return &one;
    }
  }
  return nullptr;
}

Result<Report> compose(records::Reader& reader, const registers::Packs& packs,
                       const records::StoreFacts& facts, const Asked& asked,
                       const authority::Caller& caller) {
  const auto declared = std::find_if(packs.reports.begin(), packs.reports.end(),
                                     [&](const auto& one) { return one.name == asked.report; });
  if (declared == packs.reports.end())
    return Failure{ErrorKind::not_found, "no pack declares this report", std::string(asked.report)};
  const auto year = base::financial_year(asked.year);
  if (!year)
    return Failure{ErrorKind::not_found, "a financial year is written as 2025-26",
                   std::string(asked.year)};
  Report report;
  report.declared = &*declared;
  report.council = facts.council;
  report.year = std::string(asked.year);
  report.counting = TRY(counting_at(reader, *year, asked.as_at));
  for (const registers::ReportSection& section : declared->sections) {
    ComposedSection composed;
    composed.declared = &section;
    for (const registers::TallyFigure& figure : section.figures)
      composed.figures.push_back(TRY(count(reader, packs, figure, report.counting, caller)));
    report.sections.push_back(std::move(composed));
  }
  return report;
}

Result<std::string> annual_document(records::Reader& reader, const registers::Packs& packs,
                                    const records::StoreFacts& facts, std::string_view year,
                                    std::optional<std::int64_t> as_at,
                                    const authority::Caller& caller) {
  const Report report = TRY(compose(reader, packs, facts, {"annual", year, as_at}, caller));
  return whole_document(report, packs);
}

std::vector<std::vector<std::string>> figure_lines(const Report& report) {
  std::vector<std::vector<std::string>> lines = {
      {"section", "figure", "what is counted", "value", "count", "as at entry", "root of the log"}};
  const std::string root = base::hex(base::bytes_of(report.counting.at.root));
  for (const ComposedSection& section : report.sections) {
    for (const Figure& figure : section.figures) {
      const std::string at =
          figure.counted_at.entry < 0 ? "" : std::to_string(figure.counted_at.entry);
      const auto add = [&](const std::string& value, const ShownCount& shown) {
        const bool is_number = shown.how == ShownCount::How::exact;
        lines.push_back({section.declared->title, figure.name, figure.sentence, value,
                         is_number ? std::to_string(shown.count) : text_of(shown), at, root});
      };
      for (const FigurePart& part : figure.parts) add(part.label, part.shown);
      add("in all", figure.whole);
    }
  }
  return lines;
}

}  // namespace reports
