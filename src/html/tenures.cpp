#include "html/tenures.h"

#include <algorithm>

#include "html/drawing.h"

namespace html {
namespace {

constexpr double tenure_bar = 14;
constexpr double least_nobody = 8;  // a gap of one day must be seen

// Names beside the bars on a screen, above them on a phone.
struct TenureShape {
  Canvas canvas;
  double left = 6, right = 276, top = 34, row_height = 74, bar_offset = 47, name_offset = 18;
  double foot = 0;
  [[nodiscard]] double x(double share) const {
    return left + (right - left) * std::clamp(share, 0.0, 1.0);
  }
};

TenureShape tenure_shape(const Tenures& drawn, Width width) {
  TenureShape shape;
  if (width == Width::wide) {
    shape.left = 400;
    shape.right = 1072;
    shape.row_height = 50;
    shape.bar_offset = 18;
    shape.name_offset = 20;
  }
  shape.foot = shape.top + static_cast<double>(drawn.rows.size()) * shape.row_height;
  const double across = width == Width::wide ? 1088 : 288;
  shape.canvas = {width,    across,      shape.foot + 48,
                  drawn.id, drawn.title, drawn.description};
  return shape;
}

void draw_marks(Pen& pen, const Tenures& drawn, const TenureShape& shape) {
  double free_from = -1000;
  for (const Tenures::Mark& mark : drawn.marks) {
    const double x = shape.x(mark.at);
    Path grid;
    grid.move({x, shape.top - 6}).line({x, shape.foot});
    pen.path("grid", grid);
    const double half = text_width(mark.words) / 2;
    if (x - half < std::max(free_from, 0.0) || x + half > shape.canvas.width) continue;
    pen.text("t q m", {x, shape.foot + 38}, mark.words);
    free_from = x + half + 8;
  }
}

void draw_span(Pen& pen, const TenureShape& shape, const TenureRow::Span& span, double top) {
  const double y = top + shape.bar_offset;
  double from = shape.x(span.from), to = shape.x(span.to);
  if (to <= from) return;
  switch (span.look) {
    case TenureRow::Span::Look::appointed:
      pen.rect("c-hold", {from, y, to - from, tenure_bar});
      return;
    case TenureRow::Span::Look::delegated:
      pen.rect("c-dep", {from, y, to - from, tenure_bar});
      return;
    case TenureRow::Span::Look::nobody:
      break;
  }
  const double missing = std::max(0.0, least_nobody - (to - from));
  from = std::max(from - missing / 2, shape.left);
  to = std::min(std::max(to + missing / 2, from + least_nobody), shape.canvas.width - 2);
  pen.rect("gap", {from, y - 4, to - from, tenure_bar + 8});
}

// As many of the words as there is room for; the table has them all. Bold is a tenth wider.
std::string fitting(std::string words, double room) {
  if (text_width(words) * 1.1 <= room) return words;
  while (text_width(words) * 1.1 > room - 12) {
    const std::size_t space = words.rfind(' ');
    if (space == std::string::npos) return words;
    words.erase(space);
  }
  if (words.ends_with(',')) words.pop_back();
  return words + " …";
}

void draw_row(Pen& pen, const TenureShape& shape, const TenureRow& row, double top) {
  Path rule;
  rule.move({0, top + 0.5}).line({shape.canvas.width, top + 0.5});
  pen.path("grid", rule);
  for (const TenureRow::Span& span : row.spans) draw_span(pen, shape, span, top);
  const double y = top + shape.name_offset;
  const bool wide = shape.canvas.shown == Width::wide;
  const double room = wide ? shape.left : shape.canvas.width;
  pen.text("t-l b halo", {0, y}, fitting(row.name, room));
  pen.text("t q halo", {0, y + 19}, fitting(row.note, room));
}

void draw_today(Pen& pen, const Tenures& drawn, const TenureShape& shape) {
  const double x = shape.x(drawn.today);
  Path line;
  line.move({x, 4}).line({x, shape.foot + 6});
  pen.path("line", line);
  pen.weight({x, shape.foot + 4}, 18);
  if (x > shape.canvas.width / 2)
    pen.text("t b e", {x - 10, 18}, drawn.today_words);
  else
    pen.text("t b", {x + 10, 18}, drawn.today_words);
}

Html drawn_in(const Tenures& drawn, Width width) {
  const TenureShape shape = tenure_shape(drawn, width);
  Pen pen;
  draw_marks(pen, drawn, shape);
  double top = shape.top;
  for (const TenureRow& row : drawn.rows) {
    draw_row(pen, shape, row, top);
    top += shape.row_height;
  }
  draw_today(pen, drawn, shape);
  return svg(shape.canvas, pen);
}

Html key_to(const Tenures& drawn) {
  Pen appointed, delegated, nobody;
  appointed.rect("c-hold", {0, 1, 28, tenure_bar});
  delegated.rect("c-dep", {0.5, 1.5, 27, tenure_bar - 1});
  nobody.rect("gap", {8, 1.5, 10, 13});
  return key({key_item(appointed, drawn.appointed_words),
              key_item(delegated, drawn.delegated_words), key_item(nobody, drawn.nobody_words)});
}

}  // namespace

Html tenures(const Tenures& drawn) {
  Html drawings;
  drawings << key_to(drawn) << drawn_in(drawn, Width::wide) << drawn_in(drawn, Width::narrow);
  return figure(drawings, Html());
}

}  // namespace html
