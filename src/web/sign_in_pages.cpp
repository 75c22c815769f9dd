#include "web/sign_in_pages.h"

#include "base/text.h"
#include "web/code_set_up.h"
#include "web/kept_text.h"
#include "web/own_account.h"
#include "web/provider_pages.h"
#include "web/raise_pages.h"
#include "web/session_pages.h"
#include "web/sign_in.h"
#include "web/words.h"

namespace web {
namespace {

using authority::SignedInBy;
using html::Html;
using html::Text;

struct SignInForm {
  std::string name;
  Arrival arrival;
  std::string mistake;
  int status = 200;
};

// Above the form: whoever tries the demonstration has no password, and looks for one.
Html cast_invitation(const Visit& visit) {
  if (!is_demonstration(visit)) return {};
  Html words;
  words << "<p>" << Text{say("demo.invite")} << " "
        << html::link_to(say("demo.link"), "/demonstration") << "</p>\n";
  return html::inset(words);
}

Html password_form(const Visit& visit, const SignInForm& form) {
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
         << html::password_input(password, "current-password") << arrival_fields(form.arrival)
         << html::actions(html::button(say("sign_in.button")));
  return html::form("/sign-in", html::Sends::post, fields);
}

// First the way that needs no account (principle 14).
Html without_account(const Visit& visit) {
  Html out;
  for (const html::Link& link : raise_links(visit))
    out << "<p>" << Text{say("raise.no_account")} << " " << html::link_to(link.text, link.href)
        << "</p>\n";
  return out;
}

std::string passkey_href(const Arrival& arrival) {
  const std::string next = safe_next(arrival.next);
  return next == "/" ? "/sign-in/passkey" : "/sign-in/passkey?next=" + base::url_encoded(next);
}

http::Response draw_sign_in(Visit& visit, const SignInForm& form) {
  Html main;
  if (!form.mistake.empty()) main << html::error_summary({{"sign-in-name", form.mistake}});
  main << html::page_head({say("sign_in.title"), "", ""}) << without_account(visit)
       << kept_notice(form.arrival) << cast_invitation(visit) << provider_way(visit, form.arrival)
       << password_form(visit, form) << "<p>"
       << html::link_to(say("passkey.sign_in"), passkey_href(form.arrival)) << "</p>\n";
  return page(visit, {say("sign_in.title"), {}, "", !form.mistake.empty()}, main, form.status);
}

struct CodeForm {
  Arrival arrival;
  std::string mistake;
  int status = 200;
};

http::Response draw_code(Visit& visit, const CodeForm& form) {
  html::Question code;
  code.id = "code";
  code.name = "code";
  code.label = say("code.label");
  code.hint = say("code.hint");
  code.mistake = form.mistake;
  Html fields;
  fields << token_field(visit) << html::text_input(code, "one-time-code")
         << arrival_fields(form.arrival) << html::actions(html::button(say("code.button")));
  Html main;
  if (!form.mistake.empty()) main << html::error_summary({{"code", form.mistake}});
  main << html::page_head({say("code.title"), "", ""}) << kept_notice(form.arrival)
       << html::form("/sign-in/code", html::Sends::post, fields)
       << html::details(say("code.lost"), html::paragraph(say("code.lost_what")));
  return page(visit, {say("code.title"), {}, "", !form.mistake.empty()}, main, form.status);
}

// The password was right: in, or on to the second factor.
http::Response after_password(Visit& visit, const authority::Account& account,
                              const Arrival& arrival) {
  // What lets somebody in beside the provider is never a password alone.
  const bool needed =
      visit.site.sign_in.second_factor == authority::SignInSettings::SecondFactor::needed ||
      visit.site.sign_in.local == authority::SignInSettings::LocalAccounts::emergency;
  if (!account.has_second_factor() && !needed)
    return go_in(visit, account.person, SignedInBy::password, arrival);
  http::Response response;
  if (account.has_second_factor()) {
    response = draw_code(visit, {arrival, "", 200});
  } else {
    response = draw_code_set_up(visit, {account, "/sign-in/set-up", "", "",
                                        say("set_up.lead_first"), arrival_fields(arrival)});
  }
  give_half(visit, response, account);
  return response;
}

}  // namespace

http::Response arrival_page(Visit& visit) {
  std::string path = visit.request.path;
  char mark = '?';
  for (const http::NameValue& one : visit.request.query) {
    path += mark + base::url_encoded(one.name) + "=" + base::url_encoded(one.value);
    mark = '&';
  }
  Html main;
  main << html::page_head({say("arrival.title"), "", ""}) << html::paragraph(say("arrival.what"))
       << "<p><a class=\"ds_button\" data-go-on href=\"" << html::Url{path} << "\">"
       << Text{say("arrival.on")} << "</a></p>\n";
  return page(visit, {say("arrival.title"), {}, "", false}, main);
}

http::Response to_sign_in(Visit& visit) {
  const std::string& path = visit.request.path;
  if (path == "/") return http::Response::see_other("/sign-in");
  return http::Response::see_other("/sign-in?next=" + base::url_encoded(path));
}

http::Response sign_in_again(Visit& visit) {
  SignInForm form;
  form.arrival = {"/", kept_text(visit)};
  form.status = 401;
  return draw_sign_in(visit, form);
}

http::Response sign_in_page(Visit& visit) {
  if (visit.session) return http::Response::see_other("/");
  SignInForm form;
  form.arrival.next = visit.request.query_value("next");
  return draw_sign_in(visit, form);
}

http::Response sign_in(Visit& visit) {
  SignInForm form;
  form.name = base::trimmed(visit.request.form_value("name"));
  form.arrival = arrival_of(visit.request);
  form.status = 422;
  const std::string folded = base::lower_ascii(form.name);
  if (!visit.site.desk.may_try(folded, visit.request.peer)) {
    log_sign_in(visit, "sign_in_slowed", "password");
    form.mistake = say("sign_in.too_many");
    form.status = 429;
    return draw_sign_in(visit, form);
  }
  const auto account = account_for(visit, form.name, visit.request.form_value("password"));
  if (!account) {
    visit.site.desk.note_wrong_try(folded, visit.request.peer);
    log_sign_in(visit, "sign_in_refused", "password");
    form.mistake = say("sign_in.wrong");
    return draw_sign_in(visit, form);
  }
  visit.site.desk.forget_tries(folded);
  return after_password(visit, *account, form.arrival);
}

http::Response code_page(Visit& visit) {
  const auto account = half_signed_in(visit);
  if (visit.session || !account) return http::Response::see_other("/sign-in");
  return draw_code(visit, {});
}

http::Response code_sent(Visit& visit) {
  CodeForm form{arrival_of(visit.request), "", 422};
  const auto account = half_signed_in(visit);
  if (!account) return draw_sign_in(visit, {"", form.arrival, say("code.too_late"), 401});
  const std::string guessed = "code of " + account->person;
  if (!visit.site.desk.may_try(guessed, visit.request.peer)) {
    log_sign_in(visit, "sign_in_slowed", "code");
    form.mistake = say("sign_in.too_many");
    form.status = 429;
    return draw_code(visit, form);
  }
  const auto factor = take_factor(visit, *account, visit.request.form_value("code"));
  if (!factor) return fault_page(visit, factor.error());
  if (*factor == Factor::wrong) {
    visit.site.desk.note_wrong_try(guessed, visit.request.peer);
    log_sign_in(visit, "sign_in_refused", "code");
    form.mistake = say("code.wrong");
    return draw_code(visit, form);
  }
  visit.site.desk.forget_tries(guessed);
  const SignedInBy by = *factor == Factor::code ? SignedInBy::code : SignedInBy::recovery;
  return go_in(visit, account->person, by, form.arrival);
}

http::Response first_codes_page(Visit& visit) {
  const auto account = half_signed_in(visit);
  if (visit.session || !account || account->has_second_factor())
    return http::Response::see_other("/sign-in");
  return draw_code_set_up(visit,
                          {*account, "/sign-in/set-up", "", "", say("set_up.lead_first"), {}});
}

// Codes are in use from here on, so that this is a whole sign-in: password and code.
http::Response first_codes_sent(Visit& visit) {
  const Arrival arrival = arrival_of(visit.request);
  const auto account = half_signed_in(visit);
  if (!account) return draw_sign_in(visit, {"", arrival, say("code.too_late"), 401});
  if (account->has_second_factor()) return http::Response::see_other("/sign-in/code");
  const CodeSetUp asked{*account, "/sign-in/set-up", "", "", say("set_up.lead_first"),
                        arrival_fields(arrival)};
  auto set_up = set_up_codes(visit, asked);
  if (set_up.page) return std::move(*set_up.page);
  const auto admission = admitted(visit, *account, SignedInBy::code);
  if (!admission) return fault_page(visit, admission.error());
  if (!*admission) return use_the_provider(visit, arrival);
  const auto started = start_session(visit, account->person, **admission, arrival);
  if (!started) return fault_page(visit, started.error());
  http::Response response = draw_recovery_codes(visit, set_up.recovery, started->next);
  give_session(response, started->token);
  end_half(visit, response);
  return response;
}

}  // namespace web
