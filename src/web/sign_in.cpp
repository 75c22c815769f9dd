#include "web/sign_in.h"

#include "access/password.h"
#include "base/log.h"
#include "base/text.h"
#include "web/kept_text.h"
#include "web/provider_pages.h"
#include "web/words.h"

namespace web {
namespace {

constexpr int session_seconds = 8 * 3600;  // BARS S10; the desk ends it earlier when idle
constexpr int half_seconds = 600;
constexpr std::string_view half_name = "second factor";

std::string_view way_in(authority::SignedInBy by) {
  switch (by) {
    case authority::SignedInBy::password: return "password";
    case authority::SignedInBy::code: return "password and code";
    case authority::SignedInBy::recovery: return "password and recovery code";
    case authority::SignedInBy::passkey: return "passkey";
    case authority::SignedInBy::provider: return "provider";
    case authority::SignedInBy::emergency: return "emergency";
    case authority::SignedInBy::demonstration: return "demonstration";
  }
  return "";
}

}  // namespace

Arrival arrival_of(const http::Request& request) {
  return {std::string(request.form_value("next")), std::string(request.form_value("kept"))};
}

html::Html arrival_fields(const Arrival& arrival) {
  html::Html out;
  if (!arrival.next.empty()) out << html::hidden("next", arrival.next);
  if (!arrival.kept.empty()) out << html::hidden("kept", arrival.kept);
  return out;
}

html::Html kept_notice(const Arrival& arrival) {
  if (arrival.kept.empty()) return {};
  html::Html out;
  out << "<p>" << html::Text{say("sign_in.kept")} << "</p>\n";
  return html::inset(out);
}

base::Result<Started> start_session(Visit& visit, const std::string& person,
                                    authority::SignedInBy by, const Arrival& arrival) {
  const auto held =
      TRY(authority::held_on(visit.reader->database(), person, visit.today()));
  if (visit.session) visit.site.desk.end_session(visit.session_token);
  Started started;
  started.token = TRY(visit.site.desk.begin_session(person, by));
  log_sign_in(visit, "signed_in", way_in(by));
  started.next = safe_next(arrival.next);
  if (!arrival.kept.empty()) {
    const std::string draft = draft_of_kept(visit, person, arrival.kept);
    if (!draft.empty()) started.next = draft;
  }
  if (held.size() == 1) {
    TRY(visit.site.desk.choose_capacity(started.token, held.front().grant_entry));
  } else {
    started.next = "/capacity?next=" + base::url_encoded(started.next);
  }
  return started;
}

void log_sign_in(const Visit& visit, std::string_view event, std::string_view by) {
  base::log(base::LogLevel::notice, event,
            {{"store", visit.request.store}, {"by", std::string(by)},
             {"request", visit.request.id}});
}

void give_session(http::Response& response, std::string_view token) {
  response.set_cookie("plumbline", token, session_seconds);
  response.set_cookie("door", "", 0);
}

http::Response go_in(Visit& visit, const std::string& person, authority::SignedInBy by,
                     const Arrival& arrival) {
  const auto account = authority::account_of(visit.reader->database(), person);
  if (!account || !*account) return not_found_page(visit);
  const auto admission = admitted(visit, **account, by);
  if (!admission) return fault_page(visit, admission.error());
  if (!*admission) return use_the_provider(visit, arrival);
  const auto started = start_session(visit, person, **admission, arrival);
  if (!started) return fault_page(visit, started.error());
  http::Response response = http::Response::see_other(started->next);
  give_session(response, started->token);
  end_half(visit, response);
  return response;
}

std::optional<authority::Account> half_signed_in(Visit& visit) {
  const std::string_view token = visit.request.cookie("half");
  if (token.empty()) return std::nullopt;
  const auto person = visit.site.desk.waiting(half_name, token);
  if (!person) return std::nullopt;
  const auto account = authority::account_of(visit.reader->database(), *person);
  return account ? *account : std::nullopt;
}

void give_half(Visit& visit, http::Response& response, const authority::Account& account) {
  const auto token = visit.site.desk.keep_waiting(half_name, account.person);
  if (token) response.set_cookie("half", *token, half_seconds);
}

void end_half(Visit& visit, http::Response& response) {
  const std::string_view token = visit.request.cookie("half");
  if (token.empty()) return;
  static_cast<void>(visit.site.desk.take_waiting(half_name, token));
  response.set_cookie("half", "", 0);
}

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

std::string safe_next(std::string_view path) {
  const bool ours = path.size() >= 1 && path[0] == '/' &&
                    (path.size() == 1 || (path[1] != '/' && path[1] != '\\'));
  for (const char c : path)
    if (static_cast<unsigned char>(c) < 0x21 || c == '\\') return "/";
  return ours ? std::string(path) : "/";
}

}  // namespace web
