#pragma once
// Which route a request takes: patterns such as "/advice/{reference}/{step}" matched segment by
// segment. Knows nothing of pages; web/ owns the table and asks for the number of the route. The
// table can be listed for the tests' site map.
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "http/request.h"

namespace http {

struct RouteShape {
  Method method = Method::get;  // get answers HEAD too
  std::string_view pattern;     // a literal of the program: outlives the router
};

struct RouteMatch {
  enum class Kind { found, unknown_path, other_method } kind = Kind::unknown_path;
  std::size_t route = 0;              // place in the table; when found
  std::vector<std::string> captured;  // in order of the pattern's braces; when found
  std::string allow;  // "GET, HEAD, POST"; when the path is known under other methods
};

class Router {
 public:
  // Patterns begin with "/". Where two fit, the one with the earlier literal segment wins, whatever
  // the order of the table.
  explicit Router(std::vector<RouteShape> shapes);
  [[nodiscard]] RouteMatch match(Method method, std::string_view path) const;
  [[nodiscard]] const std::vector<RouteShape>& shapes() const { return shapes_; }

 private:
  struct Pattern {
    std::vector<std::string_view> segments;
  };
  [[nodiscard]] bool fits(std::size_t route, const std::vector<std::string_view>& path) const;
  [[nodiscard]] bool is_closer(std::size_t a, std::size_t b) const;
  std::vector<RouteShape> shapes_;
  std::vector<Pattern> patterns_;
};

}  // namespace http
