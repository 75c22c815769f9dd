// Every route of the product, once. A page that is not here cannot be opened.
#include "web/site_map.h"

#include "web/about_page.h"
#include "web/disposal_pages.h"
#include "web/filters.h"
#include "web/held_page.h"
#include "web/help_pages.h"
#include "web/home_page.h"
#include "web/import_pages.h"
#include "web/listing.h"
#include "web/log_pages.h"
#include "web/looks_pages.h"
#include "web/may_page.h"
#include "web/outbox_page.h"
#include "web/own_pages.h"
#include "web/passkey_pages.h"
#include "web/prove_pages.h"
#include "web/printed_steps.h"
#include "web/provider_pages.h"
#include "web/raise_pages.h"
#include "web/record_pages.h"
#include "web/report_pages.h"
#include "web/care_service_pages.h"
#include "web/seal_pages.h"
#include "web/session_pages.h"
#include "web/sign_in_pages.h"
#include "web/step_pages.h"
#include "web/why_page.h"

namespace web {
namespace {

using http::Method;

void add_people(std::vector<Route>& routes) {
  routes.insert(routes.end(), {
      {Method::get, "/", Wants::caller, home_page},
      {Method::get, "/needs.csv", Wants::caller, needs_csv},
      {Method::get, "/sign-in", Wants::nobody, sign_in_page},
      {Method::post, "/sign-in", Wants::nobody, sign_in},
      {Method::get, "/sign-in/code", Wants::nobody, code_page},
      {Method::post, "/sign-in/code", Wants::nobody, code_sent},
      {Method::get, "/sign-in/passkey", Wants::nobody, passkey_sign_in_page},
      {Method::post, "/sign-in/passkey", Wants::nobody, passkey_sign_in},
      {Method::get, "/sign-in/provider", Wants::nobody, to_provider},
      {Method::post, "/sign-in/provider", Wants::nobody, to_provider_with_text},
      {Method::get, "/sign-in/return", Wants::nobody, from_provider},
      {Method::get, "/sign-in/set-up", Wants::nobody, first_codes_page},
      {Method::post, "/sign-in/set-up", Wants::nobody, first_codes_sent},
      {Method::post, "/sign-out", Wants::session, sign_out},
      {Method::get, "/stay", Wants::session, stay_page},
      {Method::get, "/capacity", Wants::session, capacity_page},
      {Method::post, "/capacity", Wants::session, choose_capacity},
      {Method::get, "/demonstration", Wants::nobody, demonstration_page},
      {Method::post, "/demonstration", Wants::nobody, become_one},
      {Method::get, "/help", Wants::nobody, help_page},
      {Method::get, "/help/proof", Wants::nobody, proof_help_page},
      {Method::get, "/help/proof/steps", Wants::nobody, proof_steps_page},
      {Method::get, "/accessibility", Wants::nobody, accessibility_page},
      {Method::get, "/privacy", Wants::nobody, privacy_page},
  });
}

// What one does about oneself: no capacity is needed for it.
void add_own(std::vector<Route>& routes) {
  routes.insert(routes.end(), {
      {Method::get, "/me", Wants::session, own_page},
      {Method::post, "/me/session/{id}/end", Wants::session, end_one_session},
      {Method::post, "/me/sessions/end-others", Wants::session, end_others},
      {Method::get, "/me/codes", Wants::session, own_codes_page},
      {Method::post, "/me/codes", Wants::session, own_codes_sent},
      {Method::post, "/me/codes/remove", Wants::session, remove_codes},
      {Method::post, "/me/recovery", Wants::session, new_recovery},
      {Method::get, "/me/passkeys", Wants::session, own_passkeys_page},
      {Method::post, "/me/passkeys", Wants::session, own_passkeys_sent},
      {Method::post, "/me/passkeys/remove", Wants::session, remove_passkey},
      {Method::get, "/me/password", Wants::session, own_password_page},
      {Method::post, "/me/password", Wants::session, own_password_sent},
      {Method::get, "/me/seal", Wants::caller, own_seal_page},
      {Method::post, "/me/seal", Wants::caller, own_seal_sent},
      {Method::get, "/mail", Wants::caller, outbox_page},
      {Method::post, "/mail/trial", Wants::caller, try_mail},
      {Method::get, "/capacities", Wants::caller, all_held_page},
      {Method::get, "/capacities.csv", Wants::caller, all_held_csv},
      {Method::get, "/capacities/{person}", Wants::caller, held_page},
      {Method::get, "/who-may", Wants::caller, who_may_page},
      {Method::get, "/who-may/{register}", Wants::caller, who_may_register_page},
      {Method::get, "/prove", Wants::session, prove_page},
      {Method::post, "/prove", Wants::session, proved},
      {Method::get, "/prove/provider", Wants::session, prove_at_provider},
  });
}

void add_records(std::vector<Route>& routes) {
  routes.insert(routes.end(), {
      {Method::get, "/r/{register}", Wants::caller, list_page},
      {Method::get, "/about/{register}", Wants::caller, about_page},
      {Method::get, "/filters", Wants::caller, filters_page},
      {Method::post, "/filters", Wants::caller, keep_filter},
      {Method::get, "/filter/{id}", Wants::caller, open_filter},
      {Method::post, "/filter/{id}/rename", Wants::caller, rename_filter},
      {Method::post, "/filter/{id}/remove", Wants::caller, remove_filter},
      {Method::get, "/disposals/due", Wants::caller, due_disposals_page},
      {Method::post, "/disposals/due", Wants::caller, propose_due},
      {Method::get, "/disposals/words", Wants::caller, erase_words_page},
      {Method::post, "/disposals/words", Wants::caller, propose_words},
      {Method::get, "/search", Wants::caller, search_page},
      {Method::get, "/search.csv", Wants::caller, search_csv},
      {Method::get, "/record/{reference}", Wants::caller, record_page},
      {Method::get, "/record/{reference}/history.csv", Wants::caller, record_history_csv},
      {Method::get, "/record/{reference}/links", Wants::caller, record_links_page},
      {Method::get, "/record/{reference}/opened", Wants::caller, looks_page},
      {Method::get, "/record/{reference}/opened.csv", Wants::caller, looks_csv},
      {Method::get, "/record/{reference}/why", Wants::caller, why_page},
      {Method::get, "/record/{reference}/seal", Wants::caller, seal_page},
      {Method::post, "/record/{reference}/seal", Wants::caller, seal_sent},
      {Method::get, "/record/{reference}/file/{field}", Wants::caller, record_file},
      {Method::get, "/record/{reference}/proof/{entry}", Wants::caller, record_proof_page},
      {Method::get, "/proof/{entry}", Wants::caller, proof_page},
      {Method::get, "/proof/{entry}/text", Wants::caller, proof_text},
      {Method::get, "/new/{register}/{step}", Wants::caller, new_step},
      {Method::post, "/new/{register}/{step}", Wants::caller, new_step_sent},
      {Method::post, "/new/{register}/{step}/from-mail", Wants::caller, from_mail},
      {Method::get, "/record/{reference}/do/{step}", Wants::caller, do_step},
      {Method::post, "/record/{reference}/do/{step}", Wants::caller, do_step_sent},
      {Method::get, "/draft/{id}/check", Wants::caller, check_page},
      {Method::post, "/draft/{id}/check", Wants::caller, check_sent},
      {Method::post, "/draft/{id}/drop", Wants::caller, drop_draft},
      {Method::post, "/draft/{id}/prove", Wants::caller, act_proved},
      {Method::get, "/draft/{id}/{page}", Wants::caller, draft_page},
      {Method::post, "/draft/{id}/{page}", Wants::caller, draft_page_sent},
  });
}

// Whoever gives no name: whether they are signed in is not looked at.
void add_nameless(std::vector<Route>& routes) {
  routes.insert(routes.end(), {
      {Method::get, "/raise/{register}", Wants::nameless, raise_page},
      {Method::post, "/raise/{register}", Wants::nameless, raise_sent},
      {Method::get, "/raise/{register}/code", Wants::nameless, code_of_page},
      {Method::post, "/raise/{register}/code", Wants::nameless, code_of_sent},
      {Method::post, "/raise/{register}/add", Wants::nameless, added_by_code},
  });
}

void add_services(std::vector<Route>& routes) {
  routes.insert(routes.end(), {
      {Method::get, "/services", Wants::caller, services_page},
      {Method::get, "/services.csv", Wants::caller, services_csv},
      {Method::get, "/services/import", Wants::caller, import_form_page},
      {Method::post, "/services/import", Wants::caller, import_preview_page},
      {Method::post, "/services/import/confirm", Wants::caller, import_confirm_page},
      {Method::get, "/services/{number}", Wants::caller, service_page},
      {Method::get, "/services/{number}/grades.csv", Wants::caller, service_csv},
      {Method::get, "/report", Wants::caller, reports_page},
      {Method::get, "/report/annual/{year}", Wants::caller, annual_report_page},
      {Method::get, "/report/annual/{year}/figure/{name}", Wants::caller, report_figure_page},
      {Method::get, "/report/annual/{year}/figures.csv", Wants::caller, annual_report_csv},
      {Method::get, "/report/annual/{year}/report.html", Wants::caller, annual_report_file},
  });
}

// A tile's number is written in groups of three digits, and a partial tile has one part more.
void add_machines(std::vector<Route>& routes) {
  routes.insert(routes.end(), {
      {Method::get, "/assets/{name}", Wants::nothing, asset_file},
      {Method::get, "/health/live", Wants::nothing, health_live},
      {Method::get, "/health/ready", Wants::nothing, health_ready},
      {Method::get, "/.well-known/security.txt", Wants::nothing, security_text},
      {Method::get, "/log/checkpoint", Wants::nobody, log_checkpoint},
      {Method::get, "/log/vkey", Wants::nobody, log_verifier},
      {Method::get, "/log/keys", Wants::nobody, log_keys},
      {Method::get, "/log/tile/{level}/{a}", Wants::nobody, log_tile},
      {Method::get, "/log/tile/{level}/{a}/{b}", Wants::nobody, log_tile},
      {Method::get, "/log/tile/{level}/{a}/{b}/{c}", Wants::nobody, log_tile},
      {Method::get, "/log/tile/{level}/{a}/{b}/{c}/{d}", Wants::nobody, log_tile},
  });
}

std::vector<Route> all_routes() {
  std::vector<Route> routes;
  add_people(routes);
  add_own(routes);
  add_records(routes);
  add_nameless(routes);
  add_services(routes);
  add_machines(routes);
  return routes;
}

}  // namespace

const std::vector<Route>& site_map() {
  static const std::vector<Route> routes = all_routes();
  return routes;
}

}  // namespace web
