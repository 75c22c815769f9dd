#include "http/host.h"

#include <algorithm>

#include "base/text.h"

namespace http {
namespace {

constexpr std::size_t longest_port = 5;

// Where the port begins, its colon first; the end when there is none. A colon inside the brackets
// of an address is no port's.
std::size_t port_place(std::string_view host) {
  const std::size_t bracket = host.rfind(']');
  const std::size_t colon = host.rfind(':');
  if (colon == std::string_view::npos) return host.size();
  if (bracket != std::string_view::npos && colon < bracket) return host.size();
  return colon;
}

bool is_letter_or_figure(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

}  // namespace

std::string host_name(const Request& request) {
  const std::string_view host = request.header("host");
  return base::lower_ascii(host.substr(0, port_place(host)));
}

std::string host_port(const Request& request) {
  const std::string_view host = request.header("host");
  const std::string_view port = host.substr(port_place(host));
  if (port.size() < 2 || port.size() > longest_port + 1) return "";
  const bool figures = std::all_of(port.begin() + 1, port.end(),
                                   [](char c) { return c >= '0' && c <= '9'; });
  return figures ? std::string(port) : "";
}

bool is_host_name(std::string_view text) {
  constexpr std::string_view marks = ".-:[]";
  return !text.empty() && text.size() <= 253 && std::all_of(text.begin(), text.end(), [&](char c) {
    return is_letter_or_figure(c) || marks.find(c) != std::string_view::npos;
  });
}

}  // namespace http
