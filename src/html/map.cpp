#include "html/charts.h"
#include "html/drawing.h"

namespace html {
namespace {

void draw_line(Pen& pen, const MapLine& line) {
  Path path;
  bool first = true;
  for (const auto& [x, y] : line.points) {
    if (first) {
      path.move({x, y});
    } else {
      path.line({x, y});
    }
    first = false;
  }
  if (line.kind == MapLine::Kind::solid) {
    pen.path("solid", path);
  } else {
    pen.path("dot", path);
  }
}

void draw_box(Pen& pen, const MapBox& box) {
  const Area area{box.x, box.y, box.width, box.height};
  if (box.ours) {
    pen.rect("box-us", area);
  } else {
    pen.rect("box", area);
  }
  const double middle = box.x + box.width / 2;
  const double lines = static_cast<double>(box.lines.size());
  double y = box.y + box.height / 2 - (lines - 1) * 9 + 5;
  for (const std::string& words : box.lines) {
    if (box.ours) {
      pen.text("t-l b m w", {middle, y}, words);
    } else {
      pen.text("t-l m", {middle, y}, words);
    }
    y += 18;
  }
}

Width shown(MapDrawing::Shown shown) {
  switch (shown) {
    case MapDrawing::Shown::always:
      return Width::both;
    case MapDrawing::Shown::wide:
      return Width::wide;
    case MapDrawing::Shown::narrow:
      return Width::narrow;
  }
  return Width::both;
}

}  // namespace

Html map_drawing(const MapDrawing& drawing) {
  Pen pen;
  for (const MapLine& line : drawing.lines) draw_line(pen, line);
  for (const MapLine& line : drawing.lines) {
    if (!line.words.empty()) pen.text("t q m halo", {line.words_x, line.words_y}, line.words);
  }
  for (const MapBox& box : drawing.boxes) draw_box(pen, box);
  return svg({shown(drawing.shown), drawing.width, drawing.height, drawing.id, drawing.title,
              drawing.description},
             pen);
}

}  // namespace html
