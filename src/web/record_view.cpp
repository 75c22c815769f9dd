#include "web/record_view.h"

#include <algorithm>
#include <set>

#include "base/text.h"
#include "web/erased_note.h"
#include "web/shown.h"
#include "web/words.h"

namespace web {
namespace {

using html::Html;
using html::Text;
using registers::Field;
using registers::Register;
using registers::Value;

const Value& value_in(const View& view, std::string_view field) {
  return registers::value_of(view.row.values, field);
}

bool is_about_to(const View& view, std::string_view step) {
  return view.about_to != nullptr && view.row.kind->counts_as(view.about_to->name, step);
}

// The last act that set this field of the record itself; null when none did.
const records::HistoryLine* last_set(const View& view, std::string_view field) {
  const records::HistoryLine* found = nullptr;
  for (const records::HistoryLine& line : view.history) {
    if (line.reference != view.row.reference) continue;
    for (const auto& set : line.sets)
      if (set.field == field) found = &line;
  }
  return found;
}

// Principle 28: what was added after the response says so.
Html mark_of(const View& view, std::string_view field) {
  const registers::Page& page = view.row.kind->page;
  if (page.mark.empty()) return {};
  const records::HistoryLine* step = last_taken(view, page.marked_after);
  const records::HistoryLine* set = last_set(view, field);
  if (step == nullptr || set == nullptr || set->entry <= step->entry) return {};
  Html out;
  out << "<p class=\"small quiet\">" << Text{page.mark} << ", "
      << Text{base::long_date(base::london_date(set->effective_at))} << "</p>\n";
  return out;
}

// "step:decide.time", "step:give.capacity", "step:give.person"
struct StepFact {
  std::string step, what;
};
StepFact step_fact(std::string_view text) {
  text.remove_prefix(std::string_view("step:").size());
  const std::size_t point = text.find('.');
  if (point == std::string_view::npos) return {std::string(text), "time"};
  return {std::string(text.substr(0, point)), std::string(text.substr(point + 1))};
}

std::string words_of_step(Visit& visit, const View& view, std::string_view text) {
  const StepFact fact = step_fact(text);
  if (is_about_to(view, fact.step)) {
    if (fact.what == "time") return say("record.the_moment");
    return capacity_title(visit.packs(), view.capacity);
  }
  const records::HistoryLine* line = last_taken(view, fact.step);
  if (line == nullptr) return say("record.not_yet");
  if (fact.what == "time") return base::long_time(line->effective_at);
  if (fact.what == "person") return visit.reader->person_name(line->person);
  return capacity_title(visit.packs(), line->capacity);
}

std::string asked_of_note(Visit& visit, const View& view) {
  for (const registers::Relation& relation : view.row.kind->relations) {
    const Value& asked = value_in(view, relation.field);
    if (asked.kind() == registers::Kind::party && !asked.empty())
      return say("record.asked_of", {shown_party(visit, asked.party())});
  }
  return "";
}

std::string note_of(Visit& visit, const View& view, const registers::BandItem& item) {
  std::string note;
  const Field* main = view.row.kind->field(item.what);
  if (main != nullptr && main->kind == registers::Kind::party)
    note = shown_minute(value_in(view, item.what).party());
  const Field* field = view.row.kind->field(item.note);
  std::string more = item.note;
  if (field != nullptr) {
    const Value& value = value_in(view, item.note);
    more = field->kind != registers::Kind::yes_no
               ? shown_text(visit, *view.row.kind, *field, value)
               : std::string(value.is_yes() ? field->label : "");
  }
  if (!note.empty() && !more.empty()) note += ". ";
  note += more;
  // Nobody has decided yet: then who is to is what matters.
  const bool open = main != nullptr && main->kind == registers::Kind::party &&
                    value_in(view, item.what).empty();
  return open && note.empty() ? asked_of_note(visit, view) : note;
}

html::BandFact band_fact(Visit& visit, const View& view, const registers::BandItem& item) {
  html::BandFact fact{item.label, {}, note_of(visit, view, item)};
  if (item.what == "state") {
    fact.label = view.about_to == nullptr ? item.label : say("record.state_to_be");
    fact.value << state_of(view.row);
    return fact;
  }
  if (item.what.starts_with("step:")) {
    fact.value << Text{words_of_step(visit, view, item.what)};
    return fact;
  }
  const Field* field = view.row.kind->field(item.what);
  std::string words;
  if (field != nullptr) {
    const Value& value = value_in(view, item.what);
    words = field->kind == registers::Kind::party
                ? shown_party(visit, value.party())
                : shown_text(visit, *view.row.kind, *field, value);
  }
  fact.value << Text{words.empty() ? say("record.not_yet") : words};
  return fact;
}

// Without a band in the pack: its state, and who wrote it down when.
std::vector<registers::BandItem> plain_band() { return {{say("list.state"), "state", ""}}; }

bool has_table(const View& view, const std::string& child) {
  const auto found = view.parts.find(child);
  return found != view.parts.end() && !found->second.empty();
}

// Asked for those records alone of which an entry has lost something: few ever do.
base::Result<void> find_erased(Visit& visit, View& view) {
  std::set<std::string> references;
  for (const records::HistoryLine& line : view.history)
    for (const records::HistoryLine::Set& set : line.sets)
      if (set.erased) references.insert(line.reference);
  for (const std::string& reference : references)
    for (records::ErasedWords& one :
         TRY(records::erased_words(*visit.reader, reference, visit.who())))
      view.erased.push_back(std::move(one));
  return {};
}

}  // namespace

base::Result<View> view_of(Visit& visit, records::Row row) {
  View view;
  view.row = std::move(row);
  view.history = TRY(visit.reader->history(view.row.reference, visit.who()));
  if (visit.as_at)
    std::erase_if(view.history, [&](const auto& line) { return line.entry > *visit.as_at; });
  view.parts = TRY(visit.reader->parts(view.row.reference, visit.who(), visit.as_at));
  TRY(find_erased(visit, view));
  return view;
}

const records::HistoryLine* last_taken(const View& view, std::string_view step) {
  const records::HistoryLine* found = nullptr;
  for (const records::HistoryLine& line : view.history)
    if (line.reference == view.row.reference && view.row.kind->counts_as(line.step, step))
      found = &line;
  return found;
}

Html band_of(Visit& visit, const View& view) {
  std::vector<registers::BandItem> items = view.row.kind->page.band;
  if (items.empty()) items = plain_band();
  std::vector<html::BandFact> facts;
  for (const registers::BandItem& item : items) facts.push_back(band_fact(visit, view, item));
  if (view.row.kind->page.band.empty() && view.about_to == nullptr) {
    Html who;
    who << Text{capacity_title(visit.packs(), view.row.writer_capacity)};
    facts.push_back({say("record.written_by"), who, ""});
    Html since;
    since << Text{base::long_time(view.row.recorded_at)};
    facts.push_back({say("record.last_recorded"), since, ""});
  }
  return html::band(facts);
}

bool is_in_voices(const Register& kind, std::string_view field) {
  for (const registers::Voice& voice : kind.page.voices)
    if (std::find(voice.fields.begin(), voice.fields.end(), field) != voice.fields.end())
      return true;
  return false;
}

namespace {

// Columns in which some part has something; the first always.
std::vector<registers::ListColumn> telling_columns(const Register& child,
                                                   const std::vector<records::Row>& rows) {
  std::vector<registers::ListColumn> columns;
  for (const registers::ListColumn& column : child.columns) {
    const Field* field = child.field(column.field);
    bool tells = columns.empty() || field == nullptr;
    for (const records::Row& row : rows)
      tells = tells || !registers::value_of(row.values, column.field).empty();
    if (tells) columns.push_back(column);
  }
  return columns;
}

Html part_cell(Visit& visit, const records::Row& row, const registers::ListColumn& column) {
  const Field* field = row.kind->field(column.field);
  // In a cell prose is one run of text: a paragraph may not stand inside it.
  if (field != nullptr && field->kind == registers::Kind::prose)
    return Html() << Text{shown_text(visit, *row.kind, *field,
                                     registers::value_of(row.values, field->name))};
  if (field != nullptr)
    return shown_value(visit, *row.kind, *field, registers::value_of(row.values, field->name),
                       row.reference);
  if (column.field == "state") return state_of(row);
  if (row.reference.empty()) return Html() << Text{say("record.not_yet")};
  return html::link_to(base::long_date(base::london_date(row.recorded_at)),
                       record_href(row.reference));
}

// The voices tell a part and its answer already: a table that adds nothing is left out.
bool adds_nothing(const View& view, const Register& child,
                  const std::vector<records::Row>& rows) {
  const auto& voices = view.row.kind->page.voices;
  if (voices.size() != 2) return false;
  for (const registers::Voice& voice : voices)
    if (std::find(voice.children.begin(), voice.children.end(), child.name) ==
        voice.children.end())
      return false;
  std::vector<std::string> told;
  for (const registers::Step& step : view.row.kind->steps) {
    const registers::Step* answer = child.step(step.children_step);
    if (step.children_of == child.name && answer != nullptr) told = answer->fields();
  }
  const std::vector<registers::ListColumn> columns = telling_columns(child, rows);
  for (std::size_t i = 1; i < columns.size(); ++i)
    if (std::find(told.begin(), told.end(), columns[i].field) == told.end()) return false;
  return true;
}

}  // namespace

Html parts_table(Visit& visit, const Register& child, const std::vector<records::Row>& rows) {
  html::Table table;
  table.caption = child.title;
  table.shows = html::Table::Caption::heard;
  const std::vector<registers::ListColumn> columns = telling_columns(child, rows);
  for (const registers::ListColumn& column : columns) {
    const Field* field = child.field(column.field);
    const bool figure = field != nullptr && (field->kind == registers::Kind::money ||
                                             field->kind == registers::Kind::count);
    table.columns.push_back({column.heading,
                             figure ? html::Column::Align::right : html::Column::Align::left, ""});
  }
  for (const records::Row& row : rows) {
    std::vector<Html> cells;
    for (const registers::ListColumn& column : columns)
      cells.push_back(part_cell(visit, row, column));
    table.rows.push_back(cells);
  }
  return html::table(table);
}

Html tables_of(Visit& visit, const View& view) {
  Html out;
  for (const std::string& name : view.row.kind->page.tables) {
    const Register* child = visit.packs().find(name);
    if (child == nullptr || !has_table(view, name)) continue;
    if (adds_nothing(view, *child, view.parts.find(name)->second)) continue;
    out << html::heading2(child->title)
        << parts_table(visit, *child, view.parts.find(name)->second);
  }
  return out;
}

Html facts_of(Visit& visit, const View& view) {
  const Register& kind = *view.row.kind;
  std::vector<html::FactRow> rows;
  for (const std::string& name : kind.page.facts) {
    const Field* field = kind.field(name);
    if (field == nullptr || !is_open_field(*field)) continue;
    // A rule that found nothing to say is no fact of the record.
    if (field->computed && value_in(view, name).text() == "no") continue;
    Html value = shown_value(visit, kind, *field, value_in(view, name), view.row.reference);
    if (value.empty()) value = erased_note(visit, view, name);
    if (value.empty()) continue;
    value << mark_of(view, name);
    rows.push_back({field->short_label, value});
  }
  if (rows.empty()) return {};
  Html out;
  out << html::heading2(say("record.facts")) << html::fact_list(rows);
  return out;
}

}  // namespace web
