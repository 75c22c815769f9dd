#include "base/log.h"
#include "base/text.h"
#include "web/listing.h"
#include "web/record_pages.h"
#include "web/shown.h"
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
  return {};
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
  return html::side_section(say("record.readers"), content);
}

// Other records that this one names: bodies, people's appointments, its parent, its parts.
Html touches(Visit& visit, const View& view) {
  std::vector<Html> items;
  if (!view.row.parent.empty()) {
    const auto parent = visit.reader->find(view.row.parent, visit.who());
    if (parent) items.push_back(record_link(visit, *parent));
  }
  for (const registers::Field& field : view.row.kind->fields) {
    const registers::Value& value = registers::value_of(view.row.values, field.name);
    if (value.empty()) continue;
    if (value.kind() == registers::Kind::record)
      items.push_back(html::link_to(visit.reader->title_of(value.text()),
                                    record_href(value.text())));
    if (value.kind() != registers::Kind::party) continue;
    for (const std::string& body : value.party().bodies) {
      Html item;
      item << html::link_to(visit.reader->title_of(body), record_href(body))
           << "<br><span class=\"quiet\">" << Text{field.short_label} << "</span>";
      items.push_back(item);
    }
  }
  if (items.empty()) return {};
  return html::side_section(say("record.touches"), html::plain_list(items));
}

Html proofs(const View& view) {
  Html content;
  content << "<p>" << Text{say("record.proves")} << " "
          << html::link_to(say("record.how_proved"), "/help/proof") << "</p>\n";
  static_cast<void>(view);
  return html::side_section(say("record.what_proves"), content);
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

}  // namespace

http::Response record_page(Visit& visit) {
  auto row = visit.reader->find(visit.captured[0], visit.who());
  if (!row) return fault_page(visit, row.error());
  const auto view = view_of(visit, *std::move(row));
  if (!view) return fault_page(visit, view.error());
  const auto next = next_steps_of(visit, *view);
  if (!next) return fault_page(visit, next.error());
  Html content;
  content << tables_of(visit, *view) << facts_of(visit, *view) << *next
          << history_of(visit, *view);
  Html side;
  side << touches(visit, *view) << readers_section(visit, *view) << kept_section(visit, *view)
       << proofs(*view);
  const std::string title = record_title(visit, view->row);
  Html main;
  main << after_recording(visit, *view)
       << html::page_head({title, caption_of(visit, view->row), ""}) << band_of(visit, *view)
       << findings_of(visit, *view)
       << voices_of(visit, *view, [](std::string_view) { return Html(); })
       << html::columns(content, side, say("record.side")) << receipt_of(*view);
  return page(visit,
              {base::shortened(title, 60) + " - " + view->row.reference,
               trail_of(visit, view->row), menu_of(visit, view->row), false},
              main);
}

http::Response record_file(Visit& visit) {
  std::string bytes;
  const auto document = visit.reader->document(visit.captured[0], visit.captured[1], visit.who(),
                                               [&](std::string_view piece) -> base::Result<void> {
                                                 bytes += piece;
                                                 return {};
                                               });
  if (!document) return fault_page(visit, document.error());
  return http::Response::download(std::move(bytes), document->name, document->type);
}

}  // namespace web
