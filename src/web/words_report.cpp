// Words of the pages of the annual report, in the order of their keys.
#include <array>

#include "web/words.h"

namespace web {
namespace {

constexpr auto words_in_report = std::to_array<Word>({
    {"figure.back", "Back to the report"},
    {"figure.caption", "{0}, {1}"},
    {"figure.closed_many",
     "{0} of them are closed to the capacity in which you act, so they are counted and not "
     "listed."},
    {"figure.closed_none", "You may read all of them."},
    {"figure.closed_one",
     "1 of them is closed to the capacity in which you act, so it is counted and not listed."},
    {"figure.counted", "Counted as the record stood after entry {0}."},
    {"figure.none_listed", "There is none that you may read."},
    {"figure.people",
     "This counts matters about people. Fewer than five, or none, are not shown as a number, and "
     "it is fixed month by month. Those records open only to who works on them."},
    {"figure.people_listed", "Those that you work on:"},
    {"figure.record", "Record"},
    {"figure.recorded", "Last recorded"},
    {"figure.reference", "Reference"},
    {"figure.some", "You may read {0} of them, newest first, fifty to a page."},
    {"figure.state", "State as counted"},
    {"figure.table", "Records that you may read"},
    {"figure.title_part", "{0}: {1}"},
    {"figure.unpublished",
     "It is fixed month by month, so there is none before the second month of the record."},
    {"figure.whole", "{0} counted"},
    {"report.again", "Print it again as it stands here"},
    {"report.caption", "{0}, financial year {1}"},
    {"report.closed", "In the capacity in which you act you do not see what is recorded here."},
    {"report.closed_possible", "Choose another capacity, if you hold one."},
    {"report.closed_title", "This is closed to your capacity"},
    {"report.counted", "Counted at"},
    {"report.csv", "Figures (CSV)"},
    {"report.file", "The report as one file (HTML)"},
    {"report.index_lead",
     "What the record can say of a year: counted from its entries, as at a checkpoint that proves "
     "it. The judgement in a report is the Chief Social Work Officer’s own."},
    {"report.now", "See it as the record stands now"},
    {"report.print", "To print it, or keep it as PDF, use your browser’s print"},
    {"report.proof", "How a record is proved"},
    {"report.root", "Root of the log:"},
    {"report.says_not",
     "It counts what was recorded, not whether it was true. Legal advice is in no report."},
    {"report.sections", "In this report"},
    {"report.sources", "What it rests on"},
    {"report.take", "Take it with you"},
    {"report.title", "Annual report"},
    {"report.window", "{0}, {1}"},
    {"report.year_entry", "from {0} to {1}"},
    {"report.year_now", "from {0}, so far"},
    {"report.years", "Years"},
});

}  // namespace

std::span<const Word> report_words() {
  return words_in_report;
}

}  // namespace web
