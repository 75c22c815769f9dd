#pragma once
// One request on its way to a page: the site, who asks, in which capacity, and a reader of the record as it stands. Every page
// function takes a Visit and gives a Response; web/site_map.cpp lists them all.
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "access/caller.h"
#include "access/desk.h"
#include "http/request.h"
#include "http/response.h"
#include "html/html.h"
#include "html/parts.h"
#include "records/council_store.h"
#include "records/reader.h"

namespace web {

// What every page may reach; made once by app/, outlives all visits.
struct Site {
  records::CouncilStore& store;
  authority::Desk& desk;
  bool loopback_only = false;                 // listening on loopback: the demonstration lets one become its cast
};

struct Visit {
  const Site& site;
  http::Request& request;
  std::vector<std::string> captured;          // parts of the path that the route's pattern captures, in order
  std::unique_ptr<records::Reader> reader;    // opened for this visit
  std::optional<authority::Session> session;     // signed in
  std::string session_token;
  std::optional<authority::Caller> caller;       // signed in and a capacity chosen that is in force today
  base::Instant now;

  [[nodiscard]] const authority::Caller& who() const { return *caller; }   // only on routes that want a caller
  [[nodiscard]] const registers::Packs& packs() const { return site.store.around().packs; }
  [[nodiscard]] base::Date today() const { return base::london_date(now); }
};

enum class Wants { nobody, session, caller };    // who may open a page: anyone; someone signed in; someone in a capacity
using PageFunction = http::Response (*)(Visit&);
struct Route {
  http::Method method;
  std::string_view pattern;                   // "/record/{reference}"
  Wants wants;
  PageFunction page;
};

// Every route of the product, in one list (web/site_map.cpp). A POST route is refused without a good form token and same-origin.
[[nodiscard]] const std::vector<Route>& site_map();

// The frame round a page's content: menu, capacity bar, trail, notice. `mistakes` puts "Error: " before the title.
struct PageHead { std::string title; std::string caption; std::vector<html::Link> trail; std::string menu; bool has_mistakes = false; };
[[nodiscard]] http::Response page(Visit& visit, const PageHead& head, const html::Html& main, int status = 200);
// A hidden field with this session's form token, for every form.
[[nodiscard]] html::Html token_field(const Visit& visit);
// Plain pages for what went wrong: a title, what happened, what to do.
[[nodiscard]] http::Response not_found_page(Visit& visit);
[[nodiscard]] http::Response fault_page(Visit& visit, const base::Error& error);

}  // namespace web
