#include <algorithm>

#include "html/charts.h"
#include "html/drawing.h"

namespace html {
namespace {

// Names beside the bars on a screen, above them on a phone.
struct Shape {
  Canvas canvas;
  double left = 0;   // where time begins
  double right = 0;  // and ends
  double top = 56;   // of the first row
  double row_height = 54;
  double bar_offset = 20;  // from a row's top to its bar
  double name_offset = 23;
  double foot = 0;
  [[nodiscard]] double x(double share) const {
    return left + (right - left) * std::clamp(share, 0.0, 1.0);
  }
};

Shape shape_of(const Timeline& timeline, Width width) {
  Shape shape;
  const double rows = static_cast<double>(timeline.rows.size());
  if (width == Width::wide) {
    shape.left = 260;
    shape.right = 1072;
  } else {
    shape.left = 6;
    shape.right = 276;
    shape.top = 60;
    shape.row_height = 78;
    shape.bar_offset = 47;
    shape.name_offset = 20;
  }
  shape.foot = shape.top + rows * shape.row_height;
  const double across = width == Width::wide ? 1088 : 288;
  shape.canvas = {width,       across,         shape.foot + 44,
                  timeline.id, timeline.title, timeline.description};
  return shape;
}

void draw_dates(Pen& pen, const Timeline& timeline, const Shape& shape) {
  const bool wide = shape.canvas.shown == Width::wide;
  double free_from = -1000;
  for (const Timeline::Mark& mark : timeline.marks) {
    const double x = shape.x(mark.at);
    Path grid;
    grid.move({x, shape.top - 8}).line({x, shape.foot});
    pen.path("grid", grid);
    const double half = text_width(mark.words) / 2;
    if (x - half < free_from || (!wide && x + half > shape.canvas.width)) continue;
    pen.text("t q m", {x, shape.foot + 20}, mark.words);
    free_from = x + half + 8;
  }
}

// Two short lines of words at the head: the start at the left, now where it stands.
void draw_heads(Pen& pen, const Timeline& timeline, const Shape& shape) {
  const double now = shape.x(timeline.now);
  const double now_width = text_width(timeline.now_words);
  const double start_width = text_width(timeline.start_words);
  const double start_x = shape.canvas.shown == Width::wide ? shape.left : 0;
  const bool room = now - start_x > start_width + 16;
  if (!timeline.start_words.empty() && room) {
    pen.text("t", {start_x, 18}, "Received");
    pen.text("t q", {start_x, 36}, timeline.start_words);
  }
  if (timeline.now_words.empty()) return;
  if (now + 10 + now_width < shape.canvas.width) {
    pen.text("t b", {now + 10, 18}, "Now");
    pen.text("t q", {now + 10, 36}, timeline.now_words);
  } else {
    pen.text("t b e", {now - 10, 18}, "Now");
    pen.text("t q e", {now - 10, 36}, timeline.now_words);
  }
}

void draw_bar(Pen& pen, const Shape& shape, const DutyRow& row, double top) {
  if (row.to <= row.from) return;
  const double from = shape.x(row.from);
  const double to = shape.x(row.to);
  const double run = std::clamp(shape.x(row.run_to), from, to);
  const double y = top + shape.bar_offset;
  pen.rect("win", {from, y, to - from, 14});
  pen.rect("ran", {from, y, run - from, 14});
  Path end;
  end.move({to, y - 4}).down(22);
  pen.path("axis", end);
}

void draw_words(Pen& pen, const Shape& shape, const DutyRow& row, double top) {
  const double y = top + shape.name_offset;
  pen.text("t-l b halo", {0, y}, row.name);
  if (row.gap_note) {
    pen.text("t q halo gap-t", {0, y + 19}, row.note);
  } else {
    pen.text("t q halo", {0, y + 19}, row.note);
  }
}

// Marks that would cover one another step aside.
void draw_proofs(Pen& pen, const Shape& shape, const DutyRow& row, double top) {
  const double y = top + shape.bar_offset + 7;
  double free_from = -1000;
  const auto place = [&](double share) {
    const double x = std::max({shape.x(share), free_from, 10.0});
    free_from = x + 21;
    return Point{std::min(x, shape.canvas.width - 11), y};
  };
  for (const double at : row.done) pen.done_mark(place(at));
  for (const double at : row.gaps) pen.gap_mark(place(at));
}

void draw_now(Pen& pen, const Timeline& timeline, const Shape& shape) {
  if (timeline.now_words.empty()) return;
  const double x = shape.x(timeline.now);
  Path line;
  line.move({x, 4}).line({x, shape.foot + 6});
  pen.path("line", line);
  pen.weight({x, shape.foot + 4}, 18);
}

Html drawn(const Timeline& timeline, Width width) {
  const Shape shape = shape_of(timeline, width);
  Pen pen;
  draw_dates(pen, timeline, shape);
  draw_heads(pen, timeline, shape);
  double top = shape.top;
  for (const DutyRow& row : timeline.rows) {
    Path rule;
    rule.move({0, top + 0.5}).line({shape.canvas.width, top + 0.5});
    pen.path("grid", rule);
    draw_bar(pen, shape, row, top);
    top += shape.row_height;
  }
  draw_now(pen, timeline, shape);
  top = shape.top;
  for (const DutyRow& row : timeline.rows) {
    draw_words(pen, shape, row, top);
    draw_proofs(pen, shape, row, top);
    top += shape.row_height;
  }
  return svg(shape.canvas, pen);
}

Html key_of(const Timeline& timeline) {
  Pen time;
  time.rect("win", {0, 2, 28, 12}).rect("ran", {0, 2, 16, 12});
  Pen done;
  done.done_mark({14, 8});
  Pen gap;
  gap.gap_mark({14, 8});
  Pen now;
  now.path("line", "M14 -3V4").weight({14, 3}, 14);
  return key({key_item(time, "time the law allows, and how much has run"),
              key_item(done, "done, with proof"), key_item(gap, "gap: no proof recorded"),
              key_item(now, timeline.now_words.empty() ? "" : "now")});
}

}  // namespace

Html timeline(const Timeline& timeline) {
  Html drawings;
  drawings << key_of(timeline) << drawn(timeline, Width::wide) << drawn(timeline, Width::narrow);
  return figure(drawings, timeline.caption);
}

}  // namespace html
