#include "web/looks_pages.h"

#include "access/permission.h"
#include "base/log.h"
#include "base/text.h"
#include "web/csv_answer.h"
#include "web/shown.h"
#include "web/why_page.h"
#include "web/words.h"

namespace web {
namespace {

using authority::Look;
using html::Html;
using html::Text;
using records::Reader;

constexpr std::size_t looks_on_a_page = 100;
constexpr std::size_t looks_in_a_file = 20'000;

// What the page tells of the record itself: never more than its reader may know.
struct LookedAt {
  std::string reference;
  Reader::Kept kept;
  std::optional<records::Row> row;  // when they may read it
};

// Nothing is asked for anybody else: the answer is the same as for what is not there.
base::Result<LookedAt> find_looked_at(Visit& visit) {
  const base::Failure missing{base::ErrorKind::not_found, say("missing.why")};
  if (!visit.packs().oversees(visit.who().held.capacity)) return missing;
  LookedAt at;
  at.reference = visit.captured[0];
  auto kept = TRY(visit.reader->kept_as(at.reference));
  if (!kept || kept->kind->internal) return missing;
  at.kept = std::move(*kept);
  auto row = visit.reader->find(at.reference, visit.who());
  if (row) at.row = std::move(*row);
  // What came without a name may be about whoever oversees access (principle 13).
  const bool nameless = at.kept.kind->return_code.has_value();
  if (!at.row && (!at.kept.closed || nameless)) return missing;
  return at;
}

// By what somebody could read it who is not named in it: an emergency opening stands out.
Html how_read(Visit& visit, const Look& look) {
  Html out;
  if (look.named_by.empty()) {
    out << Text{say("looks.by_right")};
    return out;
  }
  const auto giver = visit.reader->kept_as(look.named_by);
  const bool known = giver && *giver;
  const std::string one =
      known ? capitalised((*giver)->kind->one) : say("looks.by_another");
  const bool broke = known && (*giver)->kind->names_unseen();
  out << html::state_word(one, broke ? html::Tone::warn : html::Tone::plain) << " "
      << html::link_to(look.named_by, record_href(look.named_by));
  return out;
}

html::Table looks_table(Visit& visit, const std::vector<Look>& looks) {
  html::Table table;
  table.caption = say("looks.title");
  table.shows = html::Table::Caption::heard;
  for (const char* heading : {"looks.when", "looks.who", "looks.capacity", "looks.how"})
    table.columns.push_back({say(heading), html::Column::Align::left, ""});
  for (const Look& look : looks) {
    Html when, who, capacity;
    when << Text{base::long_time(look.at)};
    who << Text{visit.reader->person_name(look.person)};
    capacity << Text{capacity_title(visit.packs(), look.capacity)};
    table.rows.push_back({when, who, capacity, how_read(visit, look)});
  }
  return table;
}

// From which moment on, backwards: the page before this one ended there.
base::Instant asked_before(const Visit& visit) {
  const auto before = base::whole_number(visit.request.query_value("before"));
  return before ? base::Instant{*before} : base::Instant{visit.now.micros + 1};
}

Html looks_list(Visit& visit, const LookedAt& at, std::vector<Look> looks) {
  Html out;
  if (looks.empty())
    return html::empty_place(say("looks.none"), html::paragraph(say("looks.none_why")));
  const bool more = looks.size() > looks_on_a_page;
  if (more) looks.pop_back();
  out << html::table(looks_table(visit, looks)) << "<p class=\"pages\">";
  if (more)
    out << html::link_to(say("looks.earlier"), looks_href(at.reference) + "?before=" +
                                                   std::to_string(looks.back().at.micros))
        << " ";
  out << html::link_to(say("list.csv"), looks_href(at.reference) + ".csv") << "</p>\n";
  return out;
}

}  // namespace

void note_opened(Visit& visit, const records::Row& row) {
  const bool closed =
      row.restricted || authority::is_privileged(visit.packs(), *row.kind);
  if (closed) note_opened(visit, row.parent.empty() ? row.reference : row.parent);
}

// An unanswered question is no reason to keep somebody from the page: it is logged.
void note_opened(Visit& visit, std::string_view reference) {
  const auto kept = visit.reader->kept_as(reference);
  if (kept && *kept && !(*kept)->closed) return;
  const std::string whole =
      kept && *kept && !(*kept)->parent.empty() ? (*kept)->parent : std::string(reference);
  const auto giver = visit.reader->named_by(whole, visit.who());
  if (!kept || !giver)
    base::log(base::LogLevel::warning, "look_not_whole", {{"store", visit.request.store}});
  visit.site.desk.note_look({whole, visit.who().person, visit.who().held.capacity,
                             giver ? *giver : std::string(), {}});
}

std::string looks_href(std::string_view reference) { return record_href(reference) + "/opened"; }

http::Response looks_page(Visit& visit) {
  const auto at = find_looked_at(visit);
  if (!at) return fault_page(visit, at.error());
  const std::string caption = capitalised(at->kept.kind->one) + " " + at->reference;
  Html main = html::page_head(
      {say("looks.title"), caption, at->row ? record_title(visit, *at->row) : std::string()});
  if (!at->kept.closed) {
    main << html::inset(html::paragraph(say("looks.open_record")));
  } else {
    auto looks = visit.site.desk.looks_at(at->reference, asked_before(visit), looks_on_a_page + 1);
    if (!looks) return fault_page(visit, looks.error());
    main << html::paragraph(say("looks.what", {std::to_string(authority::look_again_minutes)}))
         << looks_list(visit, *at, *std::move(looks))
         << html::paragraph(say("looks.kept", {std::to_string(authority::look_days_kept)}));
  }
  main << "<p>" << html::link_to(say("why.link_others"), why_href(at->reference)) << "</p>\n";
  std::vector<html::Link> trail{home_link()};
  if (at->row) trail.push_back({at->reference, record_href(at->reference), false});
  return page(visit, {say("looks.title") + " - " + at->reference, trail, "", false}, main);
}

http::Response looks_csv(Visit& visit) {
  const auto at = find_looked_at(visit);
  if (!at) return fault_page(visit, at.error());
  if (!at->kept.closed) return not_found_page(visit);
  const auto looks =
      visit.site.desk.looks_at(at->reference, asked_before(visit), looks_in_a_file);
  if (!looks) return fault_page(visit, looks.error());
  std::vector<std::vector<std::string>> rows;
  for (const Look& look : *looks)
    rows.push_back({csv_time(look.at), visit.reader->person_name(look.person),
                    capacity_title(visit.packs(), look.capacity), look.named_by});
  return csv_file({say("looks.when"), say("looks.who"), say("looks.capacity"), say("looks.how")},
                  rows, at->reference + "-opened");
}

Html looks_section(const Visit& visit, const records::Row& row) {
  if (!visit.packs().oversees(visit.who().held.capacity)) return {};
  std::vector<Html> ways;
  if (row.restricted || authority::is_privileged(visit.packs(), *row.kind))
    ways.push_back(html::link_to(
        say("looks.title"), looks_href(row.parent.empty() ? row.reference : row.parent)));
  if (row.kind->names) {
    const std::string named = registers::value_of(row.values, row.kind->names->record).text();
    if (!named.empty())
      ways.push_back(html::link_to(say("looks.who_opened", {named}), looks_href(named)));
  }
  if (ways.empty()) return {};
  return html::side_section(say("looks.side"), html::plain_list(ways));
}

}  // namespace web
