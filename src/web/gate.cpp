// From a request to its page: route, reader, session, capacity; and for a POST, proof that our own
// page sent it. Nothing here changes the record.
#include "access/grants.h"
#include "base/hash.h"
#include "base/log.h"
#include "http/origin.h"
#include "http/router.h"
#include "web/session_pages.h"
#include "web/sign_in_pages.h"
#include "web/site_map.h"
#include "web/words.h"

namespace web {
namespace {

constexpr std::size_t door_bytes = 18;

http::Router make_router() {
  std::vector<http::RouteShape> shapes;
  for (const Route& route : site_map()) shapes.push_back({route.method, route.pattern});
  return http::Router(std::move(shapes));
}

// The capacity they chose ended lately: they may still record what cannot wait.
base::Result<void> find_lately_held(Visit& visit) {
  const std::string& person = visit.session->person;
  const std::int64_t chosen = authority::lately_chosen(visit.session->grant_entry);
  const auto all = TRY(authority::lately_held(visit.reader->database(), visit.packs(), person,
                                              visit.today()));
  for (const authority::Held& held : all) {
    if (held.grant_entry != chosen) continue;
    visit.caller = authority::Caller{person, visit.reader->person_name(person), held, ""};
  }
  return {};
}

// The person signed in, and the capacity they chose if it is still theirs today.
base::Result<void> find_caller(Visit& visit) {
  visit.session_token = visit.request.cookie("plumbline");
  if (visit.session_token.empty()) return {};
  visit.session = TRY(visit.site.desk.session(visit.session_token));
  if (!visit.session) return {};
  if (visit.session->grant_entry != -1)
    visit.caller = TRY(authority::caller_on(visit.reader->database(), visit.session->person,
                                            visit.session->grant_entry, visit.today()));
  if (visit.caller) {
    visit.caller->now = visit.now;
    return {};
  }
  const auto account =
      TRY(authority::account_of(visit.reader->database(), visit.session->person));
  if (!account) {  // they left: nothing of theirs stays open
    visit.site.desk.end_sessions_of(visit.session->person);
    visit.session.reset();
    return {};
  }
  if (visit.session->grant_entry < -1) TRY(find_lately_held(visit));
  if (visit.caller) visit.caller->now = visit.now;
  return {};
}

// What the forms of somebody not signed in are keyed with: sign-in has a token too.
void find_door(Visit& visit) {
  if (visit.session) return;
  visit.door_secret = visit.request.cookie("door");
  if (visit.door_secret.size() >= door_bytes) return;
  visit.door_secret = base::base64url(visit.site.store.around().random.bytes(door_bytes));
  visit.door_is_new = true;
}

base::Result<void> open_visit(Visit& visit, Wants wants) {
  TRY(open_reader(visit));
  if (wants != Wants::nameless) TRY(find_caller(visit));
  find_door(visit);
  return {};
}

bool token_holds(const Visit& visit) {
  const std::string_view token = visit.request.form_value("token");
  if (visit.session) return authority::form_token_holds(*visit.session, token);
  if (visit.door_is_new) return false;
  authority::Session door;
  door.form_secret = visit.door_secret;
  return authority::form_token_holds(door, token);
}

bool is_signed_out(const Visit& visit, const Route& route) {
  return route.wants != Wants::nobody && route.wants != Wants::nameless && !visit.session;
}

// Somebody followed a link of another site, in a mail perhaps. Their browser sends no cookie of
// ours with that step, whether or not they are signed in: the way on is a step from our own page.
bool is_from_outside(const Visit& visit) {
  return visit.session_token.empty() && visit.request.header("sec-fetch-site") == "cross-site" &&
         visit.request.header("sec-fetch-mode") == "navigate";
}

// A POST from elsewhere, or without the token of a form of ours, changes nothing.
std::optional<http::Response> refuse_post(Visit& visit, const Route& route) {
  if (route.method != http::Method::post) return std::nullopt;
  if (!http::same_origin(visit.request, "")) {
    base::log(base::LogLevel::warning, "post_refused",
              {{"store", visit.request.store}, {"why", "origin"}});
    return refused_page(visit, {say("post.title"), say("post.elsewhere"), "", "", {}});
  }
  // The session may have ended while somebody wrote: what they typed comes back after signing in.
  if (is_signed_out(visit, route)) return sign_in_again(visit);
  if (!token_holds(visit)) {
    base::log(base::LogLevel::warning, "post_refused",
              {{"store", visit.request.store}, {"why", "token"}});
    return refused_page(visit, {say("post.title"), say("post.token"), "", "", {}});
  }
  return std::nullopt;
}

http::Response run_route(Visit& visit, const Route& route) {
  if (route.wants == Wants::nothing) return route.page(visit);
  if (const auto opened = open_visit(visit, route.wants); !opened) {
    base::log(base::LogLevel::fault, "no_reader",
              {{"store", visit.request.store}, {"why", opened.error().what}});
    return fault_page(visit, opened.error());
  }
  if (auto refused = refuse_post(visit, route)) return std::move(*refused);
  if (is_signed_out(visit, route) && is_from_outside(visit)) return arrival_page(visit);
  if (is_signed_out(visit, route)) return to_sign_in(visit);
  if (route.wants == Wants::caller && !visit.caller) return to_capacity(visit);
  return route.page(visit);
}

http::Response no_route(Visit& visit, const http::RouteMatch& match) {
  // for the frame only; without it the page is plainer
  static_cast<void>(open_visit(visit, Wants::nobody));
  visit.door_is_new = false;
  http::Response response = not_found_page(visit);
  if (match.kind == http::RouteMatch::Kind::other_method) {
    response.status = 405;
    response.headers.push_back({"Allow", match.allow});
  }
  return response;
}

}  // namespace

base::Result<void> open_reader(Visit& visit) {
  visit.reader = TRY(visit.site.store.reader());
  return {};
}

http::Answer answer(const Site& site) {
  return [&site, router = make_router()](http::Request& request) {
    Visit visit{site, request, {}, nullptr, {}, {}, {}, site.store.around().clock.now(), {}, false};
    http::RouteMatch match = router.match(request.method, request.path);
    if (match.kind != http::RouteMatch::Kind::found) return no_route(visit, match);
    visit.captured = std::move(match.captured);
    return run_route(visit, site_map()[match.route]);
  };
}

}  // namespace web
