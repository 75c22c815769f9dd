#include "access/permission.h"
#include "base/text.h"
#include "web/listing.h"
#include "web/shown.h"
#include "web/words.h"

namespace web {
namespace {

using html::Html;
using html::Text;
using html::Url;
using registers::Register;

// Headings that sort: the first press sorts up, the second down.
Html sort_link(const Register& kind, const AskedList& asked, const registers::ListColumn& column) {
  const bool current = asked.question.sort == column.field;
  const bool goes_down = current && !asked.question.descending;
  AskedList next = asked;
  std::erase_if(next.kept, [](const auto& one) { return one.first == "order"; });
  if (goes_down) next.kept.emplace_back("order", "down");
  Html out;
  out << "<a href=\"" << Url{list_href(kind) + next.query_with("sort", column.field)} << "\"";
  if (current) out << " aria-current=\"true\"";
  out << ">" << Text{column.heading};
  if (current) {
    out << "<span class=\"visually-hidden\"> "
        << Text{say(asked.question.descending ? "list.sorted_down" : "list.sorted_up")}
        << "</span>";
  }
  out << "</a>";
  return out;
}

Html sorting(const Register& kind, const AskedList& asked) {
  Html out;
  out << "<p class=\"small\">" << Text{say("list.sort_by")} << " ";
  bool first = true;
  for (const registers::ListColumn& column : kind.columns) {
    if (!first) out << ", ";
    out << sort_link(kind, asked, column);
    first = false;
  }
  out << "</p>\n";
  return out;
}

std::vector<html::Choice> filter_choices(const Register& kind, const std::string& filter) {
  std::vector<html::Choice> choices{{"", say("list.all"), ""}};
  if (filter == "state") {
    for (const registers::State& state : kind.states)
      choices.push_back({state.name, state.title, ""});
    return choices;
  }
  const registers::Field* field = kind.field(filter);
  if (field == nullptr) return choices;
  for (const registers::ChoiceOption& option : field->options)
    choices.push_back({option.name, option.label, ""});
  return choices;
}

Html filters(Visit& visit, const Register& kind, const AskedList& asked) {
  Html fields;
  for (const std::string& filter : kind.filters) {
    const registers::Field* field = kind.field(filter);
    html::Question question;
    question.id = "filter-" + filter;
    question.name = filter;
    question.label = field == nullptr ? say("list.state") : field->short_label;
    question.value = visit.request.query_value(filter);
    fields << html::select(question, filter_choices(kind, filter));
  }
  html::Question words;
  words.id = "filter-words";
  words.name = "words";
  words.label = say("list.words");
  words.value = visit.request.query_value("words");
  fields << html::text_input(words);
  for (const auto& [name, value] : asked.kept)
    if (name == "sort" || name == "order" || name == "as_at") fields << html::hidden(name, value);
  Html box;
  box << "<div class=\"search\">" << fields << html::button(say("list.show"), html::Button::second)
      << "</div>\n";
  return html::form(list_href(kind), html::Sends::get, box);
}

html::Table table_of(Visit& visit, const Register& kind, const records::ListPage& found) {
  html::Table table;
  table.caption = kind.title;
  table.shows = html::Table::Caption::heard;
  table.columns.push_back({say("list.reference"), html::Column::Align::left, ""});
  for (const registers::ListColumn& column : kind.columns) {
    if (column.field == "reference") continue;
    const registers::Field* field = kind.field(column.field);
    const bool money = field != nullptr && (field->kind == registers::Kind::money ||
                                            field->kind == registers::Kind::count);
    table.columns.push_back({column.heading,
                             money ? html::Column::Align::right : html::Column::Align::left, ""});
  }
  for (const records::Row& row : found.rows) {
    std::vector<Html> cells;
    Html first;
    first << "<a href=\"" << Url{record_href(row.reference)} << "\">"
          << html::reference(row.reference) << "</a>";
    cells.push_back(first);
    for (const registers::ListColumn& column : kind.columns) {
      if (column.field == "reference") continue;
      Html cell;
      if (column.field == "state") {
        cell << state_of(row);
      } else {
        cell << Text{base::shortened(list_cell(visit, row, column.field), 160)};
      }
      cells.push_back(cell);
    }
    table.rows.push_back(cells);
  }
  return table;
}

std::string count_words(const Register& kind, const records::ListPage& found) {
  if (found.more_than_count) return say("list.more_than", {base::grouped(found.count)});
  if (found.count == 1) return say("list.one", {kind.one});
  return say("list.count", {base::grouped(found.count)});
}

// The first step that makes a record here, when the caller may take it.
Html first_step(Visit& visit, const Register& kind) {
  Html out;
  for (const registers::Step* step : visit.reader->first_steps(kind, visit.who()))
    out << html::link_button(step->title, "/new/" + kind.name + "/" + step->name);
  if (out.empty()) return out;
  return html::actions(out);
}

Html teaching(Visit& visit, const Register& kind) {
  Html content;
  content << "<p>" << Text{kind.page.teach} << "</p>\n";
  if (!kind.sources.empty()) {
    content << "<p class=\"small quiet\">" << Text{say("list.why_source")} << " ";
    for (std::size_t i = 0; i < kind.sources.size(); ++i) {
      if (i > 0) content << "; ";
      content << source_words(visit.packs(), kind.sources[i]);
    }
    content << "</p>\n";
  }
  content << first_step(visit, kind);
  return html::empty_place(say("list.empty"), content);
}

// The other registers of the same area.
Html neighbours(Visit& visit, const Register& kind) {
  Html links;
  int count = 0;
  for (const Register* other : listed_registers(visit)) {
    if (other->area != kind.area) continue;
    if (count++ > 0) links << " · ";
    if (other->name == kind.name) {
      links << "<b aria-current=\"page\">" << Text{other->plural} << "</b>";
    } else {
      links << html::link_to(other->plural, list_href(*other));
    }
  }
  if (count < 2) return {};
  Html out;
  out << "<nav aria-label=\"" << html::Attr{say("list.in_area", {kind.area})} << "\"><p>" << links
      << "</p></nav>\n";
  return out;
}

std::string area_href(Visit& visit, const Register& kind) {
  for (const Register* other : listed_registers(visit))
    if (other->area == kind.area) return list_href(*other);
  return list_href(kind);
}

Html below_table(Visit& visit, const Register& kind, const AskedList& asked,
                 const records::ListPage& found) {
  Html out;
  out << "<nav class=\"pages\" aria-label=\"" << html::Attr{say("list.pages")} << "\">";
  if (!asked.question.cursor.empty())
    out << html::link_to(say("list.first_page"), list_href(kind) + asked.query_with("after", ""));
  if (!found.next.empty())
    out << html::link_to(say("list.next_page"),
                      list_href(kind) + asked.query_with("after", found.next));
  out << html::link_to(say("list.csv"), list_href(kind) + ".csv" + asked.query_with("after", ""))
      << "</nav>\n<p class=\"small quiet\">";
  const std::int64_t last = asked.question.as_at.value_or(visit.reader->entries() - 1);
  out << Text{say(asked.question.as_at ? "list.as_it_stood" : "list.as_at",
                  {base::grouped(last), base::long_time(visit.now)})}
      << "</p>\n";
  return out;
}

http::Response draw(Visit& visit, const Register& kind, const AskedList& asked,
                    const records::ListPage& found) {
  Html main;
  html::Heading heading{kind.title, "", ""};
  if (!found.rows.empty()) heading.lead = count_words(kind, found);
  main << html::page_head(heading) << neighbours(visit, kind);
  const bool narrowed = !asked.question.filters.empty() || !asked.question.words.empty();
  if (found.rows.empty() && !narrowed && asked.question.cursor.empty()) {
    main << teaching(visit, kind);
  } else {
    main << first_step(visit, kind) << filters(visit, kind, asked);
    if (found.rows.empty()) {
      Html content;
      content << "<p>" << html::link_to(say("list.show_all"), list_href(kind)) << "</p>\n";
      main << html::empty_place(say("list.nothing_found"), content);
    } else {
      main << sorting(kind, asked) << html::table(table_of(visit, kind, found));
      main << below_table(visit, kind, asked, found);
    }
  }
  return page(visit, {kind.title, {home_link()}, area_href(visit, kind), false}, main);
}

}  // namespace

http::Response list_page(Visit& visit) {
  std::string_view name = visit.captured[0];
  const bool as_csv = name.ends_with(".csv");
  if (as_csv) name.remove_suffix(4);
  const Register* kind = visit.packs().find(name);
  if (kind == nullptr || !may_list(visit, *kind)) return not_found_page(visit);
  if (as_csv) return list_csv(visit, *kind);
  const AskedList asked = asked_list(visit, *kind);
  const auto found = visit.reader->list(asked.question, visit.who());
  if (!found) return fault_page(visit, found.error());
  return draw(visit, *kind, asked, *found);
}

}  // namespace web
