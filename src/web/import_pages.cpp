#include "web/import_pages.h"

#include "base/files.h"
#include "base/text.h"
#include "exchange/care_import.h"
#include "exchange/waiting_file.h"
#include "web/care_service_pages.h"
#include "web/care_service_rows.h"
#include "web/words.h"

namespace web {
namespace {

using exchange::ImportReport;
using html::Html;
using html::Text;

constexpr std::size_t most_refusals_shown = 50;
constexpr std::string_view import_place = "/services/import";

// What was typed in the form, and what is wrong with it.
struct Typed {
  std::string date;  // day, month and year, LF between
  std::string date_mistake, file_mistake;
  [[nodiscard]] bool wrong() const { return !date_mistake.empty() || !file_mistake.empty(); }
};

std::vector<html::Link> trail() {
  return {home_link(), {say("services.trail"), "/services", false}};
}

std::optional<http::Response> closed_import(Visit& visit) {
  if (exchange::may_import(visit.packs(), visit.who())) return {};
  Refused refused;
  refused.title = say("services.closed_title");
  refused.reason = say("services.empty_may_not");
  refused.possible = say("services.closed_possible");
  return refused_page(visit, refused);
}

Html editions_table(const std::vector<records::Edition>& editions) {
  if (editions.empty()) {
    Html none;
    none << "<p>" << Text{say("import.none")} << "</p>\n";
    return none;
  }
  html::Table table;
  table.caption = say("import.editions_table");
  table.shows = html::Table::Caption::heard;
  table.columns = {{say("import.edition"), html::Column::Align::left, ""},
                   {say("import.services"), html::Column::Align::right, ""},
                   {say("import.refused_rows"), html::Column::Align::right, ""},
                   {say("import.entry"), html::Column::Align::right, ""}};
  for (auto edition = editions.rbegin(); edition != editions.rend(); ++edition) {
    Html date, services, refused;
    date << Text{base::long_date(edition->date)};
    services << Text{base::grouped(edition->rows)};
    refused << Text{base::grouped(edition->refused)};
    table.rows.push_back(
        {date, services, refused,
         html::link_to(base::grouped(edition->entry), "/proof/" + std::to_string(edition->entry))});
  }
  return html::table(table);
}

http::Response form_page(Visit& visit, const Typed& typed, int status) {
  const auto editions = editions_asked(visit);
  if (!editions) return fault_page(visit, editions.error());
  html::Question file;
  file.id = "file";
  file.name = "file";
  file.label = say("import.file");
  file.hint = say("import.file_hint");
  file.mistake = typed.file_mistake;
  html::Question date;
  date.id = "date";
  date.name = "date";
  date.label = say("import.date");
  date.hint = say("import.date_hint");
  date.optional_mark = true;
  date.mistake = typed.date_mistake;
  date.value = typed.date;
  std::vector<html::Mistake> mistakes;
  if (!typed.file_mistake.empty()) mistakes.push_back({"file", typed.file_mistake});
  if (!typed.date_mistake.empty()) mistakes.push_back({"date", typed.date_mistake});
  Html inside;
  inside << token_field(visit) << html::file_input(file) << html::date_input(date)
         << html::actions(html::button(say("import.look")));
  Html main;
  main << html::error_summary(mistakes)
       << html::page_head({say("import.title"), "", say("import.lead")})
       << html::form(import_place, html::Sends::post_with_files, inside)
       << html::heading2(say("import.editions")) << editions_table(editions->all);
  return page(visit, {say("import.title"), trail(), "/services", typed.wrong()}, main, status);
}

// The three boxes of a date; a value only when it is a real one.
std::optional<base::Date> typed_date(const http::Request& request, Typed& typed) {
  const auto box = [&](std::string_view name) {
    return base::trimmed(request.form_value("date" + std::string(name)));
  };
  const std::string_view day = box(".day"), month = box(".month"), year = box(".year");
  if (day.empty() && month.empty() && year.empty()) return {};
  typed.date = std::string(day) + "\n" + std::string(month) + "\n" + std::string(year);
  const auto d = base::whole_number(day), m = base::whole_number(month),
             y = base::whole_number(year);
  const bool in_range =
      d && m && y && *d > 0 && *d < 32 && *m > 0 && *m < 13 && *y > 1999 && *y < 2200;
  if (in_range) {
    const base::Date date{static_cast<int>(*y), static_cast<int>(*m), static_cast<int>(*d)};
    if (base::is_real(date)) return date;
  }
  typed.date_mistake = say("import.date_mistake");
  return {};
}

http::Response cannot_be_taken(Visit& visit, const base::Error& error) {
  Html words;
  words << "<p>" << Text{error.what};
  if (!error.where.empty()) words << " (" << Text{error.where} << ")";
  words << "</p>\n<p>" << Text{say("import.refused_note")} << "</p>\n"
        << html::link_button(say("import.again"), import_place);
  Html main;
  main << html::page_head({say("import.refused_title"), "", ""}) << words;
  return page(visit, {say("import.refused_title"), trail(), "/services", true}, main, 422);
}

// An error of a person's file is a page that says so; another is a fault.
http::Response not_imported(Visit& visit, const base::Error& error) {
  if (error.kind == base::ErrorKind::invalid) return cannot_be_taken(visit, error);
  if (error.kind == base::ErrorKind::refused || error.kind == base::ErrorKind::conflict) {
    Refused refused;
    refused.title = say("import.door_title");
    refused.reason = error.what;
    return refused_page(visit, refused);
  }
  return fault_page(visit, error);
}

Html number_html(std::int64_t number) {
  Html out;
  out << Text{base::grouped(number)};
  return out;
}

Html grades_table(const ImportReport& report) {
  html::Table table;
  table.caption = say("import.grades_table");
  table.shows = html::Table::Caption::heard;
  table.columns = {{say("import.grade"), html::Column::Align::left, ""},
                   {say("import.number"), html::Column::Align::right, ""}};
  for (const auto& [grade, services] : report.lowest_grades) {
    Html name;
    name << Text{grade_words(grade)};
    table.rows.push_back({name, number_html(services)});
  }
  Html out = html::heading2(table.caption);
  out << html::table(table);
  return out;
}

Html refusals(const ImportReport& report) {
  Html out = html::heading2(say("import.refusals"));
  const auto& all = report.reading.refusals;
  if (all.empty()) {
    out << "<p>" << Text{say("import.no_refusals")} << "</p>\n";
    return out;
  }
  html::Table table;
  table.caption = say("import.refusals_table");
  table.shows = html::Table::Caption::heard;
  table.columns = {{say("import.row"), html::Column::Align::left, ""},
                   {say("import.column"), html::Column::Align::left, ""},
                   {say("import.value"), html::Column::Align::left, ""},
                   {say("import.reason"), html::Column::Align::left, ""}};
  for (std::size_t i = 0; i < all.size() && i < most_refusals_shown; ++i) {
    Html column, value, reason;
    column << Text{all[i].column};
    value << Text{all[i].value};
    reason << Text{all[i].reason};
    table.rows.push_back({number_html(all[i].row), column, value, reason});
  }
  out << html::table(table);
  if (all.size() > most_refusals_shown)
    out << "<p>"
        << Text{say("import.refusals_more", {std::to_string(most_refusals_shown),
                                             base::grouped(static_cast<std::int64_t>(all.size()))})}
        << "</p>\n";
  return out;
}

Html text_list(const std::string& title, const std::vector<std::string>& texts) {
  if (texts.empty()) return {};
  Html out = html::heading2(title);
  std::vector<Html> items;
  for (const std::string& text : texts) {
    Html item;
    item << Text{text};
    items.push_back(std::move(item));
  }
  out << html::bullets(items);
  return out;
}

Html absent_columns(const std::vector<std::string>& labels) {
  if (labels.empty()) return {};
  std::vector<Html> items;
  for (const std::string& label : labels) {
    Html item;
    item << Text{label};
    items.push_back(std::move(item));
  }
  return html::details(say("import.absent"), html::bullets(items));
}

Html new_columns(const ImportReport& report) {
  if (report.reading.not_recognised.empty()) return {};
  std::string names;
  for (const std::string& name : report.reading.not_recognised)
    names += (names.empty() ? "" : ", ") + name;
  Html out = html::heading2(say("import.unknown"));
  out << "<p>" << Text{say("import.unknown_words", {names})} << "</p>\n";
  return out;
}

std::string date_note(exchange::EditionFrom from) {
  if (from == exchange::EditionFrom::given) return say("import.from_given");
  // Of a date that was only found in the rows a note tells.
  return from == exchange::EditionFrom::file_name ? say("import.from_name") : "";
}

Html confirm_form(Visit& visit, const ImportReport& report, const std::string& waiting) {
  Html words;
  if (!report.supersedes.empty())
    words << "<p>" << Text{say("import.supersedes", {report.supersedes})} << "</p>\n";
  words << "<p>" << Text{say("import.confirm_words")} << "</p>\n";
  Html inside;
  inside << token_field(visit) << html::hidden("waiting", waiting)
         << html::hidden("day", base::iso(report.reading.edition)) << words
         << html::actions(html::button(say("import.confirm")));
  return html::form("/services/import/confirm", html::Sends::post, inside);
}

std::string outside_note(std::int64_t services) {
  if (services == 0) return "";
  return services == 1 ? say("import.outside_one")
                       : say("import.outside_many", {base::grouped(services)});
}

Html counts_band(const ImportReport& report) {
  const exchange::Reading& reading = report.reading;
  return html::band({{say("import.read"), number_html(reading.read), ""},
                     {say("import.accepted"), number_html(reading.accepted), ""},
                     {say("import.refused"), number_html(reading.refused), ""},
                     {say("import.councils"), number_html(report.councils),
                      outside_note(report.outside_scotland)}});
}

http::Response preview_page(Visit& visit, const ImportReport& report, const std::string& waiting) {
  const exchange::Reading& reading = report.reading;
  const std::string date = base::long_date(reading.edition);
  Html main;
  main << html::page_head({say("import.check_title"), say("import.check_caption", {date}),
                           date_note(reading.edition_from)})
       << counts_band(report) << "<p>"
       << Text{say("import.graded_by", {reading.scheme, exchange::name_of(reading.encoding)})}
       << "</p>\n"
       << text_list(say("import.notes"), reading.notes) << refusals(report) << grades_table(report)
       << new_columns(report) << absent_columns(reading.absent);
  if (report.came == ImportReport::Came::already) {
    Html already;
    already << "<p>" << Text{say("import.already", {base::grouped(report.entry), report.reference})}
            << "</p>\n";
    main << html::heading2(say("import.already_title")) << html::inset(already)
         << html::link_button(say("import.see"), "/services");
  } else {
    main << html::heading2(say("import.confirm")) << confirm_form(visit, report, waiting);
  }
  return page(visit, {say("import.check_title"), trail(), "/services", false}, main);
}

http::Response done_page(Visit& visit, const ImportReport& report) {
  const std::string entry = base::grouped(report.entry);
  const std::string recorded =
      report.receipt ? base::long_time(report.receipt->recorded_at) : std::string();
  Html words;
  words << "<p>"
        << Text{report.came == ImportReport::Came::recorded
                    ? say("import.done", {base::grouped(report.services), entry, recorded})
                    : say("import.already", {entry, report.reference})}
        << " " << html::link_to(say("import.see_proof"), "/proof/" + std::to_string(report.entry))
        << "</p>\n";
  const std::string title = report.came == ImportReport::Came::recorded
                                ? say("import.done_title")
                                : say("import.already_title");
  Html main;
  main << html::page_head({title, base::long_date(report.reading.edition), ""})
       << html::done_notice(title, words) << html::link_button(say("import.see"), "/services");
  return page(visit, {title, trail(), "/services", false}, main);
}

}  // namespace

http::Response import_form_page(Visit& visit) {
  if (auto closed = closed_import(visit)) return std::move(*closed);
  return form_page(visit, {}, 200);
}

http::Response import_preview_page(Visit& visit) {
  if (auto closed = closed_import(visit)) return std::move(*closed);
  Typed typed;
  exchange::ImportOptions options;
  options.doing = exchange::ImportOptions::Doing::only_look;
  options.edition = typed_date(visit.request, typed);
  const http::Upload* upload = visit.request.upload("file");
  if (upload == nullptr) typed.file_mistake = say("import.file_mistake");
  if (typed.wrong()) return form_page(visit, typed, 422);
  options.file_name = upload->file_name;
  auto bytes = base::read_file(upload->path, exchange::most_import_bytes);
  if (!bytes) return not_imported(visit, bytes.error());
  records::CouncilStore& store = visit.site.store;
  const auto waiting = exchange::keep_waiting(store.folder(), visit.who().person, *bytes);
  if (!waiting) return fault_page(visit, waiting.error());
  const auto report =
      exchange::import_care_services(store, visit.who(), std::move(*bytes), options, nullptr);
  if (!report || report->came == ImportReport::Came::already)
    exchange::drop_waiting(store.folder(), visit.who().person, *waiting);
  if (!report) return not_imported(visit, report.error());
  return preview_page(visit, *report, *waiting);
}

http::Response import_confirm_page(Visit& visit) {
  if (auto closed = closed_import(visit)) return std::move(*closed);
  records::CouncilStore& store = visit.site.store;
  const std::string waiting(visit.request.form_value("waiting"));
  auto bytes = exchange::take_waiting(store.folder(), visit.who().person, waiting);
  exchange::ImportOptions options;
  options.edition = base::date_from_iso(visit.request.form_value("day"));
  if (!bytes || !options.edition) {
    Refused gone;
    gone.title = say("import.gone_title");
    gone.reason = say("import.gone");
    gone.way_on = html::link_button(say("import.again"), import_place);
    return refused_page(visit, gone);
  }
  const auto report =
      exchange::import_care_services(store, visit.who(), std::move(*bytes), options, nullptr);
  if (!report) return not_imported(visit, report.error());
  exchange::drop_waiting(store.folder(), visit.who().person, waiting);
  return done_page(visit, *report);
}

}  // namespace web
