#include <algorithm>
#include <array>
#include <cstdlib>

#include "html/charts.h"
#include "html/drawing.h"

namespace html {
namespace {

constexpr double strip_top = 30;
constexpr double strip_height = 40;
constexpr double row_height = 124;
constexpr double least_gap = 8;  // a gap of one day must be seen

// One row of the strip: on a screen the whole time, on a phone a half of it.
struct Row {
  double width = 0;
  double top = 0;  // of the strip
  int first = 0;   // day
  int days = 1;
  [[nodiscard]] double x(double day) const { return width * (day - first) / std::max(1, days); }
  [[nodiscard]] bool shows(int day) const { return day >= first && day < first + days; }
};

// The deputy's stripes are part of the drawing, so that they survive without a pattern's id.
void draw_stripes(Pen& pen, Area area) {
  Path stripes;
  const double right = area.x + area.width;
  for (double x = area.x - area.height; x < right; x += 9) {
    const double from = std::max(x, area.x);
    const double to = std::min(x + area.height, right);
    if (to <= from) continue;
    stripes.move({from, area.y + area.height - (from - x)});
    stripes.line({to, area.y + area.height - (to - x)});
  }
  pen.path("hatch", stripes);
}

Area part_of(const Row& row, const CoverSpan& span) {
  const double from = row.x(std::max(span.first_day, row.first));
  const double to = row.x(std::min(span.first_day + span.days, row.first + row.days));
  return {from, row.top, to - from, strip_height};
}

void draw_gap(Pen& pen, const Row& row, const CoverSpan& span) {
  Area gap = part_of(row, span);
  const double missing = std::max(0.0, least_gap - gap.width);
  gap.x = std::clamp(gap.x - missing / 2, 0.0, row.width - gap.width - missing);
  gap.width += missing;
  pen.rect("gap", {gap.x, gap.y - 5, gap.width, gap.height + 10});
  const double middle = gap.x + gap.width / 2;
  const double half = text_width(span.words) / 2;
  const double y = row.top - 13;
  if (middle + half > row.width) {
    pen.text("t b gap-t e", {gap.x + gap.width, y}, span.words);
  } else if (middle < half) {
    pen.text("t b gap-t", {gap.x, y}, span.words);
  } else {
    pen.text("t b gap-t m", {middle, y}, span.words);
  }
}

void draw_spans(Pen& pen, const CoverStrip& strip, const Row& row) {
  pen.rect("win", {0, row.top, row.width, strip_height});
  for (const CoverSpan& span : strip.spans) {
    const Area area = part_of(row, span);
    if (area.width <= 0) continue;
    if (span.who == CoverSpan::Who::holder) pen.rect("c-hold", area);
    if (span.who != CoverSpan::Who::deputy) continue;
    pen.rect("c-dep", area);
    draw_stripes(pen, area);
  }
  for (const CoverSpan& span : strip.spans) {
    const bool here =
        span.first_day < row.first + row.days && span.first_day + span.days > row.first;
    if (span.who == CoverSpan::Who::nobody && here) draw_gap(pen, row, span);
  }
}

void draw_marks(Pen& pen, const CoverStrip& strip, const Row& row) {
  const double foot = row.top + strip_height;
  for (const CoverStrip::Mark& mark : strip.marks) {
    if (!row.shows(mark.day)) continue;
    const double x = row.x(mark.day);
    Path tick;
    tick.move({x + 0.5, foot + 2}).down(7);
    pen.path("axis", tick);
    pen.text("t q", {x + 4, foot + 21}, mark.words);
  }
  if (!strip.today || !row.shows(*strip.today)) return;
  const double x = row.x(*strip.today + 0.5);
  Path over;
  over.move({x, row.top}).line({x, foot});
  pen.path("halo line", over);
  Path line;
  line.move({x, row.top - 6}).line({x, foot + 24});
  pen.path("line", line);
  pen.weight({x, foot + 22}, 16);
  if (x > row.width / 2) {
    pen.text("t b e", {x - 10, foot + 40}, strip.today_words);
  } else {
    pen.text("t b", {x + 10, foot + 40}, strip.today_words);
  }
}

// Where a phone's second row begins: at the mark nearest the middle, so that a month is not cut.
int middle_of(const CoverStrip& strip) {
  int best = strip.days / 2;
  int distance = strip.days;
  for (const CoverStrip::Mark& mark : strip.marks) {
    const int away = std::abs(mark.day - strip.days / 2);
    if (away >= distance || away > strip.days / 6) continue;
    distance = away;
    best = mark.day;
  }
  return best;
}

Html drawn(const CoverStrip& strip, Width width) {
  const int rows = width == Width::wide ? 1 : 2;
  const double across = width == Width::wide ? 1088 : 288;
  const std::array<int, 3> bounds = {0, rows == 1 ? strip.days : middle_of(strip), strip.days};
  Pen pen;
  for (std::size_t i = 0; i < static_cast<std::size_t>(rows); ++i) {
    const Row row{across, strip_top + row_height * static_cast<double>(i), bounds[i],
                  bounds[i + 1] - bounds[i]};
    draw_spans(pen, strip, row);
    draw_marks(pen, strip, row);
  }
  const Canvas canvas{width, across, row_height * rows, strip.id, strip.title, strip.description};
  return svg(canvas, pen);
}

Html key_of() {
  Pen holder;
  holder.rect("c-hold", {0, 0, 28, 16});
  Pen deputy;
  deputy.rect("c-dep", {0.5, 0.5, 27, 15});
  draw_stripes(deputy, {0.5, 0.5, 27, 15});
  Pen nobody;
  nobody.rect("gap", {8, 1.5, 10, 13});
  return key({key_item(holder, "the holder"), key_item(deputy, "a deputy"),
              key_item(nobody, "no cover recorded")});
}

}  // namespace

Html cover_strip(const CoverStrip& strip) {
  Html drawings;
  drawings << key_of() << drawn(strip, Width::wide) << drawn(strip, Width::narrow);
  return figure(drawings, strip.caption);
}

}  // namespace html
