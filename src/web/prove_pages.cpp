#include "web/prove_pages.h"

#include "base/text.h"
#include "web/drafts.h"
#include "web/listing.h"
#include "web/own_account.h"
#include "web/passkey_pages.h"
#include "web/record_act.h"
#include "web/session_pages.h"
#include "web/sign_in.h"
#include "web/step_draw.h"
#include "web/words.h"

namespace web {
namespace {

using authority::SignedInBy;
using html::Html;
using html::Text;

constexpr std::int64_t proof_micros = 5LL * 60 * 1'000'000;  // BARS S10

struct ProofAsked {
  std::string action, lead, next;  // next: the way on for whoever shows it elsewhere
  Html more;  // hidden fields
  PageHead head;
};

struct ProofMistake {
  std::string field, sentence;
  int status = 200;
};

Html proof_questions(const authority::Account& account, const ProofMistake& mistake) {
  Html out;
  html::Question password;
  password.id = "password";
  password.name = "password";
  password.label = say("sign_in.password");
  if (mistake.field == "password") password.mistake = mistake.sentence;
  out << html::password_input(password, "current-password");
  if (!account.has_second_factor()) return out;
  html::Question code;
  code.id = "code";
  code.name = "code";
  code.label = say("code.label");
  code.hint = say("code.hint");
  if (mistake.field == "code") code.mistake = mistake.sentence;
  out << html::text_input(code, "one-time-code");
  return out;
}

// Whoever came by the council's own sign-in shows it there; most have no password here.
Html proof_at_provider(const Visit& visit, const std::string& next) {
  const std::string& name = visit.site.sign_in.provider->name;
  Html out = html::paragraph(say("prove.at_provider_what", {name}));
  out << html::actions(html::link_button(say("prove.at_provider", {name}),
                                         "/prove/provider?next=" + base::url_encoded(next)));
  return out;
}

bool came_by_provider(const Visit& visit) {
  return visit.site.provider != nullptr && visit.session->by == SignedInBy::provider;
}

http::Response draw_proof(Visit& visit, const ProofAsked& asked, const ProofMistake& mistake) {
  const auto account = own_account(visit);
  if (!account) return fault_page(visit, account.error());
  Html main;
  if (!mistake.sentence.empty())
    main << html::error_summary({{mistake.field, mistake.sentence}});
  main << html::page_head({say("prove.title"), "", asked.lead});
  const bool here = !account->verifier.empty();
  if (came_by_provider(visit)) main << proof_at_provider(visit, asked.next);
  if (came_by_provider(visit) && here) main << html::heading2(say("prove.or_here"));
  Html fields;
  fields << token_field(visit) << asked.more;
  // One of the invented cast has no password that anybody knows.
  if (is_demonstration(visit) && visit.session->by == SignedInBy::demonstration) {
    main << html::paragraph(say("prove.demonstration"));
  } else {
    fields << proof_questions(*account, mistake);
  }
  fields << html::actions(html::button(say("prove.button")));
  if (here || !came_by_provider(visit))
    main << html::form(asked.action, html::Sends::post, fields);
  if (!account->passkeys.empty())
    main << passkey_form(visit, {asked.action, say("passkey.use"), asked.more,
                                 authority::passkeys_in(account->passkeys)});
  PageHead head = asked.head;
  head.title = say("prove.title");
  head.has_mistakes = !mistake.sentence.empty();
  return page(visit, head, main, mistake.status);
}

// What was typed shows who they are, or what is wrong with it. Guesses are counted as at sign-in.
base::Result<ProofMistake> take_proof(Visit& visit) {
  if (is_demonstration(visit) && visit.session->by == SignedInBy::demonstration)
    return ProofMistake{};
  const authority::Account account = TRY(own_account(visit));
  const std::string guessed = "proof of " + account.person;
  if (!visit.site.desk.may_try(guessed, visit.request.peer))
    return ProofMistake{"password", say("sign_in.too_many"), 429};
  if (has_passkey_answer(visit.request)) {
    if (passkey_answered(visit)) return ProofMistake{};
    visit.site.desk.note_wrong_try(guessed, visit.request.peer);
    return ProofMistake{"password", say("passkey.refused"), 422};
  }
  const std::string_view password = visit.request.form_value("password");
  if (!account_for(visit, account.sign_in, password)) {
    visit.site.desk.note_wrong_try(guessed, visit.request.peer);
    return ProofMistake{"password", say("prove.wrong"), 422};
  }
  if (account.has_second_factor() &&
      TRY(take_factor(visit, account, visit.request.form_value("code"))) == Factor::wrong) {
    visit.site.desk.note_wrong_try(guessed, visit.request.peer);
    return ProofMistake{"code", say("code.wrong"), 422};
  }
  visit.site.desk.forget_tries(guessed);
  return ProofMistake{};
}

base::Result<ProofMistake> proof_noted(Visit& visit) {
  const ProofMistake mistake = TRY(take_proof(visit));
  if (!mistake.sentence.empty()) {
    log_sign_in(visit, "proof_refused", mistake.field);
    return mistake;
  }
  TRY(visit.site.desk.note_proved(visit.session_token));
  visit.session->proved = visit.now;
  return mistake;
}

ProofAsked asked_for_act(Visit& visit, const Filling& filling) {
  ProofAsked asked;
  asked.action = "/draft/" + filling.draft + "/prove";
  asked.next = "/draft/" + filling.draft + "/check";
  asked.lead = say("prove.lead_act", {filling.step->title});
  if (visit.request.form_value("go") == "again") asked.more << html::hidden("go", "again");
  asked.head = {"", step_trail(filling), list_href(*filling.kind), false};
  return asked;
}

ProofAsked asked_for_account(std::string_view next) {
  ProofAsked asked;
  asked.action = "/prove";
  asked.next = safe_next(next);
  asked.lead = say("prove.lead_account");
  asked.more << html::hidden("next", safe_next(next));
  asked.head.trail = {home_link(), {say("own.title"), "/me", false}};
  return asked;
}

}  // namespace

bool is_proved(const Visit& visit) {
  return visit.session && visit.now.micros - visit.session->proved.micros <= proof_micros;
}

bool wants_proof(const Visit& visit, const registers::Step& step, const registers::Values& all) {
  return step.proof == registers::Step::Proof::asked && step.proof_when.holds(all) &&
         !is_proved(visit);
}

http::Response draw_proof_of_act(Visit& visit, Filling& filling) {
  if (const auto kept = keep(visit, filling); !kept) return fault_page(visit, kept.error());
  return draw_proof(visit, asked_for_act(visit, filling), {});
}

http::Response act_proved(Visit& visit) {
  auto filling = draft_filling(visit, visit.captured[0]);
  if (!filling) return fault_page(visit, filling.error());
  const auto mistake = proof_noted(visit);
  if (!mistake) return fault_page(visit, mistake.error());
  if (!mistake->sentence.empty())
    return draw_proof(visit, asked_for_act(visit, *filling), *mistake);
  return record_filling(visit, *filling);
}

http::Response prove_page(Visit& visit) {
  return draw_proof(visit, asked_for_account(visit.request.query_value("next")), {});
}

http::Response proved(Visit& visit) {
  const std::string next = safe_next(visit.request.form_value("next"));
  const auto mistake = proof_noted(visit);
  if (!mistake) return fault_page(visit, mistake.error());
  if (!mistake->sentence.empty()) return draw_proof(visit, asked_for_account(next), *mistake);
  return http::Response::see_other(next);
}

http::Response to_proof(std::string_view next) {
  return http::Response::see_other("/prove?next=" + base::url_encoded(next));
}

}  // namespace web
