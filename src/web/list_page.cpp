#include "access/permission.h"
#include "base/text.h"
#include "web/about_page.h"
#include "web/filters.h"
#include "web/list_asking.h"
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
  out << "<a href=\"" << Url{to_found(list_href(kind) + next.query_with("sort", column.field))}
      << "\"";
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
  out << "<p class=\"small sort\">" << Text{say("list.sort_by")} << " ";
  bool first = true;
  for (const registers::ListColumn& column : kind.columns) {
    if (!first) out << ", ";
    out << sort_link(kind, asked, column);
    first = false;
  }
  out << "</p>\n";
  return out;
}

// Where the row leads: to the record as it stood, when the list does.
std::string row_href(const records::Row& row, const AskedList& asked) {
  std::string href = record_href(row.reference);
  for (const auto& [name, value] : asked.kept)
    if (name == "as_at") href += "?as_at=" + value;
  return href;
}

html::Table table_of(Visit& visit, const Register& kind, const AskedList& asked,
                     const records::ListPage& found) {
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
    first << "<a href=\"" << Url{row_href(row, asked)} << "\">"
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

// What belongs here, why, and the first step; the way to what each question means.
Html teaching(Visit& visit, const Register& kind) {
  Html content = what_belongs_here(visit, kind);
  const Html step = first_step(visit, kind);
  content << (step.empty() ? html::paragraph(say("list.first_step_closed")) : step)
          << "<p class=\"pages\">"
          << html::link_to(say("about.each_field"), about_href(kind)) << "</p>\n";
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
  if (kind.disposes && !visit.reader->first_steps(kind, visit.who()).empty())
    links << Text{count++ > 0 ? " · " : ""}
          << html::link_to(say("disposal.due_title"), "/disposals/due");
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
    out << html::link_to(say("list.first_page"),
                         to_found(list_href(kind) + asked.query_with("after", "")));
  if (!found.next.empty())
    out << html::link_to(say("list.next_page"),
                         to_found(list_href(kind) + asked.query_with("after", found.next)));
  out << html::link_to(say("list.csv"), list_href(kind) + ".csv" + asked.query_with("after", ""))
      << "</nav>\n<p class=\"small quiet\">";
  // The log's own size is told nowhere: whoever looked twice would learn that something was
  // recorded in between (principle 8).
  if (asked.day)
    out << Text{say("list.then_kept", {base::long_date(*asked.day)})};
  else if (asked.question.as_at)
    out << Text{say("list.as_it_stood", {base::grouped(*asked.question.as_at)})};
  else
    out << Text{say("list.as_at", {base::long_time(visit.now)})};
  out << "</p>\n";
  return out;
}

// J and K are the script's, so it shows this line; they can be turned off (WCAG 2.1.4).
Html keys_line() {
  Html out;
  out << "<p class=\"small quiet\" id=\"list-keys\" hidden><span>" << Text{say("list.keys")}
      << "</span> <button type=\"button\" class=\"link-button\" data-on=\""
      << html::Attr{say("list.keys_on")} << "\">" << Text{say("list.keys_off")}
      << "</button></p>\n";
  return out;
}

// How many there are, and what was asked for: the focus comes here after a filter, an order, a
// page.
Html result_head(Visit& visit, const Register& kind, const AskedList& asked,
                 const records::ListPage& found) {
  Html out;
  out << found_heading(found.rows.empty() ? say("list.nothing_found") : count_words(kind, found));
  const std::string words = asked_words(visit, kind, asked);
  if (words.empty()) return out;
  out << "<p class=\"asked\">" << Text{words} << " "
      << html::link_to(say("list.show_all"), to_found(list_href(kind))) << "</p>\n";
  return out;
}

Html result_of(Visit& visit, const Register& kind, const AskedList& asked,
               const records::ListPage& found) {
  Html out;
  out << result_head(visit, kind, asked, found);
  if (found.rows.empty()) return out;
  out << sorting(kind, asked) << html::table(table_of(visit, kind, asked, found))
      << keys_line() << below_table(visit, kind, asked, found);
  return out;
}

http::Response draw(Visit& visit, const Register& kind, const AskedList& asked,
                    const records::ListPage& found) {
  Html main;
  main << html::page_head({kind.title, "", ""}) << then_banner(kind, asked)
       << neighbours(visit, kind);
  const bool empty = found.rows.empty() && !asked.narrowed() && asked.question.cursor.empty();
  if (empty && !asked.question.as_at && asked.mistake.empty()) {
    main << teaching(visit, kind);
  } else {
    if (!asked.question.as_at) main << first_step(visit, kind);
    const ListAddress here{list_href(kind), asked.query_with("after", "")};
    const FiltersHere kept = filters_here(visit, here);
    main << kept.above << filter_form(visit, kind, asked);
    if (asked.mistake.empty())
      main << result_of(visit, kind, asked, found) << kept.below;
    main << then_form(visit, kind, asked) << about_register(visit, kind);
  }
  const bool mistaken = !asked.mistake.empty();
  return page(visit, {kind.title, {home_link()}, area_href(visit, kind), mistaken}, main,
              mistaken ? 422 : 200);
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
  if (!asked.mistake.empty()) return draw(visit, *kind, asked, {});
  const auto found = visit.reader->list(asked.question, visit.who());
  if (!found) return fault_page(visit, found.error());
  return draw(visit, *kind, asked, *found);
}

}  // namespace web
