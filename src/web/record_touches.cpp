// What a record touches: what it is part of, what it names, what names it, and the sections of the
// year's report that count it. Links lead both ways, and none leads to what its reader may not open
// (PAGES, no dead ends; principle 8).
#include <algorithm>

#include "base/text.h"
#include "web/looks_pages.h"
#include "web/record_pages.h"
#include "web/shown.h"
#include "web/words.h"

namespace web {
namespace {

using html::Html;
using html::Text;
using records::Reader;
using registers::Field;
using registers::Value;

constexpr std::size_t shown_beside = 5;
constexpr std::size_t shown_on_page = 50;

// A link with what it is to this record, small, below it.
Html touching(const Html& link, const std::string& words) {
  Html out;
  out << link << "<br><span class=\"quiet\">" << Text{words} << "</span>";
  return out;
}

// "Advice AD-K3X9QD"
std::string called(const records::Row& row) {
  return capitalised(row.kind->one) + " " + row.reference;
}

// The references that a record names in its own fields, each once, with the words of those fields.
struct Named {
  std::string reference, words;
};
std::vector<Named> names_in(const records::Row& row) {
  std::vector<Named> names;
  const auto add = [&](const std::string& reference, const Field& field) {
    const auto known = std::find_if(names.begin(), names.end(), [&](const Named& one) {
      return one.reference == reference;
    });
    if (known == names.end())
      names.push_back({reference, field.short_label});
    else
      known->words += ", " + field.short_label;
  };
  for (const Field& field : row.kind->fields) {
    const Value& value = registers::value_of(row.values, field.name);
    if (value.empty() || field.secret) continue;
    const bool is_given = row.kind->grants && row.kind->grants->person == field.name;
    if (value.kind() == registers::Kind::record || is_given) add(value.text(), field);
    if (value.kind() != registers::Kind::party) continue;
    for (const std::string& body : value.party().bodies) add(body, field);
  }
  return names;
}

// What this record is part of, and what it names in its own fields.
std::vector<Html> named_here(Visit& visit, const View& view) {
  std::vector<Html> items;
  if (!view.row.parent.empty()) {
    const auto parent = visit.reader->find(view.row.parent, visit.who(), visit.as_at);
    if (parent)
      items.push_back(touching(record_link(visit, *parent), say("touches.part_of")));
  }
  for (const Named& named : names_in(view.row)) {
    const auto row = visit.reader->find(named.reference, visit.who(), visit.as_at);
    if (!row) continue;
    items.push_back(touching(record_link(visit, *row),
                             say("touches.as", {named.words, called(*row)})));
  }
  return items;
}

// The fields in which a record names this one, joined where there are several.
std::string named_as(const std::vector<Reader::Link>& links, std::size_t& at) {
  const std::string& reference = links[at].row.reference;
  std::string words = links[at].field->short_label;
  while (at + 1 < links.size() && links[at + 1].row.reference == reference)
    words += ", " + links[++at].field->short_label;
  return words;
}

Html naming_list(Visit& visit, const View& view) {
  const auto page = visit.reader->links_to(view.row.reference,
                                           {"", shown_beside, visit.as_at}, visit.who());
  if (!page || page->links.empty()) return {};
  std::vector<Html> items;
  for (std::size_t at = 0; at < page->links.size(); ++at) {
    const records::Row& row = page->links[at].row;
    const std::string words = named_as(page->links, at);
    items.push_back(touching(record_link(visit, row), say("touches.as", {words, called(row)})));
  }
  Html out;
  out << "<h3 class=\"sub\">" << Text{say("touches.naming")} << "</h3>\n"
      << html::plain_list(items);
  if (!page->next.empty())
    out << "<p>"
        << html::link_to(say("touches.all"), record_href(view.row.reference) + "/links" +
                                                 as_at_query(visit))
        << "</p>\n";
  return out;
}

// The financial year in which a figure counts this record; none when it does not.
std::string year_counted(const Visit& visit, const View& view,
                         const registers::TallyFigure& figure) {
  const records::Row& row = view.row;
  const bool fits = figure.when.field == "state"
                        ? std::find(figure.when.is.begin(), figure.when.is.end(), row.state) !=
                              figure.when.is.end()
                        : figure.when.holds(row.values);
  if (!fits) return "";
  if (figure.dated.empty()) return base::financial_year_of(visit.today());
  if (row.kind->step(figure.dated) == nullptr) {
    const auto day = registers::value_of(row.values, figure.dated).date();
    return day ? base::financial_year_of(*day) : std::string();
  }
  for (const records::HistoryLine& line : view.history)
    if (line.reference == row.reference && row.kind->counts_as(line.step, figure.dated))
      return base::financial_year_of(base::london_date(line.effective_at));
  return "";
}

// Restricted records stand in reports as numbers alone, so none of them leads to its section.
std::vector<Html> reported_in(Visit& visit, const View& view) {
  const registers::Capacity* capacity = visit.packs().capacity(visit.who().held.capacity);
  const bool sees_reports = capacity != nullptr && capacity->sees_content != "no";
  if (view.row.restricted || view.row.kind->privileged || !sees_reports) return {};
  std::vector<Html> items;
  for (const registers::ReportTemplate& report : visit.packs().reports) {
    for (const registers::ReportSection& section : report.sections) {
      std::string year;
      for (const registers::TallyFigure& figure : section.figures)
        if (year.empty() && figure.register_name == view.row.kind->name)
          year = year_counted(visit, view, figure);
      if (year.empty()) continue;
      items.push_back(touching(
          html::link_to(section.title, "/report/" + report.name + "/" + year + "#" + section.name),
          say("touches.report", {report.title, year})));
    }
  }
  return items;
}

Html links_table(Visit& visit, const std::vector<Reader::Link>& links) {
  html::Table table;
  table.caption = say("touches.table");
  table.shows = html::Table::Caption::heard;
  for (const std::string_view heading :
       {"touches.record", "touches.reference", "touches.field", "list.state"})
    table.columns.push_back({say(heading), html::Column::Align::left, ""});
  for (std::size_t at = 0; at < links.size(); ++at) {
    const records::Row& row = links[at].row;
    Html as;
    as << Text{named_as(links, at)};
    table.rows.push_back(
        {record_link(visit, row), html::reference(row.reference), as, state_of(row)});
  }
  return html::table(table);
}

}  // namespace

Html touches_of(Visit& visit, const View& view) {
  Html content;
  std::vector<Html> items = named_here(visit, view);
  for (Html& item : reported_in(visit, view)) items.push_back(std::move(item));
  if (!items.empty()) content << html::plain_list(items);
  content << naming_list(visit, view);
  return content.empty() ? Html() : html::side_section(say("record.touches"), content);
}

http::Response record_links_page(Visit& visit) {
  const std::string& reference = visit.captured[0];
  View view;
  const AskedMoment asked = asked_moment(visit);
  visit.as_at = asked.entry;
  visit.as_at_day = asked.day;
  auto row = visit.reader->find(reference, visit.who(), visit.as_at);
  if (!row) return fault_page(visit, row.error());
  view.row = *std::move(row);
  note_opened(visit, view.row);
  const std::string after(visit.request.query_value("after"));
  const auto found =
      visit.reader->links_to(reference, {after, shown_on_page, visit.as_at}, visit.who());
  if (!found) return fault_page(visit, found.error());
  const std::string here = record_href(reference), then = as_at_query(visit);
  Html main;
  main << html::page_head({say("touches.title"), called(view.row), record_title(visit, view.row)});
  if (found->links.empty()) {
    main << html::paragraph(say("touches.none"));
  } else {
    main << links_table(visit, found->links);
  }
  const std::string next = here + "/links" + (then.empty() ? "?" : then + "&") +
                           "after=" + base::url_encoded(found->next);
  if (!found->next.empty())
    main << "<p>" << html::link_to(say("list.next_page"), next) << "</p>\n";
  main << "<p>" << html::link_to(say("touches.back"), here + then)
       << "</p>\n";
  return page(visit,
              {say("touches.title") + " - " + reference,
               {home_link(), {reference, here, false}}, "", false},
              main);
}

}  // namespace web
