#include <algorithm>

#include "access/permission.h"
#include "base/text.h"
#include "web/erased_note.h"
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

// "Thursday 5 November 2026, 3:20pm, entry 4,102", or "entries 4,102 to 4,104" for an act of
// several.
std::string when_of(const HistoryLine& first, const HistoryLine& last) {
  const std::string entries =
      first.entry == last.entry
          ? entry_words(first.entry)
          : say("history.entries", {base::grouped(first.entry), base::grouped(last.entry)});
  return say("history.when", {base::long_time(first.recorded_at), entries});
}

const registers::Step* step_of(const HistoryLine& line) {
  return line.kind == nullptr ? nullptr : line.kind->step(line.step);
}

std::string what_of(const Visit& visit, const HistoryLine& line) {
  const registers::Step* step = step_of(line);
  const std::string done = step == nullptr ? line.step : step->done;
  if (line.capacity == "clock") return done;
  // "Answered by the decision-maker" says who already; the capacity is added all the same.
  const bool says_who = done.find(" by ") != std::string::npos;
  const bool to_confirm =
      line.grant_entry < 0 && !line.person.empty() && visit.packs().capacity(line.capacity);
  const std::string title = capacity_title(visit.packs(), line.capacity);
  return say(says_who ? "history.as" : "history.by",
             {done, to_confirm ? say("history.to_confirm", {title}) : title});
}

// A value as it stood, whole when it is short.
Html stood(Visit& visit, const HistoryLine& line, const Field& field,
           const registers::Value& value) {
  Html out;
  out << Text{shown_text(visit, *line.kind, field, value)};
  return out;
}

Html set_line(Visit& visit, const View& view, const HistoryLine& line,
              const HistoryLine::Set& set) {
  Html out;
  const Field* field = line.kind == nullptr ? nullptr : line.kind->field(set.field);
  if (field == nullptr) return out;
  out << "<p><b>" << Text{field->short_label} << "</b><br>";
  if (!is_open_field(*field)) {
    out << Text{say("history.secret")} << "</p>\n";
    return out;
  }
  if (set.erased) {
    out << "</p>\n" << erased_note(visit, view, line.entry, set.field);
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

Html details_of(Visit& visit, const View& view, const HistoryLine& line) {
  if (line.erased) {
    Html out;
    out << "<p>" << Text{say("history.erased")} << "</p>\n";
    return out;
  }
  Html sets;
  bool changes = false;
  for (const HistoryLine::Set& set : line.sets) {
    sets << set_line(visit, view, line, set);
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

// What one entry did, with its proof and what it set.
Html told(Visit& visit, const View& view, const HistoryLine& line) {
  Html out;
  const std::string part = part_name(visit, view, line);
  out << Text{what_of(visit, line)};
  if (!part.empty()) out << ": " << Text{base::shortened(part, 100)};
  out << "." << late_words(line) << proof_link(line) << details_of(visit, view, line);
  return out;
}

// Whether a line belongs to the act of the line before it: recorded at once, by the same person.
bool is_same_act(const View& view, const HistoryLine& line, const HistoryLine& before) {
  return line.reference != view.row.reference && line.entry == before.entry + 1 &&
         line.recorded_at == before.recorded_at && line.person == before.person;
}

// The way to the record as it stood after an act; the last one is what the page shows.
Html then_link(const View& view, std::int64_t entry) {
  Html out;
  if (view.history.back().entry == entry) return out;
  out << " <a class=\"nowrap then-link\" href=\""
      << html::Url{record_href(view.row.reference) + "?as_at=" + std::to_string(entry)} << "\">"
      << Text{say("history.then")} << "<span class=\"visually-hidden\"> "
      << Text{say("history.then_of", {entry_words(entry)})} << "</span></a>";
  return out;
}

}  // namespace

// One item for each act: its record first, then the parts that came with it.
Html history_of(Visit& visit, const View& view) {
  std::vector<html::HistoryItem> items;
  const std::vector<HistoryLine>& lines = view.history;
  for (std::size_t i = 0; i < lines.size();) {
    std::size_t end = i + 1;
    while (end < lines.size() && is_same_act(view, lines[end], lines[end - 1])) ++end;
    html::HistoryItem item{when_of(lines[i], lines[end - 1]), told(visit, view, lines[i])};
    std::vector<Html> parts;
    for (std::size_t part = i + 1; part < end; ++part)
      parts.push_back(told(visit, view, lines[part]));
    if (!parts.empty()) item.what << html::bullets(parts);
    item.what << then_link(view, lines[end - 1].entry);
    items.push_back(std::move(item));
    i = end;
  }
  Html out;
  out << html::heading2(say("history.title"), "history") << html::history(items);
  // The file tells the history whole, so a record as it stood does not offer it.
  if (!visit.as_at && !authority::is_privileged(visit.packs(), *view.row.kind))
    out << "<p class=\"pages\">"
        << html::link_to(say("list.csv"), record_href(view.row.reference) + "/history.csv")
        << "</p>\n";
  return out;
}

}  // namespace web
