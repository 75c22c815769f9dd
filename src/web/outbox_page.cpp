#include "web/outbox_page.h"

#include <algorithm>

#include "access/grants.h"
#include "access/mail_out.h"
#include "base/hash.h"
#include "base/text.h"
#include "records/addresses.h"
#include "web/shown.h"
#include "web/words.h"

namespace web {
namespace {

using authority::MailSettings;
using authority::MailTurn;
using html::Html;
using html::Text;

constexpr std::size_t trial_id_length = 24;
// A mail box that is full for an hour is no news; one that never took anything is.
constexpr std::int64_t tries_worth_telling = 3;

bool runs_the_service(const Visit& visit) {
  if (!visit.caller) return false;
  const registers::Capacity* capacity = visit.packs().capacity(visit.who().held.capacity);
  return capacity != nullptr && capacity->sees_content == "no";
}

Html said_of(std::string_view words) {
  Html out;
  out << Text{words};
  return out;
}

std::string secrecy_words(MailSettings::Secrecy secrecy) {
  switch (secrecy) {
    case MailSettings::Secrecy::starttls: return say("outbox.starttls");
    case MailSettings::Secrecy::tls: return say("outbox.tls");
    case MailSettings::Secrecy::none: return say("outbox.plain");
  }
  return {};
}

Html not_set(const Visit& visit) {
  if (visit.site.mail_trouble.empty())
    return html::empty_place(say("outbox.none"), html::paragraph(say("outbox.none_why")));
  Html trouble = html::paragraph(say("outbox.trouble"));
  trouble << html::paragraph(visit.site.mail_trouble);
  return html::inset(trouble);
}

Html settings_of(const MailSettings& settings) {
  return html::fact_list(
      {{say("outbox.server"),
        said_of(settings.server + ", " + say("outbox.port", {std::to_string(settings.port)}))},
       {say("outbox.secrecy"), said_of(secrecy_words(settings.secrecy))},
       {say("outbox.from"), said_of(settings.from)},
       {say("outbox.link"), said_of(settings.link)}});
}

Html server_state(const std::vector<MailTurn>& turns) {
  const auto server = std::find_if(turns.begin(), turns.end(),
                                   [](const MailTurn& turn) { return turn.person.empty(); });
  Html out;
  if (server == turns.end() || server->tries == 0) {
    out << "<p>" << html::state_word(say("outbox.well"), html::Tone::good) << " "
        << Text{say("outbox.well_what")} << "</p>\n";
    return out;
  }
  out << "<p>" << html::state_word(say("outbox.waits"), html::Tone::stop) << " "
      << Text{say("outbox.waits_what", {base::long_time(server->next_try)})} << "</p>\n"
      << html::inset(html::paragraph(say("outbox.answered", {server->answer})));
  return out;
}

Html refused_addresses(Visit& visit, const std::vector<MailTurn>& turns) {
  std::vector<Html> items;
  for (const MailTurn& turn : turns) {
    if (turn.person.empty() || turn.tries < tries_worth_telling) continue;
    Html item;
    item << html::link_to(visit.reader->person_name(turn.person), record_href(turn.person))
         << "<br><span class=\"quiet\">" << Text{say("outbox.answered", {turn.answer})}
         << "</span>";
    items.push_back(item);
  }
  if (items.empty()) return {};
  Html out;
  out << html::heading2(say("outbox.refused")) << html::plain_list(items);
  return out;
}

base::Result<Html> without_address(Visit& visit) {
  const records::Addresses addresses = TRY(records::addresses_of(*visit.reader));
  std::vector<Html> items;
  for (const authority::Account& account :
       TRY(authority::accounts(visit.reader->database()))) {
    if (addresses.contains(account.person)) continue;
    items.push_back(html::link_to(account.name, record_href(account.person)));
  }
  Html out;
  out << html::heading2(say("outbox.without"));
  if (items.empty()) {
    out << html::paragraph(say("outbox.without_none"));
  } else {
    const auto count = static_cast<std::int64_t>(items.size());
    out << html::paragraph(say("outbox.without_what"))
        << html::details(say("outbox.without_show", {base::grouped(count)}),
                         html::bullets(items));
  }
  return out;
}

Html trial_form(const Visit& visit) {
  Html fields;
  fields << token_field(visit) << html::button(say("outbox.trial"), html::Button::second);
  Html out;
  out << html::heading2(say("outbox.trial_title")) << html::paragraph(say("outbox.trial_what"))
      << html::form("/mail/trial", html::Sends::post, fields);
  return out;
}

// `notice`: what became of a trial; empty without one.
http::Response draw_outbox(Visit& visit, const Html& notice) {
  Html main = html::page_head({say("outbox.title"), "", say("outbox.lead")});
  main << notice;
  if (visit.site.mail == nullptr) {
    main << not_set(visit);
    return page(visit, {say("outbox.title"), {home_link()}, "", false}, main);
  }
  const auto turns = visit.site.desk.mail_turns();
  if (!turns) return fault_page(visit, turns.error());
  auto without = without_address(visit);
  if (!without) return fault_page(visit, without.error());
  main << server_state(*turns) << settings_of(visit.site.mail->settings())
       << trial_form(visit) << refused_addresses(visit, *turns) << *without
       << html::paragraph(say("outbox.no_counts"));
  return page(visit, {say("outbox.title"), {home_link()}, "", false}, main);
}

Html trial_notice(const std::string& to, const authority::Delivery& delivery) {
  if (delivery.taken()) {
    return html::done_notice(say("outbox.taken", {to}),
                             html::paragraph(say("outbox.answered", {delivery.answer})));
  }
  Html content = html::paragraph(say("outbox.not_taken", {to}));
  content << html::paragraph(say("outbox.answered", {delivery.answer}));
  return html::grave(content);
}

}  // namespace

http::Response outbox_page(Visit& visit) {
  return runs_the_service(visit) ? draw_outbox(visit, {}) : not_found_page(visit);
}

// The server may take its time: nobody holds a reader while waiting for it.
http::Response try_mail(Visit& visit) {
  if (!runs_the_service(visit)) return not_found_page(visit);
  if (visit.site.mail == nullptr) return draw_outbox(visit, {});
  const auto addresses = records::addresses_of(*visit.reader);
  if (!addresses) return fault_page(visit, addresses.error());
  const auto own = addresses->find(visit.who().person);
  if (own == addresses->end()) {
    Html content = html::paragraph(say("outbox.no_own_address"));
    content << "<p>" << html::link_to(say("outbox.own_record"), record_href(visit.who().person))
            << "</p>\n";
    return draw_outbox(visit, html::grave(content));
  }
  visit.reader.reset();
  const auto delivery = visit.site.mail->send(
      {own->second, base::hex(visit.site.store.around().random.bytes(trial_id_length / 2)),
       visit.now, authority::Letter::Kind::trial});
  if (const auto opened = open_reader(visit); !opened) return fault_page(visit, opened.error());
  return draw_outbox(visit, trial_notice(own->second, delivery));
}

Html outbox_section(const Visit& visit) {
  if (!runs_the_service(visit)) return {};
  return html::side_section(say("outbox.side"),
                            html::plain_list({html::link_to(say("outbox.title"), "/mail")}));
}

}  // namespace web
