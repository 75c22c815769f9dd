#include "web/session_pages.h"

#include <algorithm>

#include "access/grants.h"
#include "base/text.h"
#include "web/kept_text.h"
#include "web/shown.h"
#include "web/sign_in.h"
#include "web/words.h"

namespace web {
namespace {

using html::Html;
using html::Text;

Html capacity_choice(const Visit& visit, const authority::Held& held, std::string_view next) {
  Html fields;
  fields << token_field(visit) << html::hidden("grant", std::to_string(held.grant_entry))
         << html::hidden("next", next);
  const std::string title = capacity_title(visit.packs(), held.capacity);
  const bool current = visit.caller && visit.caller->held.grant_entry == held.grant_entry;
  const bool lately = held.standing == authority::Held::Standing::lately;
  fields << "<p><b>" << Text{title} << "</b><br><span class=\"quiet\">"
         << Text{say("capacity.since_only", {base::long_date(held.from)})};
  if (held.to) fields << Text{say("capacity.to", {base::long_date(*held.to)})};
  fields << "</span></p>\n";
  fields << html::button(current  ? say("capacity.go_on", {title})
                         : lately ? say("capacity.act_lately", {title})
                                  : say("capacity.act_as", {title}),
                         current ? html::Button::second : html::Button::main);
  return html::form("/capacity", html::Sends::post, fields);
}

// What ended lately may still record what cannot wait: offered apart, and never chosen by itself.
Html lately_choices(const Visit& visit, const std::vector<authority::Held>& lately,
                    std::string_view next) {
  Html out;
  if (lately.empty()) return out;
  std::vector<Html> choices;
  for (const authority::Held& one : lately) choices.push_back(capacity_choice(visit, one, next));
  out << html::heading2(say("capacity.lately")) << html::paragraph(say("capacity.lately_what"))
      << html::plain_list(choices);
  return out;
}

// Only names and addresses: whether this person is known elsewhere is for elsewhere to say.
Html other_councils(const Visit& visit) {
  if (visit.site.councils == nullptr) return {};
  const std::vector<Council> others = visit.site.councils->others(visit.site.host);
  if (others.empty()) return {};
  Html out;
  out << html::heading2(say("councils.others")) << html::paragraph(say("councils.others_what"))
      << council_links(others, visit.request);
  return out;
}

}  // namespace

bool is_demonstration(const Visit& visit) {
  return visit.site.loopback_only && visit.site.store.facts().demonstration;
}

http::Response to_capacity(Visit& visit) {
  if (visit.request.method == http::Method::post) {
    // The capacity ended while somebody wrote: the words are kept before another is chosen.
    const std::string draft = draft_of_kept(visit, visit.session->person, kept_text(visit));
    return http::Response::see_other(
        "/capacity?next=" + base::url_encoded(draft.empty() ? "/" : draft));
  }
  return http::Response::see_other("/capacity?next=" + base::url_encoded(visit.request.path));
}

http::Response sign_out(Visit& visit) {
  visit.site.desk.end_session(visit.session_token);
  http::Response response = http::Response::see_other("/sign-in");
  response.set_cookie("plumbline", "", 0);
  // Nothing is stored there, and nobody is to rely on that. Cookies are named one by one: they may
  // be those of another council's host.
  response.headers.push_back({"Clear-Site-Data", "\"storage\""});
  return response;
}

http::Response stay_page(Visit& visit) {
  Html main;
  main << html::page_head({say("session.stayed"), "", ""}) << "<p>"
       << html::link_to(say("missing.way_on"), "/") << "</p>\n";
  return page(visit, {say("session.stayed"), {}, "", false}, main);
}

http::Response capacity_page(Visit& visit) {
  const auto held =
      authority::held_on(visit.reader->database(), visit.session->person, visit.today());
  if (!held) return fault_page(visit, held.error());
  Html main;
  main << html::page_head({say("capacity.title"), "", say("capacity.lead")});
  if (held->empty()) {
    Html content;
    content << "<p>" << Text{say("capacity.nothing_what")} << "</p>\n";
    main << html::empty_place(say("capacity.nothing"), content);
  }
  const std::string next = safe_next(visit.request.query_value("next"));
  std::vector<Html> choices;
  for (const authority::Held& one : *held) choices.push_back(capacity_choice(visit, one, next));
  if (!choices.empty()) main << html::plain_list(choices);
  const auto lately = authority::lately_held(visit.reader->database(), visit.packs(),
                                             visit.session->person, visit.today());
  if (!lately) return fault_page(visit, lately.error());
  main << lately_choices(visit, *lately, next);
  main << "<p>" << html::link_to(say("own.link"), "/me") << "</p>\n" << other_councils(visit);
  return page(visit, {say("capacity.title"), {home_link()}, "", false}, main);
}

http::Response choose_capacity(Visit& visit) {
  const auto grant = base::whole_number(visit.request.form_value("grant"));
  const auto held =
      authority::grant_on(visit.reader->database(), visit.session->person, grant.value_or(-1),
                          visit.today());
  if (!held) return fault_page(visit, held.error());
  std::int64_t choice = grant.value_or(-1);
  if (!*held) {
    const auto lately = authority::lately_held(visit.reader->database(), visit.packs(),
                                               visit.session->person, visit.today());
    if (!lately) return fault_page(visit, lately.error());
    const bool may = std::any_of(lately->begin(), lately->end(), [&](const auto& one) {
      return one.grant_entry == choice;
    });
    if (!may) return http::Response::see_other("/capacity");
    choice = authority::lately_chosen(choice);
  }
  const auto chosen = visit.site.desk.choose_capacity(visit.session_token, choice);
  if (!chosen) return fault_page(visit, chosen.error());
  return http::Response::see_other(safe_next(visit.request.form_value("next")));
}

// One button for each capacity that each of the cast holds today.
http::Response demonstration_page(Visit& visit) {
  if (!is_demonstration(visit)) return not_found_page(visit);
  const auto cast = authority::accounts(visit.reader->database());
  if (!cast) return fault_page(visit, cast.error());
  Html main;
  main << html::page_head({say("demo.title"), "", say("demo.lead")});
  std::vector<Html> buttons;
  for (const authority::Account& account : *cast) {
    const auto held =
        authority::held_on(visit.reader->database(), account.person, visit.today());
    if (!held) return fault_page(visit, held.error());
    for (const authority::Held& one : *held) {
      Html fields;
      fields << token_field(visit) << html::hidden("person", account.person)
             << html::hidden("grant", std::to_string(one.grant_entry))
             << html::button(
                    say("demo.become", {account.name, capacity_title(visit.packs(), one.capacity)}),
                    html::Button::plain_link);
      buttons.push_back(html::form("/demonstration", html::Sends::post, fields));
    }
  }
  main << html::plain_list(buttons);
  return page(visit, {say("demo.title"), {}, "", false}, main);
}

http::Response become_one(Visit& visit) {
  if (!is_demonstration(visit)) return not_found_page(visit);
  const std::string person(visit.request.form_value("person"));
  const auto grant = base::whole_number(visit.request.form_value("grant"));
  const auto held = authority::grant_on(visit.reader->database(), person, grant.value_or(-1),
                                        visit.today());
  if (!held) return fault_page(visit, held.error());
  if (!*held) return http::Response::see_other("/demonstration");
  if (visit.session) visit.site.desk.end_session(visit.session_token);
  const auto token = visit.site.desk.begin_session(person, authority::SignedInBy::demonstration);
  if (!token) return fault_page(visit, token.error());
  const auto chosen = visit.site.desk.choose_capacity(*token, (*held)->grant_entry);
  if (!chosen) return fault_page(visit, chosen.error());
  http::Response response = http::Response::see_other("/");
  give_session(response, *token);
  return response;
}

}  // namespace web
