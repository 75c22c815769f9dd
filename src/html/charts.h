#pragma once
// Drawings as SVG made on the server, in a wide and a narrow form of which the stylesheet shows
// one, so that words stay readable on a phone. Painted by class only. Every drawing has a title and
// description; its page adds the table.
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "html/html.h"

namespace html {

// A line chart. `lines` share one x axis of `labels`; a missing value breaks its line. The last
// value is written beside the line with at most one decimal.
struct ChartLine {
  std::string name = {};
  std::vector<std::optional<double>> values = {};
  enum class Look { us, other, dashed } look = Look::us;
};
struct Chart {
  std::string id = {}, title = {}, description = {};
  std::vector<std::string> labels = {};
  std::vector<ChartLine> lines = {};
  double low = 0, high = 1;  // of the scale
  int grid = 4;              // spaces between grid lines
  std::string unit = {};     // after figures: "%"; may be empty
  std::vector<std::optional<double>> band_low,
      band_high;      // a pale band behind the lines; both empty: none
  Html caption = {};  // under the drawing; may be empty
};
[[nodiscard]] Html line_chart(const Chart& chart);

// Small charts side by side with one scale: the first is ours. Two to a row on a phone, four on a
// screen.
struct Multiple {
  std::string name = {}, note = {};  // "down 6.7 points"
  std::vector<std::optional<double>> values = {};
};
struct Multiples {
  std::string first_label = {}, last_label = {};   // "21/22", "25/26"
  std::vector<Multiple> panels = {};               // panels[0] is this council
  std::vector<std::optional<double>> dashed = {};  // Scotland, in each panel
  std::vector<std::optional<double>> band_low = {}, band_high = {};
  double low = 0, high = 1;
  int grid = 3;
  std::string ours = {}, others = {}, dashed_name = {}, band_name = {};  // words of the key
  Html caption = {};
};
[[nodiscard]] Html small_multiples(const Multiples& multiples);

// Places on one line: us a diamond, our family filled, others hollow; our likely range beneath.
struct Dot {
  double value = 0;
  enum class Look { us, family, other } look = Look::other;
};
struct DotLine {
  std::string id = {}, title = {}, description = {};
  std::vector<Dot> dots = {};
  std::string our_words = {};  // "Ardmorran 57.4, likely between 55.8 and 59.0"
  std::string our_name = {}, family_name = {}, other_name = {}, mean_name = {};
  std::optional<double> range_low = {}, range_high = {}, mean = {};
  double low = 0, high = 1;
  int grid = 5;
  std::string unit = {};
  Html caption = {};
};
[[nodiscard]] Html dot_line(const DotLine& line);

// The year as a strip: solid the holder, hatched a deputy, a red frame where nobody is recorded.
// Days from the start.
struct CoverSpan {
  int first_day = 0, days = 1;
  enum class Who { holder, deputy, nobody } who = Who::holder;
  std::string words = {};  // for a gap: its dates
};
struct CoverStrip {
  std::string id = {}, title = {}, description = {};
  int days = 365;
  std::vector<CoverSpan> spans = {};
  struct Mark {
    int day = 0;
    std::string words;
  };
  std::vector<Mark> marks = {};  // months along the foot
  std::optional<int> today = {};
  std::string today_words = "today";  // "today, 24 November"
  Html caption = {};
};
[[nodiscard]] Html cover_strip(const CoverStrip& strip);

// What the law expected and what happened, one row to a duty. Positions are shares of the drawn
// time, 0 to 1.
struct DutyRow {
  std::string name = {}, note = {};
  bool gap_note = false;                     // the note says a gap
  double from = 0, to = 1;                   // what the law allows; from == to: no bar
  double run_to = 0;                         // how much of it has run
  std::vector<double> done = {}, gaps = {};  // discs and diamonds
};
struct Timeline {
  std::string id = {}, title = {}, description = {};
  std::vector<DutyRow> rows = {};
  struct Mark {
    double at = 0;
    std::string words;
  };
  std::vector<Mark> marks = {};  // dates along the foot
  std::string start_words = {};  // "Received, Thu 12 Nov, 4:10pm"
  double now = 0;
  std::string now_words = {};  // "Tue 24 Nov, 2:10pm"
  Html caption = {};
};
[[nodiscard]] Html timeline(const Timeline& timeline);

// Boxes and lines already laid out (by graphviz, in reports/ or web/), in drawing units. Lines run
// behind boxes.
struct MapBox {
  double x = 0, y = 0, width = 160, height = 56;
  std::vector<std::string> lines = {};
  bool ours = false;
};
struct MapLine {
  std::vector<std::pair<double, double>> points = {};
  enum class Kind { solid, dotted } kind = Kind::solid;
  std::string words = {};
  double words_x = 0, words_y = 0;
};
struct MapDrawing {
  std::string id = {}, title = {}, description = {};
  double width = 1088, height = 400;
  std::vector<MapBox> boxes = {};
  std::vector<MapLine> lines = {};
  enum class Shown { always, wide, narrow } shown = Shown::always;
};
[[nodiscard]] Html map_drawing(const MapDrawing& drawing);

}  // namespace html
