#include "html/square_code.h"

namespace html {
namespace {

constexpr std::size_t quiet = 4;  // squares of border that readers want

}  // namespace

Html square_code(const std::vector<std::string>& rows, std::string_view title) {
  const std::size_t side = rows.size() + 2 * quiet;
  Html marks;
  for (std::size_t y = 0; y < rows.size(); ++y) {
    for (std::size_t x = 0; x < rows[y].size(); ++x) {
      if (rows[y][x] != 'x') continue;
      std::size_t end = x;
      while (end < rows[y].size() && rows[y][end] == 'x') ++end;
      marks << "M" << x + quiet << " " << y + quiet << "h" << end - x << "v1h-" << end - x << "z";
      x = end;
    }
  }
  Html out;
  out << "<svg class=\"square-code\" role=\"img\" aria-label=\"" << Attr{title}
      << "\" viewBox=\"0 0 " << side << " " << side << "\" width=\"" << side * 5 << "\" height=\""
      << side * 5 << "\"><rect width=\"" << side << "\" height=\"" << side << "\"/><path d=\""
      << marks << "\"/></svg>\n";
  return out;
}

}  // namespace html
