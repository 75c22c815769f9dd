#include <algorithm>

#include "access/permission.h"
#include "base/text.h"
#include "web/assets.h"
#include "web/listing.h"
#include "web/raise_pages.h"
#include "web/shown.h"
#include "web/visit.h"
#include "web/words.h"

namespace web {
namespace {

using html::Attr;
using html::Html;
using html::paragraph;
using html::Text;
using html::Url;

// Idle minutes of a session, BARS S10; the script offers to stay two minutes before.
constexpr int idle_seconds = 15 * 60;
constexpr int door_seconds = 8 * 3600;

bool sees_content(const registers::Packs& packs, const authority::Caller& caller) {
  const registers::Capacity* capacity = packs.capacity(caller.held.capacity);
  return capacity != nullptr && capacity->sees_content != "no";
}

// Home, a place for each area of the packs, then what is no register.
std::vector<html::Link> menu_of(const Visit& visit) {
  std::vector<html::Link> menu;
  if (!visit.caller) return menu;
  menu.push_back({say("menu.home"), "/", false});
  std::vector<std::string> areas;
  for (const registers::Register* kind : listed_registers(visit)) {
    if (std::find(areas.begin(), areas.end(), kind->area) != areas.end()) continue;
    areas.push_back(kind->area);
    menu.push_back({kind->area, list_href(*kind), false});
  }
  if (sees_content(visit.packs(), *visit.caller)) {
    if (!visit.packs().sets.empty()) menu.push_back({say("menu.services"), "/services", false});
    if (!visit.packs().reports.empty()) menu.push_back({say("menu.report"), "/report", false});
  }
  menu.push_back({say("menu.search"), "/search", false});
  return menu;
}

// Since when; or, of a capacity that ended lately, that what they record is to be confirmed.
std::string in_office(const authority::Caller& caller, const std::string& name) {
  if (caller.held.standing == authority::Held::Standing::lately && caller.held.to)
    return say("capacity.to_confirm", {name, base::long_date(*caller.held.to)});
  return say("capacity.since", {name, base::long_date(caller.held.from)});
}

// In which capacity, who, and since when; with the way to change it and the way out.
Html capacity_bar(Visit& visit) {
  Html out;
  if (!visit.session) return out;
  out << "<p>";
  if (visit.caller) {
    const authority::Caller& caller = *visit.caller;
    std::string name = caller.name;
    if (name.empty() && visit.reader) name = visit.reader->person_name(caller.person);
    out << Text{say("capacity.you_act_as")} << " <strong>"
        << Text{capacity_title(visit.packs(), caller.held.capacity)}
        << "</strong>: " << Text{in_office(caller, name)}
        << " <a href=\"/capacity\">" << Text{say("capacity.change")} << "</a>"
        << " <a href=\"/me\">" << Text{say("own.link_short")} << "</a>";
  } else {
    out << Text{say("capacity.none")} << " <a href=\"/capacity\">" << Text{say("capacity.choose")}
        << "</a>";
  }
  out << "</p>\n";
  Html sign_out;
  sign_out << token_field(visit) << html::button(say("session.out"), html::Button::plain_link);
  out << html::form("/sign-out", html::Sends::post, sign_out);
  return out;
}

// Shown by the script two minutes before an idle session ends; without script, text is kept anyway.
Html session_box(const Visit& visit) {
  Html out;
  if (!visit.session) return out;
  out << "<div class=\"session\" data-idle-seconds=\"" << idle_seconds
      << "\" role=\"alertdialog\" aria-labelledby=\"session-words\" hidden>"
         "<p id=\"session-words\">"
      << Text{say("session.ends_soon")} << "</p><p hidden>" << Text{say("session.ended")}
      << "</p><p><a class=\"ds_button\" href=\"/stay\">" << Text{say("session.stay")}
      << "</a></p></div>\n";
  return out;
}

std::vector<html::Link> footer_links(const Visit& visit) {
  std::vector<html::Link> links = raise_links(visit);
  links.insert(links.end(), {{say("footer.accessibility"), "/accessibility", false},
                             {say("footer.privacy"), "/privacy", false},
                             {say("footer.proof"), "/help/proof", false},
                             {say("footer.help"), "/help", false}});
  return links;
}

std::string notice_of(const records::CouncilStore& store) {
  if (store.recording() == records::Recording::paused) return say("frame.paused");
  if (!store.awaited_recovery().empty()) return say("frame.recovery");
  return store.facts().demonstration ? say("frame.demonstration") : std::string();
}

html::Frame frame_of(Visit& visit, const PageHead& head) {
  html::Frame frame;
  frame.title = head.title;
  frame.council = visit.site.store.facts().council;
  frame.menu = menu_of(visit);
  frame.current_menu = head.menu;
  frame.trail = head.trail;
  frame.capacity = capacity_bar(visit);
  frame.notice = notice_of(visit.site.store);
  frame.system_style_href = asset_href("design-system.css");
  frame.style_href = asset_href("plumbline.css");
  frame.script_href = asset_href("plumbline.js");
  frame.icon_href = asset_href("favicon.svg");
  frame.footer = footer_links(visit);
  frame.has_mistakes = head.has_mistakes;
  return frame;
}

http::Response plain_page(Visit& visit, const html::Heading& heading, const Html& content,
                          int status) {
  Html main;
  main << html::page_head(heading) << content;
  return page(visit, {heading.title, {}, "", false}, main, status);
}

}  // namespace

html::Link home_link() { return {say("menu.home"), "/", false}; }

Html token_field(const Visit& visit) {
  if (visit.session) return html::hidden("token", authority::form_token(*visit.session));
  authority::Session door;
  door.form_secret = visit.door_secret;
  return html::hidden("token", authority::form_token(door));
}

http::Response page(Visit& visit, const PageHead& head, const Html& main, int status) {
  Html whole;
  whole << main << session_box(visit);
  http::Response response =
      http::Response::page(html::whole_page(frame_of(visit, head), whole), status);
  if (visit.door_is_new) response.set_cookie("door", visit.door_secret, door_seconds);
  return response;
}

http::Response not_found_page(Visit& visit) {
  Html content = paragraph(say("missing.why"));
  content << "<p><a href=\"/\">" << Text{say("missing.way_on")} << "</a></p>\n";
  return plain_page(visit, {say("missing.title"), "", ""}, content, 404);
}

http::Response refused_page(Visit& visit, const Refused& refused) {
  Html content;
  content << "<p>" << Text{refused.reason} << "</p>\n";
  if (!refused.possible.empty()) {
    content << html::heading2(say("refused.possible")) << paragraph(refused.possible);
  }
  if (!refused.source.empty()) {
    content << "<p class=\"small quiet\">" << Text{say("refused.source")} << " "
            << source_words(visit.packs(), refused.source) << "</p>\n";
  }
  content << refused.way_on;
  return plain_page(visit, {refused.title, "", ""}, content, 403);
}

http::Response fault_page(Visit& visit, const base::Error& error) {
  switch (error.kind) {
    case base::ErrorKind::not_found:
      return not_found_page(visit);
    case base::ErrorKind::refused:
      return refused_page(visit, {say("refused.title"), error.what, "", "", {}});
    case base::ErrorKind::invalid:
      return plain_page(visit, {say("fault.odd"), "", ""}, paragraph(error.what), 400);
    case base::ErrorKind::conflict:
      return plain_page(visit, {say("fault.conflict"), "", ""}, paragraph(error.what), 409);
    case base::ErrorKind::unavailable: {
      Html content = paragraph(say("fault.unavailable_what"));
      content << paragraph(say("fault.number", {visit.request.id}));
      http::Response response =
          plain_page(visit, {say("fault.unavailable"), "", ""}, content, 503);
      response.headers.push_back({"Retry-After", "10"});
      return response;
    }
    case base::ErrorKind::corrupt:
      break;
  }
  Html content = paragraph(say("fault.corrupt_what"));
  content << paragraph(say("fault.number", {visit.request.id}));
  return plain_page(visit, {say("fault.corrupt"), "", ""}, content, 500);
}

}  // namespace web
