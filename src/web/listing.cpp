#include "web/listing.h"

#include <algorithm>

#include "access/permission.h"
#include "base/text.h"
#include "web/shown.h"

namespace web {
namespace {

bool is_column(const registers::Register& kind, std::string_view name) {
  return std::any_of(kind.columns.begin(), kind.columns.end(),
                     [&](const registers::ListColumn& column) { return column.field == name; });
}

void keep(AskedList& asked, std::string_view name, std::string_view value) {
  asked.kept.emplace_back(std::string(name), std::string(value));
}

}  // namespace

bool may_list(const Visit& visit, const registers::Register& kind) {
  if (!visit.caller || kind.internal || !kind.parent.empty()) return false;
  const std::string& capacity = visit.caller->held.capacity;
  const authority::Reading reading = authority::reading_of(visit.packs(), kind, capacity);
  return reading.open || reading.restricted ||
         !authority::reading_relations(visit.packs(), kind, capacity).empty();
}

std::vector<const registers::Register*> listed_registers(const Visit& visit) {
  std::vector<const registers::Register*> listed;
  for (const registers::Register& kind : visit.packs().registers)
    if (!kind.area.empty() && may_list(visit, kind)) listed.push_back(&kind);
  return listed;
}

std::string list_href(const registers::Register& kind) { return "/r/" + kind.name; }

std::string AskedList::query_with(std::string_view name, std::string_view value) const {
  std::string query;
  const auto add = [&](std::string_view key, std::string_view text) {
    if (text.empty()) return;
    query += query.empty() ? "?" : "&";
    query += base::url_encoded(key) + "=" + base::url_encoded(text);
  };
  for (const auto& [key, text] : kept)
    if (key != name) add(key, text);
  add(name, value);
  return query;
}

AskedList asked_list(const Visit& visit, const registers::Register& kind) {
  AskedList asked;
  asked.question.register_name = kind.name;
  for (const std::string& filter : kind.filters) {
    const std::string_view value = visit.request.query_value(filter);
    if (value.empty()) continue;
    asked.question.filters[filter] = value;
    keep(asked, filter, value);
  }
  const std::string_view words = visit.request.query_value("words");
  if (!words.empty()) {
    asked.question.words = base::search_words(words, most_search_words);
    keep(asked, "words", words);
  }
  const std::string_view sort = visit.request.query_value("sort");
  if (is_column(kind, sort)) {
    asked.question.sort = sort;
    keep(asked, "sort", sort);
    asked.question.descending = visit.request.query_value("order") == "down";
    if (asked.question.descending) keep(asked, "order", "down");
  }
  const std::optional<std::int64_t> as_at =
      base::whole_number(visit.request.query_value("as_at"));
  if (as_at && *as_at >= 0 && *as_at < visit.reader->entries()) {
    asked.question.as_at = *as_at;
    keep(asked, "as_at", std::to_string(*as_at));
  }
  asked.question.cursor = visit.request.query_value("after");
  return asked;
}

std::string list_cell(Visit& visit, const records::Row& row, std::string_view column) {
  if (column == "reference") return row.reference;
  if (column == "state") return registers::shown_state(*row.kind, row.state, row.values).title;
  if (column == "recorded") return base::long_date(base::london_date(row.recorded_at));
  const registers::Field* field = row.kind->field(column);
  if (field == nullptr) return "";
  return shown_text(visit, *row.kind, *field, registers::value_of(row.values, column));
}

}  // namespace web
