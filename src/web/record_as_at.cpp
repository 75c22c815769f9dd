// A record as it stood: after an entry, or at the end of a day. It is marked so on every page, and
// nothing can be done from it. Who may read it is a question of today.
#include "base/text.h"
#include "registers/typed.h"
#include "web/record_pages.h"
#include "web/shown.h"
#include "web/words.h"

namespace web {
namespace {

using html::Html;
using html::Text;

constexpr std::string_view as_at_name = "as_at";

// The three boxes of the small form, as typed, LF between; empty when it was not sent.
std::string typed_day(const Visit& visit) {
  const auto box = [&](std::string_view part) {
    return std::string(visit.request.query_value("as_at." + std::string(part)));
  };
  const std::string day = box("day"), month = box("month"), year = box("year");
  if (day.empty() && month.empty() && year.empty()) return "";
  return day + "\n" + month + "\n" + year;
}

std::string as_at_href(const Visit& visit, std::string_view value) {
  return record_href(visit.captured[0]) + "?as_at=" + std::string(value);
}

base::Instant end_of(const base::Date& day) {
  return base::from_london({base::plus_days(day, 1), 0, 0, 0});
}

}  // namespace

// A day that has not ended is now; so is an entry that is yet to come.
AskedMoment asked_moment(Visit& visit) {
  AskedMoment asked;
  asked.typed = typed_day(visit);
  if (!asked.typed.empty()) {
    registers::Field field;
    field.kind = registers::Kind::date;
    const registers::Read read = registers::read_typed(field, asked.typed);
    asked.mistake = read.sentence;
    if (!read.value) return asked;
    asked.go_to = as_at_href(visit, read.value->text());
    return asked;
  }
  const std::string_view text = visit.request.query_value(as_at_name);
  const auto entry = base::whole_number(text);
  if (entry && *entry >= 0 && *entry < visit.reader->entries()) asked.entry = *entry;
  const auto day = base::date_from_iso(text);
  if (!day || *day >= visit.today()) return asked;
  asked.day = *day;
  asked.entry = visit.reader->entry_before(end_of(*day));
  return asked;
}

// What is asked for may have been made later than that.
http::Response not_yet_page(Visit& visit, const records::Row& now) {
  Html main;
  main << html::page_head({say("as_at.not_yet"), capitalised(now.kind->one) + " " + now.reference,
                           ""})
       << html::paragraph(say("as_at.not_yet_what", {entry_words(now.first_entry)})) << "<p>"
       << html::link_to(say("as_at.now"), record_href(now.reference)) << "</p>\n";
  return page(visit, {say("as_at.not_yet"), {home_link()}, "", false}, main, 404);
}

Html as_at_banner(const View& view, const AskedMoment& asked) {
  if (!asked.entry || view.history.empty()) return {};
  const records::HistoryLine& last = view.history.back();
  const std::string recorded = say(
      "as_at.last", {base::grouped(last.entry), base::long_time(last.recorded_at)});
  Html out;
  out << "<div class=\"then\"><p><strong>"
      << Text{asked.day ? say("as_at.day", {base::long_date(*asked.day)})
                        : say("as_at.entry", {base::long_time(last.recorded_at),
                                              base::grouped(last.entry)})}
      << "</strong> " << html::link_to(say("as_at.now"), record_href(view.row.reference))
      << "</p>\n<p>" << Text{asked.day ? recorded + " " : std::string()}
      << Text{say("as_at.nothing")} << "</p></div>\n";
  return out;
}

Html as_at_form(const Visit& visit, const AskedMoment& asked) {
  const base::Date example = base::plus_days(visit.today(), -30);
  html::Question question;
  question.id = "as_at";
  question.name = std::string(as_at_name);
  question.label = say("as_at.label");
  question.hint = say("form.date_example",
                      {std::to_string(example.day) + " " + std::to_string(example.month) + " " +
                       std::to_string(example.year)});
  question.mistake = asked.mistake;
  question.value = asked.typed;
  Html fields;
  fields << html::date_input(question) << html::button(say("as_at.show"), html::Button::second);
  const Html form = html::form(record_href(visit.captured[0]), html::Sends::get, fields);
  Html out;
  out << "<div class=\"choose-day\">\n"
      << (asked.mistake.empty() ? html::details(say("as_at.choose"), form) : form) << "</div>\n";
  return out;
}

}  // namespace web
