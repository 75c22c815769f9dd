#pragma once
// The councils that one server holds, by the host under which each is asked for: only their names
// and where they are. And the pages that stand outside every council: "Choose your council", "not
// ready", "busy". Used by app/ (which holds the stores) and by the capacity page.
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "html/html.h"
#include "http/request.h"
#include "http/response.h"

namespace web {

struct Council {
  std::string host;  // as http::host_name gives it; unique
  std::string name;  // "Ardmorran Council"; the host until its store has been opened once
};

// Filled when the server begins; a council's name comes with its store. Safe for many threads.
class CouncilList {
 public:
  void add(std::string host);
  void name(std::string_view host, const std::string& council);
  [[nodiscard]] std::vector<Council> all() const;  // by name, as people sort them
  // All but the one under `host`.
  [[nodiscard]] std::vector<Council> others(std::string_view host) const;

 private:
  mutable std::mutex mutex_;
  std::vector<Council> councils_;
};

// Where a council's pages are: https, but http for names under .localhost, which never leave the
// machine; with the port of the request.
[[nodiscard]] std::string council_address(const Council& council, const http::Request& request);
// A list of links to the sign-in of each.
[[nodiscard]] html::Html council_links(const std::vector<Council>& councils,
                                       const http::Request& request);

// What is answered under a host that nobody named: the councils held, and nothing else. Files of
// the pages are given; every POST is refused.
[[nodiscard]] http::Response answer_without_council(const http::Request& request,
                                                    const std::vector<Council>& councils);
// 503: the council's store cannot be opened just now; it is tried again every half minute.
[[nodiscard]] http::Response council_not_ready(const http::Request& request,
                                               const Council& council);
// 503: too many of the server's threads wait for this one council already.
[[nodiscard]] http::Response council_busy(const http::Request& request, const Council& council);

}  // namespace web
