#include "http/router.h"

#include <algorithm>

#include "base/result.h"
#include "base/text.h"

namespace http {
namespace {

bool is_capture(std::string_view segment) {
  return segment.size() > 2 && segment.front() == '{' && segment.back() == '}';
}

std::vector<std::string_view> segments_of(std::string_view path) {
  return base::split(path.substr(1), '/');
}

bool serves(Method route, Method asked) {
  return route == asked || (route == Method::get && asked == Method::head);
}

struct Known {
  bool get = false;
  bool post = false;
};

std::string allowed(const Known& known) {
  std::string words;
  if (known.get) words = "GET, HEAD";
  if (known.post) words += words.empty() ? "POST" : ", POST";
  return words;
}

}  // namespace

Router::Router(std::vector<RouteShape> shapes) : shapes_(std::move(shapes)) {
  for (const RouteShape& shape : shapes_) {
    ENSURE(shape.pattern.starts_with('/'));
    patterns_.push_back({segments_of(shape.pattern)});
  }
}

bool Router::fits(std::size_t route, const std::vector<std::string_view>& path) const {
  const std::vector<std::string_view>& pattern = patterns_[route].segments;
  if (pattern.size() != path.size()) return false;
  for (std::size_t i = 0; i < path.size(); ++i) {
    // A capture takes one whole segment that is not empty.
    if (is_capture(pattern[i]) ? path[i].empty() : pattern[i] != path[i]) return false;
  }
  return true;
}

bool Router::is_closer(std::size_t a, std::size_t b) const {
  const auto& first = patterns_[a].segments;
  const auto& second = patterns_[b].segments;
  for (std::size_t i = 0; i < first.size(); ++i) {
    if (is_capture(first[i]) != is_capture(second[i])) return !is_capture(first[i]);
  }
  return false;
}

RouteMatch Router::match(Method method, std::string_view path) const {
  RouteMatch match;
  if (!path.starts_with('/')) return match;
  const std::vector<std::string_view> segments = segments_of(path);
  Known known;
  for (std::size_t i = 0; i < shapes_.size(); ++i) {
    if (!fits(i, segments)) continue;
    if (!serves(shapes_[i].method, method)) {
      known.get = known.get || shapes_[i].method == Method::get;
      known.post = known.post || shapes_[i].method == Method::post;
      continue;
    }
    if (match.kind == RouteMatch::Kind::found && !is_closer(i, match.route)) continue;
    match.kind = RouteMatch::Kind::found;
    match.route = i;
  }
  if (match.kind != RouteMatch::Kind::found) {
    if (known.get || known.post) {
      match.kind = RouteMatch::Kind::other_method;
      match.allow = allowed(known);
    }
    return match;
  }
  const auto& pattern = patterns_[match.route].segments;
  for (std::size_t i = 0; i < segments.size(); ++i) {
    if (is_capture(pattern[i])) match.captured.emplace_back(segments[i]);
  }
  return match;
}

}  // namespace http
