#include "web/councils.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "html/parts.h"
#include "http/host.h"
#include "web/assets.h"
#include "web/help_pages.h"
#include "web/words.h"

namespace web {
namespace {

using html::Html;
using html::Text;

constexpr std::string_view retry_not_ready = "30";  // seconds: the store is tried again by then
constexpr std::string_view retry_busy = "5";
constexpr std::string_view assets_path = "/assets/";

bool is_of_this_machine(std::string_view host) {
  return host == "localhost" || host.ends_with(".localhost") || host.starts_with("127.") ||
         host == "[::1]";
}

struct PlainPage {
  std::string title, lead, council;
  Html content;
  int status = 200;
};

// A page of no council: no menu, no session, nothing read from a store.
http::Response plain(const PlainPage& page) {
  html::Frame frame;
  frame.title = page.title;
  frame.council = page.council;
  frame.system_style_href = asset_href("design-system.css");
  frame.style_href = asset_href("plumbline.css");
  frame.icon_href = asset_href("favicon.svg");
  Html main;
  main << html::page_head({page.title, "", page.lead}) << page.content;
  return http::Response::page(html::whole_page(frame, main), page.status);
}

http::Response unavailable(const PlainPage& page, std::string_view retry_seconds) {
  http::Response response = plain(page);
  response.status = 503;
  response.headers.push_back({"Retry-After", std::string(retry_seconds)});
  return response;
}

bool reads(const http::Request& request) {
  return request.method == http::Method::get || request.method == http::Method::head;
}

// Files of the pages are the same under every name, and are needed when no store is.
bool asks_file(const http::Request& request) {
  return reads(request) && request.path.starts_with(assets_path);
}

http::Response file_asked(const http::Request& request) {
  return asset_named(std::string_view(request.path).substr(assets_path.size()), request);
}

}  // namespace

void CouncilList::add(std::string host) {
  const std::lock_guard lock(mutex_);
  councils_.push_back({host, host});
}

void CouncilList::name(std::string_view host, const std::string& council) {
  const std::lock_guard lock(mutex_);
  for (Council& one : councils_)
    if (one.host == host) one.name = council;
}

std::vector<Council> CouncilList::all() const {
  std::vector<Council> sorted;
  {
    const std::lock_guard lock(mutex_);
    sorted = councils_;
  }
  std::sort(sorted.begin(), sorted.end(), [](const Council& a, const Council& b) {
    const std::array<std::string, 2> left{base::sort_key(a.name), a.host};
    return left < std::array<std::string, 2>{base::sort_key(b.name), b.host};
  });
  return sorted;
}

std::vector<Council> CouncilList::others(std::string_view host) const {
  std::vector<Council> rest = all();
  std::erase_if(rest, [&](const Council& one) { return one.host == host; });
  return rest;
}

std::string council_address(const Council& council, const http::Request& request) {
  const std::string scheme = is_of_this_machine(council.host) ? "http://" : "https://";
  return scheme + council.host + http::host_port(request);
}

Html council_links(const std::vector<Council>& councils, const http::Request& request) {
  std::vector<Html> links;
  for (const Council& council : councils) {
    Html line;
    line << html::link_to(council.name, council_address(council, request) + "/sign-in");
    if (council.name != council.host)
      line << "<br><span class=\"quiet small\">" << Text{council.host} << "</span>";
    links.push_back(std::move(line));
  }
  return html::plain_list(links);
}

http::Response answer_without_council(const http::Request& request,
                                      const std::vector<Council>& councils) {
  if (asks_file(request)) return file_asked(request);
  if (!reads(request)) {
    return plain({say("post.title"), say("councils.no_post"), "",
                  council_links(councils, request), 403});
  }
  const int status = request.path == "/" ? 200 : 404;
  return plain({say("councils.title"), say("councils.lead"), "", council_links(councils, request),
                status});
}

http::Response council_not_ready(const http::Request& request, const Council& council) {
  if (asks_file(request)) return file_asked(request);
  PlainPage page{say("councils.not_ready"), say("councils.not_ready_lead"), council.name, {}, 503};
  page.content << html::paragraph(say("councils.not_ready_what"));
  return unavailable(page, retry_not_ready);
}

http::Response council_busy(const http::Request& request, const Council& council) {
  if (asks_file(request)) return file_asked(request);
  PlainPage page{say("councils.busy"), say("councils.busy_lead"), council.name, {}, 503};
  page.content << html::paragraph(say("councils.busy_what"));
  return unavailable(page, retry_busy);
}

}  // namespace web
