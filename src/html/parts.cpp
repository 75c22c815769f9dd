#include "html/parts.h"

#include <algorithm>

#include "base/text.h"

namespace html {
namespace {

Literal tone_suffix(Tone tone) {
  switch (tone) {
    case Tone::plain:
      return "";
    case Tone::on:
      return " state--on";
    case Tone::good:
      return " state--good";
    case Tone::warn:
      return " state--warn";
    case Tone::stop:
      return " state--stop";
  }
  return "";
}

Html voice(const Voice& voice) {
  Html out;
  out << "<article class=\"voice\"><h2>" << Text{voice.title} << "</h2>\n<p class=\"by\">"
      << voice.by << "</p>\n"
      << voice.body << "</article>\n";
  return out;
}

Html facts(const std::vector<FactRow>& rows, Literal classes) {
  Html out;
  out << "<dl class=\"" << classes << "\">\n";
  for (const FactRow& row : rows) {
    out << "<div><dt>" << Text{row.term} << "</dt><dd>" << row.value << "</dd></div>\n";
  }
  out << "</dl>\n";
  return out;
}

Html list(const std::vector<Html>& items, Literal open) {
  Html out;
  out << open << "\n";
  for (const Html& item : items) out << "<li>" << item << "</li>\n";
  out << "</ul>\n";
  return out;
}

Html boxed(Literal classes, const Html& content) {
  Html out;
  out << "<div class=\"" << classes << "\">" << content << "</div>\n";
  return out;
}

// Per cent of the time allowed that has run, as the width of a bar in a drawing 100 wide.
int run_width(double share) {
  return static_cast<int>(std::clamp(share, 0.0, 1.0) * 100.0 + 0.5);
}

Html clock_time_left(const ClockLine& line) {
  Html out;
  out << "<div><p class=\"big\">";
  if (line.tone == Tone::stop) {
    out << "<span class=\"stop\">" << Text{line.left} << "</span>";
  } else {
    out << Text{line.left};
  }
  out << "<small>" << Text{line.left_note}
      << "</small></p><svg class=\"clockbar\" viewBox=\"0 0 100 4\" preserveAspectRatio=\"none\" "
         "aria-hidden=\"true\"><rect class=\"win\" width=\"100\" height=\"4\"/><rect class=\"";
  if (line.tone == Tone::stop) {
    out << "gap-t\" width=\"100\"";
  } else {
    out << "ran\" width=\"" << run_width(line.run_share) << "\"";
  }
  out << " height=\"4\"/></svg>" << state_word(line.state, line.tone) << "</div>\n";
  return out;
}

}  // namespace

Html link_to(std::string_view text, std::string_view href) {
  Html out;
  out << "<a href=\"" << Url{href} << "\">" << Text{text} << "</a>";
  return out;
}

Html reference(std::string_view text) {
  Html out;
  out << "<span class=\"ref\">" << Text{text} << "</span>";
  return out;
}

Html page_head(const Heading& heading) {
  Html out;
  out << "<div class=\"page-head\"><h1>";
  if (!heading.caption.empty()) {
    out << "<span class=\"caption\">" << Text{heading.caption} << "</span>\n";
  }
  out << Text{heading.title} << "</h1>";
  if (!heading.lead.empty()) out << "<p class=\"lead\">" << Text{heading.lead} << "</p>";
  out << "</div>\n";
  return out;
}

Html heading2(std::string_view text, std::string_view id) {
  Html out;
  out << "<h2";
  if (!id.empty()) out << " id=\"" << Attr{id} << "\"";
  out << ">" << Text{text} << "</h2>\n";
  return out;
}

Html heading3(std::string_view text) {
  Html out;
  out << "<h3>" << Text{text} << "</h3>\n";
  return out;
}

Html band(const std::vector<BandFact>& facts) {
  Html out;
  if (facts.empty()) return out;
  out << "<dl class=\"answers\">\n";
  for (const BandFact& fact : facts) {
    out << "<div><dt>" << Text{fact.label} << "</dt><dd><b>" << fact.value << "</b>";
    if (!fact.note.empty()) out << Text{fact.note};
    out << "</dd></div>\n";
  }
  out << "</dl>\n";
  return out;
}

Html state_word(std::string_view text, Tone tone) {
  Html out;
  out << "<span class=\"state" << tone_suffix(tone) << "\">" << Text{text} << "</span>";
  return out;
}

Html voices(const Voice& left, const Voice& right) {
  Html out;
  out << "<div class=\"voices\">\n" << voice(left) << voice(right) << "</div>\n";
  return out;
}

Html fact_list(const std::vector<FactRow>& rows) {
  return facts(rows, "facts facts--wide");
}

Html narrow_fact_list(const std::vector<FactRow>& rows) {
  return facts(rows, "facts num");
}

Html plain_list(const std::vector<Html>& items) {
  return list(items, "<ul class=\"plain small\">");
}

Html bullets(const std::vector<Html>& items) {
  return list(items, "<ul>");
}

Html history(const std::vector<HistoryItem>& items) {
  Html out;
  if (items.empty()) return out;
  out << "<ol class=\"history\">\n";
  for (const HistoryItem& item : items) {
    out << "<li><span class=\"when\">" << Text{item.when} << "</span>" << item.what << "</li>\n";
  }
  out << "</ol>\n";
  return out;
}

Html needs(const std::vector<Need>& needs) {
  Html out;
  if (needs.empty()) return out;
  out << "<ol class=\"needs\">\n";
  for (const Need& need : needs) {
    out << "<li><div class=\"what\">" << need.what << "</div><div class=\"left\"><b";
    if (need.tone == Tone::stop) out << " class=\"stop\"";
    out << ">" << Text{need.left} << "</b>" << Text{need.left_note} << "</div><p class=\"why\">"
        << Text{need.why} << "</p></li>\n";
  }
  out << "</ol>\n";
  return out;
}

Html clocks(const std::vector<ClockLine>& lines) {
  Html out;
  if (lines.empty()) return out;
  out << "<ol class=\"clocks num\">\n";
  for (const ClockLine& line : lines) {
    out << "<li>" << clock_time_left(line) << "<div><h2>" << line.title << "</h2><p>"
        << Text{line.working} << "</p></div>\n<div>";
    if (!line.whose_move.empty()) {
      out << "<p><span class=\"quiet\">Whose move</span><br>" << line.whose_move << "</p>";
    }
    if (!line.who_knows.empty()) {
      out << "<p><span class=\"quiet\">Who knows</span><br>" << line.who_knows << "</p>";
    }
    out << "</div></li>\n";
  }
  out << "</ol>\n";
  return out;
}

Html receipt(const Html& sentence) {
  Html out;
  out << "<section class=\"receipt\"><h2 class=\"visually-hidden\">Receipt</h2><p>" << sentence
      << "</p></section>\n";
  return out;
}

Html grave(const Html& sentences) {
  return boxed("grave", sentences);
}

Html inset(const Html& content) {
  return boxed("ds_inset-text", boxed("ds_inset-text__text", content));
}

Html done_notice(std::string_view title, const Html& content) {
  Html out;
  out << "<div class=\"done\" role=\"status\"><p class=\"done-title\">" << Text{title} << "</p>"
      << content << "</div>\n";
  return out;
}

Html invented(std::string_view sentence) {
  Html out;
  out << "<p class=\"invented\">" << Text{sentence} << "</p>\n";
  return out;
}

Html empty_place(std::string_view title, const Html& content) {
  Html out;
  out << "<div class=\"empty\"><h2>" << Text{title} << "</h2>\n" << content << "</div>\n";
  return out;
}

Html details(std::string_view summary, const Html& content) {
  Html out;
  out << "<details class=\"ds_details\"><summary class=\"ds_details__summary\">" << Text{summary}
      << "</summary><div class=\"ds_details__text\">" << content << "</div></details>\n";
  return out;
}

Html columns(const Html& main, const Html& side, std::string_view side_label) {
  Html out;
  out << "<div class=\"cols cols--8-4\">\n<div class=\"main\">\n" << main << "</div>\n";
  if (!side.empty()) {
    out << "<aside class=\"side\" aria-label=\"" << Attr{side_label} << "\">\n"
        << side << "</aside>\n";
  }
  out << "</div>\n";
  return out;
}

Html side_section(std::string_view title, const Html& content) {
  Html out;
  out << heading2(title) << content;
  return out;
}

Html pagination(const Pages& pages) {
  Html out;
  if (pages.last <= 1) return out;
  const auto step = [&](int page, std::string_view words) {
    out << "<a href=\"" << Url{pages.href + std::to_string(page)} << "\">" << Text{words} << "</a>";
  };
  out << "<nav class=\"pages\" aria-label=\"Pages\">";
  if (pages.current > 1) step(pages.current - 1, "Earlier page");
  out << "<span>Page " << pages.current << " of " << pages.last << "</span>";
  if (pages.current < pages.last) step(pages.current + 1, "Next page");
  out << "</nav>\n";
  return out;
}

}  // namespace html
