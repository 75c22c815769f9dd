#include "web/own_pages.h"

#include <algorithm>

#include "access/one_time_code.h"
#include "access/passkey.h"
#include "base/text.h"
#include "web/held_page.h"
#include "web/own_account.h"
#include "web/prove_pages.h"
#include "web/record_view.h"
#include "web/shown.h"
#include "web/words.h"

namespace web {
namespace {

using html::Html;
using html::Text;

constexpr std::size_t most_past = 50;

Html words(std::string_view text) {
  Html out;
  out << Text{text};
  return out;
}

// In force today, yet to come, or over.
std::string standing_of(const authority::Held& held, const base::Date& today) {
  if (held.from > today) return say("own.to_come");
  if (held.to && *held.to < today) return say("own.over");
  return say("own.in_force");
}

Html entry_of(const Visit& visit, const authority::Holding& holding) {
  const std::string entry = say("shown.entry", {base::grouped(holding.held.grant_entry)});
  Html out;
  if (visit.caller) {
    out << html::link_to(holding.reference, record_href(holding.reference)) << ", ";
  } else {
    out << Text{holding.reference} << ", ";
  }
  out << Text{entry};
  return out;
}

base::Result<Html> capacities(Visit& visit) {
  const auto all =
      TRY(authority::ever_held(visit.reader->database(), visit.session->person));
  Html out;
  out << html::heading2(say("own.capacities"));
  if (all.empty()) {
    Html content = html::paragraph(say("capacity.nothing_what"));
    out << html::empty_place(say("capacity.nothing"), content);
    return out;
  }
  html::Table table;
  table.caption = say("own.capacities_caption");
  table.shows = html::Table::Caption::heard;
  for (const char* heading : {"own.capacity", "own.from", "own.to", "own.now", "own.entry"})
    table.columns.push_back({say(heading), html::Column::Align::left, ""});
  for (std::size_t i = 0; i < all.size() && i < most_past; ++i) {
    const authority::Held& held = all[i].held;
    table.rows.push_back({words(capacity_title(visit.packs(), held.capacity)),
                          words(base::long_date(held.from)),
                          words(held.to ? base::long_date(*held.to) : say("own.no_end")),
                          words(standing_of(held, visit.today())), entry_of(visit, all[i])});
  }
  out << html::table(table) << "<p>" << html::link_to(say("capacity.change"), "/capacity");
  if (visit.caller)
    out << " " << html::link_to(say("held.see_own"), held_href(visit.session->person));
  out << "</p>\n";
  return out;
}

Html session_line(const Visit& visit, const authority::OpenSession& one, bool here) {
  Html out;
  out << "<p><b>" << Text{here ? say("own.this_one") : say("own.another")}
      << "</b><br>" << Text{say("own.begun", {base::long_time(one.began)})} << "<br>"
      << Text{say("own.seen", {base::long_time(here ? visit.now : one.last_seen)})}
      << "<br><span class=\"quiet\">"
      << Text{say("own.signed_in_by", {signed_in_words(one.by)})} << "</span></p>\n";
  if (here) return out;
  Html fields;
  fields << token_field(visit)
         << html::button(say("own.end_one", {base::long_time(one.began)}), html::Button::second);
  out << html::form("/me/session/" + one.id + "/end", html::Sends::post, fields);
  return out;
}

Html open_sessions(const Visit& visit) {
  const auto all = visit.site.desk.sessions_of(visit.session->person);
  const std::string own = authority::Desk::session_id(visit.session_token);
  std::vector<Html> lines;
  for (const authority::OpenSession& one : all)
    if (one.id == own) lines.push_back(session_line(visit, one, true));
  for (const authority::OpenSession& one : all)
    if (one.id != own) lines.push_back(session_line(visit, one, false));
  Html out;
  out << html::heading2(say("own.sessions")) << html::paragraph(say("own.sessions_what"))
      << html::plain_list(lines);
  if (all.size() < 2) return out;
  Html fields;
  fields << token_field(visit) << html::button(say("own.end_others"), html::Button::second);
  out << html::form("/me/sessions/end-others", html::Sends::post, fields);
  return out;
}

Html small_form(const Visit& visit, std::string_view action, std::string_view button) {
  Html fields;
  fields << token_field(visit) << html::button(button, html::Button::plain_link);
  return html::form(action, html::Sends::post, fields);
}

Html codes_row(const Visit& visit, const authority::Account& account) {
  Html out;
  if (account.codes.empty()) {
    out << "<p>" << Text{say("own.codes_none")} << "</p>\n<p>"
        << html::link_to(say("own.codes_set_up"), "/me/codes") << "</p>\n";
    return out;
  }
  const std::size_t left = authority::recovery_codes_left(account.recovery);
  out << "<p>" << Text{say("own.codes_on")} << " "
      << Text{say("own.recovery_left", {std::to_string(left)})} << "</p>\n<p>"
      << html::link_to(say("own.codes_anew"), "/me/codes") << "</p>\n"
      << small_form(visit, "/me/recovery", say("own.recovery_anew"))
      << small_form(visit, "/me/codes/remove", say("own.codes_remove"));
  return out;
}

Html passkeys_row(const authority::Account& account) {
  const std::size_t count = authority::passkeys_in(account.passkeys).size();
  Html out;
  out << "<p>"
      << Text{count == 0 ? say("own.passkeys_none")
                         : say("own.passkeys_many", {std::to_string(count)})}
      << "</p>\n<p>" << html::link_to(say("own.passkeys_look"), "/me/passkeys") << "</p>\n";
  return out;
}

Html ways_in(const Visit& visit, const authority::Account& account) {
  Html password;
  password << "<p>" << Text{account.sign_in} << "</p>\n";
  if (!account.verifier.empty())
    password << "<p>" << html::link_to(say("own.password_change"), "/me/password") << "</p>\n";
  Html out;
  out << html::heading2(say("own.ways"))
      << html::fact_list({{say("own.name_and_password"), password},
                          {say("own.codes"), codes_row(visit, account)},
                          {say("own.passkeys"), passkeys_row(account)}});
  const auto& seals = visit.packs().seals.who;
  const bool may_hold = visit.caller && std::find(seals.begin(), seals.end(),
                                                  visit.who().held.capacity) != seals.end();
  if (may_hold) out << "<p>" << html::link_to(say("seal.own_title"), "/me/seal") << "</p>\n";
  return out;
}

}  // namespace

http::Response own_page(Visit& visit) {
  const auto account = own_account(visit);
  if (!account) return fault_page(visit, account.error());
  const auto held = capacities(visit);
  if (!held) return fault_page(visit, held.error());
  Html main;
  main << html::page_head({say("own.title"), account->name, ""}) << *held
       << open_sessions(visit) << ways_in(visit, *account);
  return page(visit, {say("own.title"), {home_link()}, "", false}, main);
}

// Whoever finds a screen open does not send its person away from every other one.
http::Response end_one_session(Visit& visit) {
  if (!is_proved(visit)) return to_proof("/me");
  visit.site.desk.end_session_of(visit.session->person, visit.captured[0]);
  return http::Response::see_other("/me");
}

http::Response end_others(Visit& visit) {
  if (!is_proved(visit)) return to_proof("/me");
  visit.site.desk.end_other_sessions(visit.session->person, visit.session_token);
  return http::Response::see_other("/me");
}

}  // namespace web
