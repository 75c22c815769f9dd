#include "web/disposal_pages.h"

#include "base/text.h"
#include "records/disposal.h"
#include "records/disposal_view.h"
#include "web/drafts.h"
#include "web/listing.h"
#include "web/shown.h"
#include "web/step_pages.h"
#include "web/words.h"

namespace web {
namespace {

using html::Html;
using html::Text;
using records::DueRecord;
using registers::Register;

constexpr std::size_t most_due = 500;

// The step that proposes a disposal, where the caller may take it.
const registers::Step* proposing_step(Visit& visit, const Register& kind) {
  const auto steps = visit.reader->first_steps(kind, visit.who());
  return steps.empty() ? nullptr : steps.front();
}

Html due_table(const std::vector<DueRecord>& due) {
  html::Table table;
  table.caption = say("disposal.due_caption");
  table.columns = {{say("disposal.record")}, {say("disposal.register")},
                   {say("disposal.over_since")}, {say("disposal.now")}};
  for (const DueRecord& one : due) {
    Html record, kind, day, now;
    record << html::link_to(one.reference, record_href(one.reference));
    kind << Text{one.kind->plural};
    day << Text{base::long_date(one.due_since)};
    if (one.hold == DueRecord::Hold::held)
      now << html::state_word(say("disposal.held"), html::Tone::on);
    else
      now << html::state_word(say("disposal.may_go"), html::Tone::plain);
    if (one.restricted) now << " " << Text{say("record.restricted")};
    table.rows.push_back({record, kind, day, now});
  }
  return html::table(table);
}

Html ask_for_words() {
  html::Question question;
  question.id = question.name = "record";
  question.label = say("erase.one_reference");
  Html fields;
  fields << html::text_input(question)
         << html::button(say("erase.see"), html::Button::second);
  Html out;
  out << html::heading2(say("erase.one")) << html::paragraph(say("erase.one_why"))
      << html::form("/disposals/words", html::Sends::get, fields);
  return out;
}

std::string references_of(const std::vector<DueRecord>& due) {
  std::string lines;
  for (const DueRecord& one : due)
    if (one.hold == DueRecord::Hold::none) lines += one.reference + "\n";
  return lines;
}

Html bulleted(const std::vector<std::string>& sentences) {
  std::vector<Html> items;
  for (const std::string& sentence : sentences) {
    Html item;
    item << Text{sentence};
    items.push_back(std::move(item));
  }
  return html::bullets(items);
}

std::string labels_of(const Register& kind) {
  std::string labels;
  for (const registers::Field& field : kind.fields) {
    if (field.secret) continue;
    labels += labels.empty() ? "" : ", ";
    labels += field.short_label.empty() ? field.label : field.short_label;
  }
  return labels;
}

std::string words_line(const char* key, const records::DisposalPreview::Words& one) {
  const registers::Field* field =
      one.kind == nullptr ? nullptr : one.kind->field(one.passage.field);
  const std::string label = field == nullptr             ? one.passage.field
                            : field->short_label.empty() ? field->label
                                                         : field->short_label;
  return say(key, {label, one.passage.reference, entry_words(one.passage.entry)});
}

using Like = records::DisposalPreview::Words::Like;

// What the same records still say that is like what goes.
Html what_is_like(const records::DisposalPreview& preview) {
  if (preview.words.empty()) return {};
  std::vector<std::string> alike;
  for (const auto& one : preview.words) {
    if (one.like == Like::same_text) alike.push_back(words_line("erase.same", one));
    if (one.like == Like::shared_name) alike.push_back(words_line("erase.like", one));
  }
  if (alike.empty()) return html::paragraph(say("erase.also_none"));
  Html out = html::paragraph(say("erase.also"));
  out << bulleted(alike);
  return out;
}

Html what_goes(const records::DisposalPreview& preview) {
  std::vector<std::string> goes;
  for (const auto& one : preview.words)
    if (one.like == Like::it_goes) goes.push_back(words_line("erase.goes", one));
  for (const auto& of : preview.records)
    goes.push_back(say("disposal.goes_of", {of.kind->plural, base::grouped(of.records),
                                            labels_of(*of.kind)}));
  const bool whole = !preview.records.empty() || preview.words.empty();
  if (whole) {
    goes.push_back(say("disposal.goes_versions", {base::grouped(preview.entries)}));
    goes.push_back(say("disposal.goes_documents", {base::grouped(preview.documents)}));
  }
  goes.push_back(say("disposal.goes_words"));
  goes.push_back(say("disposal.goes_drafts"));
  if (whole)
    for (const char* key : {"disposal.goes_names", "disposal.goes_unseen"})
      goes.push_back(say(key));
  return bulleted(goes);
}

Html what_stays(const records::DisposalPreview& preview) {
  Html out = bulleted({say("disposal.stays_entries"), say("disposal.stays_digests"),
                       say("disposal.stays_reports"), say("disposal.stays_backups"),
                       say("disposal.stays_elsewhere")});
  out << what_is_like(preview);
  if (preview.named_by.empty()) return out;
  out << html::paragraph(say("disposal.stays_naming"));
  std::vector<Html> items;
  for (const std::string& one : preview.named_by)
    items.push_back(html::link_to(one, record_href(one)));
  out << html::bullets(items);
  return out;
}

base::Result<Html> drawn_preview(Visit& visit, const View& view) {
  const auto preview = TRY(records::preview_disposal(
      *visit.reader, view.row.values, *view.row.kind, visit.who(), visit.today()));
  Html out;
  out << html::heading2(say("disposal.preview"));
  if (!preview.held.empty())
    out << html::inset(html::paragraph(say("disposal.preview_held", {preview.held})));
  out << html::heading3(say("disposal.goes")) << what_goes(preview)
      << html::heading3(say("disposal.stays")) << what_stays(preview);
  return out;
}

// Who did what, out of the history: the last act in a state.
const records::HistoryLine* act_into(const View& view, std::string_view state) {
  const records::HistoryLine* found = nullptr;
  for (const records::HistoryLine& line : view.history)
    if (line.reference == view.row.reference && line.state == state) found = &line;
  return found;
}

Html by_whom(Visit& visit, const records::HistoryLine& line) {
  Html out;
  out << Text{visit.reader->person_name(line.person) + ", " +
              capacity_title(visit.packs(), line.capacity) + ", " +
              base::long_time(line.recorded_at) + " "}
      << html::link_to(entry_words(line.entry), "/proof/" + std::to_string(line.entry));
  return out;
}

Html certificate(Visit& visit, const View& view) {
  const registers::Disposes& disposes = *view.row.kind->disposes;
  const auto listed =
      records::listed_references(registers::value_of(view.row.values, disposes.records).text());
  std::vector<html::FactRow> facts;
  const auto words = records::passages_of(disposes, view.row.values);
  if (!listed.empty() || words.empty()) {
    Html count;
    count << Text{base::plural(std::ssize(listed), "record", "records") + ", " +
                  say("disposal.with_all")};
    facts.push_back({say("disposal.certified"), count});
  }
  if (!words.empty()) {
    Html count;
    count << Text{base::plural(std::ssize(words), "field of an entry", "fields of entries")};
    facts.push_back({say("disposal.erased_words"), count});
  }
  if (!view.history.empty())
    facts.push_back({say("disposal.proposed_by"), by_whom(visit, view.history.front())});
  if (const auto* confirmed = act_into(view, disposes.state))
    facts.push_back({say("disposal.confirmed_by"), by_whom(visit, *confirmed)});
  const registers::Step* finish = view.row.kind->step(disposes.finish);
  const auto* finished = finish == nullptr ? nullptr : act_into(view, finish->to);
  Html done;
  if (finished != nullptr) {
    done << Text{base::long_time(finished->recorded_at) + " "}
         << html::link_to(entry_words(finished->entry),
                          "/proof/" + std::to_string(finished->entry));
  } else {
    done << html::state_word(say("disposal.not_yet"), html::Tone::on) << " "
         << Text{say("disposal.not_yet_why")};
  }
  facts.push_back({say("disposal.files"), done});
  Html out;
  out << html::heading2(say("disposal.certificate"))
      << html::paragraph(say(listed.empty() && !words.empty() ? "disposal.certificate_of_words"
                                                                : "disposal.certificate_says"))
      << html::fact_list(facts)
      << html::heading3(say("disposal.certificate_not"))
      << bulleted({say("disposal.stays_backups"), say("disposal.stays_elsewhere")});
  return out;
}

}  // namespace

http::Response due_disposals_page(Visit& visit) {
  const Register* kind = visit.packs().disposing();
  if (kind == nullptr || proposing_step(visit, *kind) == nullptr) return not_found_page(visit);
  const auto due = records::due_records(*visit.reader, visit.who(), visit.today(), most_due);
  if (!due) return fault_page(visit, due.error());
  Html main;
  main << html::page_head({say("disposal.due_title"), "", say("disposal.due_lead")});
  if (due->empty()) {
    main << html::empty_place(say("disposal.none_due"),
                              html::paragraph(say("disposal.none_due_why")));
  } else {
    if (due->size() == most_due) main << html::paragraph(say("disposal.first_of_many"));
    main << due_table(*due);
    if (!references_of(*due).empty()) {
      Html fields;
      fields << token_field(visit) << html::button(say("disposal.propose"));
      main << html::paragraph(say("disposal.propose_what"))
           << html::form("/disposals/due", html::Sends::post, fields);
    }
  }
  if (!kind->disposes->passages.empty()) main << ask_for_words();
  return page(visit, {say("disposal.due_title"),
                      {home_link(), {kind->plural, list_href(*kind), false}},
                      list_href(*kind)},
              main);
}

http::Response propose_due(Visit& visit) {
  const Register* kind = visit.packs().disposing();
  const registers::Step* step = kind == nullptr ? nullptr : proposing_step(visit, *kind);
  if (step == nullptr) return not_found_page(visit);
  const auto due = records::due_records(*visit.reader, visit.who(), visit.today(), most_due);
  if (!due) return fault_page(visit, due.error());
  Filling filling = opened(visit, *kind, *step, std::nullopt);
  filling.form.typed[kind->disposes->records] = references_of(*due);
  if (const auto kept = keep(visit, filling); !kept) return fault_page(visit, kept.error());
  return http::Response::see_other(draft_href(filling.draft, 1));
}

base::Result<Html> disposal_of(Visit& visit, const View& view) {
  const Register& kind = *view.row.kind;
  if (!kind.disposes || visit.as_at) return Html();
  const registers::Step* finish = kind.step(kind.disposes->finish);
  const bool done = view.row.state == kind.disposes->state ||
                    (finish != nullptr && view.row.state == finish->to);
  if (done) return certificate(visit, view);
  for (const registers::Step& step : kind.steps) {
    const bool leads_on = step.to == kind.disposes->state;
    for (const std::string& from : step.from)
      if (leads_on && from == view.row.state) return drawn_preview(visit, view);
  }
  return Html();
}

std::optional<http::Response> remains_page(Visit& visit) {
  const std::string reference = visit.captured[0];
  const auto remains = records::remains_of(*visit.reader, reference, visit.who());
  if (!remains) return fault_page(visit, remains.error());
  if (!*remains) return std::nullopt;
  const records::Remains& left = **remains;
  std::vector<Html> entries;
  for (const auto& entry : left.entries) {
    Html item;
    item << Text{capitalised(entry_words(entry.number)) + ", " +
                 base::long_time(entry.recorded_at)};
    entries.push_back(std::move(item));
  }
  Html main;
  main << html::page_head({say("disposal.gone", {reference}), "",
                           say("disposal.gone_lead", {base::long_time(left.at)})})
       << "<p>" << html::link_to(say("disposal.see"), record_href(left.disposal)) << "</p>\n"
       << html::heading2(say("disposal.left")) << html::paragraph(say("disposal.left_what"))
       << html::bullets(entries);
  return page(visit, {say("disposal.gone", {reference}), {home_link()}, ""}, main, 410);
}

}  // namespace web
