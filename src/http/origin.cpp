#include "http/origin.h"

#include <optional>

namespace http {
namespace {

// The host and port of "https://host:port/path"; empty when it is not of that form.
std::string_view authority_of(std::string_view address) {
  const std::size_t scheme = address.find("://");
  if (scheme == std::string_view::npos) return {};
  const std::string_view rest = address.substr(scheme + 3);
  return rest.substr(0, rest.find('/'));
}

// "https://host:port" of an address.
std::string_view origin_of(std::string_view address) {
  const std::string_view authority = authority_of(address);
  if (authority.empty()) return {};
  return address.substr(0, address.find("://") + 3 + authority.size());
}

bool is_ours(const Request& request, std::string_view own_origin, std::string_view address) {
  if (!own_origin.empty()) return origin_of(address) == own_origin;
  const std::string_view authority = authority_of(address);
  return !authority.empty() && authority == request.header("host");
}

}  // namespace

bool same_origin(const Request& request, std::string_view own_origin) {
  const bool reads = request.method == Method::get || request.method == Method::head;
  const std::string_view origin = request.header("origin");
  const std::string_view site = request.header("sec-fetch-site");
  // Our pages send no referrer, so a browser that says "same-origin" may still say "Origin: null".
  const bool origin_stands = !origin.empty() && origin != "null";
  if (origin_stands && !is_ours(request, own_origin, origin)) return false;
  if (!site.empty()) return site == "same-origin" || (reads && site == "none");
  if (origin_stands) return true;
  if (!origin.empty()) return false;
  const std::string_view referrer = request.header("referer");
  if (!referrer.empty()) return is_ours(request, own_origin, referrer);
  return reads;
}

}  // namespace http
