#pragma once
// Draws a composed report: one section for a page, or the whole as a file that stands alone. Used
// by composer.cpp and web/report_pages.cpp.
#include <string>
#include <string_view>

#include "html/html.h"
#include "registers/packs.h"

namespace reports {

struct Report;
struct ComposedSection;

// Where a figure's records open, as the beginning of an address to which its name is added; empty:
// no links.
struct FigureLinks {
  std::string before;  // "/report/annual/2025-26/figure/"
  std::string as_at;   // "4093", or empty
};

// Lead, figures and what they were counted from; no heading.
[[nodiscard]] html::Html section_html(const ComposedSection& section, const FigureLinks& links);
// “As at entry 4,093, Wednesday …”, with the root of the log.
[[nodiscard]] std::string counted_at_words(const Report& report);
[[nodiscard]] std::string whole_document(const Report& report, const registers::Packs& packs);

}  // namespace reports
