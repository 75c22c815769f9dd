#include "web/seal_pages.h"

#include <algorithm>

#include "access/password.h"
#include "base/text.h"
#include "web/record_view.h"
#include "web/seal_act.h"
#include "web/shown.h"
#include "web/words.h"

namespace web {
namespace {

using html::Html;
using html::Text;
using registers::Register;
using registers::Step;

constexpr int rows_of_why = 4;

// What was typed, as far as it is shown again: never a passphrase.
struct SealForm {
  std::string why, field, sentence;
  int status = 200;
};

bool holds_seals(const Visit& visit) {
  const auto& who = visit.packs().seals.who;
  return std::find(who.begin(), who.end(), visit.who().held.capacity) != who.end();
}

Html passphrase_question(const SealForm& form, std::string_view autocomplete) {
  html::Question question;
  question.id = "passphrase";
  question.name = "passphrase";
  question.label = say("seal.passphrase");
  if (form.field == "passphrase") question.mistake = form.sentence;
  return html::password_input(question, autocomplete);
}

Html why_question(const SealForm& form) {
  html::Question question;
  question.id = "why";
  question.name = "why";
  question.label = say("seal.why");
  question.hint = say("seal.why_hint");
  question.value = form.why;
  if (form.field == "why") question.mistake = form.sentence;
  return html::text_area(question, rows_of_why);
}

http::Response draw_own_seal(Visit& visit, const SealForm& form) {
  const auto mine =
      records::own_seals(visit.reader->database(), visit.packs(), visit.who().person);
  if (!mine) return fault_page(visit, mine.error());
  const auto all = records::seals_held(visit.reader->database(), visit.packs(), visit.today());
  if (!all) return fault_page(visit, all.error());
  Html main;
  if (!form.sentence.empty()) main << html::error_summary({{form.field, form.sentence}});
  main << html::page_head({say("seal.own_title"), "", say("seal.own_lead")});
  const auto in_use = std::find_if(mine->begin(), mine->end(),
                                   [](const records::OwnSeal& one) { return one.in_use; });
  main << html::paragraph(say("seal.holders", {std::to_string(all->size())}))
       << html::paragraph(say("seal.lost"));
  if (in_use != mine->end()) {
    main << "<p>" << Text{say("seal.you_have")} << " "
         << html::link_to(in_use->name, record_href(in_use->name)) << "</p>\n";
  } else {
    html::Question again;
    again.id = "again";
    again.name = "again";
    again.label = say("seal.again");
    if (form.field == "again") again.mistake = form.sentence;
    Html fields;
    fields << token_field(visit) << passphrase_question(form, "new-password")
           << html::password_input(again, "new-password")
           << html::actions(html::button(say("seal.make")));
    main << html::form("/me/seal", html::Sends::post, fields);
  }
  return page(visit,
              {say("seal.own_title"),
               {home_link(), {say("own.title"), "/me", false}},
               "",
               !form.sentence.empty()},
              main, form.status);
}

PageHead head_of(const records::Row& row, const SealForm& form) {
  return {say("seal.title"),
          {home_link(), {row.reference, record_href(row.reference), false}},
          "",
          !form.sentence.empty()};
}

// Of the record that holds the name.
http::Response draw_ask(Visit& visit, const records::Row& row, const SealForm& form) {
  const auto standing = seal_standing(visit, row);
  if (!standing) return fault_page(visit, standing.error());
  if (!standing->sealed) return not_found_page(visit);
  Html main;
  if (!form.sentence.empty()) main << html::error_summary({{form.field, form.sentence}});
  main << html::page_head({say("seal.title"), row.reference, say("seal.ask_lead")});
  if (!standing->first) {
    main << html::inset(html::paragraph(say("seal.no_key"))) << "<p>"
         << html::link_to(say("seal.own_title"), "/me/seal") << "</p>\n";
    return page(visit, head_of(row, form), main, form.status);
  }
  Html fields;
  fields << token_field(visit) << why_question(form)
         << passphrase_question(form, "current-password");
  Html buttons;
  buttons << html::named_button(say("seal.ask"), "go", "ask", html::Button::main);
  if (standing->alone) {
    fields << html::grave(html::paragraph(say("seal.alone_grave")));
    buttons << html::named_button(say("seal.open_alone"), "go", "alone", html::Button::second);
  }
  fields << html::actions(buttons);
  main << html::form(record_href(row.reference) + "/seal", html::Sends::post, fields);
  return page(visit, head_of(row, form), main, form.status);
}

bool waits_for_second(const records::Row& row) {
  const Step* open = row.kind->step(row.kind->seal_openings->open);
  return open != nullptr &&
         std::find(open->from.begin(), open->from.end(), row.state) != open->from.end();
}

// Of the request: who asked and why, and the passphrase of the second.
http::Response draw_open(Visit& visit, const records::Row& row, const SealForm& form) {
  const registers::SealOpenings& names = *row.kind->seal_openings;
  const std::string first = registers::value_of(row.values, names.first).text();
  Html main;
  if (!form.sentence.empty()) main << html::error_summary({{form.field, form.sentence}});
  main << html::page_head({say("seal.title"), row.reference, ""});
  Html who, what, why;
  who << Text{visit.reader->person_name(first)};
  what << Text{registers::value_of(row.values, names.record).text()};
  why << Text{registers::value_of(row.values, names.why).text()};
  main << html::fact_list(
      {{say("seal.asked_by"), who}, {say("seal.sealed_in"), what}, {say("seal.why_is"), why}});
  if (!waits_for_second(row)) {
    main << html::inset(html::paragraph(say("seal.over")));
  } else if (first == visit.who().person) {
    main << html::inset(html::paragraph(say("seal.somebody_else")));
  } else {
    Html fields;
    fields << token_field(visit) << html::grave(html::paragraph(say("seal.open_grave")))
           << passphrase_question(form, "current-password")
           << html::actions(html::button(say("seal.open")));
    main << html::form(record_href(row.reference) + "/seal", html::Sends::post, fields);
  }
  main << "<p>" << html::link_to(say("seal.back"), record_href(row.reference)) << "</p>\n";
  return page(visit, head_of(row, form), main, form.status);
}

// Once, and in no address: the answer to the POST itself, which no cache keeps.
http::Response draw_opened_name(Visit& visit, const SealSaid& said) {
  Html name;
  name << "<p><strong>" << Text{said.plain} << "</strong></p>\n"
       << html::paragraph(say("seal.once"));
  Html main;
  main << html::page_head({say("seal.opened"), said.reference, ""}) << html::inset(name)
       << html::paragraph(say("seal.told")) << "<p>"
       << html::link_to(say("seal.record_of_it"), record_href(said.reference)) << "</p>\n";
  return page(visit,
              {say("seal.opened"),
               {home_link(), {said.reference, record_href(said.reference), false}},
               "",
               false},
              main);
}

http::Response draw_seal(Visit& visit, const records::Row& row, const SealForm& form) {
  return row.kind->seal_openings ? draw_open(visit, row, form) : draw_ask(visit, row, form);
}

// The record of the path, for whoever holds seals and may read it; else as if there were none.
base::Result<records::Row> sealed_row(Visit& visit) {
  records::Row row = TRY(visit.reader->find(visit.captured[0], visit.who()));
  const bool has = row.kind->sealed_field() != nullptr || row.kind->seal_openings.has_value();
  if (has && holds_seals(visit)) return row;
  return base::Failure{base::ErrorKind::not_found, say("missing.why"), visit.captured[0]};
}

}  // namespace

http::Response own_seal_page(Visit& visit) {
  if (!holds_seals(visit)) return not_found_page(visit);
  return draw_own_seal(visit, {});
}

http::Response own_seal_sent(Visit& visit) {
  if (!holds_seals(visit)) return not_found_page(visit);
  SealForm form;
  form.status = 422;
  const std::string_view passphrase = visit.request.form_value("passphrase");
  const auto mine =
      records::own_seals(visit.reader->database(), visit.packs(), visit.who().person);
  if (!mine) return fault_page(visit, mine.error());
  const bool has_one = std::any_of(mine->begin(), mine->end(),
                                   [](const records::OwnSeal& one) { return one.in_use; });
  if (has_one) return http::Response::see_other("/me/seal");
  form.field = "passphrase";
  form.sentence = authority::password_complaint(passphrase);
  if (form.sentence.empty() && passphrase != visit.request.form_value("again")) {
    form.field = "again";
    form.sentence = say("seal.not_alike");
  }
  if (!form.sentence.empty()) return draw_own_seal(visit, form);
  const auto made = make_seal_key(visit, passphrase);
  if (!made) return fault_page(visit, made.error());
  form.sentence = made->sentence;
  if (!form.sentence.empty()) return draw_own_seal(visit, form);
  return http::Response::see_other("/me/seal");
}

http::Response seal_page(Visit& visit) {
  const auto row = sealed_row(visit);
  if (!row) return fault_page(visit, row.error());
  return draw_seal(visit, *row, {});
}

http::Response seal_sent(Visit& visit) {
  const auto row = sealed_row(visit);
  if (!row) return fault_page(visit, row.error());
  const SealAsked asked{*row, std::string(visit.request.form_value("why")),
                        std::string(visit.request.form_value("passphrase"))};
  const bool second = row->kind->seal_openings.has_value();
  if (second && !waits_for_second(*row)) return draw_seal(visit, *row, {});
  const bool alone = visit.request.form_value("go") == "alone";
  const auto said = second  ? open_with_first(visit, asked)
                    : alone ? open_for_protection(visit, asked)
                            : ask_for_second(visit, asked);
  if (!said) return fault_page(visit, said.error());
  if (!said->sentence.empty())
    return draw_seal(visit, *row, {asked.why, said->field, said->sentence, 422});
  if (second || alone) return draw_opened_name(visit, *said);
  return http::Response::see_other(record_href(said->reference));
}

bool is_seal_step(const Register& kind, const Step& step) {
  if (kind.sealing_keys && kind.sealing_keys->make == step.name) return true;
  if (!kind.seal_openings) return false;
  const registers::SealOpenings& names = *kind.seal_openings;
  return step.name == names.ask || step.name == names.open || step.name == names.alone;
}

std::optional<http::Response> to_seal_page(Visit& visit) {
  const Register* kind = visit.packs().find(visit.captured[0]);
  const Step* step = kind == nullptr ? nullptr : kind->step(visit.captured[1]);
  if (step == nullptr || !is_seal_step(*kind, *step) || !step->from.empty() ||
      !holds_seals(visit))
    return std::nullopt;
  if (kind->sealing_keys) return http::Response::see_other("/me/seal");
  return refused_page(visit, {step->title, say("seal.from_record"), "", "", {}});
}

std::optional<http::Response> to_seal_page(Visit& visit, const records::Row& row) {
  const Step* step = row.kind->step(visit.captured[1]);
  if (step == nullptr || !is_seal_step(*row.kind, *step) || !holds_seals(visit))
    return std::nullopt;
  return http::Response::see_other(record_href(row.reference) + "/seal");
}

Html seal_section(Visit& visit, const records::Row& row) {
  if (row.kind->sealed_field() == nullptr || !holds_seals(visit)) return {};
  const auto standing = seal_standing(visit, row);
  if (!standing || !standing->sealed) return {};
  Html content = html::paragraph(say("seal.is_sealed"));
  content << "<p>" << html::link_to(say("seal.title"), record_href(row.reference) + "/seal")
          << "</p>\n";
  return html::side_section(say("seal.side"), content);
}

}  // namespace web
