#include <algorithm>

#include "html/charts.h"
#include "html/drawing.h"

namespace html {
namespace {

struct Sizes {
  Canvas canvas;
  double floor = 112;  // where the lowest row of dots stands
  double family_radius = 7;
  double other_radius = 6.25;
  double side = 16;
};

Sizes sizes_of(const DotLine& line, Width width) {
  Sizes sizes;
  if (width == Width::wide) {
    sizes.canvas = {width, 1088, 176, line.id, line.title, line.description};
    return sizes;
  }
  sizes.canvas = {width, 288, 236, line.id, line.title, line.description};
  sizes.floor = 156;
  sizes.family_radius = 5;
  sizes.other_radius = 4.25;
  return sizes;
}

double x_of(const DotLine& line, const Sizes& sizes, double value) {
  const double span = line.high > line.low ? line.high - line.low : 1.0;
  const double share = std::clamp((value - line.low) / span, 0.0, 1.0);
  return sizes.side + (sizes.canvas.width - 2 * sizes.side) * share;
}

// Dots that would touch are piled up: each takes the lowest place that is free.
class Pile {
 public:
  explicit Pile(const Sizes& sizes) : sizes_(sizes) {}
  Point place(double x) {
    const double apart = 2 * sizes_.family_radius + 1;
    Point at{x, sizes_.floor};
    bool moved = true;
    while (moved && at.y > 30) {
      moved = false;
      for (const Point& other : placed_) {
        const double dx = at.x - other.x;
        const double dy = at.y - other.y;
        if (dx * dx + dy * dy >= apart * apart) continue;
        at.y -= apart / 2;
        moved = true;
        break;
      }
    }
    placed_.push_back(at);
    return at;
  }

 private:
  const Sizes& sizes_;
  std::vector<Point> placed_;
};

void draw_scale(Pen& pen, const DotLine& line, const Sizes& sizes) {
  const int spaces = std::max(1, line.grid);
  for (int i = 0; i <= spaces; ++i) {
    const double value = line.low + (line.high - line.low) * i / spaces;
    const double x = x_of(line, sizes, value);
    Path grid;
    grid.move({x, 30}).line({x, sizes.floor + 14});
    pen.path("grid", grid);
    pen.text("t q m", {x, sizes.floor + 34}, figure_text(value, i == 0 ? line.unit : ""));
  }
  if (!line.mean) return;
  const double x = x_of(line, sizes, *line.mean);
  Path mean;
  mean.move({x, 24}).line({x, sizes.floor + 14});
  pen.path("l-scot", mean);
  const std::string words = line.mean_name + " " + figure_with_decimal(*line.mean);
  const double half = text_width(words) / 2;
  pen.text("t q m halo", {std::clamp(x, half, sizes.canvas.width - half), 16}, words);
}

void draw_range(Pen& pen, const DotLine& line, const Sizes& sizes, double ours) {
  const double y = sizes.floor + 48;
  double words_x = ours;
  if (line.range_low && line.range_high) {
    const double from = x_of(line, sizes, *line.range_low);
    const double to = x_of(line, sizes, *line.range_high);
    Path range;
    range.move({from, y}).line({to, y});
    range.move({from, y - 5}).down(10).move({to, y - 5}).down(10);
    range.move({ours, sizes.floor + 8}).line({ours, y});
    pen.path("ci", range);
    words_x = to;
  }
  const double width = text_width(line.our_words);
  if (sizes.canvas.shown == Width::wide) {
    const double from = x_of(line, sizes, line.range_low.value_or(line.low));
    if (words_x + 8 + width <= sizes.canvas.width) {
      pen.text("t b", {words_x + 8, y + 5}, line.our_words);
    } else {
      pen.text("t b e", {from - 8, y + 5}, line.our_words);
    }
    return;
  }
  // On a phone the words go beneath, from the left edge.
  pen.text("t b", {0, y + 26}, line.our_words);
}

Html drawn(const DotLine& line, Width width) {
  const Sizes sizes = sizes_of(line, width);
  Pen pen;
  draw_scale(pen, line, sizes);
  Pile pile(sizes);
  double ours = 0;
  bool has_ours = false;
  // Ours stands on the floor; the family next, so that they are not lost among the others.
  for (const Dot::Look look : {Dot::Look::us, Dot::Look::family, Dot::Look::other}) {
    for (const Dot& dot : line.dots) {
      if (dot.look != look) continue;
      const Point at = pile.place(x_of(line, sizes, dot.value));
      if (look == Dot::Look::us) {
        ours = at.x;
        has_ours = true;
      } else if (look == Dot::Look::family) {
        pen.circle("d-fam", at, sizes.family_radius);
      } else {
        pen.circle("d-other", at, sizes.other_radius);
      }
    }
  }
  if (has_ours) {
    draw_range(pen, line, sizes, ours);
    Path diamond;
    diamond.move({ours, sizes.floor - 11})
        .line({ours + 11, sizes.floor})
        .line({ours, sizes.floor + 11})
        .line({ours - 11, sizes.floor})
        .close();
    pen.path("p-us", diamond);
  }
  return svg(sizes.canvas, pen);
}

Html key_of(const DotLine& line) {
  Pen ours;
  ours.path("p-us", "M14 0l8 8l-8 8l-8 -8z");
  Pen family;
  family.circle("d-fam", {14, 8}, 6);
  Pen other;
  other.circle("d-other", {14, 8}, 5.5);
  Pen mean;
  mean.path("l-scot", "M0 8H28");
  return key({key_item(ours, line.our_name), key_item(family, line.family_name),
              key_item(other, line.other_name),
              key_item(mean, line.mean ? line.mean_name : std::string())});
}

}  // namespace

Html dot_line(const DotLine& line) {
  Html drawings;
  drawings << key_of(line) << drawn(line, Width::wide) << drawn(line, Width::narrow);
  return figure(drawings, line.caption);
}

}  // namespace html
