// What happened to a record and its parts, as a CSV file: one line for each field that an entry
// set.
#include "access/permission.h"
#include "base/text.h"
#include "web/csv_answer.h"
#include "web/looks_pages.h"
#include "web/record_pages.h"
#include "web/shown.h"
#include "web/words.h"

namespace web {
namespace {

using records::HistoryLine;
using Cells = std::vector<std::string>;

Cells entry_cells(const Visit& visit, const HistoryLine& line) {
  const registers::Step* step = line.kind->step(line.step);
  return {std::to_string(line.entry),
          line.reference,
          step == nullptr ? line.step : step->done,
          capacity_title(visit.packs(), line.capacity),
          csv_time(line.recorded_at),
          csv_time(line.effective_at)};
}

// Posts, not people (principle 17); a secret field is named and its values are not.
void add_lines(Visit& visit, const HistoryLine& line, std::vector<Cells>& rows) {
  const Cells entry = entry_cells(visit, line);
  const std::size_t before = rows.size();
  for (const HistoryLine::Set& set : line.sets) {
    const registers::Field* field = line.kind->field(set.field);
    if (field == nullptr) continue;
    Cells cells = entry;
    cells.push_back(field->short_label);
    cells.push_back(csv_text(visit, *line.kind, *field, set.before));
    cells.push_back(set.erased ? say("history.erased")
                               : csv_text(visit, *line.kind, *field, set.after));
    rows.push_back(std::move(cells));
  }
  if (rows.size() > before) return;
  rows.push_back(entry);
  rows.back().insert(rows.back().end(), {"", "", line.erased ? say("history.erased") : ""});
}

}  // namespace

http::Response record_history_csv(Visit& visit) {
  const auto lines = visit.reader->history(visit.captured[0], visit.who());
  if (!lines) return fault_page(visit, lines.error());
  std::vector<Cells> rows;
  for (const HistoryLine& line : *lines) {
    if (line.kind == nullptr || authority::is_privileged(visit.packs(), *line.kind)) continue;
    add_lines(visit, line, rows);
  }
  if (rows.empty()) return not_found_page(visit);
  note_opened(visit, visit.captured[0]);
  return csv_file({say("csv.entry"), say("list.reference"), say("csv.what"),
                   say("csv.by"), say("csv.recorded"),
                   say("csv.happened"), say("csv.field"),
                   say("csv.before"), say("csv.after")},
                  rows, visit.captured[0] + "-history");
}

}  // namespace web
