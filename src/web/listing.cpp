#include "web/listing.h"

#include <algorithm>

#include "access/permission.h"
#include "base/text.h"
#include "registers/typed.h"
#include "web/as_at.h"
#include "web/shown.h"
#include "web/words.h"

namespace web {
namespace {

bool is_column(const registers::Register& kind, std::string_view name) {
  return std::any_of(kind.columns.begin(), kind.columns.end(),
                     [&](const registers::ListColumn& column) { return column.field == name; });
}

void keep(AskedList& asked, std::string_view name, std::string_view value) {
  asked.kept.emplace_back(std::string(name), std::string(value));
}

// A day that has not ended is now. Of a day, no number of the log is told: it would say how much
// was recorded by then (principle 8).
void ask_day(const Visit& visit, AskedList& asked, const base::Date& day) {
  if (day > visit.today()) asked.mistake = say("list.then_future");
  if (day >= visit.today()) return;
  asked.question.as_at = last_entry_of(visit, day);
  asked.day = day;
  keep(asked, "as_at", base::iso(day));
}

// As at an entry, or at the end of a day; what is neither is said, never passed over.
void ask_moment(const Visit& visit, AskedList& asked) {
  asked.typed_day = typed_day(visit);
  if (!asked.typed_day.empty()) {
    registers::Field field;
    field.kind = registers::Kind::date;
    const registers::Read read = registers::read_typed(field, asked.typed_day);
    asked.mistake = read.sentence;
    if (read.value && read.value->date()) ask_day(visit, asked, *read.value->date());
    return;
  }
  const std::string_view text = visit.request.query_value("as_at");
  if (text.empty()) return;
  if (const auto day = base::date_from_iso(text)) return ask_day(visit, asked, *day);
  const auto entry = base::whole_number(text);
  if (!entry || *entry < 0) {
    asked.mistake = say("list.then_unknown");
    return;
  }
  // A number that the log has not reached is not refused: that would say how far it has come.
  asked.question.as_at = *entry;
  keep(asked, "as_at", std::to_string(*entry));
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
  ask_moment(visit, asked);
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
