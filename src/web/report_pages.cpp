#include "web/report_pages.h"

#include "base/hash.h"
#include "base/text.h"
#include "exchange/csv.h"
#include "reports/composer.h"
#include "reports/section.h"
#include "web/csv_answer.h"
#include "web/shown.h"
#include "web/words.h"

namespace web {
namespace {

using html::Html;
using html::Text;

constexpr std::string_view annual = "annual";
constexpr int years_listed = 5;
constexpr std::string_view csv_ending = ".csv";
constexpr std::size_t rows_on_page = 50;

std::string report_href(std::string_view year) {
  return "/report/annual/" + std::string(year);
}

std::vector<html::Link> trail_to(std::string_view year) {
  std::vector<html::Link> trail = {home_link(), {say("report.title"), "/report", false}};
  if (!year.empty()) trail.push_back({std::string(year), report_href(year), false});
  return trail;
}

// Who sees no content sees no figures either.
std::optional<http::Response> closed_report(Visit& visit) {
  const registers::Capacity* capacity = visit.packs().capacity(visit.who().held.capacity);
  if (capacity != nullptr && capacity->sees_content != "no") return {};
  Refused refused;
  refused.title = say("report.closed_title");
  refused.reason = say("report.closed");
  refused.possible = say("report.closed_possible");
  return refused_page(visit, refused);
}

std::string as_at_text(const Visit& visit) {
  const std::string_view text = visit.request.query_value("as_at");
  return base::whole_number(text) ? std::string(text) : std::string();
}

// The figure that the address names, with or without the ending of its file.
std::string figure_name(const Visit& visit) {
  std::string name = visit.captured.at(1);
  if (name.ends_with(csv_ending)) name.resize(name.size() - csv_ending.size());
  return name;
}

std::string page_asked(const Visit& visit) {
  return std::string(visit.request.query_value("after"));
}

base::Result<reports::Report> composed(Visit& visit) {
  reports::Asked asked;
  asked.report = annual;
  asked.year = visit.captured.at(0);
  if (const std::string text = as_at_text(visit); !text.empty())
    asked.as_at = base::whole_number(text);
  return reports::compose(*visit.reader, visit.packs(), visit.site.store.facts(), asked,
                          visit.who());
}

http::Response missing_or_fault(Visit& visit, const base::Error& error) {
  return error.kind == base::ErrorKind::not_found ? not_found_page(visit)
                                                  : fault_page(visit, error);
}

Html side(Visit& visit, const reports::Report& report) {
  const std::string here = report_href(report.year);
  const std::string at = std::to_string(report.counting.at.entry);
  std::vector<Html> sections;
  int number = 0;
  for (const reports::ComposedSection& section : report.sections) {
    sections.push_back(html::link_to(std::to_string(++number) + ". " + section.declared->title,
                                     "#" + section.declared->name));
  }
  Html print;
  print << Text{say("report.print")};
  Html out = html::side_section(say("report.sections"), html::plain_list(sections));
  out << html::side_section(
      say("report.take"),
      html::plain_list({html::link_to(say("report.csv"), here + "/figures.csv?as_at=" + at),
                        html::link_to(say("report.file"), here + "/report.html?as_at=" + at),
                        print}));
  std::vector<Html> again = {html::link_to(say("report.again"), here + "?as_at=" + at)};
  if (!as_at_text(visit).empty()) again.push_back(html::link_to(say("report.now"), here));
  out << html::side_section(say("report.counted"), html::plain_list(again));
  return out;
}

Html sources(Visit& visit, const reports::ComposedSection& section) {
  std::vector<Html> items;
  for (const std::string& id : section.declared->sources)
    items.push_back(source_words(visit.packs(), id));
  if (items.empty()) return {};
  return html::details(say("report.sources"), html::bullets(items));
}

// Long hexadecimal text that a phone may break.
Html breakable(const std::string& hex) {
  constexpr std::size_t piece = 8;
  Html out;
  for (std::size_t i = 0; i < hex.size(); i += piece) {
    if (i > 0) out << "<wbr>";
    out << Text{std::string_view(hex).substr(i, piece)};
  }
  return out;
}

Html receipt(const reports::Report& report) {
  Html words;
  words << Text{counted_at_words(report)} << " "
        << html::link_to(say("report.proof"), "/help/proof") << "<br><span class=\"small\">"
        << Text{say("report.root")} << " "
        << breakable(base::hex(base::bytes_of(report.counting.at.root))) << "</span><br>"
        << Text{say("report.says_not")};
  return html::receipt(words);
}

Html closed_words(std::int64_t closed) {
  Html out;
  out << "<p>";
  if (closed <= 0) {
    out << Text{say("figure.closed_none")};
  } else if (closed == 1) {
    out << Text{say("figure.closed_one")};
  } else {
    out << Text{say("figure.closed_many", {base::grouped(closed)})};
  }
  out << "</p>\n";
  return out;
}

Html records_table(Visit& visit, const std::vector<records::Row>& rows) {
  html::Table table;
  table.caption = say("figure.table");
  table.shows = html::Table::Caption::heard;
  table.columns = {{say("figure.record"), html::Column::Align::left, ""},
                   {say("figure.reference"), html::Column::Align::left, ""},
                   {say("figure.state"), html::Column::Align::left, ""},
                   {say("figure.recorded"), html::Column::Align::left, ""}};
  for (const records::Row& row : rows) {
    Html recorded;
    recorded << Text{base::long_date(base::london_date(row.recorded_at))};
    table.rows.push_back({html::link_to(record_title(visit, row), record_href(row.reference)),
                          html::reference(row.reference), state_of(row), recorded});
  }
  return html::table(table);
}

// The part that is asked for by its value; null for the whole.
const reports::FigurePart* part_asked(const Visit& visit, const reports::Figure& figure) {
  for (const auto& given : visit.request.query) {
    if (given.name != "value") continue;
    for (const reports::FigurePart& part : figure.parts) {
      if (part.value == given.value) return &part;
    }
  }
  return nullptr;
}

Html figure_body(Visit& visit, const reports::Figure& figure, const reports::FigurePart* part,
                 const records::Reader::TallyPage& behind) {
  Html out;
  const std::vector<records::Row>& rows = behind.rows;
  if (figure.counts == reports::Counts::people) {
    out << "<p>" << Text{say("figure.people")} << "</p>\n<p>"
        << Text{say(rows.empty() ? "figure.none_listed" : "figure.people_listed")} << "</p>\n";
  } else {
    const reports::ShownCount& shown = part == nullptr ? figure.whole : part->shown;
    out << closed_words(shown.count - behind.readable);
  }
  if (!rows.empty()) out << records_table(visit, rows);
  return out;
}

// The list behind a figure, as counted.
http::Response figure_csv(Visit& visit, const reports::Figure& figure,
                          const std::vector<records::Row>& rows) {
  std::vector<std::vector<std::string>> lines;
  for (const records::Row& row : rows)
    lines.push_back({row.reference, record_title(visit, row),
                     registers::shown_state(*row.kind, row.state, row.values).title,
                     base::iso(base::london_date(row.recorded_at)),
                     std::to_string(row.since_entry)});
  return csv_file({say("figure.reference"), say("figure.record"), say("figure.state"),
                   say("figure.recorded"), say("list.last_entry")},
                  lines, figure.name + "-" + visit.captured.at(0));
}

// The figure's own address, or that of its file, with the part and the moment that were asked for.
std::string figure_href(const Visit& visit, const reports::FigurePart* part,
                        std::string_view ending, std::string_view after) {
  std::string href = report_href(visit.captured.at(0)) + "/figure/" +
                     figure_name(visit).append(ending);
  char before = '?';
  const auto add = [&](std::string_view name, std::string_view value) {
    href += before + std::string(name) + "=" + base::url_encoded(value);
    before = '&';
  };
  if (part != nullptr) add("value", part->value);
  if (const std::string at = as_at_text(visit); !at.empty()) add("as_at", at);
  if (!after.empty()) add("after", after);
  return href;
}

// The ways on: the first page, the next one, and all of them as a file.
Html figure_ways(const Visit& visit, const reports::FigurePart* part,
                 const records::Reader::TallyPage& behind) {
  Html out;
  if (behind.rows.empty()) return out;
  const bool goes_on = !behind.next.empty(), is_later = !page_asked(visit).empty();
  const auto readable = base::grouped(behind.readable);
  if (goes_on || is_later)
    out << "<p class=\"small quiet\">" << Text{say("figure.some", {readable})} << "</p>\n";
  out << "<nav class=\"pages\" aria-label=\"" << html::Attr{say("list.pages")} << "\">";
  if (is_later) out << html::link_to(say("list.first_page"), figure_href(visit, part, "", ""));
  if (goes_on)
    out << html::link_to(say("list.next_page"), figure_href(visit, part, "", behind.next));
  out << html::link_to(say("list.csv"), figure_href(visit, part, csv_ending, "")) << "</nav>\n";
  return out;
}

// Where the log stood, and the way back.
Html figure_foot(const reports::Report& report, const reports::Figure& figure) {
  Html out;
  out << "<p class=\"small\">"
      << Text{figure.counted_at.entry < 0
                  ? say("figure.unpublished")
                  : say("figure.counted", {base::grouped(figure.counted_at.entry)})}
      << "</p>\n<p>" << html::link_to(say("figure.back"), report_href(report.year)) << "</p>\n";
  return out;
}

}  // namespace

http::Response reports_page(Visit& visit) {
  if (auto closed = closed_report(visit)) return std::move(*closed);
  std::vector<Html> years;
  base::Date day = visit.today();
  for (int i = 0; i < years_listed; ++i) {
    const std::string year = base::financial_year_of(day);
    const auto span = base::financial_year(year);
    if (!span) break;
    const std::string from = base::long_date(span->first), to = base::long_date(span->last);
    Html item = html::link_to(year, report_href(year));
    item << " <span class=\"small\">"
         << Text{i == 0 ? say("report.year_now", {from}) : say("report.year_entry", {from, to})}
         << "</span>";
    years.push_back(std::move(item));
    day = base::plus_days(span->first, -1);
  }
  Html main;
  main << html::page_head(
              {say("report.title"), visit.site.store.facts().council, say("report.index_lead")})
       << html::heading2(say("report.years")) << html::plain_list(years);
  return page(visit, {say("report.title"), {home_link()}, "/report", false}, main);
}

http::Response annual_report_page(Visit& visit) {
  if (auto closed = closed_report(visit)) return std::move(*closed);
  const auto report = composed(visit);
  if (!report) return missing_or_fault(visit, report.error());
  const reports::FigureLinks links{report_href(report->year) + "/figure/", as_at_text(visit)};
  Html main;
  for (const reports::ComposedSection& section : report->sections) {
    main << html::heading2(section.declared->title, section.declared->name)
         << reports::section_html(section, links) << sources(visit, section);
  }
  main << receipt(*report);
  const std::string& title = report->declared->title;
  Html whole;
  whole << html::page_head({title, say("report.caption", {report->council, report->year}), ""})
        << html::columns(main, side(visit, *report), say("report.sections"));
  return page(visit, {say("report.window", {title, report->year}), trail_to(""), "/report", false},
              whole);
}

http::Response report_figure_page(Visit& visit) {
  if (auto closed = closed_report(visit)) return std::move(*closed);
  const auto report = composed(visit);
  if (!report) return missing_or_fault(visit, report.error());
  const reports::Figure* figure = report->figure(figure_name(visit));
  if (figure == nullptr) return not_found_page(visit);
  const reports::FigurePart* part = part_asked(visit, *figure);
  reports::BehindWhat what;
  if (part != nullptr) what.value = part->value;
  const bool as_csv = visit.captured.at(1).ends_with(csv_ending);
  if (!as_csv) {
    what.most = rows_on_page;
    what.cursor = page_asked(visit);
  }
  const auto behind = reports::records_behind(*visit.reader, *figure, what, visit.who());
  if (!behind) return fault_page(visit, behind.error());
  if (as_csv) return figure_csv(visit, *figure, behind->rows);
  html::Heading heading;
  heading.caption = say("figure.caption", {report->declared->title, report->year});
  heading.title = part == nullptr ? figure->sentence
                                  : say("figure.title_part", {figure->sentence, part->label});
  heading.lead =
      say("figure.whole", {capitalised(text_of(part == nullptr ? figure->whole : part->shown))});
  Html main;
  main << html::page_head(heading) << figure_body(visit, *figure, part, *behind)
       << figure_ways(visit, part, *behind) << figure_foot(*report, *figure);
  return page(visit, {heading.title, trail_to(report->year), "/report", false}, main);
}

http::Response annual_report_csv(Visit& visit) {
  if (auto closed = closed_report(visit)) return std::move(*closed);
  const auto report = composed(visit);
  if (!report) return missing_or_fault(visit, report.error());
  std::string csv = "\xEF\xBB\xBF";
  for (const auto& line : reports::figure_lines(*report)) csv += exchange::csv_line(line);
  return http::Response::download(std::move(csv), "annual-report-" + report->year + ".csv",
                                  "text/csv; charset=utf-8");
}

http::Response annual_report_file(Visit& visit) {
  if (auto closed = closed_report(visit)) return std::move(*closed);
  const auto report = composed(visit);
  if (!report) return missing_or_fault(visit, report.error());
  return http::Response::download(reports::whole_document(*report, visit.packs()),
                                  "annual-report-" + report->year + ".html",
                                  "text/html; charset=utf-8");
}

}  // namespace web
