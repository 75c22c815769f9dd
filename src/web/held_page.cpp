#include "web/held_page.h"

#include <algorithm>
#include <array>

#include "access/permission.h"
#include "base/text.h"
#include "html/tenures.h"
#include "web/csv_answer.h"
#include "web/held_spans.h"
#include "web/shown.h"
#include "web/words.h"

namespace web {
namespace {

using html::Html;
using html::Text;
using Look = html::TenureRow::Span::Look;

constexpr int days_back = 2 * 365;
constexpr int days_ahead = 183;

// What is drawn: two years back, or from the first day if that is later, and half a year ahead.
DaysBetween drawn_days(const Visit& visit, const std::vector<HeldSpan>& spans) {
  DaysBetween drawn{base::plus_days(visit.today(), -days_back),
                    base::plus_days(visit.today(), days_ahead)};
  base::Date earliest = base::plus_days(visit.today(), -31);
  for (const HeldSpan& span : spans) earliest = std::min(earliest, span.from);
  drawn.first = std::max(drawn.first, earliest);
  return drawn;
}

double share_of(const DaysBetween& drawn, const base::Date& day) {
  const auto all = base::day_number(drawn.last) - base::day_number(drawn.first);
  const auto run = base::day_number(day) - base::day_number(drawn.first);
  return static_cast<double>(run) / static_cast<double>(std::max<std::int64_t>(all, 1));
}

html::TenureRow::Span span_of(const DaysBetween& drawn, const HeldSpan& held) {
  const double to = held.to ? share_of(drawn, base::plus_days(*held.to, 1)) : 1.0;
  const Look look = held.person.empty() ? Look::nobody
                    : held.delegated    ? Look::delegated
                                        : Look::appointed;
  return {share_of(drawn, held.from), to, look};
}

bool is_drawn(const DaysBetween& drawn, const HeldSpan& held) {
  return held.from <= drawn.last && (!held.to || (*held.to >= drawn.first &&
                                                  *held.to >= held.from));
}

std::string holder_name(Visit& visit, const HeldSpan& held) {
  return held.person.empty() ? say("held.nobody") : visit.reader->title_of(held.person);
}

// One row for each capacity and holder, however often they held it.
std::vector<html::TenureRow> rows_of(Visit& visit, const std::vector<HeldSpan>& spans,
                                     const DaysBetween& drawn) {
  std::vector<html::TenureRow> rows;
  std::vector<std::string> whose;
  for (const HeldSpan& held : spans) {
    if (!is_drawn(drawn, held)) continue;
    const std::string key = held.capacity + " " + held.person;
    const auto found = std::find(whose.begin(), whose.end(), key);
    const auto at = static_cast<std::size_t>(found - whose.begin());
    if (found == whose.end()) {
      whose.push_back(key);
      rows.push_back({capacity_title(visit.packs(), held.capacity), holder_name(visit, held), {}});
    }
    rows[at].spans.push_back(span_of(drawn, held));
  }
  return rows;
}

// Each quarter of a year, and the words that say which.
std::vector<html::Tenures::Mark> quarters(const DaysBetween& drawn) {
  std::vector<html::Tenures::Mark> marks;
  base::Date day{drawn.first.year, (drawn.first.month - 1) / 3 * 3 + 1, 1};
  while (day <= drawn.last) {
    if (day >= drawn.first) {
      constexpr std::array<const char*, 4> words = {"held.january", "held.april", "held.july",
                                                    "held.october"};
      const auto quarter = static_cast<std::size_t>((day.month - 1) / 3);
      marks.push_back({share_of(drawn, day), say(words[quarter], {std::to_string(day.year)})});
    }
    day.month += 3;
    if (day.month > 12) day = {day.year + 1, day.month - 12, 1};
  }
  return marks;
}

Html drawing_of(Visit& visit, const std::vector<HeldSpan>& spans, const DaysBetween& drawn) {
  html::Tenures tenures;
  tenures.id = "held";
  tenures.title = say("held.title");
  tenures.description = say("held.drawn", {base::long_date(drawn.first),
                                           base::long_date(drawn.last)});
  tenures.rows = rows_of(visit, spans, drawn);
  tenures.marks = quarters(drawn);
  tenures.today = share_of(drawn, visit.today());
  tenures.today_words = say("held.today");
  tenures.appointed_words = say("held.appointed");
  tenures.delegated_words = say("held.delegated");
  tenures.nobody_words = say("held.nobody_recorded");
  return tenures.rows.empty() ? Html() : html::tenures(tenures);
}

std::string standing_words_of(const Visit& visit, const HeldSpan& held) {
  if (held.to && *held.to < held.from) return say("held.taken_away");
  if (held.from > visit.today()) return say("own.to_come");
  if (held.to && *held.to < visit.today()) return say("own.over");
  return say("own.in_force");
}

std::string last_day(const HeldSpan& held) {
  if (!held.to) return say("own.no_end");
  return *held.to < held.from ? say("held.never_ran") : base::long_date(*held.to);
}

Html words(std::string_view text) {
  Html out;
  out << Text{text};
  return out;
}

std::vector<Html> table_row(Visit& visit, const HeldSpan& held) {
  const std::string capacity = capacity_title(visit.packs(), held.capacity);
  if (held.person.empty())
    return {words(capacity), html::state_word(say("held.nobody"), html::Tone::stop),
            words(base::long_date(held.from)), words(last_day(held)),
            words(say("held.gap_why")), words(standing_words_of(visit, held))};
  Html given;
  if (visit.caller)
    given << html::link_to(held.reference, record_href(held.reference)) << ", ";
  else
    given << Text{held.reference} << ", ";
  given << Text{entry_words(held.entry)};
  return {words(capacity),
          html::link_to(holder_name(visit, held), held_href(held.person)),
          words(base::long_date(held.from)),
          words(last_day(held)),
          given,
          words(standing_words_of(visit, held))};
}

Html table_of(Visit& visit, const std::vector<HeldSpan>& spans) {
  html::Table table;
  table.caption = say("held.caption");
  for (const char* heading :
       {"own.capacity", "held.holder", "own.from", "own.to", "own.entry", "own.now"})
    table.columns.push_back({say(heading), html::Column::Align::left, ""});
  for (const HeldSpan& held : spans) table.rows.push_back(table_row(visit, held));
  return html::table(table);
}

// Gaps stand among the office’s own spans, by their first day.
void add_gaps(const registers::Packs& packs, const DaysBetween& drawn,
              std::vector<HeldSpan>& spans) {
  const std::vector<HeldSpan> gaps = gaps_of_office(packs, spans, drawn);
  for (const HeldSpan& gap : gaps) {
    const auto before = std::find_if(spans.begin(), spans.end(), [&](const HeldSpan& one) {
      return one.capacity != gap.capacity || one.from > gap.from;
    });
    spans.insert(before, gap);
  }
}

Html gaps_told(const Visit& visit, const std::vector<HeldSpan>& spans) {
  Html content;
  for (const HeldSpan& gap : spans)
    if (gap.person.empty())
      content << html::paragraph(
          say("held.gap", {base::long_date(gap.from), base::long_date(*gap.to),
                           capacity_title(visit.packs(), gap.capacity)}));
  return content.empty() ? Html() : html::grave(content);
}

struct WholeCouncil {
  std::vector<HeldSpan> spans;
  DaysBetween drawn;
};

base::Result<WholeCouncil> whole_council(Visit& visit) {
  WholeCouncil all{TRY(held_spans(visit, "")), {}};
  all.drawn = drawn_days(visit, all.spans);
  add_gaps(visit.packs(), all.drawn, all.spans);
  return all;
}

}  // namespace

std::string held_href(std::string_view person) {
  return "/capacities/" + base::url_encoded(person);
}

bool may_see_held(const Visit& visit) {
  const registers::Register* kind = visit.packs().appointing();
  return visit.caller && kind != nullptr &&
         authority::reading_of(visit.packs(), *kind, visit.who().held).open;
}

http::Response all_held_page(Visit& visit) {
  if (!may_see_held(visit)) return not_found_page(visit);
  const auto all = whole_council(visit);
  if (!all) return fault_page(visit, all.error());
  Html main = html::page_head({say("held.title"), "", say("held.lead")});
  main << gaps_told(visit, all->spans) << drawing_of(visit, all->spans, all->drawn)
       << table_of(visit, all->spans) << "<p class=\"pages\">"
       << html::link_to(say("list.csv"), "/capacities.csv") << " "
       << html::link_to(say("may.link"), "/who-may") << "</p>\n";
  return page(visit, {say("held.title"), {home_link()}, "", false}, main);
}

http::Response all_held_csv(Visit& visit) {
  if (!may_see_held(visit)) return not_found_page(visit);
  const auto all = whole_council(visit);
  if (!all) return fault_page(visit, all.error());
  std::vector<std::vector<std::string>> rows;
  for (const HeldSpan& held : all->spans)
    rows.push_back({capacity_title(visit.packs(), held.capacity), holder_name(visit, held),
                    base::iso(held.from), held.to ? base::iso(*held.to) : "", held.reference,
                    held.entry < 0 ? "" : std::to_string(held.entry),
                    standing_words_of(visit, held)});
  return csv_file({say("own.capacity"), say("held.holder"), say("own.from"), say("own.to"),
                   say("list.reference"), say("held.entry"), say("own.now")},
                  rows, "capacities-" + base::iso(visit.today()));
}

// Somebody whom nobody knows here, and somebody whose capacities are closed to the caller, alike.
http::Response held_page(Visit& visit) {
  const std::string& person = visit.captured[0];
  const bool own = visit.session && visit.session->person == person;
  const auto account = authority::account_of(visit.reader->database(), person);
  if (!account) return fault_page(visit, account.error());
  const auto spans = held_spans(visit, person);
  if (!spans) return fault_page(visit, spans.error());
  if (!own && (!may_see_held(visit) || (!*account && spans->empty())))
    return not_found_page(visit);
  const std::string name = visit.reader->title_of(person);
  Html main = html::page_head({say("held.of", {name}), "", say("held.lead_of")});
  if (spans->empty())
    main << html::inset(html::paragraph(say("why.holds_nothing")));
  else
    main << drawing_of(visit, *spans, drawn_days(visit, *spans)) << table_of(visit, *spans);
  std::vector<html::Link> trail{home_link()};
  if (may_see_held(visit)) trail.push_back({say("held.title"), "/capacities", false});
  return page(visit, {say("held.of", {name}), trail, "", false}, main);
}

}  // namespace web
