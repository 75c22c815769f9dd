// The lists of records as CSV files: a register with its filters, and what a search found.
#include "access/permission.h"
#include "base/text.h"
#include "web/csv_answer.h"
#include "web/listing.h"
#include "web/shown.h"
#include "web/words.h"

namespace web {
namespace {

using Cells = std::vector<std::string>;

std::vector<const registers::Field*> open_fields(const registers::Register& kind) {
  std::vector<const registers::Field*> fields;
  for (const registers::Field& field : kind.fields)
    if (is_open_field(field)) fields.push_back(&field);
  return fields;
}

Cells headings_of(const std::vector<const registers::Field*>& fields) {
  Cells cells{say("list.reference"), say("list.state"), say("list.recorded"),
              say("list.last_entry")};
  for (const registers::Field* field : fields) cells.push_back(field->short_label);
  return cells;
}

Cells cells_of(Visit& visit, const records::Row& row,
               const std::vector<const registers::Field*>& fields) {
  Cells cells{row.reference, list_cell(visit, row, "state"),
              base::iso(base::london_date(row.recorded_at)), std::to_string(row.since_entry)};
  for (const registers::Field* field : fields)
    cells.push_back(
        csv_text(visit, *row.kind, *field, registers::value_of(row.values, field->name)));
  return cells;
}

// "advice-2026-11-27", or "advice-as-at-entry-4211".
std::string file_name(const Visit& visit, const registers::Register& kind, const AskedList& asked) {
  if (asked.day) return kind.name + "-as-at-" + base::iso(*asked.day);
  if (asked.question.as_at)
    return kind.name + "-as-at-entry-" + std::to_string(*asked.question.as_at);
  return kind.name + "-" + base::iso(visit.today());
}

}  // namespace

// With every field that may be shown, and as at one entry, however long it takes.
http::Response list_csv(Visit& visit, const registers::Register& kind) {
  if (authority::is_privileged(visit.packs(), kind)) return not_found_page(visit);
  AskedList asked = asked_list(visit, kind);
  if (!asked.mistake.empty()) return http::Response::text(asked.mistake + "\n", 422);
  const std::string name = file_name(visit, kind, asked);
  const CsvPlace place = csv_place(visit);
  asked.question.cursor = place.after;
  asked.question.most = csv_rows_at_once;
  asked.question.counts = records::CountRows::not_at_all;
  if (!asked.question.as_at && place.as_at + 1 < visit.reader->entries())
    asked.question.as_at = place.as_at;
  const auto found = visit.reader->list(asked.question, visit.who());
  if (!found) return fault_page(visit, found.error());
  const std::vector<const registers::Field*> fields = open_fields(kind);
  CsvPiece piece{headings_of(fields), {}, found->next,
                 list_href(kind) + ".csv" + asked.query_with("after", "")};
  for (const records::Row& row : found->rows) piece.rows.push_back(cells_of(visit, row, fields));
  return csv_answer(place, piece, name);
}

http::Response search_csv(Visit& visit) {
  const std::string_view words = visit.request.query_value("words");
  const CsvPlace place = csv_place(visit);
  const auto found = visit.reader->search({base::search_words(words, most_search_words),
                                           place.after, csv_rows_at_once,
                                           records::CountRows::not_at_all},
                                          visit.who());
  if (!found) return fault_page(visit, found.error());
  CsvPiece piece{{say("list.reference"), say("csv.kind"), say("csv.title"),
                  say("list.state"), say("list.recorded"), say("list.last_entry")},
                 {},
                 found->next,
                 "/search.csv?words=" + base::url_encoded(words)};
  for (const records::Row& row : found->rows)
    piece.rows.push_back({row.reference, capitalised(row.kind->one), record_title(visit, row),
                          list_cell(visit, row, "state"),
                          base::iso(base::london_date(row.recorded_at)),
                          std::to_string(row.since_entry)});
  return csv_answer(place, piece, "search-" + base::iso(visit.today()));
}

}  // namespace web
