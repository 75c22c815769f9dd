#include "web/care_service_pages.h"

#include <algorithm>
#include <set>

#include "base/text.h"
#include "exchange/care_import.h"
#include "web/care_service_rows.h"
#include "web/csv_answer.h"
#include "web/filters.h"
#include "web/list_asking.h"
#include "web/words.h"

namespace web {
namespace {

using html::Html;
using html::Text;

constexpr std::size_t rows_on_a_page = 50;
constexpr std::string_view low_grade = "3";
constexpr std::string_view ungraded = "none";

// What the list is asked for, as the request says it.
struct AskedCareServices {
  CouncilAsked council;
  std::string type, sector, lowest, words, sort;
  [[nodiscard]] bool narrowed() const {
    return !(type.empty() && sector.empty() && lowest.empty() && words.empty());
  }
};

struct Found {
  Editions editions;
  CareServiceRows rows;
  std::vector<std::size_t> chosen;            // rows that fit, in the order asked for
  std::map<std::string, std::string> before;  // number → lowest grade in the edition before
  std::string council;                        // its name
};

AskedCareServices asked_services(const Visit& visit) {
  const http::Request& request = visit.request;
  AskedCareServices asked;
  asked.council.name = request.query_value("council");
  asked.type = request.query_value("type");
  asked.sector = request.query_value("sector");
  asked.lowest = request.query_value("lowest");
  asked.words = request.query_value("words");
  asked.sort = request.query_value("sort");
  return asked;
}

bool fits_grade(std::string_view asked, std::string_view grade) {
  if (asked.empty()) return true;
  if (asked == "low") return !grade.empty() && grade <= low_grade;
  return asked == ungraded ? grade.empty() : grade == asked;
}

bool fits(const AskedCareServices& asked, const CareServiceRows& rows, std::size_t row) {
  return (asked.type.empty() || rows.of(row, "type") == asked.type) &&
         (asked.sector.empty() || rows.of(row, "sector") == asked.sector) &&
         fits_grade(asked.lowest, rows.of(row, "lowest_grade"));
}

void put_in_order(const AskedCareServices& asked, Found& found) {
  const auto by = [&](std::string_view column, std::string_view blank) {
    std::stable_sort(found.chosen.begin(), found.chosen.end(), [&](std::size_t a, std::size_t b) {
      const std::string_view x = found.rows.of(a, column), y = found.rows.of(b, column);
      return (x.empty() ? blank : x) < (y.empty() ? blank : y);
    });
  };
  if (asked.sort == "grade") by("lowest_grade", "9");
  if (asked.sort == "type") by("type", "");
  if (asked.sort == "inspected") by("inspected_on", "");
}

base::Result<Found> find_services(Visit& visit, const AskedCareServices& asked, Editions editions) {
  CareServiceRows rows = TRY(council_rows(visit, editions.current(), asked.council, asked.words));
  Found found{std::move(editions), std::move(rows), {}, {}, asked.council.name};
  if (found.council.empty()) {
    found.council = found.rows.size() > 0 ? std::string(found.rows.of(0, "council"))
                                          : visit.site.store.facts().council;
  }
  for (std::size_t i = 0; i < found.rows.size(); ++i) {
    if (fits(asked, found.rows, i)) found.chosen.push_back(i);
  }
  put_in_order(asked, found);
  if (const records::Edition* before = found.editions.before()) {
    const CareServiceRows earlier = TRY(council_rows(visit, *before, asked.council, ""));
    for (std::size_t i = 0; i < earlier.size(); ++i)
      found.before.emplace(earlier.of(i, "number"), earlier.of(i, "lowest_grade"));
  }
  return found;
}

// The lowest grade in the edition before when it was higher than now; "" otherwise.
std::string fell_from(const Found& found, std::size_t row) {
  const auto before = found.before.find(std::string(found.rows.of(row, "number")));
  const std::string_view now = found.rows.of(row, "lowest_grade");
  if (before == found.before.end() || now.empty() || before->second.empty()) return "";
  return now < before->second ? before->second : "";
}

std::vector<html::Choice> any_and(const std::set<std::string>& values) {
  std::vector<html::Choice> choices = {{"", say("services.any"), ""}};
  for (const std::string& value : values) choices.push_back({value, value, ""});
  return choices;
}

Html chooser(const std::string& name, const std::string& label, const std::string& value,
             const std::vector<html::Choice>& choices) {
  html::Question question;
  question.id = "filter-" + name;
  question.name = name;
  question.label = label;
  question.value = value;
  return html::select(question, choices);
}

std::vector<html::Choice> grade_choices() {
  std::vector<html::Choice> choices = {{"", say("services.any"), ""},
                                       {"low", say("services.low"), ""}};
  for (char grade = '1'; grade <= '6'; ++grade) {
    const std::string value(1, grade);
    choices.push_back({value, grade_words(value), ""});
  }
  choices.push_back({std::string(ungraded), grade_words(""), ""});
  return choices;
}

base::Result<Html> council_chooser(Visit& visit, const Found& found) {
  records::SetQuestion question;
  question.set = exchange::care_services_set;
  question.edition = found.editions.current().reference;
  const auto counts = TRY(records::set_counts(*visit.reader, visit.packs(), question, "council"));
  std::map<std::string, std::int64_t> by_name(counts.begin(), counts.end());
  by_name.try_emplace(found.council, 0);
  std::vector<html::Choice> choices;
  for (const auto& [name, count] : by_name)
    choices.push_back({name, say("services.with_count", {name, base::grouped(count)}), ""});
  return chooser("council", say("services.council"), found.council, choices);
}

Html edition_chooser(const Editions& editions) {
  if (editions.all.size() < 2) return {};
  std::vector<html::Choice> choices;
  for (auto edition = editions.all.rbegin(); edition != editions.all.rend(); ++edition)
    choices.push_back({edition->reference, base::long_date(edition->date), ""});
  return chooser("of", say("services.edition"), editions.current().reference, choices);
}

base::Result<Html> filters(Visit& visit, const AskedCareServices& asked, const Found& found) {
  std::set<std::string> types, sectors;
  for (std::size_t i = 0; i < found.rows.size(); ++i) {
    types.emplace(found.rows.of(i, "type"));
    sectors.emplace(found.rows.of(i, "sector"));
  }
  html::Question words;
  words.id = "filter-words";
  words.name = "words";
  words.label = say("services.words");
  words.value = asked.words;
  Html inside;
  inside << "<div class=\"search\">" << TRY(council_chooser(visit, found))
         << chooser("type", say("services.type"), asked.type, any_and(types))
         << chooser("sector", say("services.sector"), asked.sector, any_and(sectors))
         << chooser("lowest", say("services.lowest"), asked.lowest, grade_choices())
         << html::text_input(words)
         << chooser("sort", say("services.sort"), asked.sort,
                    {{"", say("services.sort_name"), ""},
                     {"grade", say("services.sort_grade"), ""},
                     {"type", say("services.sort_type"), ""},
                     {"inspected", say("services.sort_inspected"), ""}})
         << edition_chooser(found.editions)
         << html::button(say("services.show"), html::Button::second) << "</div>";
  return html::form(to_found("/services"), html::Sends::get, inside);
}

// The address of this list with all that was asked for, for the next page and the CSV.
std::string asked_query(const AskedCareServices& asked, const Editions& editions) {
  std::string query;
  const auto add = [&](std::string_view name, std::string_view value) {
    if (value.empty()) return;
    query += (query.empty() ? "?" : "&") + std::string(name) + "=" + base::url_encoded(value);
  };
  add("council", asked.council.name);
  add("type", asked.type);
  add("sector", asked.sector);
  add("lowest", asked.lowest);
  add("words", asked.words);
  add("sort", asked.sort);
  if (editions.shown + 1 != editions.all.size()) add("of", editions.current().reference);
  return query;
}

Html two_lines(std::string_view first, std::string_view second) {
  Html out;
  out << Text{first};
  if (!second.empty() && second != first)
    out << "<br><span class=\"small\">" << Text{second} << "</span>";
  return out;
}

Html grade_cell(const Found& found, std::size_t row) {
  Html out = text_html(
      grade_range(found.rows.of(row, "lowest_grade"), found.rows.of(row, "highest_grade")));
  const std::string before = fell_from(found, row);
  if (!before.empty())
    out << "<br><span class=\"small\">" << Text{say("services.fell", {before})} << "</span>";
  return out;
}

Html services_table(const Found& found, std::size_t from, std::size_t to) {
  html::Table table;
  table.caption =
      say("services.table", {found.council, base::long_date(found.editions.current().date)});
  table.shows = html::Table::Caption::heard;
  for (const char* key :
       {"services.column_name", "services.column_type", "services.column_provider",
        "services.column_grades", "services.column_requirements", "services.column_complaints"})
    table.columns.push_back({say(key), html::Column::Align::left, ""});
  for (std::size_t i = from; i < to; ++i) {
    const std::size_t row = found.chosen[i];
    const CareServiceRows& rows = found.rows;
    table.rows.push_back({html::link_to(rows.of(row, "name"), service_href(rows.of(row, "number"))),
                          two_lines(rows.of(row, "type"), rows.of(row, "subtype")),
                          two_lines(rows.of(row, "provider"), rows.of(row, "sector")),
                          grade_cell(found, row), text_html(requirement_words(rows, row)),
                          text_html(complaint_words(rows, row))});
  }
  return html::table(table);
}

// Words for a number: of none, of one, of several.
struct NumberWords {
  std::string_view none, one, many;
};

std::string counted(const NumberWords& words, std::int64_t count) {
  if (count == 0) return say(words.none);
  return count == 1 ? say(words.one) : say(words.many, {base::grouped(count)});
}

constexpr NumberWords low_words{"services.low_none", "services.low_one", "services.low_many"};
constexpr NumberWords ungraded_words{"services.ungraded_none", "services.ungraded_one",
                                     "services.ungraded_many"};

html::Heading heading_of(const Found& found) {
  std::int64_t low = 0, without = 0;
  for (std::size_t i = 0; i < found.rows.size(); ++i) {
    const std::string_view grade = found.rows.of(i, "lowest_grade");
    low += fits_grade("low", grade) ? 1 : 0;
    without += grade.empty() ? 1 : 0;
  }
  const auto all = static_cast<std::int64_t>(found.rows.size());
  const std::string services =
      all == 1 ? say("services.one") : say("services.many", {base::grouped(all)});
  html::Heading heading;
  heading.caption =
      say("services.caption", {found.council, base::long_date(found.editions.current().date)});
  heading.title = say("services.title");
  if (all > 0)
    heading.lead =
        say("services.lead", {services, counted(low_words, low), counted(ungraded_words, without)});
  return heading;
}

Html fallen_note(const Found& found) {
  std::int64_t fallen = 0;
  for (std::size_t i = 0; i < found.rows.size(); ++i) fallen += fell_from(found, i).empty() ? 0 : 1;
  if (fallen == 0) return {};
  const std::string services = fallen == 1 ? say("services.fallen_one")
                                           : say("services.fallen_many", {base::grouped(fallen)});
  Html words;
  words << "<p>"
        << Text{say("services.fallen", {services, base::long_date(found.editions.before()->date)})}
        << "</p>";
  return html::inset(words);
}

Html list_and_pages(Visit& visit, const AskedCareServices& asked, const Found& found) {
  const std::size_t all = found.chosen.size();
  const std::size_t last = std::max<std::size_t>(1, (all + rows_on_a_page - 1) / rows_on_a_page);
  const auto wanted = base::whole_number(visit.request.query_value("page")).value_or(1);
  const std::size_t current = wanted < 1 ? 1 : std::min(last, static_cast<std::size_t>(wanted));
  Html out;
  if (all == 0) {
    out << "<p>"
        << Text{found.rows.size() == 0 && !asked.narrowed()
                    ? say("services.no_council", {found.council})
                    : say("services.none_found")}
        << "</p>\n";
    return out;
  }
  const std::size_t from = (current - 1) * rows_on_a_page;
  out << services_table(found, from, std::min(all, from + rows_on_a_page));
  const std::string query = asked_query(asked, found.editions);
  out << html::pagination({static_cast<int>(current), static_cast<int>(last),
                           "/services" + query + (query.empty() ? "?" : "&") + "page="});
  return out;
}

Html narrowed_note(const AskedCareServices& asked, const Found& found) {
  Html out;
  if (!asked.narrowed()) return out;
  AskedCareServices wider;
  wider.council = asked.council;
  out << "<p id=\"" << html::Attr{found_id} << "\" class=\"found\" tabindex=\"-1\">"
      << Text{say("services.narrowed",
                  {base::grouped(static_cast<std::int64_t>(found.chosen.size())),
                   base::grouped(static_cast<std::int64_t>(found.rows.size()))})}
      << " "
      << html::link_to(say("services.clear"), "/services" + asked_query(wider, found.editions))
      << "</p>\n";
  return out;
}

http::Response no_edition_page(Visit& visit) {
  Html words;
  words << "<p>" << Text{say("services.empty")} << "</p>\n<p>";
  if (exchange::may_import(visit.packs(), visit.who())) {
    words << Text{say("services.empty_step")} << "</p>\n"
          << html::link_button(say("services.import"), "/services/import");
  } else {
    words << Text{say("services.empty_may_not")} << "</p>\n";
  }
  Html main;
  main << html::page_head({say("services.title"), visit.site.store.facts().council, ""})
       << html::empty_place(say("services.empty_title"), words);
  return page(visit, {say("services.title"), {home_link()}, "/services", false}, main);
}

}  // namespace

http::Response services_page(Visit& visit) {
  if (auto closed = closed_services(visit)) return std::move(*closed);
  auto editions = editions_asked(visit);
  if (!editions) return fault_page(visit, editions.error());
  if (editions->all.empty()) return no_edition_page(visit);
  const AskedCareServices asked = asked_services(visit);
  const auto found = find_services(visit, asked, std::move(*editions));
  if (!found) return fault_page(visit, found.error());
  const auto choosers = filters(visit, asked, *found);
  if (!choosers) return fault_page(visit, choosers.error());
  const FiltersHere kept = filters_here(visit, {"/services", asked_query(asked, found->editions)});
  Html main;
  main << html::page_head(heading_of(*found)) << fallen_note(*found)
       << kept.above << *choosers
       << narrowed_note(asked, *found) << list_and_pages(visit, asked, *found) << "<p>"
       << html::link_to(say("services.csv"), "/services.csv" + asked_query(asked, found->editions));
  if (exchange::may_import(visit.packs(), visit.who()))
    main << " &nbsp; " << html::link_to(say("services.import"), "/services/import");
  main << "</p>\n"
       << kept.below << source_note(found->editions.current());
  return page(visit, {say("services.window", {found->council}), {home_link()}, "/services", false},
              main);
}

http::Response services_csv(Visit& visit) {
  if (auto closed = closed_services(visit)) return std::move(*closed);
  auto editions = editions_asked(visit);
  if (!editions) return fault_page(visit, editions.error());
  if (editions->all.empty()) return not_found_page(visit);
  const auto found = find_services(visit, asked_services(visit), std::move(*editions));
  if (!found) return fault_page(visit, found.error());
  std::vector<std::vector<std::string>> rows;
  for (const std::size_t row : found->chosen) rows.push_back(found->rows.all().rows[row]);
  return csv_file(found->rows.all().columns, rows,
                  "care-services-" + base::iso(found->editions.current().date));
}

}  // namespace web
