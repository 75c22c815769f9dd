#pragma once
// A pen for SVG, used by the drawings of this room alone. Everything is painted by class, so that
// the stylesheet decides colours on paper, in the dark and in forced colours.
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "html/html.h"

namespace html {

struct Point {
  double x = 0, y = 0;
};
struct Area {
  double x = 0, y = 0, width = 0, height = 0;
};

// A coordinate with at most one decimal; a figure for people with at most one decimal and a proper
// minus sign.
[[nodiscard]] std::string coordinate(double value);
[[nodiscard]] std::string figure_text(double value, std::string_view unit = {});
// The same with exactly one decimal, so that the figures of one drawing look alike.
[[nodiscard]] std::string figure_with_decimal(double value, std::string_view unit = {});
// About how wide a text is drawn at 15px, for leaving room beside a line.
[[nodiscard]] double text_width(std::string_view text);

// The d of a path, built up.
class Path {
 public:
  Path& move(Point to);
  Path& line(Point to);
  Path& down(double by);  // v
  Path& close();
  [[nodiscard]] const std::string& str() const { return text_; }

 private:
  void add(char command, Point to);
  std::string text_;
};

class Pen {
 public:
  Pen& path(Literal classes, std::string_view d);
  Pen& path(Literal classes, const Path& path) { return this->path(classes, path.str()); }
  Pen& rect(Literal classes, Area area);
  Pen& circle(Literal classes, Point centre, double radius);
  Pen& text(Literal classes, Point at, std::string_view words);
  Pen& add(const Html& markup);
  // The plumb bob with its top at `top`, `height` long.
  Pen& weight(Point top, double height);
  // A disc with a tick: done, with proof. A diamond with a mark: a gap.
  Pen& done_mark(Point centre);
  Pen& gap_mark(Point centre);
  [[nodiscard]] const Html& marks() const { return marks_; }

 private:
  Html marks_;
};

enum class Width { wide, narrow, both };
struct Canvas {
  Width shown = Width::both;
  double width = 0, height = 0;
  std::string id, title, description;  // title empty: hidden from screen readers
  enum class Kind { picture, chart } kind = Kind::picture;  // a chart is never wider than 44rem
};
[[nodiscard]] Html svg(const Canvas& canvas, const Pen& pen);
[[nodiscard]] Html figure(const Html& drawings, const Html& caption);
// One entry of a key: a small drawing, 28 by 16, and its words.
[[nodiscard]] Html key_item(const Pen& sample, std::string_view words);
[[nodiscard]] Html key(const std::vector<Html>& items);

using Values = std::vector<std::optional<double>>;
// Where values stand in a plot: an x for each position, a y for each value.
struct Plot {
  Area area;
  double low = 0, high = 1;
  std::size_t positions = 2;
  [[nodiscard]] double x(std::size_t position) const;
  [[nodiscard]] double y(double value) const;
};
// The line through the values, broken where one is missing; a lone value gets a short dash.
[[nodiscard]] Path line_through(const Plot& plot, const Values& values);
// The shape between two lines, over the first run of positions where both have values.
[[nodiscard]] Path between(const Plot& plot, const Values& low, const Values& high);
[[nodiscard]] std::optional<std::size_t> last_known(const Values& values);
// Whether any of the values has a decimal, when written with one.
[[nodiscard]] bool has_decimals(const Values& values);

}  // namespace html
