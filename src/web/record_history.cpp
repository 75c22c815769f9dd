#include <algorithm>

#include "base/text.h"
#include "web/record_pages.h"
#include "web/shown.h"
#include "web/words.h"

namespace web {
namespace {

using html::Html;
using html::Text;
using records::HistoryLine;
using registers::Field;

constexpr std::int64_t soon = 120'000'000;  // two minutes: written down as it happened

// "Thursday 5 November 2026, 3:20pm, entry 4,102"
std::string when_of(const HistoryLine& line) {
  return say("history.when",
             {base::long_time(line.recorded_at), entry_words(line.entry)});
}

const registers::Step* step_of(const HistoryLine& line) {
  return line.kind == nullptr ? nullptr : line.kind->step(line.step);
}

std::string what_of(const Visit& visit, const HistoryLine& line) {
  const registers::Step* step = step_of(line);
  const std::string done = step == nullptr ? line.step : step->done;
  if (line.capacity == "clock") return done;
  return say("history.by", {done, capacity_title(visit.packs(), line.capacity)});
}

// A value as it stood, whole when it is short.
Html stood(Visit& visit, const HistoryLine& line, const Field& field,
           const registers::Value& value) {
  Html out;
  out << Text{shown_text(visit, *line.kind, field, value)};
  return out;
}

Html set_line(Visit& visit, const HistoryLine& line, const HistoryLine::Set& set) {
  Html out;
  const Field* field = line.kind == nullptr ? nullptr : line.kind->field(set.field);
  if (field == nullptr) return out;
  out << "<p><b>" << Text{field->short_label} << "</b><br>";
  if (!is_open_field(*field)) {
    out << Text{say("history.secret")} << "</p>\n";
    return out;
  }
  if (!set.before.empty())
    out << "<del>" << stood(visit, line, *field, set.before) << "</del> ";
  if (set.after.empty()) {
    out << Text{say("history.emptied")};
  } else if (set.before.empty()) {
    out << stood(visit, line, *field, set.after);
  } else {
    out << "<ins>" << stood(visit, line, *field, set.after) << "</ins>";
  }
  if (set.before_entry >= 0)
    out << "<br><span class=\"quiet\">"
        << Text{say("history.before", {entry_words(set.before_entry)})} << "</span>";
  out << "</p>\n";
  return out;
}

Html details_of(Visit& visit, const HistoryLine& line) {
  if (line.erased) {
    Html out;
    out << "<p>" << Text{say("history.erased")} << "</p>\n";
    return out;
  }
  Html sets;
  bool changes = false;
  for (const HistoryLine::Set& set : line.sets) {
    sets << set_line(visit, line, set);
    changes = changes || !set.before.empty();
  }
  Html out;
  if (sets.empty()) return out;
  out << "<details><summary>" << Text{say(changes ? "history.changed" : "history.recorded")}
      << "</summary>" << sets << "</details>\n";
  return out;
}

// Both times stand where they differ (principle 3).
Html late_words(const HistoryLine& line) {
  Html out;
  if (line.recorded_at.micros - line.effective_at.micros < soon) return out;
  out << " " << Text{say("history.late", {base::long_time(line.effective_at)})};
  return out;
}

Html proof_link(const HistoryLine& line) {
  Html out;
  out << " <a class=\"nowrap\" href=\"" << html::Url{"/proof/" + std::to_string(line.entry)}
      << "\">" << Text{say("history.proof")} << "<span class=\"visually-hidden\"> "
      << Text{say("history.proof_of", {entry_words(line.entry)})} << "</span></a>";
  return out;
}

// What a part of the record is called, in the line that says what happened to it.
std::string part_name(Visit& visit, const View& view, const HistoryLine& line) {
  if (line.reference == view.row.reference || line.kind == nullptr) return "";
  const auto rows = view.parts.find(line.kind->name);
  if (rows != view.parts.end() && !line.kind->columns.empty()) {
    const Field* field = line.kind->field(line.kind->columns.front().field);
    for (const records::Row& row : rows->second)
      if (row.reference == line.reference && field != nullptr)
        return shown_text(visit, *line.kind, *field,
                          registers::value_of(row.values, field->name));
  }
  return line.reference;
}

}  // namespace

Html history_of(Visit& visit, const View& view) {
  std::vector<html::HistoryItem> items;
  for (const HistoryLine& line : view.history) {
    html::HistoryItem item;
    item.when = when_of(line);
    const std::string part = part_name(visit, view, line);
    item.what << Text{what_of(visit, line)};
    if (!part.empty()) item.what << ": " << Text{base::shortened(part, 100)};
    item.what << "." << late_words(line) << proof_link(line) << details_of(visit, line);
    items.push_back(std::move(item));
  }
  Html out;
  out << html::heading2(say("history.title"), "history") << html::history(items);
  return out;
}

}  // namespace web
