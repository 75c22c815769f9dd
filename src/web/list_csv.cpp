#include "base/text.h"
#include "exchange/csv.h"
#include "web/listing.h"
#include "web/shown.h"
#include "web/words.h"

namespace web {
namespace {

constexpr std::size_t rows_at_once = 500;
constexpr std::size_t most_rows = 50'000;

std::vector<const registers::Field*> open_fields(const registers::Register& kind) {
  std::vector<const registers::Field*> fields;
  for (const registers::Field& field : kind.fields)
    if (is_open_field(field)) fields.push_back(&field);
  return fields;
}

std::string heading_line(const std::vector<const registers::Field*>& fields) {
  std::vector<std::string> cells{say("list.reference"), say("list.state"), say("list.recorded"),
                                 say("list.last_entry")};
  for (const registers::Field* field : fields) cells.push_back(field->short_label);
  return exchange::csv_line(cells);
}

std::string row_line(Visit& visit, const records::Row& row,
                     const std::vector<const registers::Field*>& fields) {
  std::vector<std::string> cells{row.reference, list_cell(visit, row, "state"),
                                 base::iso(base::london_date(row.recorded_at)),
                                 std::to_string(row.since_entry)};
  for (const registers::Field* field : fields) {
    const registers::Value& value = registers::value_of(row.values, field->name);
    cells.push_back(field->kind == registers::Kind::date
                        ? value.text()
                        : shown_text(visit, *row.kind, *field, value));
  }
  return exchange::csv_line(cells);
}

}  // namespace

// All rows that the list shows over its pages, with every field that may be shown. The mark at the
// start tells spreadsheets that it is UTF-8.
http::Response list_csv(Visit& visit, const registers::Register& kind) {
  AskedList asked = asked_list(visit, kind);
  asked.question.cursor.clear();
  asked.question.most = rows_at_once;
  const std::vector<const registers::Field*> fields = open_fields(kind);
  std::string csv = "\xEF\xBB\xBF" + heading_line(fields);
  std::size_t rows = 0;
  do {
    const auto found = visit.reader->list(asked.question, visit.who());
    if (!found) return fault_page(visit, found.error());
    for (const records::Row& row : found->rows) csv += row_line(visit, row, fields);
    rows += found->rows.size();
    asked.question.cursor = found->next;
  } while (!asked.question.cursor.empty() && rows < most_rows);
  return http::Response::download(std::move(csv), kind.name + ".csv", "text/csv; charset=utf-8");
}

}  // namespace web
