// Changing how one signs in: password, one-time codes, recovery codes. Each is an entry of the
// record, and ends every other session of the person.
#include "access/one_time_code.h"
#include "access/password.h"
#include "base/text.h"
#include "web/code_set_up.h"
#include "web/own_account.h"
#include "web/own_pages.h"
#include "web/prove_pages.h"
#include "web/words.h"

namespace web {
namespace {

using html::Html;

CodeSetUp own_set_up(authority::Account account) {
  return {std::move(account), "/me/codes", "", "", say("set_up.lead"), {}};
}

// Whoever else is signed in as this person may be the reason for the change.
void end_the_others(Visit& visit) {
  visit.site.desk.end_other_sessions(visit.session->person, visit.session_token);
}

http::Response draw_password(Visit& visit, const std::string& mistake) {
  html::Question fresh;
  fresh.id = "fresh";
  fresh.name = "fresh";
  fresh.label = say("own.password_new");
  fresh.hint = say("own.password_hint");
  fresh.mistake = mistake;
  Html fields;
  fields << token_field(visit) << html::password_input(fresh, "new-password")
         << html::actions(html::button(say("own.password_button")));
  Html main;
  if (!mistake.empty()) main << html::error_summary({{"fresh", mistake}});
  main << html::page_head({say("own.password_change"), "", say("own.password_lead")})
       << html::form("/me/password", html::Sends::post, fields);
  return page(visit,
              {say("own.password_change"),
               {home_link(), {say("own.title"), "/me", false}},
               "",
               !mistake.empty()},
              main, mistake.empty() ? 200 : 422);
}

}  // namespace

http::Response own_codes_page(Visit& visit) {
  if (!is_proved(visit)) return to_proof("/me/codes");
  auto account = own_account(visit);
  if (!account) return fault_page(visit, account.error());
  return draw_code_set_up(visit, own_set_up(std::move(*account)));
}

http::Response own_codes_sent(Visit& visit) {
  if (!is_proved(visit)) return to_proof("/me/codes");
  auto account = own_account(visit);
  if (!account) return fault_page(visit, account.error());
  auto set_up = set_up_codes(visit, own_set_up(std::move(*account)));
  if (set_up.page) return std::move(*set_up.page);
  end_the_others(visit);
  return draw_recovery_codes(visit, set_up.recovery, "/me");
}

http::Response remove_codes(Visit& visit) {
  if (!is_proved(visit)) return to_proof("/me");
  const auto account = own_account(visit);
  if (!account) return fault_page(visit, account.error());
  const bool needed =
      visit.site.sign_in.second_factor == authority::SignInSettings::SecondFactor::needed;
  if (needed && account->passkeys.empty())
    return refused_page(visit, {say("own.codes_needed"), say("own.codes_needed_why"), "", "", {}});
  AccountChange change;
  change.codes = "";
  change.recovery = "";
  if (const auto changed = change_own_account(visit, *account, change); !changed)
    return fault_page(visit, changed.error());
  end_the_others(visit);
  return http::Response::see_other("/me");
}

http::Response new_recovery(Visit& visit) {
  if (!is_proved(visit)) return to_proof("/me");
  const auto account = own_account(visit);
  if (!account) return fault_page(visit, account.error());
  if (!account->has_second_factor()) return http::Response::see_other("/me/codes");
  const auto codes = authority::new_recovery_codes(visit.site.store.around().random);
  AccountChange change;
  change.recovery = authority::recovery_marks(codes);
  if (const auto changed = change_own_account(visit, *account, change); !changed)
    return fault_page(visit, changed.error());
  return draw_recovery_codes(visit, codes, "/me");
}

http::Response own_password_page(Visit& visit) {
  if (!is_proved(visit)) return to_proof("/me/password");
  return draw_password(visit, "");
}

http::Response own_password_sent(Visit& visit) {
  if (!is_proved(visit)) return to_proof("/me/password");
  const auto account = own_account(visit);
  if (!account) return fault_page(visit, account.error());
  const std::string_view fresh = visit.request.form_value("fresh");
  const std::string complaint = authority::password_complaint(fresh);
  if (!complaint.empty()) return draw_password(visit, complaint);
  const auto verifier = authority::password_verifier(fresh);
  if (!verifier) return fault_page(visit, verifier.error());
  AccountChange change;
  change.verifier = *verifier;
  if (const auto changed = change_own_account(visit, *account, change); !changed)
    return fault_page(visit, changed.error());
  end_the_others(visit);
  return http::Response::see_other("/me");
}

}  // namespace web
