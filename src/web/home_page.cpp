#include "web/home_page.h"

#include <algorithm>

#include "access/grants.h"
#include "access/permission.h"
#include "base/text.h"
#include "web/csv_answer.h"
#include "web/drafts.h"
#include "web/filters.h"
#include "web/first_steps.h"
#include "web/held_page.h"
#include "web/listing.h"
#include "web/outbox_page.h"
#include "web/shown.h"
#include "web/soundness_line.h"
#include "web/step_side.h"
#include "web/words.h"

namespace web {
namespace {

using html::Html;
using html::Text;
using html::Url;

constexpr std::size_t most_needs = 50;
constexpr std::size_t most_newest = 8;

html::Need need_line(Visit& visit, const records::Reader::Need& need) {
  const registers::Register& kind = *need.row.kind;
  html::Need line;
  line.what << Text{need.line->verb} << " <a href=\"" << Url{record_href(need.row.reference)}
            << "\">" << Text{kind.one} << " " << html::reference(need.row.reference) << "</a>";
  line.why = as_sentence(base::shortened(record_title(visit, need.row), 90)) + " " + need.line->why;
  if (!need.due) {
    line.left = say("need.no_day");
    return line;
  }
  const bool late = *need.due < visit.today();
  line.left = late ? say("need.overdue") : time_left(visit, *need.due);
  line.left_note = late ? say("need.since", {base::long_date(*need.due)})
                        : say("need.due", {base::long_date(*need.due)});
  if (late) line.tone = html::Tone::stop;
  return line;
}

// What nobody recorded has no record to lead to: the line leads to where it can be recorded.
html::Need lack_line(Visit& visit, const records::Reader::Lack& lack) {
  html::Need line;
  line.what << html::link_to(lack.step->title, "/new/" + lack.kind->name + "/" + lack.step->name);
  line.why = lack.what.sentence;
  if (const auto* source = visit.packs().source(lack.what.source); source != nullptr)
    line.why += " " + source->cite + ".";
  line.tone = tone_of(lack.what.tone);
  line.left = say(line.tone == html::Tone::stop ? "need.today" : "need.soon");
  return line;
}

struct Waiting {
  std::vector<records::Reader::Lack> lacks;  // these first: nobody else may know of them
  std::vector<records::Reader::Need> needs;
  [[nodiscard]] std::int64_t count() const {
    return static_cast<std::int64_t>(lacks.size() + needs.size());
  }
};

base::Result<Waiting> waiting_for(Visit& visit) {
  Waiting waiting;
  waiting.lacks = TRY(visit.reader->lacks(visit.today(), visit.who()));
  waiting.needs = TRY(visit.reader->needs(visit.who()));
  return waiting;
}

Html needs_of(Visit& visit, const Waiting& waiting) {
  Html out;
  const std::vector<records::Reader::Need>& needs = waiting.needs;
  std::vector<html::Need> lines;
  for (const auto& lack : waiting.lacks) lines.push_back(lack_line(visit, lack));
  for (const auto& need : needs)
    if (lines.size() < waiting.lacks.size() + most_needs)
      lines.push_back(need_line(visit, need));
  out << html::needs(lines) << "<p class=\"small quiet\">";
  if (needs.size() > most_needs) {
    out << Text{say("home.more", {base::grouped(static_cast<std::int64_t>(
                                     needs.size() - most_needs))})};
  } else {
    out << Text{say(lines.empty() ? "home.nothing" : "home.nothing_else")};
  }
  if (!lines.empty()) out << " " << html::link_to(say("list.csv"), "/needs.csv");
  out << "</p>\n";
  return out;
}

std::string step_title(const Visit& visit, const authority::Draft& draft) {
  const registers::Register* kind = visit.packs().find(draft.register_name);
  const registers::Step* step = kind == nullptr ? nullptr : kind->step(draft.step);
  return step == nullptr ? draft.step : step->title;
}

Html draft_line(Visit& visit, const authority::Draft& draft) {
  Html out;
  const std::string step = step_title(visit, draft);
  out << html::link_to(draft.title.empty() ? step : draft.title, draft_href(draft.id, 1))
      << "<br><span class=\"quiet\">" << Text{step};
  if (!draft.reference.empty()) out << " " << html::reference(draft.reference);
  out << ". " << Text{say("drafts.until", {base::long_date(kept_until(draft.kept_at))})}
      << "</span>\n";
  Html fields;
  fields << token_field(visit) << html::button(say("drafts.drop"), html::Button::plain_link);
  out << html::form("/draft/" + draft.id + "/drop", html::Sends::post, fields);
  return out;
}

Html drafts_of(Visit& visit) {
  std::vector<Html> items;
  for (const authority::Draft& draft : visit.site.desk.drafts_of(visit.who().person))
    items.push_back(draft_line(visit, draft));
  if (items.empty()) return {};
  Html out;
  out << html::heading2(say("drafts.title")) << "<p class=\"small quiet\">"
      << Text{say("drafts.what")} << "</p>\n"
      << html::plain_list(items);
  return out;
}

Html newest_line(Visit& visit, const records::HistoryLine& line) {
  Html out;
  const registers::Step* step = line.kind->step(line.step);
  out << Text{base::long_time(line.recorded_at)} << ". "
      << Text{capitalised(step == nullptr ? line.step : step->done)};
  if (line.capacity != "clock")
    out << Text{say("home.by", {capacity_title(visit.packs(), line.capacity)})};
  const auto row = visit.reader->find(line.reference, visit.who());
  out << ": <a href=\"" << Url{record_href(line.reference)} << "\">"
      << Text{row ? base::shortened(record_title(visit, *row), 90) : line.kind->one} << "</a> "
      << "<span class=\"quiet\">" << Text{line.kind->one} << " "
      << html::reference(line.reference) << "</span>";
  return out;
}

Html newest(Visit& visit) {
  // Parts come with their record; of each act the first line is enough.
  const auto lines = visit.reader->newest(most_newest * 3, visit.who());
  if (!lines || lines->empty()) return {};
  std::vector<Html> items;
  for (const records::HistoryLine& line : *lines) {
    if (line.kind == nullptr || line.kind->internal || !line.kind->parent.empty()) continue;
    if (items.size() < most_newest) items.push_back(newest_line(visit, line));
  }
  if (items.empty()) return {};
  Html out;
  out << html::heading2(say("home.newest")) << "<div class=\"small\">" << html::plain_list(items)
      << "</div>\n";
  return out;
}

// The capacities whose holder matters to everybody: those that may give what others decide on. The
// packs name the first ones first.
Html cover(Visit& visit) {
  std::vector<html::FactRow> rows;
  for (const registers::Capacity& capacity : visit.packs().capacities) {
    if (rows.size() == 2) break;
    const auto holders =
        authority::holders_on(visit.reader->database(), capacity.name, visit.today());
    if (!holders) continue;
    Html words;
    if (holders->empty()) {
      words << "<b class=\"stop\">" << Text{say("home.nobody")} << "</b>";
    } else {
      const authority::Holder& holder = holders->front();
      words << Text{holder.name} << "<br><span class=\"quiet\">"
            << Text{say("capacity.since_only", {base::long_date(holder.held.from)})};
      if (holder.held.to) words << Text{say("capacity.to", {base::long_date(*holder.held.to)})};
      words << "</span>";
    }
    rows.push_back({capacity.title, words});
  }
  Html content = html::narrow_fact_list(rows);
  content << "<p>";
  if (may_see_held(visit)) content << html::link_to(say("held.title"), "/capacities") << "<br>";
  content << html::link_to(say("may.link"), "/who-may") << "</p>\n";
  return html::side_section(say("home.cover"), content);
}

Html start_something(Visit& visit) {
  std::vector<Html> items;
  for (const registers::Register& kind : visit.packs().registers) {
    if (kind.internal || !kind.parent.empty()) continue;
    for (const registers::Step* step : visit.reader->first_steps(kind, visit.who()))
      items.push_back(html::link_to(step->title, "/new/" + kind.name + "/" + step->name));
  }
  if (items.empty()) return {};
  return html::side_section(say("home.start"), html::plain_list(items));
}

}  // namespace

http::Response needs_csv(Visit& visit) {
  const auto waiting = waiting_for(visit);
  if (!waiting) return fault_page(visit, waiting.error());
  std::vector<std::vector<std::string>> rows;
  for (const records::Reader::Lack& lack : waiting->lacks)
    rows.push_back(
        {lack.step->title, capitalised(lack.kind->one), "", "", "", lack.what.sentence});
  for (const records::Reader::Need& need : waiting->needs) {
    if (authority::is_privileged(visit.packs(), *need.row.kind)) continue;  // principle 22
    rows.push_back({need.line->verb, capitalised(need.row.kind->one), need.row.reference,
                    record_title(visit, need.row), need.due ? base::iso(*need.due) : "",
                    need.line->why});
  }
  return csv_file({say("csv.what_to_do"), say("csv.kind"), say("list.reference"), say("csv.title"),
                   say("csv.due"), say("csv.why")},
                  rows, "what-needs-me-" + base::iso(visit.today()));
}

http::Response home_page(Visit& visit) {
  const auto waiting = waiting_for(visit);
  if (!waiting) return fault_page(visit, waiting.error());
  const std::int64_t count = waiting->count();
  const std::string now = base::long_time(visit.now);
  const std::string lead =
      count == 0   ? say("home.lead_none", {now})
      : count == 1 ? say("home.lead_one", {now})
                   : say("home.lead", {base::grouped(count), now});
  Html content;
  content << soundness_warning(visit) << needs_of(visit, *waiting) << first_steps(visit)
          << drafts_of(visit) << newest(visit);
  Html side;
  side << cover(visit) << filters_on_home(visit) << start_something(visit)
       << outbox_section(visit) << soundness_section(visit);
  Html main;
  main << html::page_head({say("home.title"), "", lead})
       << html::columns(content, side, say("home.side"));
  return page(visit, {say("menu.home"), {}, "/", false}, main);
}

}  // namespace web
