#include "html/drawing.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "base/text.h"

namespace html {
namespace {

std::string fixed(double value, int decimals) {
  if (!std::isfinite(value)) return "0";
  std::array<char, 64> buffer{};
  const auto result = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value,
                                    std::chars_format::fixed, decimals);
  if (result.ec != std::errc{}) return "0";
  return std::string(buffer.data(), result.ptr);
}

std::string without_empty_decimal(std::string text) {
  if (text.ends_with(".0")) text.resize(text.size() - 2);
  return text == "-0" ? "0" : text;
}

// "1234.5" as "1,234.5", with the unit and the minus sign that people print.
std::string for_people(double value, std::string plain, std::string_view unit) {
  const std::size_t dot = plain.find('.');
  const std::string whole = plain.substr(0, dot);
  std::string text;
  const bool is_zero = plain.find_first_not_of("0.") == std::string::npos;
  if (value < 0 && !is_zero) text += "\u2212";
  const auto number = base::whole_number(whole);
  text += number ? base::grouped(*number) : whole;
  if (dot != std::string::npos) text += plain.substr(dot);
  text += unit;
  return text;
}

}  // namespace

std::string coordinate(double value) {
  return without_empty_decimal(fixed(value, 1));
}

std::string figure_text(double value, std::string_view unit) {
  return for_people(value, without_empty_decimal(fixed(std::fabs(value), 1)), unit);
}

std::string figure_with_decimal(double value, std::string_view unit) {
  return for_people(value, fixed(std::fabs(value), 1), unit);
}

double text_width(std::string_view text) {
  return static_cast<double>(base::letters(text)) * 8.1;
}

void Path::add(char command, Point to) {
  if (!text_.empty()) text_ += ' ';
  text_ += command;
  text_ += coordinate(to.x);
  text_ += ' ';
  text_ += coordinate(to.y);
}

Path& Path::move(Point to) {
  add('M', to);
  return *this;
}

Path& Path::line(Point to) {
  add('L', to);
  return *this;
}

Path& Path::down(double by) {
  text_ += 'v';
  text_ += coordinate(by);
  return *this;
}

Path& Path::close() {
  text_ += 'z';
  return *this;
}

Pen& Pen::path(Literal classes, std::string_view d) {
  if (d.empty()) return *this;
  marks_ << "<path class=\"" << classes << "\" d=\"" << Attr{d} << "\"/>";
  return *this;
}

Pen& Pen::rect(Literal classes, Area area) {
  marks_ << "<rect class=\"" << classes << "\" x=\"" << Attr{coordinate(area.x)} << "\" y=\""
         << Attr{coordinate(area.y)} << "\" width=\"" << Attr{coordinate(std::max(0.0, area.width))}
         << "\" height=\"" << Attr{coordinate(std::max(0.0, area.height))} << "\"/>";
  return *this;
}

Pen& Pen::circle(Literal classes, Point centre, double radius) {
  marks_ << "<circle class=\"" << classes << "\" cx=\"" << Attr{coordinate(centre.x)} << "\" cy=\""
         << Attr{coordinate(centre.y)} << "\" r=\"" << Attr{coordinate(radius)} << "\"/>";
  return *this;
}

Pen& Pen::text(Literal classes, Point at, std::string_view words) {
  marks_ << "<text class=\"" << classes << "\" x=\"" << Attr{coordinate(at.x)} << "\" y=\""
         << Attr{coordinate(at.y)} << "\">" << Text{words} << "</text>";
  return *this;
}

Pen& Pen::add(const Html& markup) {
  marks_ << markup;
  return *this;
}

Pen& Pen::weight(Point top, double height) {
  const double half = height * 0.3;
  const double shoulder = height * 0.35;
  Path bob;
  bob.move(top)
      .line({top.x + half, top.y + shoulder})
      .line({top.x, top.y + height})
      .line({top.x - half, top.y + shoulder})
      .close();
  return path("weight", bob);
}

Pen& Pen::done_mark(Point centre) {
  circle("done", centre, 9);
  Path tick;
  tick.move({centre.x - 4, centre.y})
      .line({centre.x - 1, centre.y + 3.5})
      .line({centre.x + 4, centre.y - 3});
  return path("tick", tick);
}

Pen& Pen::gap_mark(Point centre) {
  Path diamond;
  diamond.move({centre.x, centre.y - 10})
      .line({centre.x + 10, centre.y})
      .line({centre.x, centre.y + 10})
      .line({centre.x - 10, centre.y})
      .close();
  path("gap", diamond);
  rect("gap-t", {centre.x - 1.2, centre.y - 5, 2.4, 6});
  return rect("gap-t", {centre.x - 1.2, centre.y + 3, 2.4, 2.4});
}

Html svg(const Canvas& canvas, const Pen& pen) {
  Html out;
  out << "<svg";
  if (canvas.shown == Width::wide) {
    out << (canvas.kind == Canvas::Kind::chart ? Html(" class=\"wide chart\"")
                                               : Html(" class=\"wide\""));
  }
  if (canvas.shown == Width::narrow) out << " class=\"narrow\"";
  out << " viewBox=\"0 0 " << Attr{coordinate(canvas.width)} << " "
      << Attr{coordinate(canvas.height)} << "\"";
  if (canvas.title.empty()) {
    out << " aria-hidden=\"true\">" << pen.marks() << "</svg>\n";
    return out;
  }
  std::string id = canvas.id;
  if (canvas.shown == Width::wide) id += "-wide";
  if (canvas.shown == Width::narrow) id += "-narrow";
  out << " role=\"img\" aria-labelledby=\"" << Attr{id} << "-title\"";
  if (!canvas.description.empty()) out << " aria-describedby=\"" << Attr{id} << "-desc\"";
  out << "><title id=\"" << Attr{id} << "-title\">" << Text{canvas.title} << "</title>";
  if (!canvas.description.empty()) {
    out << "<desc id=\"" << Attr{id} << "-desc\">" << Text{canvas.description} << "</desc>";
  }
  out << pen.marks() << "</svg>\n";
  return out;
}

Html figure(const Html& drawings, const Html& caption) {
  Html out;
  out << "<figure>" << drawings;
  if (!caption.empty()) out << "<figcaption>" << caption << "</figcaption>";
  out << "</figure>\n";
  return out;
}

Html key_item(const Pen& sample, std::string_view words) {
  Html out;
  if (words.empty()) return out;
  out << "<li><svg viewBox=\"0 0 28 16\" aria-hidden=\"true\">" << sample.marks() << "</svg>"
      << Text{words} << "</li>";
  return out;
}

Html key(const std::vector<Html>& items) {
  Html inside;
  for (const Html& item : items) inside << item;
  Html out;
  if (!inside.empty()) out << "<ul class=\"key\">" << inside << "</ul>\n";
  return out;
}

double Plot::x(std::size_t position) const {
  if (positions <= 1) return area.x;
  return area.x + area.width * static_cast<double>(position) / static_cast<double>(positions - 1);
}

double Plot::y(double value) const {
  const double span = high > low ? high - low : 1.0;
  const double share = std::clamp((value - low) / span, 0.0, 1.0);
  return area.y + area.height * (1.0 - share);
}

Path line_through(const Plot& plot, const Values& values) {
  Path path;
  bool drawing = false;
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (!values[i]) {
      drawing = false;
      continue;
    }
    const Point here{plot.x(i), plot.y(*values[i])};
    if (drawing) {
      path.line(here);
      continue;
    }
    const bool alone = i + 1 >= values.size() || !values[i + 1];
    path.move(alone ? Point{here.x - 3, here.y} : here);
    if (alone) path.line({here.x + 3, here.y});
    drawing = true;
  }
  return path;
}

Path between(const Plot& plot, const Values& low, const Values& high) {
  const std::size_t count = std::min(low.size(), high.size());
  std::size_t first = 0;
  while (first < count && !(low[first] && high[first])) ++first;
  std::size_t end = first;
  while (end < count && low[end] && high[end]) ++end;
  Path path;
  if (end - first < 2) return path;
  for (std::size_t i = first; i < end; ++i) {
    const Point here{plot.x(i), plot.y(*high[i])};
    if (i == first) {
      path.move(here);
    } else {
      path.line(here);
    }
  }
  for (std::size_t i = end; i > first; --i) path.line({plot.x(i - 1), plot.y(*low[i - 1])});
  return path.close();
}

std::optional<std::size_t> last_known(const Values& values) {
  for (std::size_t i = values.size(); i > 0; --i) {
    if (values[i - 1]) return i - 1;
  }
  return std::nullopt;
}

bool has_decimals(const Values& values) {
  return std::any_of(values.begin(), values.end(), [](const std::optional<double>& value) {
    return value && !fixed(*value, 1).ends_with(".0");
  });
}

}  // namespace html
