#pragma once
// A record laid out as its pack says: band, two voices, tables of parts, facts. The same parts draw
// the record as it stands and, on the check page, as it will stand. Used by record_page.cpp and
// check_page.cpp.
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "records/disposal_view.h"
#include "web/visit.h"

namespace web {

struct View {
  records::Row row;
  std::vector<records::HistoryLine> history;
  std::map<std::string, std::vector<records::Row>, std::less<>> parts;  // by register
  const registers::Step* about_to = nullptr;  // about to be recorded; null: the record as it stands
  std::string capacity;                       // in which that will be
  std::vector<records::ErasedWords> erased;   // what entries of `history` said and say no more
};

// Reads what a record's page needs beside the row. Errors: as records::Reader.
[[nodiscard]] base::Result<View> view_of(Visit& visit, records::Row row);

[[nodiscard]] html::Html band_of(Visit& visit, const View& view);
// A link or button after a field, by its name; empty Html for none.
using AfterField = std::function<html::Html(std::string_view field)>;
// Empty when the pack declares no voices.
[[nodiscard]] html::Html voices_of(Visit& visit, const View& view, const AfterField& after);
[[nodiscard]] html::Html tables_of(Visit& visit, const View& view);
[[nodiscard]] html::Html facts_of(Visit& visit, const View& view);
// Fields that the voices show already.
[[nodiscard]] bool is_in_voices(const registers::Register& kind, std::string_view field);
// The table of one register's parts.
[[nodiscard]] html::Html parts_table(Visit& visit, const registers::Register& child,
                                     const std::vector<records::Row>& rows);
// When the last act that counts as this step was taken; null when it was not.
[[nodiscard]] const records::HistoryLine* last_taken(const View& view, std::string_view step);
// Who may read such a record, in words: capacities, and those who stand in a relation to it.
[[nodiscard]] std::vector<std::string> readers_of(Visit& visit, const records::Row& row);
// "the Director of Social Work", for a name in [may]: a capacity or a relation of the record.
// Empty when nobody stands in the relation.
[[nodiscard]] std::string standing_words(Visit& visit, const records::Row& row,
                                         std::string_view who);

}  // namespace web
