#include "web/passkey_pages.h"

#include "access/passkey.h"
#include "base/hash.h"
#include "base/log.h"
#include "base/text.h"
#include "http/host.h"
#include "web/own_account.h"
#include "web/own_pages.h"
#include "web/prove_pages.h"
#include "web/sign_in.h"
#include "web/words.h"

namespace web {
namespace {

using authority::Passkey;
using authority::PasskeyAsked;
using html::Attr;
using html::Html;
using html::Text;

constexpr std::string_view waits_to_use = "passkey to use", waits_to_make = "passkey to make";
constexpr std::size_t challenge_bytes = 32;

// The origin under which the browser asks: as it is set, else as the host was asked for. Without a
// proxy that can only be this machine, where browsers allow passkeys without TLS.
PasskeyAsked asked_here(const Visit& visit, std::string challenge) {
  PasskeyAsked asked;
  asked.challenge = std::move(challenge);
  const std::string& set = visit.site.sign_in.address;
  const std::string_view host = visit.request.header("host");
  const std::string_view name = host.substr(0, host.rfind(':'));
  if (!set.empty()) {
    asked.origin = set;
    const std::string_view bare = std::string_view(set).substr(set.find("://") + 3);
    asked.rp = bare.substr(0, bare.find(':'));
    return asked;
  }
  const bool here = name == "localhost" || name.ends_with(".localhost");
  asked.origin = (here ? "http://" : "https://") + std::string(host);
  asked.rp = name;
  return asked;
}

struct Challenge {
  std::string waiting, text;  // the token under which it waits; itself, in base64url
};

Challenge new_challenge(Visit& visit, std::string_view what) {
  const std::string bytes = visit.site.store.around().random.bytes(challenge_bytes);
  const auto token = visit.site.desk.keep_waiting(what, bytes);
  return {token ? *token : "", base::base64url(bytes)};
}

std::string bytes_sent(const Visit& visit, std::string_view field) {
  return base::unbase64url(visit.request.form_value(field)).value_or("");
}

void log_refusal(const Visit& visit, std::string_view why) {
  base::log(base::LogLevel::warning, "passkey_refused",
            {{"store", visit.request.store}, {"why", std::string(why)}});
}

// A counter that does not rise is the sign of a copy. An authenticator that keeps none says 0 for
// ever.
bool counter_holds(Visit& visit, const Passkey& passkey, std::int64_t counter) {
  const std::string name = "passkey " + passkey.id;
  if (counter > 0) return visit.site.desk.rises(name, counter);
  return visit.site.desk.risen(name) <= 0;
}

Html script_note() {
  Html out;
  out << "<noscript><p>" << Text{say("passkey.no_script")} << "</p></noscript>\n<p class=\"quiet\" "
      << "data-passkey-missing hidden>" << Text{say("passkey.no_passkeys")} << "</p>\n";
  return out;
}

struct FormParts {
  std::string_view action, button;
  const Html& hidden;
  const Html& attributes;
};

Html form_markup(const FormParts& parts) {
  Html out;
  out << "<form method=\"post\" action=\"" << html::Url{parts.action} << "\"" << parts.attributes
      << " hidden>\n"
      << parts.hidden << html::actions(html::button(parts.button))
      << "<p data-passkey-failed role=\"alert\" hidden>" << Text{say("passkey.not_given")}
      << "</p>\n</form>\n"
      << script_note();
  return out;
}

std::string ids_of(const std::vector<Passkey>& passkeys) {
  std::string ids;
  for (const Passkey& one : passkeys) ids += (ids.empty() ? "" : " ") + base::base64url(one.id);
  return ids;
}

Html making_form(Visit& visit, const authority::Account& account) {
  const Challenge challenge = new_challenge(visit, waits_to_make);
  Html hidden;
  hidden << token_field(visit) << html::hidden("waiting", challenge.waiting)
         << html::hidden("client", "") << html::hidden("attestation", "");
  Html attributes;
  attributes << " data-passkey=\"make\" data-challenge=\"" << Attr{challenge.text}
             << "\" data-rp=\"" << Attr{asked_here(visit, "").rp} << "\" data-council=\""
             << Attr{visit.site.store.facts().council} << "\" data-person=\""
             << Attr{base::base64url(account.person)} << "\" data-name=\""
             << Attr{account.sign_in} << "\" data-ids=\""
             << Attr{ids_of(authority::passkeys_in(account.passkeys))} << "\"";
  return form_markup({"/me/passkeys", say("passkey.make"), hidden, attributes});
}

Html standing_passkeys(const Visit& visit, const authority::Account& account) {
  std::vector<Html> lines;
  for (const Passkey& one : authority::passkeys_in(account.passkeys)) {
    const std::string words = say("passkey.one", {base::long_date(one.made), one.rp});
    Html fields;
    fields << token_field(visit) << html::hidden("id", base::base64url(one.id)) << "<p>"
           << Text{words} << "</p>\n"
           << html::button(say("passkey.remove", {words}), html::Button::second);
    lines.push_back(html::form("/me/passkeys/remove", html::Sends::post, fields));
  }
  if (lines.empty()) return html::paragraph(say("passkey.none"));
  return html::plain_list(lines);
}

http::Response draw_own(Visit& visit, const authority::Account& account,
                        const std::string& mistake) {
  Html main;
  if (!mistake.empty()) main << html::error_summary({{"main", mistake}});
  main << html::page_head({say("passkey.title"), "", say("passkey.lead")})
       << standing_passkeys(visit, account) << html::heading2(say("passkey.another"))
       << making_form(visit, account);
  return page(visit,
              {say("passkey.title"),
               {home_link(), {say("own.title"), "/me", false}},
               "",
               !mistake.empty()},
              main, mistake.empty() ? 200 : 422);
}

http::Response draw_sign_in(Visit& visit, const Arrival& arrival, const std::string& mistake,
                            int status) {
  Html main;
  if (!mistake.empty()) main << html::error_summary({{"main", mistake}});
  main << html::page_head({say("passkey.sign_in"), "", say("passkey.sign_in_lead")})
       << kept_notice(arrival)
       << passkey_form(visit, {"/sign-in/passkey", say("passkey.use"), arrival_fields(arrival)})
       << "<p>" << html::link_to(say("passkey.other_ways"), "/sign-in") << "</p>\n";
  return page(visit, {say("passkey.sign_in"), {}, "", !mistake.empty()}, main, status);
}

}  // namespace

Html passkey_form(Visit& visit, const PasskeyForm& form) {
  const Challenge challenge = new_challenge(visit, waits_to_use);
  Html hidden;
  hidden << token_field(visit) << html::hidden("waiting", challenge.waiting) << form.more;
  for (const char* name : {"id", "client", "authenticator", "signature", "person"})
    hidden << html::hidden(name, "");
  Html attributes;
  attributes << " data-passkey=\"use\" data-challenge=\"" << Attr{challenge.text}
             << "\" data-rp=\"" << Attr{asked_here(visit, "").rp} << "\" data-ids=\""
             << Attr{ids_of(form.allowed)} << "\"";
  return form_markup({form.action, form.button, hidden, attributes});
}

bool has_passkey_answer(const http::Request& request) {
  return !request.form_value("signature").empty();
}

std::optional<authority::Account> passkey_answered(Visit& visit) {
  const auto challenge =
      visit.site.desk.take_waiting(waits_to_use, visit.request.form_value("waiting"));
  if (!challenge) {
    log_refusal(visit, "no challenge waits");
    return std::nullopt;
  }
  const authority::PasskeyUsed used{bytes_sent(visit, "id"), bytes_sent(visit, "client"),
                                    bytes_sent(visit, "authenticator"),
                                    bytes_sent(visit, "signature")};
  const std::string person =
      visit.session ? visit.session->person : bytes_sent(visit, "person");
  const auto account = authority::account_of(visit.reader->database(), person);
  if (!account || !*account) return std::nullopt;
  for (const Passkey& passkey : authority::passkeys_in((*account)->passkeys)) {
    if (passkey.id != used.id) continue;
    const auto counter = authority::passkey_used(asked_here(visit, *challenge), used, passkey);
    if (!counter) {
      log_refusal(visit, counter.error().what);
      return std::nullopt;
    }
    if (counter_holds(visit, passkey, *counter)) return **account;
    log_refusal(visit, "the counter did not rise: there may be a copy of it");
    return std::nullopt;
  }
  log_refusal(visit, "it is no passkey of this person");
  return std::nullopt;
}

http::Response passkey_sign_in_page(Visit& visit) {
  if (visit.session) return http::Response::see_other("/");
  return draw_sign_in(visit, {std::string(visit.request.query_value("next")), ""}, "", 200);
}

http::Response passkey_sign_in(Visit& visit) {
  const Arrival arrival = arrival_of(visit.request);
  const std::string guessed = "passkey of " + std::string(visit.request.form_value("person"));
  if (!visit.site.desk.may_try(guessed, visit.request.peer))
    return draw_sign_in(visit, arrival, say("sign_in.too_many"), 429);
  const auto account = passkey_answered(visit);
  if (!account) {
    visit.site.desk.note_wrong_try(guessed, visit.request.peer);
    return draw_sign_in(visit, arrival, say("passkey.refused"), 422);
  }
  return go_in(visit, account->person, authority::SignedInBy::passkey, arrival);
}

http::Response own_passkeys_page(Visit& visit) {
  if (!is_proved(visit)) return to_proof("/me/passkeys");
  const auto account = own_account(visit);
  if (!account) return fault_page(visit, account.error());
  return draw_own(visit, *account, "");
}

http::Response own_passkeys_sent(Visit& visit) {
  if (!is_proved(visit)) return to_proof("/me/passkeys");
  const auto account = own_account(visit);
  if (!account) return fault_page(visit, account.error());
  const auto challenge =
      visit.site.desk.take_waiting(waits_to_make, visit.request.form_value("waiting"));
  if (!challenge) return draw_own(visit, *account, say("passkey.too_late"));
  auto made = authority::passkey_made(
      asked_here(visit, *challenge),
      {bytes_sent(visit, "client"), bytes_sent(visit, "attestation")});
  if (!made) {
    log_refusal(visit, made.error().what);
    return draw_own(visit, *account, say("passkey.not_made"));
  }
  made->made = visit.today();
  AccountChange change;
  change.passkeys = authority::with_passkey(account->passkeys, *made);
  if (const auto changed = change_own_account(visit, *account, change); !changed)
    return fault_page(visit, changed.error());
  return http::Response::see_other("/me/passkeys");
}

http::Response remove_passkey(Visit& visit) {
  if (!is_proved(visit)) return to_proof("/me/passkeys");
  const auto account = own_account(visit);
  if (!account) return fault_page(visit, account.error());
  AccountChange change;
  change.passkeys = authority::without_passkey(account->passkeys, bytes_sent(visit, "id"));
  const bool needed =
      visit.site.sign_in.second_factor == authority::SignInSettings::SecondFactor::needed;
  if (needed && change.passkeys->empty() && account->codes.empty())
    return refused_page(visit, {say("own.codes_needed"), say("own.codes_needed_why"), "", "", {}});
  if (const auto changed = change_own_account(visit, *account, change); !changed)
    return fault_page(visit, changed.error());
  visit.site.desk.end_other_sessions(visit.session->person, visit.session_token);
  return http::Response::see_other("/me/passkeys");
}

}  // namespace web
