#include "web/code_set_up.h"

#include "access/one_time_code.h"
#include "access/qr_code.h"
#include "html/square_code.h"
#include "web/own_account.h"
#include "web/words.h"

namespace web {
namespace {

using html::Html;
using html::Text;

constexpr std::string_view waits_as = "new codes";

// A secret that was offered to this person and is not theirs yet.
std::string keep_secret(Visit& visit, const std::string& person, const std::string& secret) {
  const auto token = visit.site.desk.keep_waiting(waits_as, person + "\n" + secret);
  return token ? *token : "";
}

std::optional<std::string> kept_secret(Visit& visit, const std::string& person,
                                       std::string_view token) {
  const auto text = visit.site.desk.waiting(waits_as, token);
  if (!text || !text->starts_with(person + "\n")) return std::nullopt;
  return text->substr(person.size() + 1);
}

Html set_up_form(Visit& visit, const CodeSetUp& asked) {
  html::Question code;
  code.id = "code";
  code.name = "code";
  code.label = say("set_up.code");
  code.hint = say("set_up.code_hint");
  code.mistake = asked.mistake;
  Html fields;
  fields << token_field(visit) << html::hidden("waiting", asked.waiting) << asked.more
         << html::text_input(code, "one-time-code", "numeric")
         << html::actions(html::button(say("set_up.button")));
  return html::form(asked.action, html::Sends::post, fields);
}

http::Response draw_with(Visit& visit, const CodeSetUp& asked, const std::string& secret,
                         int status) {
  const std::string address = authority::code_address(visit.site.store.facts().council,
                                                      asked.account.sign_in, secret);
  Html main;
  if (!asked.mistake.empty()) main << html::error_summary({{"code", asked.mistake}});
  main << html::page_head({say("set_up.title"), "", asked.lead})
       << html::heading2(say("set_up.scan")) << html::paragraph(say("set_up.scan_what"));
  if (const auto squares = authority::qr_code(address))
    main << html::square_code(*squares, say("set_up.picture"));
  main << html::paragraph(say("set_up.or_type")) << "<p><code>"
       << Text{authority::secret_in_groups(secret)} << "</code></p>\n"
       << html::heading2(say("set_up.enter")) << set_up_form(visit, asked);
  return page(visit, {say("set_up.title"), {}, "", !asked.mistake.empty()}, main, status);
}

}  // namespace

http::Response draw_code_set_up(Visit& visit, CodeSetUp asked) {
  const std::string secret = authority::new_code_secret(visit.site.store.around().random);
  asked.waiting = keep_secret(visit, asked.account.person, secret);
  return draw_with(visit, asked, secret, 200);
}

CodesSetUp set_up_codes(Visit& visit, CodeSetUp asked) {
  asked.waiting = visit.request.form_value("waiting");
  const auto secret = kept_secret(visit, asked.account.person, asked.waiting);
  if (!secret) {
    asked.lead = say("set_up.too_late");
    return {draw_code_set_up(visit, std::move(asked)), {}};
  }
  const auto step =
      authority::step_of_code(*secret, visit.request.form_value("code"), visit.now);
  if (!step) {
    asked.mistake = say("set_up.wrong");
    return {draw_with(visit, asked, *secret, 422), {}};
  }
  auto& random = visit.site.store.around().random;
  CodesSetUp done;
  done.recovery = authority::new_recovery_codes(random);
  AccountChange change;
  change.codes = authority::sealed_secret(visit.site.store.store_key(), asked.account.person,
                                          *secret, random);
  change.recovery = authority::recovery_marks(done.recovery);
  if (const auto changed = change_own_account(visit, asked.account, change); !changed)
    return {fault_page(visit, changed.error()), {}};
  static_cast<void>(visit.site.desk.take_waiting(waits_as, asked.waiting));
  // The code that was just typed is used.
  static_cast<void>(
      visit.site.desk.rises("code " + asked.account.person + *change.codes, *step));
  return done;
}

http::Response draw_recovery_codes(Visit& visit, const std::vector<std::string>& codes,
                                   std::string_view next) {
  std::vector<Html> items;
  for (const std::string& code : codes) {
    Html item;
    item << "<code>" << Text{code} << "</code>";
    items.push_back(std::move(item));
  }
  Html main;
  main << html::page_head({say("recovery.title"), "", say("recovery.lead")})
       << html::bullets(items) << html::paragraph(say("recovery.what"))
       << html::actions(html::link_button(say("recovery.on"), next));
  return page(visit, {say("recovery.title"), {}, "", false}, main);
}

}  // namespace web
