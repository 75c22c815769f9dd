// A record as it stood: after an entry, or at the end of a day. It is marked so on every page, and
// nothing can be done from it. Who may read it is a question of today.
#include "base/text.h"
#include "registers/typed.h"
#include "web/as_at.h"
#include "web/record_pages.h"
#include "web/shown.h"
#include "web/words.h"

namespace web {
namespace {

using html::Html;
using html::Text;

std::string as_at_href(const Visit& visit, std::string_view value) {
  return record_href(visit.captured[0]) + "?as_at=" + std::string(value);
}

}  // namespace

// A day that has not ended is now. An entry that is yet to come is asked for like any other: to
// tell the two apart would say how far the log has come (principle 8).
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
  if (entry && *entry >= 0) asked.entry = *entry;
  const auto day = base::date_from_iso(text);
  if (!day || *day >= visit.today()) return asked;
  asked.day = *day;
  asked.entry = last_entry_of(visit, *day);
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
  Html fields;
  fields << day_question(visit, say("as_at.label"), asked.typed, asked.mistake)
         << html::button(say("as_at.show"), html::Button::second);
  const Html form = html::form(record_href(visit.captured[0]), html::Sends::get, fields);
  Html out;
  out << "<div class=\"choose-day\">\n"
      << (asked.mistake.empty() ? html::details(say("as_at.choose"), form) : form) << "</div>\n";
  return out;
}

}  // namespace web
