#include "base/log.h"
#include "base/text.h"
#include "web/about_page.h"
#include "web/disposal_pages.h"
#include "web/listing.h"
#include "web/looks_pages.h"
#include "web/record_pages.h"
#include "web/seal_pages.h"
#include "web/shown.h"
#include "web/why_page.h"
#include "web/words.h"

namespace web {
namespace {

using html::Html;
using html::Text;
using registers::Register;

// "Advice AD-K3X9QD, professional judgement, restricted"
std::string caption_of(const Visit& visit, const records::Row& row) {
  std::string caption = capitalised(row.kind->one) + " " + row.reference;
  for (const registers::RecordClass& one : visit.packs().classes)
    if (one.name == row.kind->record_class) caption += ", " + base::lower_ascii(one.title);
  if (row.restricted) caption += ", " + say("record.restricted");
  return caption;
}

std::vector<html::Link> trail_of(const Visit& visit, const records::Row& row) {
  std::vector<html::Link> trail{home_link()};
  if (may_list(visit, *row.kind))
    trail.push_back({row.kind->plural, list_href(*row.kind), false});
  if (!row.parent.empty()) trail.push_back({row.parent, record_href(row.parent), false});
  return trail;
}

std::string menu_of(const Visit& visit, const records::Row& row) {
  for (const Register* kind : listed_registers(visit))
    if (kind->area == row.kind->area) return list_href(*kind);
  return "";
}

// What stands straight after recording: the receipt first, then what can still be done about it.
Html after_recording(const Visit& visit, const View& view) {
  const auto entry = base::whole_number(visit.request.query_value("receipt"));
  if (!entry) return {};
  for (const records::HistoryLine& line : view.history) {
    if (line.entry != *entry) continue;
    Html content;
    content << "<p>" << Text{say("receipt.can_be_proved")} << " "
            << html::link_to(say("receipt.see"), "/proof/" + std::to_string(line.entry))
            << "</p>\n<p>" << Text{say("receipt.correct_later")} << "</p>\n";
    return html::done_notice(say("receipt.recorded", {base::grouped(line.entry),
                                                      base::long_time(line.recorded_at)}),
                             content);
  }
  return comment_receipt(view, *entry);
}

Html receipt_of(const View& view) {
  if (view.history.empty()) return {};
  const records::HistoryLine& line = view.history.back();
  Html out;
  out << "<b>" << Text{say("receipt.entry", {base::grouped(line.entry)})} << "</b> "
      << Text{say("receipt.on", {base::long_time(line.recorded_at)})} << " "
      << Text{say("receipt.can_be_proved")} << " "
      << html::link_to(say("receipt.see"), "/proof/" + std::to_string(line.entry));
  return html::receipt(out);
}

Html findings_of(Visit& visit, const View& view) {
  const auto findings = visit.reader->findings(view.row, visit.today());
  if (!findings || findings->empty()) return {};
  Html content;
  for (const rules::Finding& finding : *findings) {
    content << "<p>";
    if (finding.tone == "stop" || finding.tone == "warn")
      content << html::state_word(say("record.note"), tone_of(finding.tone)) << " ";
    content << Text{finding.sentence};
    if (!finding.source.empty())
      content << " <span class=\"small quiet\">" << source_words(visit.packs(), finding.source)
              << "</span>";
    content << "</p>\n";
  }
  return html::inset(content);
}

Html readers_section(Visit& visit, const View& view) {
  std::vector<Html> items;
  for (const std::string& words : readers_of(visit, view.row)) {
    Html item;
    item << Text{words};
    items.push_back(item);
  }
  Html content;
  if (view.row.kind->privileged) {
    content << "<p>" << Text{say("record.privileged")} << "</p>\n";
  } else if (view.row.restricted) {
    content << "<p>" << Text{say("record.restricted_why")} << "</p>\n";
  }
  // The list is long for open records: what counts is said first, the names are one press away.
  if (view.row.restricted || items.size() <= 4) {
    content << html::plain_list(items);
  } else {
    content << "<p>" << Text{say("record.open_to", {std::to_string(items.size())})} << "</p>\n"
            << html::details(say("record.full_list"), html::plain_list(items));
  }
  if (!visit.as_at && !view.row.kind->internal)
    content << "<p>" << html::link_to(say("why.link"), why_href(view.row.reference)) << "</p>\n";
  return html::side_section(say("record.readers"), content);
}

Html proofs() {
  Html content;
  content << "<p>" << Text{say("record.proves")} << " "
          << html::link_to(say("record.how_proved"), "/help/proof") << "</p>\n";
  return html::side_section(say("record.what_proves"), content);
}

// What the register is for, and what each of its questions means.
Html about_section(const Visit& visit, const Register& kind) {
  if (!may_know(visit, kind)) return {};
  Html content;
  content << "<p>" << html::link_to(say("record.about_what"), about_href(kind)) << "</p>\n";
  return html::side_section(say("about.summary", {kind.plural}), content);
}

std::string retention_of(const Visit& visit, const Register& kind) {
  for (const registers::Retention& one : visit.packs().retentions)
    if (one.name == kind.retention) return one.title;
  return kind.retention;
}

Html kept_section(const Visit& visit, const View& view) {
  Html content;
  content << "<p>" << Text{retention_of(visit, *view.row.kind)} << ".</p>\n";
  return html::side_section(say("record.kept"), content);
}

// What a printed page says of itself: which record, up to which entry, and when it was printed.
Html print_line(const Visit& visit, const View& view) {
  if (view.history.empty()) return {};
  Html out;
  out << "<p class=\"print-only small\">"
      << Text{say("record.printed",
                  {view.row.reference, base::grouped(view.history.back().entry),
                   base::long_time(visit.now)})}
      << "</p>\n";
  return out;
}

// Nothing can be done from a record as it stood, and what follows from it is a question of now.
http::Response whole_page(Visit& visit, records::Row row, const AskedMoment& asked) {
  const auto view = view_of(visit, std::move(row));
  if (!view) return fault_page(visit, view.error());
  Html content;
  const auto disposal = disposal_of(visit, *view);
  if (!disposal) return fault_page(visit, disposal.error());
  content << tables_of(visit, *view) << facts_of(visit, *view) << *disposal;
  if (!visit.as_at) {
    const auto next = next_steps_of(visit, *view);
    if (!next) return fault_page(visit, next.error());
    content << *next;
  }
  content << history_of(visit, *view) << as_at_form(visit, asked)
          << comments_of(visit, *view);
  Html side;
  side << touches_of(visit, *view) << readers_section(visit, *view)
       << seal_section(visit, view->row) << looks_section(visit, view->row)
       << kept_section(visit, *view) << about_section(visit, *view->row.kind) << proofs();
  const std::string title = record_title(visit, view->row);
  Html main;
  main << as_at_banner(*view, asked);
  if (!asked.mistake.empty()) main << html::error_summary({{"as_at", asked.mistake}});
  if (!visit.as_at) main << after_recording(visit, *view);
  main << html::page_head({title, caption_of(visit, view->row), ""}) << band_of(visit, *view);
  if (!visit.as_at) main << findings_of(visit, *view);
  main << voices_of(visit, *view, [](std::string_view) { return Html(); })
       << html::columns(content, side, say("record.side")) << receipt_of(*view)
       << print_line(visit, *view);
  return page(visit,
              {base::shortened(title, 60) + " - " + view->row.reference,
               trail_of(visit, view->row), menu_of(visit, view->row), !asked.mistake.empty()},
              main, asked.mistake.empty() ? 200 : 422);
}

}  // namespace

// Who may not read the record now reads none of its versions, and is told so as of any other.
http::Response record_page(Visit& visit) {
  auto row = visit.reader->find(visit.captured[0], visit.who());
  if (!row && row.error().kind == base::ErrorKind::not_found)
    if (auto remains = remains_page(visit)) return std::move(*remains);
  if (!row) return fault_page(visit, row.error());
  note_opened(visit, *row);
  if (row->kind->comments)
    return http::Response::see_other(record_href(row->parent) + "#comments");
  const AskedMoment asked = asked_moment(visit);
  if (!asked.go_to.empty()) return http::Response::see_other(asked.go_to);
  visit.as_at = asked.entry;
  visit.as_at_day = asked.day;
  if (!visit.as_at) return whole_page(visit, *std::move(row), asked);
  auto then = visit.reader->find(visit.captured[0], visit.who(), visit.as_at);
  if (then) return whole_page(visit, *std::move(then), asked);
  if (then.error().kind != base::ErrorKind::not_found) return fault_page(visit, then.error());
  return not_yet_page(visit, *row);
}

http::Response record_file(Visit& visit) {
  std::string bytes;
  const auto gather = [&](std::string_view piece) -> base::Result<void> {
    bytes += piece;
    return {};
  };
  const auto document = visit.reader->document(visit.captured[0], visit.captured[1], visit.who(),
                                               gather, asked_moment(visit).entry);
  if (!document) return fault_page(visit, document.error());
  note_opened(visit, visit.captured[0]);
  return http::Response::download(std::move(bytes), document->name, document->type);
}

}  // namespace web
