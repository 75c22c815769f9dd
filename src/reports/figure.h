#pragma once
// A figure of a report: a number that carries what it was counted from and the checkpoint at which
// it was. A bare number cannot stand in a report. Made by tally.cpp; drawn by section.cpp and
// web/report_pages.cpp.
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/hash.h"
#include "base/time.h"
#include "records/reader.h"
#include "reports/suppression.h"

namespace reports {

// Where the log stood: the last entry counted, and the checkpoint that can prove it.
struct CountedAt {
  std::int64_t entry = -1;     // -1: nothing had been published yet
  std::int64_t tree_size = 0;  // of the checkpoint; it covers the entry
  base::Hash root{};
  base::Instant issued_at;
};

struct FigurePart {
  std::string value, label;  // "" is a value too: not answered
  ShownCount shown;
};

// Who may open what a figure counts: anyone the records, or nobody the number behind it.
enum class Counts { open_records, people };

struct Figure {
  std::string name, sentence;
  Counts counts = Counts::open_records;
  ShownCount whole;
  std::vector<FigurePart> parts;  // empty when it is one number
  // The question that counts it, and the values that are taken from its answer; empty: all of them.
  records::Reader::TallyQuestion question;
  std::vector<std::string> taken;
  CountedAt counted_at;
};

}  // namespace reports
