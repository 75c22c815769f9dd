#include "html/charts.h"

#include <algorithm>

#include "html/drawing.h"

namespace html {
namespace {

// Figures of one chart look alike: with a decimal if any value has one.
std::string value_text(const Chart& chart, double value) {
  for (const ChartLine& line : chart.lines) {
    if (has_decimals(line.values)) return figure_with_decimal(value, chart.unit);
  }
  return figure_text(value, chart.unit);
}

struct Layout {
  Canvas canvas;
  Plot plot;
  std::size_t most_labels = 2;
};

// Words beside the last point need room at the right on a screen; on a phone they stand above or
// below it.
double room_for_names(const Chart& chart) {
  double most = 60;
  for (const ChartLine& line : chart.lines) {
    const auto last = last_known(line.values);
    if (!last) continue;
    const double value = *line.values[*last];
    most = std::max(most, text_width(line.name + " " + value_text(chart, value)));
  }
  return std::min(most + 16, 300.0);
}

double room_for_scale(const Chart& chart) {
  const double width = std::max(text_width(figure_text(chart.low, chart.unit)),
                                text_width(figure_text(chart.high, chart.unit)));
  return width + 12;
}

Layout layout_of(const Chart& chart, Width width) {
  const double left = room_for_scale(chart);
  const Canvas wide{Width::wide,        704, 270, chart.id, chart.title, chart.description,
                    Canvas::Kind::chart};
  const Canvas narrow{Width::narrow, 288, 250, chart.id, chart.title, chart.description};
  Layout layout;
  layout.canvas = width == Width::wide ? wide : narrow;
  const double right = width == Width::wide ? room_for_names(chart) : 10;
  layout.plot.area = {left, 18, layout.canvas.width - left - right, layout.canvas.height - 66};
  layout.plot.low = chart.low;
  layout.plot.high = chart.high;
  layout.plot.positions = chart.labels.size();
  layout.most_labels = width == Width::wide ? 6 : 2;
  return layout;
}

void draw_scale(Pen& pen, const Chart& chart, const Layout& layout) {
  const Area& area = layout.plot.area;
  const int spaces = std::max(1, chart.grid);
  for (int i = 0; i <= spaces; ++i) {
    const double value = chart.low + (chart.high - chart.low) * i / spaces;
    const double y = layout.plot.y(value);
    Path grid;
    grid.move({area.x, y}).line({area.x + area.width, y});
    pen.path("grid", grid);
    pen.text("t q e", {area.x - 8, y + 5}, figure_text(value, chart.unit));
  }
}

void draw_labels(Pen& pen, const Chart& chart, const Layout& layout) {
  const std::size_t count = chart.labels.size();
  if (count == 0) return;
  const double y = layout.canvas.height - 6;
  const std::size_t shown = std::min(layout.most_labels, count);
  for (std::size_t i = 0; i < shown; ++i) {
    const std::size_t at = shown == 1 ? 0 : i * (count - 1) / (shown - 1);
    const Point place{layout.plot.x(at), y};
    if (at == 0) {
      pen.text("t q", place, chart.labels[at]);
    } else if (at + 1 == count) {
      pen.text("t q e", place, chart.labels[at]);
    } else {
      pen.text("t q m", place, chart.labels[at]);
    }
  }
}

Literal look_of(ChartLine::Look look) {
  switch (look) {
    case ChartLine::Look::us:
      return "l-us";
    case ChartLine::Look::other:
      return "l-other";
    case ChartLine::Look::dashed:
      return "l-scot";
  }
  return "l-other";
}

// The words at the end of each line, pushed apart so that none lies on another.
struct EndWords {
  Point at;
  double words_y = 0;
  std::string words;
  bool ours = false;
};

// On a phone the words stand over the drawing: below a line that falls to its end, above one that
// rises.
double step_aside(const Layout& layout, const Values& values, std::size_t last) {
  if (layout.canvas.shown == Width::wide) return 0;
  const bool falls = last > 0 && values[last - 1] && *values[last - 1] > *values[last];
  return falls ? 17 : -15;
}

std::vector<EndWords> end_words(const Chart& chart, const Layout& layout) {
  std::vector<EndWords> ends;
  for (const ChartLine& line : chart.lines) {
    const auto last = last_known(line.values);
    if (!last) continue;
    const double value = *line.values[*last];
    const Point at{layout.plot.x(*last), layout.plot.y(value)};
    const double words_y = at.y + step_aside(layout, line.values, *last);
    ends.push_back({at, words_y, line.name + " " + value_text(chart, value),
                    line.look == ChartLine::Look::us});
  }
  std::sort(ends.begin(), ends.end(),
            [](const EndWords& a, const EndWords& b) { return a.words_y < b.words_y; });
  const double apart = 20;
  for (std::size_t i = 1; i < ends.size(); ++i) {
    ends[i].words_y = std::max(ends[i].words_y, ends[i - 1].words_y + apart);
  }
  const double lowest = layout.plot.area.y + layout.plot.area.height + 8;
  double limit = lowest;
  for (std::size_t i = ends.size(); i > 0; --i) {
    ends[i - 1].words_y = std::min(ends[i - 1].words_y, limit);
    limit = ends[i - 1].words_y - apart;
  }
  return ends;
}

void draw_ends(Pen& pen, const Chart& chart, const Layout& layout) {
  const bool wide = layout.canvas.shown == Width::wide;
  const std::vector<EndWords> ends = end_words(chart, layout);
  for (const EndWords& end : ends) {
    if (end.ours) pen.circle("p-us", end.at, 5.5);
  }
  for (const EndWords& end : ends) {
    if (wide) {
      const Point place{layout.plot.area.x + layout.plot.area.width + 12, end.words_y + 5};
      if (end.ours) {
        pen.text("t-l b", place, end.words);
      } else {
        pen.text("t-l q", place, end.words);
      }
      continue;
    }
    const Point place{layout.canvas.width - 10, end.words_y + 5};
    if (end.ours) {
      pen.text("t b e halo", place, end.words);
    } else {
      pen.text("t q e halo", place, end.words);
    }
  }
}

Html drawn(const Chart& chart, Width width) {
  const Layout layout = layout_of(chart, width);
  Pen pen;
  pen.path("band", between(layout.plot, chart.band_low, chart.band_high));
  draw_scale(pen, chart, layout);
  draw_labels(pen, chart, layout);
  // Ours last, so that it lies on top.
  for (const ChartLine& line : chart.lines) {
    if (line.look == ChartLine::Look::us) continue;
    pen.path(look_of(line.look), line_through(layout.plot, line.values));
  }
  for (const ChartLine& line : chart.lines) {
    if (line.look != ChartLine::Look::us) continue;
    pen.path(look_of(line.look), line_through(layout.plot, line.values));
  }
  draw_ends(pen, chart, layout);
  return svg(layout.canvas, pen);
}

}  // namespace

Html line_chart(const Chart& chart) {
  Html drawings;
  drawings << drawn(chart, Width::wide) << drawn(chart, Width::narrow);
  return figure(drawings, chart.caption);
}

}  // namespace html
