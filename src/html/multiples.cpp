#include <algorithm>

#include "html/charts.h"
#include "html/drawing.h"

namespace html {
namespace {

Plot plot_in(const Multiples& multiples, Area area, std::size_t positions) {
  return {area, multiples.low, multiples.high, positions};
}

void draw_scale(Pen& pen, const Multiples& multiples, const Plot& plot) {
  const int spaces = std::max(1, multiples.grid);
  for (int i = 0; i <= spaces; ++i) {
    const double value = multiples.low + (multiples.high - multiples.low) * i / spaces;
    const double y = plot.y(value);
    Path grid;
    grid.move({plot.area.x, y}).line({plot.area.x + plot.area.width, y});
    pen.path("grid", grid);
    pen.text("t-s q e", {plot.area.x - 5, y + 4.5}, figure_text(value));
  }
}

enum class Whose { ours, theirs };

void draw_last(Pen& pen, const Plot& plot, const Values& values, Width width, Whose whose) {
  const auto last = last_known(values);
  if (!last) return;
  const Point at{plot.x(*last), plot.y(*values[*last])};
  if (whose == Whose::ours) {
    pen.circle("p-us", at, 5);
  } else {
    pen.circle("p-ink", at, 4);
  }
  // One decimal in every panel, so that they can be compared at a glance.
  const std::string words = figure_with_decimal(*values[*last]);
  if (width == Width::wide) {
    pen.text("t b", {at.x + 8, at.y + 5}, words);
    return;
  }
  // On a phone there is no room beside: above the point, or below it near the top edge.
  const double y = at.y < plot.area.y + 22 ? at.y + 20 : at.y - 9;
  pen.text("t b e halo", {at.x + 6, y}, words);
}

Html panel(const Multiples& multiples, std::size_t index, Width width) {
  const Multiple& one = multiples.panels[index];
  const bool wide = width == Width::wide;
  const double scale_room =
      std::max(text_width(figure_text(multiples.low)), text_width(figure_text(multiples.high))) + 8;
  const Canvas canvas{width, wide ? 240.0 : 136.0, wide ? 150.0 : 124.0, "", "", ""};
  const double right = wide ? 44 : 8;
  const Plot plot =
      plot_in(multiples, {scale_room, 10, canvas.width - scale_room - right, canvas.height - 40},
              one.values.size());
  Pen pen;
  pen.path("band", between(plot, multiples.band_low, multiples.band_high));
  draw_scale(pen, multiples, plot);
  pen.path("l-scot", line_through(plot, multiples.dashed));
  if (index == 0) {
    pen.path("l-us", line_through(plot, one.values));
  } else {
    pen.path("l-other", line_through(plot, one.values));
  }
  draw_last(pen, plot, one.values, width, index == 0 ? Whose::ours : Whose::theirs);
  pen.text("t-s q", {plot.area.x, canvas.height - 4}, multiples.first_label);
  pen.text("t-s q e", {plot.area.x + plot.area.width, canvas.height - 4}, multiples.last_label);
  return svg(canvas, pen);
}

Html key_of(const Multiples& multiples) {
  constexpr std::string_view across = "M0 8H28";
  Pen ours;
  ours.path("l-us", across);
  Pen others;
  others.path("l-other", across);
  Pen dashed;
  dashed.path("l-scot", across);
  Pen band;
  band.rect("band", {0, 0, 28, 16});
  return key({key_item(ours, multiples.ours), key_item(others, multiples.others),
              key_item(dashed, multiples.dashed_name), key_item(band, multiples.band_name)});
}

}  // namespace

Html small_multiples(const Multiples& multiples) {
  Html list;
  list << key_of(multiples) << "<ul class=\"multiples\">";
  for (std::size_t i = 0; i < multiples.panels.size(); ++i) {
    list << "<li><p>" << Text{multiples.panels[i].name} << "<span>"
         << Text{multiples.panels[i].note} << "</span></p>" << panel(multiples, i, Width::wide)
         << panel(multiples, i, Width::narrow) << "</li>\n";
  }
  list << "</ul>\n";
  return figure(list, multiples.caption);
}

}  // namespace html
