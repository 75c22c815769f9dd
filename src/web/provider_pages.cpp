#include "web/provider_pages.h"

#include <algorithm>

#include "access/provider.h"
#include "base/hash.h"
#include "base/log.h"
#include "base/text.h"
#include "web/own_account.h"
#include "web/provider_groups.h"
#include "web/session_pages.h"
#include "web/words.h"

namespace web {
namespace {

using authority::ProviderAsked;
using authority::SignedInBy;
using base::Result;
using html::Html;
using html::Text;

constexpr std::string_view waits_for_provider = "provider";
constexpr int away_seconds = 600;
constexpr std::size_t longest_kept = 200'000;  // of strangers too: it stands in the desk

struct Away {
  ProviderAsked asked;
  std::string session;  // id of the session that they show anew who they are for; "": they sign in
  Arrival arrival;
};

// What waits while they are away: the three secrets, since when they must have signed in there, for
// which session, where they were going, and what they had typed.
std::string waiting_text(const Away& away) {
  const ProviderAsked& asked = away.asked;
  return asked.state + "\n" + asked.nonce + "\n" + asked.verifier + "\n" +
         std::to_string(asked.anew_since) + "\n" + away.session + "\n" + away.arrival.next + "\n" +
         away.arrival.kept;
}

std::optional<Away> away_from(std::string_view text) {
  const std::vector<std::string_view> lines = base::split(text, '\n');
  if (lines.size() < 7) return std::nullopt;
  const auto since = base::whole_number(lines[3]);
  if (!since) return std::nullopt;
  Away away;
  away.asked = {std::string(lines[0]), std::string(lines[1]), std::string(lines[2]), *since};
  away.session = lines[4];
  away.arrival.next = lines[5];
  away.arrival.kept = text.substr(static_cast<std::size_t>(lines[6].data() - text.data()));
  return away;
}

void log_provider(const Visit& visit, const base::Error& error) {
  base::log(base::LogLevel::warning, "provider_refused",
            {{"store", visit.request.store}, {"why", error.what}, {"request", visit.request.id}});
}

http::Response provider_page(Visit& visit, const html::Heading& heading, const Html& content,
                             int status) {
  Html main;
  main << html::page_head(heading) << content << "<p>"
       << html::link_to(say("provider.other_ways"), "/sign-in") << "</p>\n";
  return page(visit, {heading.title, {}, "", false}, main, status);
}

// What went wrong is for the log, under a number that the person can tell.
http::Response not_let_in(Visit& visit, const base::Error& error) {
  log_provider(visit, error);
  const bool silent = error.kind == base::ErrorKind::unavailable;
  Html content = html::paragraph(say(silent ? "provider.silent_what" : "provider.refused_what"));
  content << html::paragraph(say("fault.number", {visit.request.id}));
  return provider_page(visit, {say(silent ? "provider.silent" : "provider.refused"), "", ""},
                       content, silent ? 503 : 403);
}

// The same for somebody who is signed in, and was to show it anew.
http::Response not_shown(Visit& visit, const base::Error& error) {
  if (error.kind == base::ErrorKind::unavailable) return not_let_in(visit, error);
  log_provider(visit, error);
  Html content = html::paragraph(say("provider.not_shown_what"));
  content << html::paragraph(say("fault.number", {visit.request.id}));
  Html main;
  main << html::page_head({say("provider.not_shown"), "", ""}) << content;
  return page(visit, {say("provider.not_shown"), {}, "", false}, main, 403);
}

// Nobody has recorded whose this is: who can, and what they need to know for it.
http::Response unknown_person(Visit& visit, const authority::ProviderPerson& person) {
  Html content = html::paragraph(say("provider.unknown_what"));
  content << html::fact_list({{say("provider.issuer"), html::paragraph(person.issuer)},
                              {say("provider.subject"), html::paragraph(person.subject)}})
          << html::paragraph(say("provider.unknown_who"));
  return provider_page(visit, {say("provider.unknown"), "", ""}, content, 403);
}

Result<std::string> off_to_provider(Visit& visit, http::Response& response, Away away) {
  using authority::Provider;
  auto begun = TRY(visit.site.provider->begin(
      visit.site.store.around().random,
      away.session.empty() ? Provider::Again::no : Provider::Again::yes));
  away.asked = begun.asked;
  const std::string token =
      TRY(visit.site.desk.keep_waiting(waits_for_provider, waiting_text(away)));
  response.set_lax_cookie("return", token, away_seconds);
  return begun.go_to;
}

// They come back from another site, and the session's cookie is never sent with such a step: the
// way on is a link of our own page.
http::Response on_by_link(Visit& visit, const std::string& title, const std::string& next) {
  Html main;
  main << html::page_head({title, "", ""}) << "<p><a class=\"ds_button\" data-go-on "
       << "href=\"" << html::Url{next} << "\">" << Text{say("provider.go_on")} << "</a></p>\n";
  return page(visit, {title, {}, "", false}, main);
}

Result<authority::ProviderPerson> who_came_back(Visit& visit, const ProviderAsked& asked) {
  const http::Request& request = visit.request;
  const auto refuse = [](std::string why) {
    return base::Failure{base::ErrorKind::refused, std::move(why), "return"};
  };
  if (!base::equal_in_constant_time(request.query_value("state"), asked.state))
    return refuse("the answer is to another question");
  const std::string_view issuer = request.query_value("iss");
  if (!issuer.empty() && issuer != visit.site.provider->settings().issuer)
    return refuse("another provider answers");
  if (!request.query_value("error").empty()) return refuse("the provider let nobody in");
  const std::string code(request.query_value("code"));
  if (code.empty()) return refuse("the answer has no code");
  visit.reader.reset();  // while another machine is waited for
  auto person = visit.site.provider->finish(code, asked);
  TRY(open_reader(visit));
  return person;
}

// In, as whom two people recorded them. What their groups propose waits for others to confirm it.
http::Response let_in(Visit& visit, const Away& away, const std::string& reference,
                      const authority::ProviderPerson& person) {
  const auto started = start_session(visit, reference, SignedInBy::provider, away.arrival);
  if (!started) return fault_page(visit, started.error());
  if (person.shown == authority::ProviderPerson::Shown::lately)
    if (const auto noted = visit.site.desk.note_proved(started->token); !noted)
      return fault_page(visit, noted.error());
  propose_by_groups(visit, reference, person.groups);
  if (visit.reader == nullptr)
    if (const auto opened = open_reader(visit); !opened) return fault_page(visit, opened.error());
  http::Response response = on_by_link(visit, say("provider.in"), started->next);
  give_session(response, started->token);
  return response;
}

// Somebody who is signed in showed anew who they are: the same person, in the session that asked.
http::Response shown_anew(Visit& visit, const Away& away,
                          const std::optional<std::string>& reference) {
  const auto noted = reference ? visit.site.desk.note_proved_of(*reference, away.session)
                               : base::Result<bool>(false);
  if (!noted) return fault_page(visit, noted.error());
  if (!*noted)
    return not_shown(visit, {base::ErrorKind::refused,
                             "somebody else signed in there, or the session has ended", "return"});
  return on_by_link(visit, say("provider.shown"), safe_next(away.arrival.next));
}

http::Response came_back(Visit& visit, const Away& away) {
  const auto person = who_came_back(visit, away.asked);
  if (!person)
    return away.session.empty() ? not_let_in(visit, person.error())
                                : not_shown(visit, person.error());
  const auto known = authority::person_known_as(visit.reader->database(),
                                                {person->issuer, person->subject});
  if (!known) return fault_page(visit, known.error());
  if (!away.session.empty()) return shown_anew(visit, away, *known);
  return *known ? let_in(visit, away, **known, *person) : unknown_person(visit, *person);
}

// There, without a page between.
http::Response straight_there(Visit& visit, const Away& away) {
  http::Response response = http::Response::see_other("/");
  const auto go_to = off_to_provider(visit, response, away);
  if (!go_to)
    return away.session.empty() ? not_let_in(visit, go_to.error())
                                : not_shown(visit, go_to.error());
  for (http::NameValue& header : response.headers)
    if (header.name == "Location") header.value = *go_to;
  response.body = "Go to the council's own sign-in.\n";
  return response;
}

}  // namespace

http::Response to_provider(Visit& visit) {
  if (visit.site.provider == nullptr) return not_found_page(visit);
  Away away;
  away.arrival.next = visit.request.query_value("next");
  return straight_there(visit, away);
}

http::Response prove_at_provider(Visit& visit) {
  if (visit.site.provider == nullptr) return not_found_page(visit);
  Away away;
  away.session = authority::Desk::session_id(visit.session_token);
  away.arrival.next = visit.request.query_value("next");
  return straight_there(visit, away);
}

http::Response to_provider_with_text(Visit& visit) {
  if (visit.site.provider == nullptr) return not_found_page(visit);
  if (visit.request.form_value("kept").size() > longest_kept)
    return fault_page(visit, {base::ErrorKind::invalid, say("provider.too_long"), ""});
  http::Response carrier;
  const auto go_to = off_to_provider(visit, carrier, {{}, "", arrival_of(visit.request)});
  if (!go_to) return not_let_in(visit, go_to.error());
  Html content;
  content << "<p>" << html::link_to(say("provider.go_there", {visit.site.sign_in.provider->name}),
                                    *go_to)
          << "</p>\n";
  http::Response response = provider_page(visit, {say("provider.kept"), "", ""}, content, 200);
  for (http::NameValue& header : carrier.headers) response.headers.push_back(std::move(header));
  return response;
}

http::Response from_provider(Visit& visit) {
  if (visit.site.provider == nullptr) return not_found_page(visit);
  const auto text =
      visit.site.desk.take_waiting(waits_for_provider, visit.request.cookie("return"));
  const auto away = text ? away_from(*text) : std::nullopt;
  const base::Error nothing{base::ErrorKind::refused, "nobody waits for this answer", "return"};
  http::Response response = away ? came_back(visit, *away) : not_let_in(visit, nothing);
  response.set_lax_cookie("return", "", 0);
  return response;
}

Html provider_way(const Visit& visit, const Arrival& arrival) {
  if (visit.site.provider == nullptr) return {};
  const std::string words = say("provider.sign_in", {visit.site.sign_in.provider->name});
  Html out;
  if (arrival.kept.empty()) {
    const std::string next = safe_next(arrival.next);
    out << html::actions(html::link_button(
        words, "/sign-in/provider" + (next == "/" ? "" : "?next=" + base::url_encoded(next))));
  } else {
    Html fields;
    fields << token_field(visit) << arrival_fields(arrival) << html::actions(html::button(words));
    out << html::form("/sign-in/provider", html::Sends::post, fields);
  }
  out << html::heading2(say("provider.or_local")) << html::paragraph(say("provider.or_local_what"));
  return out;
}

Result<std::optional<SignedInBy>> admitted(Visit& visit, const authority::Account& account,
                                           SignedInBy by) {
  using Admitted = std::optional<SignedInBy>;
  const bool everyone =
      visit.site.sign_in.local == authority::SignInSettings::LocalAccounts::everyone;
  if (everyone) return Admitted(by);
  auto held = TRY(authority::held_on(visit.reader->database(), account.person, visit.today()));
  const auto lately = TRY(authority::lately_held(visit.reader->database(), visit.packs(),
                                                 account.person, visit.today()));
  held.insert(held.end(), lately.begin(), lately.end());
  const auto has = [&](auto test) {
    return std::any_of(held.begin(), held.end(), [&](const authority::Held& one) {
      const registers::Capacity* capacity = visit.packs().capacity(one.capacity);
      return capacity != nullptr && test(*capacity);
    });
  };
  if (has([](const auto& capacity) { return capacity.emergency == "yes"; })) {
    TRY(note_emergency(visit, account));
    return Admitted(SignedInBy::emergency);
  }
  // Whoever keeps the system sets the provider up, and mends it; they read no content.
  if (has([](const auto& capacity) { return capacity.sees_content == "no"; })) return Admitted(by);
  return Admitted();
}

http::Response use_the_provider(Visit& visit, const Arrival& arrival) {
  Html main;
  main << html::page_head({say("provider.use_it"), "", say("provider.use_it_what")})
       << provider_way(visit, arrival);
  return page(visit, {say("provider.use_it"), {}, "", false}, main, 403);
}

}  // namespace web
