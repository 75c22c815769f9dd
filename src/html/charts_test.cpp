#include "html/charts.h"

#include <doctest/doctest.h>

#include <set>

#include "html/drawing.h"

namespace html {
namespace {

bool holds(const Html& html, std::string_view piece) {
  return html.str().find(piece) != std::string::npos;
}

std::size_t count(const Html& html, std::string_view piece) {
  std::size_t found = 0;
  for (std::size_t at = html.str().find(piece); at != std::string::npos;
       at = html.str().find(piece, at + 1)) {
    ++found;
  }
  return found;
}

// Ids in one page's drawings are all different, though each is drawn twice.
void check_ids(const Html& html) {
  std::set<std::string> seen;
  constexpr std::string_view open = " id=\"";
  const std::string& text = html.str();
  for (std::size_t at = text.find(open); at != std::string::npos; at = text.find(open, at)) {
    at += open.size();
    const std::string id = text.substr(at, text.find('"', at) - at);
    CAPTURE(id);
    CHECK(seen.insert(id).second);
  }
}

TEST_CASE("figures read as people write them") {
  CHECK(figure_text(57.44) == "57.4");
  CHECK(figure_text(57.0, "%") == "57%");
  CHECK(figure_text(-1234.56) == "\u22121,234.6");
  CHECK(figure_text(-0.01) == "0");
  CHECK(figure_with_decimal(53.0) == "53.0");
  CHECK(coordinate(-0.04) == "0");
  CHECK(coordinate(12.26) == "12.3");
  CHECK(coordinate(1.0 / 0.0) == "0");
}

TEST_CASE("a missing value breaks the line and a lone value is still seen") {
  const Plot plot{{0, 0, 100, 100}, 0, 10, 5};
  CHECK(line_through(plot, {0.0, 10.0, {}, 5.0, {}}).str() == "M0 100 L25 0 M72 50 L78 50");
  CHECK(line_through(plot, {}).str().empty());
  CHECK(between(plot, {0.0, 0.0, {}}, {10.0, 10.0, 10.0}).str() == "M0 0 L25 0 L25 100 L0 100z");
  CHECK(between(plot, {0.0}, {10.0}).str().empty());
}

TEST_CASE("values outside the scale stay inside the drawing") {
  const Plot plot{{0, 0, 100, 100}, 0, 10, 2};
  CHECK(plot.y(11) == doctest::Approx(0));
  CHECK(plot.y(-1) == doctest::Approx(100));
  const Plot flat{{0, 0, 100, 100}, 5, 5, 1};
  CHECK(flat.y(5) == doctest::Approx(100));
  CHECK(flat.x(0) == doctest::Approx(0));
}

TEST_CASE("a line chart is drawn twice, each with its own title") {
  Chart chart;
  chart.id = "care";
  chart.title = "Care at home";
  chart.description = "It falls.";
  chart.labels = {"2024", "2025"};
  chart.lines = {{"Ardmorran", {64.1, 57.0}, ChartLine::Look::us},
                 {"Scotland", {61.0, 62.0}, ChartLine::Look::dashed}};
  chart.low = 50;
  chart.high = 70;
  const Html html = line_chart(chart);
  CHECK(count(html, "<svg") == 2);
  CHECK(count(html, "<title id=\"care-") == 2);
  CHECK(count(html, "<desc id=\"care-") == 2);
  CHECK(count(html, ">Ardmorran 57.0<") == 2);
  CHECK_FALSE(holds(html, "style="));
  check_ids(html);
}

TEST_CASE("the words at the ends of lines never lie on one another") {
  Chart chart;
  chart.id = "c";
  chart.labels = {"a", "b"};
  for (int i = 0; i < 5; ++i) {
    chart.lines.push_back({"L" + std::to_string(i), {0.5, 0.5}, ChartLine::Look::other});
  }
  const std::string text = line_chart(chart).str();
  std::set<std::string> heights;
  constexpr std::string_view open = "<text class=\"t-l q\" x=\"";
  for (std::size_t at = text.find(open); at != std::string::npos; at = text.find(open, at + 1)) {
    const std::size_t y = text.find("y=\"", at) + 3;
    heights.insert(text.substr(y, text.find('"', y) - y));
  }
  CHECK(heights.size() == 5);
}

TEST_CASE("empty drawings draw nothing and harm nothing") {
  CHECK(holds(line_chart({}), "<svg"));
  CHECK(holds(small_multiples({}), "multiples"));
  CHECK(holds(dot_line({}), "<svg"));
  CHECK(holds(cover_strip({}), "<svg"));
  CHECK(holds(timeline({}), "<svg"));
  CHECK(holds(map_drawing({}), "<svg"));
}

TEST_CASE("a gap of one day is wide enough to see and says its dates") {
  CoverStrip strip;
  strip.id = "cover";
  strip.title = "Cover";
  strip.spans = {{0, 364, CoverSpan::Who::holder, ""},
                 {364, 1, CoverSpan::Who::nobody, "no cover, 31 December"}};
  strip.marks = {{0, "Jan"}, {181, "Jul"}};
  const Html html = cover_strip(strip);
  CHECK(holds(html, "<rect class=\"gap\" x=\"1080\" y=\"25\" width=\"8\" height=\"50\"/>"));
  CHECK(count(html, ">no cover, 31 December<") == 2);
  // A month is never cut in two: both rows of the phone's drawing begin at a mark.
  CHECK(count(html, ">Jul<") == 2);
  check_ids(html);
}

TEST_CASE("a timeline shows proof and gap by shape, apart from one another") {
  Timeline drawn;
  drawn.id = "duties";
  drawn.title = "Duties";
  drawn.now = 0.5;
  drawn.now_words = "Tue 24 Nov";
  drawn.rows = {{"Decide", "Met", false, 0.1, 0.4, 0.4, {0.3}, {}},
                {"Tell", "One gap", true, 0.1, 0.4, 0.4, {0.3}, {0.3}}};
  const Html html = timeline(drawn);
  CHECK(count(html, "class=\"done\"") == 5);  // key, and two rows in two widths
  CHECK(count(html, "class=\"gap\"") == 3);
  CHECK(count(html, "t q halo gap-t") == 2);
  check_ids(html);
}

TEST_CASE("dots that would touch are piled up") {
  DotLine line;
  line.id = "dots";
  line.title = "Dots";
  line.high = 10;
  for (int i = 0; i < 6; ++i) line.dots.push_back({5.0, Dot::Look::other});
  const std::string text = dot_line(line).str();
  std::set<std::string> heights;
  constexpr std::string_view open = "<circle class=\"d-other\" cx=\"544\" cy=\"";
  for (std::size_t at = text.find(open); at != std::string::npos; at = text.find(open, at + 1)) {
    const std::size_t y = at + open.size();
    heights.insert(text.substr(y, text.find('"', y) - y));
  }
  CHECK(heights.size() == 6);
}

}  // namespace
}  // namespace html
