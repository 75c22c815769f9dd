#pragma once
// Who held what from when to when, as bars over a time: one row to a holder, drawn on the server as
// charts.h says. Its page adds the table.
#include <string>
#include <vector>

#include "html/html.h"

namespace html {

// Positions are shares of the drawn time; what lies outside it is cut.
struct TenureRow {
  std::string name = {}, note = {};
  struct Span {
    double from = 0, to = 1;
    enum class Look { appointed, delegated, nobody } look = Look::appointed;
  };
  std::vector<Span> spans = {};
};
struct Tenures {
  std::string id = {}, title = {}, description = {};
  std::vector<TenureRow> rows = {};
  struct Mark {
    double at = 0;
    std::string words;
  };
  std::vector<Mark> marks = {};  // along the foot
  double today = 0;
  std::string today_words = {}, appointed_words = {}, delegated_words = {}, nobody_words = {};
};
[[nodiscard]] Html tenures(const Tenures& tenures);

}  // namespace html
