// One service: what the newest edition says of it, its grades by theme, and how they went over the
// editions.
#include <algorithm>

#include "base/text.h"
#include "exchange/care_import.h"
#include "exchange/csv.h"
#include "web/care_service_pages.h"
#include "web/care_service_rows.h"
#include "web/words.h"

namespace web {
namespace {

using html::Html;
using html::Text;

constexpr double lowest_of_all = 1, highest_of_all = 6;

// A service over the editions, oldest first: row i is of edition `dates[i]`.
struct CareService {
  CareServiceRows rows;
  std::vector<base::Date> dates;
  records::Edition newest;  // in force, whether the service is in it or not
  [[nodiscard]] std::size_t last() const { return rows.size() - 1; }
  [[nodiscard]] std::string_view now(std::string_view column) const {
    return rows.of(last(), column);
  }
};

base::Result<CareService> find_service(Visit& visit, std::string_view number) {
  const Editions editions = TRY(editions_asked(visit));
  CareService service{CareServiceRows(TRY(records::set_over_editions(
                          *visit.reader, visit.packs(), exchange::care_services_set, number))),
                      {},
                      {}};
  if (service.rows.size() == 0 || editions.all.empty())
    return base::Failure{base::ErrorKind::not_found, "no edition has a service of this number"};
  service.newest = editions.all.back();
  for (std::size_t i = 0; i < service.rows.size(); ++i)
    service.dates.push_back(
        base::date_from_iso(service.rows.of(i, "edition_date")).value_or(base::Date{}));
  return service;
}

Html band(const CareService& service) {
  const std::size_t last = service.last();
  return html::band(
      {{say("service.band_lowest"), text_html(grade_words(service.now("lowest_grade"))), ""},
       {say("service.band_inspected"), text_html(day_words(service.now("inspected_on"))), ""},
       {say("services.column_requirements"), text_html(requirement_words(service.rows, last)), ""},
       {say("services.column_complaints"), text_html(complaint_words(service.rows, last)), ""}});
}

// The columns that are facts of the service, in the order of the set; grades and windows of years
// stand elsewhere.
Html facts(Visit& visit, const CareService& service) {
  std::vector<html::FactRow> rows;
  const auto set = exchange::care_services_of(visit.packs());
  if (!set) return {};
  for (const registers::SetColumn& column : (*set)->columns) {
    const std::string_view value = service.now(column.name);
    const bool is_elsewhere =
        column.kind == "grade" || column.name == (*set)->key || column.name.starts_with("year") ||
        column.name == "name" || column.name == "council_code" ||
        column.name.starts_with("complaints") || column.name.starts_with("requirements");
    if (is_elsewhere || value.empty()) continue;
    std::string words(value);
    if (column.kind == "date") words = day_words(value);
    if (column.kind == "yes_no") words = value == "yes" ? say("service.yes") : say("service.no");
    rows.push_back({column.label, text_html(words)});
  }
  return html::fact_list(rows);
}

Html theme_grades(Visit& visit, const CareService& service) {
  const auto set = exchange::care_services_of(visit.packs());
  if (!set) return {};
  html::Table table;
  table.caption = say("service.grades_table", {base::long_date(service.dates.back())});
  table.shows = html::Table::Caption::heard;
  table.columns = {{say("service.theme"), html::Column::Align::left, ""},
                   {say("service.grade"), html::Column::Align::left, ""}};
  for (const registers::SetColumn& column : (*set)->columns) {
    const bool is_whole = column.name == "lowest_grade" || column.name == "highest_grade";
    const std::string_view grade = service.now(column.name);
    if (column.kind != "grade" || is_whole || grade.empty()) continue;
    table.rows.push_back({text_html(column.label), text_html(grade_words(grade))});
  }
  if (!table.rows.empty()) return html::table(table);
  Html none;
  none << "<p>" << Text{say("service.no_grades")} << "</p>\n";
  return none;
}

std::optional<double> grade_value(std::string_view grade) {
  const auto number = base::whole_number(grade);
  return number ? std::optional<double>(static_cast<double>(*number)) : std::nullopt;
}

// “Mar 2026”
std::string short_date(const base::Date& date) {
  const std::string month = say("month." + std::to_string(date.month));
  return say("service.month", {month, std::to_string(date.year)});
}

Html chart(const CareService& service) {
  html::Chart drawn;
  drawn.id = "grades";
  const std::string editions = base::grouped(static_cast<std::int64_t>(service.rows.size()));
  drawn.title = say("service.chart_title", {service.now("name"), editions});
  drawn.description = say(
      "service.chart_text",
      {base::long_date(service.dates.front()), base::long_date(service.dates.back()),
       grade_words(service.rows.of(0, "lowest_grade")), grade_words(service.now("lowest_grade"))});
  html::ChartLine lowest{say("service.lowest"), {}, html::ChartLine::Look::us};
  html::ChartLine highest{say("service.highest"), {}, html::ChartLine::Look::dashed};
  for (std::size_t i = 0; i < service.rows.size(); ++i) {
    drawn.labels.push_back(short_date(service.dates[i]));
    lowest.values.push_back(grade_value(service.rows.of(i, "lowest_grade")));
    highest.values.push_back(grade_value(service.rows.of(i, "highest_grade")));
  }
  // Two lines in one place could not be told apart, nor their names.
  const bool is_one_line = lowest.values == highest.values;
  drawn.lines = {lowest};
  if (!is_one_line) drawn.lines.push_back(highest);
  drawn.low = lowest_of_all;
  drawn.high = highest_of_all;
  drawn.grid = 5;
  drawn.caption = text_html(say("service.chart_caption"));
  return html::line_chart(drawn);
}

Html over_table(const CareService& service) {
  html::Table table;
  table.caption = say("service.over_table", {service.now("name")});
  table.shows = html::Table::Caption::heard;
  table.columns = {{say("service.edition_column"), html::Column::Align::left, ""},
                   {say("service.lowest"), html::Column::Align::right, ""},
                   {say("service.highest"), html::Column::Align::right, ""},
                   {say("services.column_requirements"), html::Column::Align::left, ""},
                   {say("services.column_complaints"), html::Column::Align::left, ""}};
  for (std::size_t i = 0; i < service.rows.size(); ++i) {
    const auto grade = [&](std::string_view column) {
      const std::string_view value = service.rows.of(i, column);
      return text_html(value.empty() ? say("grade.none") : std::string(value));
    };
    table.rows.push_back({text_html(base::long_date(service.dates[i])), grade("lowest_grade"),
                          grade("highest_grade"), text_html(requirement_words(service.rows, i)),
                          text_html(complaint_words(service.rows, i))});
  }
  return html::table(table);
}

Html over_editions(const CareService& service) {
  Html out = html::heading2(say("service.over"));
  if (service.rows.size() < 2) {
    out << "<p>" << Text{say("service.one_edition")} << "</p>\n";
  } else {
    out << chart(service);
  }
  out << over_table(service) << "<p>"
      << html::link_to(say("service.csv"), service_href(service.now("number")) + "/grades.csv")
      << "</p>\n";
  return out;
}

// Where the lowest grade last fell between two editions: a prompt to look (principle 27).
Html prompt(const CareService& service) {
  for (std::size_t i = service.rows.size() - 1; i > 0; --i) {
    const std::string_view now = service.rows.of(i, "lowest_grade");
    const std::string_view before = service.rows.of(i - 1, "lowest_grade");
    if (now.empty() || before.empty() || now == before) continue;
    if (now > before) break;
    Html words;
    words << "<p>"
          << Text{say("service.prompt", {before, base::long_date(service.dates[i - 1]), now,
                                         base::long_date(service.dates[i])})}
          << "</p>";
    return html::inset(words);
  }
  return {};
}

Html gone_note(const CareService& service) {
  if (service.dates.back() == service.newest.date) return {};
  Html words;
  words << "<p>" << Text{say("service.gone", {base::long_date(service.newest.date)})} << "</p>";
  return html::inset(words);
}

Html side(const CareService& service) {
  const std::string council(service.now("council"));
  Html out = html::side_section(
      say("service.touches"),
      html::plain_list(
          {html::link_to(say("service.all_of", {council}),
                         "/services?council=" + base::url_encoded(council)),
           html::link_to(say("service.other"),
                         "/services?council=" + base::url_encoded(council) +
                             "&words=" + base::url_encoded(service.now("provider")))}));
  out << html::side_section(
      say("service.take"),
      html::plain_list({html::link_to(say("service.csv"),
                                      service_href(service.now("number")) + "/grades.csv")}));
  return out;
}

}  // namespace

http::Response service_page(Visit& visit) {
  if (auto closed = closed_services(visit)) return std::move(*closed);
  const auto service = find_service(visit, visit.captured.at(0));
  if (!service)
    return service.error().kind == base::ErrorKind::not_found ? not_found_page(visit)
                                                              : fault_page(visit, service.error());
  html::Heading heading;
  heading.caption = say("service.caption", {service->now("type"), service->now("council")});
  heading.title = service->now("name");
  heading.lead = say("service.edition", {base::long_date(service->dates.back())});
  Html main;
  main << gone_note(*service) << prompt(*service) << html::heading2(say("service.grades"))
       << theme_grades(visit, *service) << over_editions(*service)
       << html::heading2(say("service.facts")) << facts(visit, *service)
       << source_note(service->newest);
  Html whole;
  whole << html::page_head(heading) << band(*service)
        << html::columns(main, side(*service), say("service.touches"));
  return page(visit,
              {heading.title,
               {home_link(), {say("services.trail"), "/services", false}},
               "/services",
               false},
              whole);
}

http::Response service_csv(Visit& visit) {
  if (auto closed = closed_services(visit)) return std::move(*closed);
  const auto service = find_service(visit, visit.captured.at(0));
  if (!service)
    return service.error().kind == base::ErrorKind::not_found ? not_found_page(visit)
                                                              : fault_page(visit, service.error());
  std::string csv = "\xEF\xBB\xBF" + exchange::csv_line(service->rows.all().columns);
  for (const auto& row : service->rows.all().rows) csv += exchange::csv_line(row);
  return http::Response::download(std::move(csv), std::string(service->now("number")) + ".csv",
                                  "text/csv; charset=utf-8");
}

}  // namespace web
