#pragma once
// The parts that pages are made of, in the markup of the Scottish Government Design System 4.2.0
// and our own layer over it (web/assets/plumbline.css). Used by web/ and reports/. Each returns
// Html; texts are plain and are escaped here. Questions and buttons are in html/forms.h, drawings
// in html/charts.h; this header brings the first of them with it.
#include <string>
#include <string_view>
#include <vector>

#include "html/charts.h"
#include "html/forms.h"
#include "html/html.h"

namespace html {

struct Link {
  std::string text = {}, href = {};
  bool current = false;  // this page: aria-current
};
[[nodiscard]] Html link_to(std::string_view text, std::string_view href);
[[nodiscard]] Html reference(std::string_view text);  // AD-2026-011, never broken over lines

// The title of a page, with what stands above it (small) and below it (large).
struct Heading {
  std::string title = {}, caption = {}, lead = {};
};
[[nodiscard]] Html page_head(const Heading& heading);
[[nodiscard]] Html heading2(std::string_view text, std::string_view id = {});
[[nodiscard]] Html heading3(std::string_view text);

// The band of facts under a record's title: state, who answers, since when, what next. Up to four.
struct BandFact {
  std::string label = {};
  Html value = {};
  std::string note = {};
};
[[nodiscard]] Html band(const std::vector<BandFact>& facts);

enum class Tone { plain, on, good, warn, stop };
[[nodiscard]] Html state_word(std::string_view text, Tone tone);

// Two equal columns, neither smaller; on a phone the left one comes first. Headings inside `body`:
// <h3 class="sub">.
struct Voice {
  std::string title = {};
  Html by = {};
  Html body = {};
};
[[nodiscard]] Html voices(const Voice& left, const Voice& right);

struct Column {
  std::string heading = {};
  enum class Align { left, right } align = Align::left;
  std::string short_heading = {};  // beside the value on a phone; empty: `heading`
};
struct Table {
  std::string caption = {};
  std::vector<Column> columns = {};  // the first cell of each row is its heading
  std::vector<std::vector<Html>> rows = {};
  enum class Caption { shown, heard } shows = Caption::shown;  // heard: for screen readers alone
  enum class Kind { words, figures } kind = Kind::words;  // figures: three to a line on a phone
  std::vector<std::size_t> ours = {};                     // rows marked as this council's
};
[[nodiscard]] Html table(const Table& table);  // stacks on a phone

struct FactRow {
  std::string term = {};
  Html value = {};
};
[[nodiscard]] Html fact_list(const std::vector<FactRow>& rows);  // terms beside values
[[nodiscard]] Html narrow_fact_list(
    const std::vector<FactRow>& rows);                          // terms above values, for the side
[[nodiscard]] Html plain_list(const std::vector<Html>& items);  // ruled, no bullets
[[nodiscard]] Html bullets(const std::vector<Html>& items);

// What happened, oldest first, along a plumb line whose weight is now.
struct HistoryItem {
  std::string when = {};
  Html what = {};
};
[[nodiscard]] Html history(const std::vector<HistoryItem>& items);

// One line of "What needs you": a verb with its link, why, and the time left.
struct Need {
  Html what = {};
  std::string why = {};
  std::string left = {};
  std::string left_note = {};
  Tone tone = Tone::plain;
};
[[nodiscard]] Html needs(const std::vector<Need>& needs);

// One clock of the clock wall. `run_share` is the part of the time allowed that has run, 0 to 1.
struct ClockLine {
  std::string left = {}, left_note = {};
  Tone tone = Tone::on;
  std::string state = {};
  double run_share = 0;
  Html title = {};
  std::string working = {};
  Html whose_move = {}, who_knows = {};
};
[[nodiscard]] Html clocks(const std::vector<ClockLine>& lines);

[[nodiscard]] Html receipt(const Html& sentence);
[[nodiscard]] Html grave(const Html& sentences);  // the warm box before a grave act; paragraphs
[[nodiscard]] Html inset(const Html& content);
[[nodiscard]] Html done_notice(std::string_view title,
                               const Html& content);     // after recording: what now stands
[[nodiscard]] Html invented(std::string_view sentence);  // "All figures here are invented."
[[nodiscard]] Html empty_place(std::string_view title,
                               const Html& content);  // what belongs here, why, first step
[[nodiscard]] Html details(std::string_view summary, const Html& content);
[[nodiscard]] Html columns(const Html& main, const Html& side,
                           std::string_view side_label);  // 8 + 4
[[nodiscard]] Html side_section(std::string_view title, const Html& content);
// "Page 2 of 7" with the way before and after; empty when there is one page. `href` gets the page
// number appended.
struct Pages {
  int current = 1, last = 1;
  std::string href = {};  // e.g. "/advice?page="
};
[[nodiscard]] Html pagination(const Pages& pages);

// The whole page.
struct Frame {
  std::string title = {};  // "Error: " is put before it when there are mistakes
  std::string council = {};
  std::string language = "en-GB";
  std::vector<Link> menu = {};    // and which is current
  std::string current_menu = {};  // href
  std::vector<Link> trail = {};   // breadcrumbs
  Html capacity = {};             // empty: no account
  std::string notice = {};        // e.g. demonstration: "All people here are invented."
  std::string style_href = {}, system_style_href = {}, script_href = {};  // hashed asset paths
  std::string icon_href = {};  // hashed path of favicon.svg; may be empty
  std::string home_href = "/";
  std::vector<Link> footer = {};  // accessibility, privacy, proof, help
  // Signed in: two minutes before the session ends unused, the script offers to stay. 0: no offer.
  int idle_seconds = 0;
  std::string stay_href = {};  // a page of this session; asking for it keeps the session
  bool has_mistakes = false;
};
[[nodiscard]] std::string whole_page(const Frame& frame, const Html& main);

}  // namespace html
