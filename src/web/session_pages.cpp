#include "web/session_pages.h"

#include "access/grants.h"
#include "access/password.h"
#include "base/log.h"
#include "base/text.h"
#include "web/kept_text.h"
#include "web/shown.h"
#include "web/words.h"

namespace web {
namespace {

using html::Html;
using html::Text;

constexpr int session_seconds = 8 * 3600;  // BARS S10; the desk ends it earlier when idle

struct SignInForm {
  std::string name, next, kept;
  std::string mistake;
  int status = 200;
};

Html kept_notice(const SignInForm& form) {
  if (form.kept.empty()) return {};
  Html out;
  out << "<p>" << Text{say("sign_in.kept")} << "</p>\n";
  return html::inset(out);
}

// Above the form: whoever tries the demonstration has no password, and looks for one.
Html cast_invitation(const Visit& visit) {
  if (!is_demonstration(visit)) return {};
  Html words;
  words << "<p>" << Text{say("demo.invite")} << " "
        << html::link_to(say("demo.link"), "/demonstration") << "</p>\n";
  return html::inset(words);
}

http::Response draw_sign_in(Visit& visit, const SignInForm& form) {
  Html main;
  if (!form.mistake.empty()) main << html::error_summary({{"sign-in-name", form.mistake}});
  main << html::page_head({say("sign_in.title"), "", ""}) << kept_notice(form)
       << cast_invitation(visit);
  html::Question name;
  name.id = "sign-in-name";
  name.name = "name";
  name.label = say("sign_in.name");
  name.value = form.name;
  name.mistake = form.mistake;
  html::Question password;
  password.id = "password";
  password.name = "password";
  password.label = say("sign_in.password");
  Html fields;
  fields << token_field(visit) << html::text_input(name, "username")
         << html::password_input(password, "current-password");
  if (!form.next.empty()) fields << html::hidden("next", form.next);
  if (!form.kept.empty()) fields << html::hidden("kept", form.kept);
  fields << html::actions(html::button(say("sign_in.button")));
  main << html::form("/sign-in", html::Sends::post, fields);
  return page(visit, {say("sign_in.title"), {}, "", !form.mistake.empty()}, main, form.status);
}

// The account, when the password fits. The same time is spent for a name that nobody has.
std::optional<authority::Account> account_for(Visit& visit, std::string_view name,
                                              std::string_view password) {
  const auto account = authority::account_by_sign_in(visit.reader->database(), name);
  if (!account || !*account || (*account)->verifier.empty()) {
    authority::spend_password_time(password);
    return std::nullopt;
  }
  if (!authority::password_fits(password, (*account)->verifier)) return std::nullopt;
  return **account;
}

void give_cookie(http::Response& response, std::string_view token) {
  response.set_cookie("plumbline", token, session_seconds);
  response.set_cookie("door", "", 0);
}

// A fresh session for a person: the only capacity they hold is chosen at once, since there is
// nothing to choose. What was typed before becomes a draft again.
http::Response begin(Visit& visit, const std::string& person, const SignInForm& form) {
  const auto held =
      authority::held_on(visit.reader->database(), person, visit.today());
  if (!held) return fault_page(visit, held.error());
  if (visit.session) visit.site.desk.end_session(visit.session_token);
  const auto token = visit.site.desk.begin_session(person);
  if (!token) return fault_page(visit, token.error());
  std::string next = safe_next(form.next);
  if (!form.kept.empty()) {
    const std::string draft = draft_of_kept(visit, person, form.kept);
    if (!draft.empty()) next = draft;
  }
  if (held->size() == 1) {
    const auto chosen = visit.site.desk.choose_capacity(*token, held->front().grant_entry);
    if (!chosen) return fault_page(visit, chosen.error());
  } else {
    next = "/capacity?next=" + base::url_encoded(next);
  }
  http::Response response = http::Response::see_other(next);
  give_cookie(response, *token);
  return response;
}

Html capacity_choice(const Visit& visit, const authority::Held& held, std::string_view next) {
  Html fields;
  fields << token_field(visit) << html::hidden("grant", std::to_string(held.grant_entry))
         << html::hidden("next", next);
  const std::string title = capacity_title(visit.packs(), held.capacity);
  const bool current = visit.caller && visit.caller->held.grant_entry == held.grant_entry;
  fields << "<p><b>" << Text{title} << "</b><br><span class=\"quiet\">"
         << Text{say("capacity.since_only", {base::long_date(held.from)})};
  if (held.to) fields << Text{say("capacity.to", {base::long_date(*held.to)})};
  fields << "</span></p>\n";
  fields << html::button(current ? say("capacity.go_on", {title}) : say("capacity.act_as", {title}),
                         current ? html::Button::second : html::Button::main);
  return html::form("/capacity", html::Sends::post, fields);
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

std::string safe_next(std::string_view path) {
  const bool ours = path.size() >= 1 && path[0] == '/' &&
                    (path.size() == 1 || (path[1] != '/' && path[1] != '\\'));
  for (const char c : path)
    if (static_cast<unsigned char>(c) < 0x21 || c == '\\') return "/";
  return ours ? std::string(path) : "/";
}

bool is_demonstration(const Visit& visit) {
  return visit.site.loopback_only && visit.site.store.facts().demonstration;
}

http::Response to_sign_in(Visit& visit) {
  const std::string& path = visit.request.path;
  if (path == "/") return http::Response::see_other("/sign-in");
  return http::Response::see_other("/sign-in?next=" + base::url_encoded(path));
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

http::Response sign_in_again(Visit& visit) {
  SignInForm form;
  form.kept = kept_text(visit);
  form.next = "/";
  form.status = 401;
  return draw_sign_in(visit, form);
}

http::Response sign_in_page(Visit& visit) {
  if (visit.session) return http::Response::see_other("/");
  SignInForm form;
  form.next = visit.request.query_value("next");
  return draw_sign_in(visit, form);
}

http::Response sign_in(Visit& visit) {
  SignInForm form;
  form.name = base::trimmed(visit.request.form_value("name"));
  form.next = visit.request.form_value("next");
  form.kept = visit.request.form_value("kept");
  form.status = 422;
  const std::string_view password = visit.request.form_value("password");
  const std::string folded = base::lower_ascii(form.name);
  if (!visit.site.desk.may_try(folded, visit.request.peer)) {
    form.mistake = say("sign_in.too_many");
    form.status = 429;
    return draw_sign_in(visit, form);
  }
  const auto account = account_for(visit, form.name, password);
  if (!account) {
    visit.site.desk.note_wrong_try(folded, visit.request.peer);
    form.mistake = say("sign_in.wrong");
    return draw_sign_in(visit, form);
  }
  visit.site.desk.forget_tries(folded);
  return begin(visit, account->person, form);
}

http::Response sign_out(Visit& visit) {
  visit.site.desk.end_session(visit.session_token);
  http::Response response = http::Response::see_other("/sign-in");
  response.set_cookie("plumbline", "", 0);
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
  main << other_councils(visit);
  return page(visit, {say("capacity.title"), {home_link()}, "", false}, main);
}

http::Response choose_capacity(Visit& visit) {
  const auto grant = base::whole_number(visit.request.form_value("grant"));
  const auto held =
      authority::grant_on(visit.reader->database(), visit.session->person, grant.value_or(-1),
                          visit.today());
  if (!held) return fault_page(visit, held.error());
  if (!*held) return http::Response::see_other("/capacity");
  const auto chosen = visit.site.desk.choose_capacity(visit.session_token, (*held)->grant_entry);
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
  const auto token = visit.site.desk.begin_session(person);
  if (!token) return fault_page(visit, token.error());
  const auto chosen = visit.site.desk.choose_capacity(*token, (*held)->grant_entry);
  if (!chosen) return fault_page(visit, chosen.error());
  http::Response response = http::Response::see_other("/");
  give_cookie(response, *token);
  return response;
}

}  // namespace web
