#include "web/check_draw.h"

#include <map>

#include "web/drafts.h"
#include "web/listing.h"
#include "web/record_act.h"
#include "web/record_view.h"
#include "web/shown.h"
#include "web/step_draw.h"
#include "web/step_side.h"
#include "web/words.h"

namespace web {
namespace {

using html::Html;
using html::Text;
using registers::Field;
using registers::Register;

constexpr std::size_t most_listed = 8;

// The parts as they will stand: those there are, with their answers, and the new ones.
void stand_parts(const Asked& asked, View& view) {
  for (const PartAnswers& part : asked.parts) {
    std::vector<records::Row>& rows = view.parts[part.kind->name];
    bool found = false;
    for (records::Row& row : rows) {
      if (part.reference.empty() || row.reference != part.reference) continue;
      row.values = part.answers.all;
      found = true;
    }
    if (found) continue;
    records::Row row;
    row.kind = part.kind;
    row.reference = part.reference;
    row.state = part.step->to;
    row.values = part.answers.all;
    rows.push_back(std::move(row));
  }
}

// The record as it will stand, on top of how it stands.
base::Result<View> view_to_be(Visit& visit, const Filling& filling, const Asked& asked,
                              const registers::Values& computed) {
  View view;
  if (filling.row) {
    view = TRY(view_of(visit, *filling.row));
  } else {
    view.row.kind = filling.kind;
    view.row.writer = visit.who().person;
    view.row.writer_capacity = visit.who().held.capacity;
  }
  view.row.values = asked.first.all;
  for (const auto& [name, value] : computed) view.row.values[name] = value;
  if (!filling.step->to.empty()) view.row.state = filling.step->to;
  const registers::Condition& restricted = filling.kind->restricted_when;
  const bool held = !restricted.always() && restricted.holds(view.row.values);
  if (held || filling.kind->closed) view.row.restricted = true;
  view.about_to = filling.step;
  view.capacity = visit.who().held.capacity;
  stand_parts(asked, view);
  return view;
}

Html change_link(const Filling& filling, std::string_view input, std::string_view what) {
  Html out;
  if (filling.draft.empty() || filling.pages() == 0) return out;
  out << "<a href=\""
      << html::Url{draft_href(filling.draft, page_of(filling, input) + 1) + "#" + id_of(input)}
      << "\">" << Text{say("check.change")} << "<span class=\"visually-hidden\"> " << Text{what}
      << "</span></a>";
  return out;
}

AfterField change_after(const Filling& filling) {
  return [&filling](std::string_view name) {
    const std::vector<std::string> asked = filling.step->fields();
    for (const std::string& one : asked) {
      if (one != name) continue;
      const Field* field = filling.kind->field(name);
      Html out;
      out << "<p>" << change_link(filling, name, field == nullptr ? "" : field->short_label)
          << "</p>\n";
      return out;
    }
    return Html();
  };
}

// What the act sets and the voices do not show: each with the way to change it.
std::vector<html::FactRow> set_facts(Visit& visit, const Filling& filling, const Asked& asked,
                                     const registers::Values& computed) {
  std::vector<html::FactRow> rows;
  const bool voices = filling.kind->page.voices.size() == 2;
  for (const std::string& name : filling.step->fields()) {
    const Field* field = filling.kind->field(name);
    const auto value = asked.first.set.find(name);
    if (field == nullptr || value == asked.first.set.end()) continue;
    if (voices && is_in_voices(*filling.kind, name)) continue;
    Html words;
    if (!is_open_field(*field)) {
      words << "<p>" << Text{say("check.secret")} << "</p>\n";
    } else if (value->second.empty()) {
      words << "<p>" << Text{say("check.emptied")} << "</p>\n";
    } else if (field->kind == registers::Kind::prose) {
      words << html::paragraphs(value->second.text());
    } else {
      words << "<p>" << Text{shown_text(visit, *filling.kind, *field, value->second)} << "</p>\n";
    }
    words << change_link(filling, name, field->short_label);
    rows.push_back({field->label, words});
  }
  for (const auto& [name, value] : computed) {
    const Field* field = filling.kind->field(name);
    if (field == nullptr || !field->computed || value.text() == "no") continue;
    Html words;
    words << Text{shown_text(visit, *filling.kind, *field, value)};
    rows.push_back({field->label, words});
  }
  return rows;
}

std::string part_title(Visit& visit, const PartAnswers& part) {
  if (part.kind->columns.empty()) return capitalised(part.kind->one);
  const Field* field = part.kind->field(part.kind->columns.front().field);
  if (field == nullptr) return capitalised(part.kind->one);
  return shown_text(visit, *part.kind, *field,
                    registers::value_of(part.answers.all, field->name));
}

Html part_fact(Visit& visit, const Filling& filling, const PartAnswers& part,
               std::string_view title) {
  Html words;
  for (const auto& [name, value] : part.answers.set) {
    const Field* field = part.kind->field(name);
    if (field == nullptr || value.empty()) continue;
    const std::string text = shown_text(visit, *part.kind, *field, value);
    if (text == title) continue;
    words << "<p>" << Text{field->short_label} << ": " << Text{text} << "</p>\n";
  }
  const std::vector<std::string> fields = part.step->fields();
  words << change_link(filling, part.prefix + (fields.empty() ? "" : fields.front()), title);
  return words;
}

// Each part of the act by its name, with what is said of it, under the title of its register.
Html part_facts(Visit& visit, const Filling& filling, const Asked& asked) {
  std::map<const Register*, std::vector<html::FactRow>> rows;
  for (const PartAnswers& part : asked.parts) {
    const std::string title = part_title(visit, part);
    rows[part.kind].push_back({title, part_fact(visit, filling, part, title)});
  }
  Html out;
  for (const auto& [kind, facts] : rows)
    out << html::heading2(kind->title) << html::fact_list(facts);
  return out;
}

Html sign_form(Visit& visit, const Filling& filling, const registers::Values& all) {
  Html fields;
  fields << form_fields(visit, filling);
  if (!filling.step->declaration.empty()) {
    html::Question question;
    question.id = "signed";
    question.name = "signed";
    question.mistake = filling.form.mistakes.of("signed");
    fields << html::checkbox(question, filling.step->declaration);
  }
  Html row;
  const bool is_signed = !filling.step->declaration.empty();
  row << html::named_button(say(is_signed ? "check.sign" : "check.record"), "go", "record",
                            html::Button::main);
  if (!filling.draft.empty()) row << html::link_to(say("check.keep"), "/");
  fields << html::actions(row);
  const std::string action =
      filling.draft.empty() ? page_action(filling, 0) : check_href(filling.draft);
  Html out;
  out << html::heading2(say("check.record_it")) << grave_box(*filling.step, all)
      << html::form(action, html::Sends::post, fields);
  return out;
}

Html readers(Visit& visit, const View& view) {
  std::vector<Html> items;
  Html you;
  you << Text{say("check.you")};
  items.push_back(you);
  for (const std::string& words : readers_of(visit, view.row)) {
    Html item;
    item << Text{words};
    items.push_back(item);
  }
  Html out;
  if (items.size() > most_listed) {
    out << "<p>" << Text{say("check.readers_many", {std::to_string(items.size() - 1)})} << "</p>\n"
        << html::details(say("record.full_list"), html::plain_list(items));
  } else {
    out << html::plain_list(items);
  }
  out << "<p class=\"actions quiet\">"
      << Text{say(view.row.restricted ? "check.readers_restricted" : "check.readers_open")}
      << "</p>\n";
  return html::side_section(say("check.readers"), out);
}

http::Response draw(Visit& visit, const Filling& filling, const Asked& asked,
                    const registers::Values& computed) {
  const auto view = view_to_be(visit, filling, asked, computed);
  if (!view) return fault_page(visit, view.error());
  Html main;
  std::vector<html::Mistake> mistakes = summary_of(filling.form.mistakes);
  main << html::error_summary(mistakes);
  const std::string what =
      filling.row ? say("step.title_of", {filling.step->title, filling.row->reference})
                  : filling.step->title;
  main << html::page_head({say("check.title"), what, say("check.lead")})
       << band_of(visit, *view) << voices_of(visit, *view, change_after(filling));
  Html content;
  const std::vector<html::FactRow> set = set_facts(visit, filling, asked, computed);
  if (!set.empty()) content << html::heading2(say("check.what")) << html::fact_list(set);
  content << part_facts(visit, filling, asked) << sign_form(visit, filling, view->row.values);
  Html side;
  side << readers(visit, *view) << step_side(visit, filling, filling.pages());
  main << html::columns(content, side, say("check.side"));
  return page(visit,
              {say("check.title"), step_trail(filling), list_href(*filling.kind),
               !mistakes.empty()},
              main, mistakes.empty() ? 200 : 422);
}

}  // namespace

http::Response draw_check(Visit& visit, Filling& filling) {
  OpenedFiles none;
  const auto asked = asked_of(visit, filling, Documents::left_out, none);
  if (!asked) return fault_page(visit, asked.error());
  if (!asked->mistakes.empty()) return stopped(visit, filling, *asked, asked->mistakes);
  visit.reader.reset();  // a preview takes a reading connection of its own
  const auto preview = visit.site.store.preview(asked->change);
  if (const auto again = open_reader(visit); !again) return fault_page(visit, again.error());
  if (!preview) return fault_page(visit, preview.error());
  if (!std::holds_alternative<records::Receipt>(preview->outcome))
    return stopped(visit, filling, *asked, preview->outcome);
  return draw(visit, filling, *asked, preview->computed);
}

}  // namespace web
