#pragma once
// One request on its way to a page: the site, who asks, in which capacity, and a reader of the
// record as it stands. Every page function takes a Visit and gives a Response; web/site_map.cpp
// lists them all.
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "access/caller.h"
#include "access/desk.h"
#include "access/sign_in_settings.h"
#include "html/html.h"
#include "html/parts.h"
#include "http/request.h"
#include "http/response.h"
#include "records/council_store.h"
#include "records/reader.h"
#include "web/councils.h"

namespace authority {
class MailOut;
class Provider;
}

namespace web {

// What every page may reach; made once by app/, outlives all visits.
struct Site {
  records::CouncilStore& store;
  authority::Desk& desk;
  bool loopback_only = false;  // listening on loopback: the demonstration lets one become its cast
  std::string host = {};       // under which the council is asked for; "" when any will do
  const CouncilList* councils = nullptr;  // all that this server holds; none when there is one
  authority::SignInSettings sign_in = {};
  authority::Provider* provider = nullptr;  // the council's own; none when none is set
  authority::MailOut* mail = nullptr;       // none: no mail goes out
  std::string mail_trouble = {};            // why not, when its settings do not fit
};

struct Visit {
  const Site& site;
  http::Request& request;
  // Parts of the path that the route's pattern captures, in order.
  std::vector<std::string> captured;
  std::unique_ptr<records::Reader> reader;    // opened for this visit; none on Wants::nothing
  std::optional<authority::Session> session;  // signed in
  std::string session_token;
  // Signed in, and a capacity chosen that is in force today.
  std::optional<authority::Caller> caller;
  base::Instant now;
  // A fresh secret for the forms of somebody not signed in; goes out as a cookie with the page.
  std::string door_secret;
  bool door_is_new = false;
  // The page reads a record as it stood after this entry; its links stay with that. None: as now.
  std::optional<std::int64_t> as_at = {};
  // It was asked for by this day; its links say the day, since the number of a day's last entry
  // tells how much was recorded by then (principle 8).
  std::optional<base::Date> as_at_day = {};

  [[nodiscard]] const authority::Caller& who() const {
    return *caller;
  }  // only on routes that want a caller
  [[nodiscard]] const registers::Packs& packs() const { return site.store.around().packs; }
  [[nodiscard]] base::Date today() const { return base::london_date(now); }
};

// A new moment of the record, for a visit that gave its reader back: read connections are few, and
// nobody may hold one while waiting for the writer or for a second one.
[[nodiscard]] base::Result<void> open_reader(Visit& visit);

// Who may open a page: anyone, without so much as a reader; anyone, and whether they are signed in
// is not looked at; anyone; someone signed in; someone in a capacity.
enum class Wants { nothing, nameless, nobody, session, caller };
using PageFunction = http::Response (*)(Visit&);
struct Route {
  http::Method method;
  std::string_view pattern;  // "/record/{reference}"
  Wants wants;
  PageFunction page;
};

// Every route of the product, in one list (web/site_map.cpp). A POST route is refused without a
// good form token and same-origin.
[[nodiscard]] const std::vector<Route>& site_map();

// The frame round a page's content: menu, capacity bar, trail, notice. The content draws its own
// heading (html::page_head): `title` is that of the window. `menu` is the href of the menu's
// current place. `has_mistakes` puts "Error: " before the title.
struct PageHead {
  std::string title;
  std::vector<html::Link> trail;
  std::string menu;
  bool has_mistakes = false;
};
[[nodiscard]] http::Response page(Visit& visit, const PageHead& head, const html::Html& main,
                                  int status = 200);
// A hidden field with this session's form token, for every form.
[[nodiscard]] html::Html token_field(const Visit& visit);
// The "Home" of a trail, and "Home › Advice" for a register.
[[nodiscard]] html::Link home_link();

// Plain pages for what went wrong: a title, what happened, what to do.
[[nodiscard]] http::Response not_found_page(Visit& visit);
[[nodiscard]] http::Response fault_page(Visit& visit, const base::Error& error);
// The rule that refuses, its source, and what would make it possible.
struct Refused {
  std::string title, reason, source, possible;
  html::Html way_on;  // buttons or links; may be empty
};
[[nodiscard]] http::Response refused_page(Visit& visit, const Refused& refused);

}  // namespace web
