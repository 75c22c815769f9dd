#include "web/raise_pages.h"

#include <algorithm>
#include <functional>

#include "base/hash.h"
#include "base/text.h"
#include "records/seals.h"
#include "registers/typed.h"
#include "web/inputs/inputs.h"
#include "web/nameless.h"
#include "web/shown.h"
#include "web/step_draw.h"
#include "web/words.h"

namespace web {
namespace {

using html::Html;
using html::Text;
using registers::Field;
using registers::Register;
using registers::Step;

constexpr int rows_of_added = 5;

std::string raise_href(const Register& kind) { return "/raise/" + kind.name; }

Html said_list(const std::vector<std::string>& sentences) {
  std::vector<Html> items;
  for (const std::string& sentence : sentences) {
    Html item;
    item << Text{sentence};
    items.push_back(item);
  }
  return html::bullets(items);
}

// The posts of those who could open a name today, two of them together.
std::string posts_of(const Visit& visit, const std::vector<records::HeldSeal>& seals) {
  std::vector<std::string> posts;
  for (const records::HeldSeal& one : seals) {
    std::string title = capacity_title(visit.packs(), one.capacity);
    if (std::find(posts.begin(), posts.end(), title) == posts.end())
      posts.push_back(std::move(title));
  }
  std::string words;
  for (const std::string& post : posts) words += (words.empty() ? "" : ", ") + post;
  return words;
}

Html sealed_question(const Visit& visit, const inputs::Place& place, const Field& field,
                     const std::vector<records::HeldSeal>& seals) {
  html::Question question = inputs::question_of(place, field);
  question.hint = can_seal(seals) ? say("raise.who_opens", {posts_of(visit, seals)})
                                  : say("raise.cannot_seal");
  question.optional_mark = true;
  return html::text_input(question);
}

// Every question of the step on one page: a person in a hurry, on a phone, sees all of it.
Html raise_questions(Visit& visit, const Filling& filling,
                     const std::vector<records::HeldSeal>& seals) {
  const inputs::Place place{visit, filling, *filling.kind, *filling.step, ""};
  Html out;
  for (const std::string& name : filling.step->fields()) {
    const Field* field = filling.kind->field(name);
    if (field == nullptr || field->computed || !field->retired.empty()) continue;
    if (field->sealed) {
      out << sealed_question(visit, place, *field, seals);
    } else if (!field->secret) {
      out << inputs::ask(place, *field);
    }
  }
  return out;
}

http::Response draw_raise(Visit& visit, const Filling& filling, int status) {
  const auto seals = records::seals_held(visit.reader->database(), visit.packs(), visit.today());
  if (!seals) return fault_page(visit, seals.error());
  const registers::ReturnCode& code = *filling.kind->return_code;
  const std::vector<html::Mistake> mistakes = summary_of(filling.form.mistakes);
  Html first;
  first << "<p><b>" << Text{code.first} << "</b></p>\n";
  Html fields;
  fields << token_field(visit) << html::hidden("key", filling.key)
         << raise_questions(visit, filling, *seals) << html::paragraph(say("raise.not_kept"))
         << html::actions(html::button(filling.step->title));
  Html main;
  main << html::error_summary(mistakes) << html::page_head({filling.step->title, "", ""})
       << html::grave(first) << "<p>"
       << html::link_to(say("raise.come_back"), raise_href(*filling.kind) + "/code") << "</p>\n"
       << html::heading2(say("raise.covers")) << said_list(code.covers)
       << html::heading2(say("raise.limits")) << said_list(code.limits)
       << html::heading2(say("raise.yours"))
       << html::form(raise_href(*filling.kind), html::Sends::post, fields);
  return page(visit, {filling.step->title, {}, "", !mistakes.empty()}, main, status);
}

http::Response too_many(Visit& visit, const Register& kind) {
  Refused refused{say("raise.too_many"), say("raise.too_many_why"), "", "", {}};
  refused.way_on << html::paragraph(kind.return_code->first);
  http::Response response = refused_page(visit, refused);
  response.status = 429;
  return response;
}

// The code is shown here and nowhere again. No entry number: it would tell how much was recorded.
http::Response draw_raised(Visit& visit, const Register& kind, const std::string& code) {
  Html shown;
  shown << html::paragraph(say("raise.code_is")) << "<p><code class=\"reference\">"
        << Text{code_in_groups(code)} << "</code></p>\n"
        << html::paragraph(say("raise.code_once"));
  Html main;
  main << html::done_notice(say("raise.recorded", {base::long_time(visit.now)}), shown)
       << html::page_head({say("raise.what_next"), "", ""})
       << html::paragraph(say("raise.answer_here")) << "<p>"
       << html::link_to(say("raise.come_back"), raise_href(kind) + "/code") << "</p>\n"
       << html::paragraph(kind.return_code->first);
  return page(visit, {say("raise.what_next"), {}, "", false}, main);
}

http::Response draw_code_form(Visit& visit, const Register& kind, const std::string& mistake) {
  html::Question code;
  code.id = "code";
  code.name = "code";
  code.label = say("raise.code");
  code.hint = say("raise.code_hint");
  code.mistake = mistake;
  Html fields;
  fields << token_field(visit) << html::text_input(code)
         << html::actions(html::button(say("raise.see")));
  Html main;
  if (!mistake.empty()) main << html::error_summary({{"code", mistake}});
  main << html::page_head({say("raise.come_back"), "", ""})
       << html::form(raise_href(kind) + "/code", html::Sends::post, fields);
  return page(visit, {say("raise.come_back"), {}, "", !mistake.empty()}, main,
              mistake.empty() ? 200 : 422);
}

struct Told {
  const Register& kind;
  rules::Seen seen;
  std::string code, notice;
  std::string typed = {}, mistake = {};
};

// Whose posts opened the name, and when: never who they are, and not the reason, which may name
// others.
base::Result<Html> openings_told(Visit& visit, const rules::Seen& seen) {
  Html out;
  const Register* kind = records::seal_opening_register(visit.packs());
  if (kind == nullptr || seen.values.empty()) return out;
  std::vector<Html> items;
  for (const rules::Seen& one : TRY(
           records::openings_of(visit.reader->database(), visit.packs(), seen.reference))) {
    if (registers::value_of(one.values, kind->seal_openings->second).empty()) continue;
    Html item;
    item << Text{registers::shown_state(*kind, one.state, one.values).title};
    items.push_back(item);
  }
  out << html::heading2(say("raise.openings"));
  if (items.empty()) out << html::paragraph(say("raise.not_opened"));
  else out << html::bullets(items) << html::paragraph(say("raise.opened_why"));
  return out;
}

Html add_form(Visit& visit, const Told& told) {
  const Step* step = told.kind.step(told.kind.return_code->add);
  const auto open_in = [&] {
    return step != nullptr &&
           std::find(step->from.begin(), step->from.end(), told.seen.state) != step->from.end();
  };
  Html out;
  if (!open_in() || step->fields().empty()) return out;
  const Field* field = told.kind.field(step->fields().front());
  html::Question question;
  question.id = "added";
  question.name = "added";
  question.label = field->label;
  question.value = told.typed;
  question.mistake = told.mistake;
  Html fields;
  fields << token_field(visit) << html::hidden("code", told.code)
         << html::hidden("key", base::hex(visit.site.store.around().random.bytes(16)))
         << html::text_area(question, rows_of_added) << html::actions(html::button(step->title));
  out << html::form(raise_href(told.kind) + "/add", html::Sends::post, fields);
  return out;
}

http::Response draw_told(Visit& visit, const Told& told) {
  const Register& kind = told.kind;
  const auto openings = openings_told(visit, told.seen);
  if (!openings) return fault_page(visit, openings.error());
  std::vector<html::FactRow> rows;
  Html state;
  state << Text{registers::shown_state(kind, told.seen.state, told.seen.values).title};
  rows.push_back({say("raise.state"), state});
  for (const std::string& name : kind.return_code->shows) {
    const Field* field = kind.field(name);
    const registers::Value& value = registers::value_of(told.seen.values, name);
    if (field == nullptr || field->secret) continue;
    rows.push_back({field->short_label,
                    value.empty() ? html::paragraph(say("raise.nothing_yet"))
                                  : shown_value(visit, kind, *field, value, told.seen.reference)});
  }
  const std::string title = say("raise.yours_title", {kind.one});
  Html main;
  if (!told.mistake.empty()) main << html::error_summary({{"added", told.mistake}});
  if (!told.notice.empty()) main << html::done_notice(told.notice, {});
  main << html::page_head({title, "", ""}) << html::fact_list(rows) << *openings
       << add_form(visit, told);
  return page(visit, {title, {}, "", !told.mistake.empty()}, main,
              told.mistake.empty() ? 200 : 422);
}

// The record that the code leads to; tries are counted, in memory, by address.
struct Found {
  std::optional<rules::Seen> seen;
  std::string code;
};
base::Result<Found> find_by_code(Visit& visit, const Register& kind) {
  Found found;
  found.code = code_as_kept(visit.request.form_value("code"));
  found.seen = TRY(records::by_return_mark(
      visit.reader->database(), visit.packs(), kind,
      records::return_mark(visit.site.store.facts().store_id, found.code)));
  return found;
}

bool may_come(Visit& visit) {
  return visit.site.desk.may_pass("without a name", visit.request.peer);
}

// What follows for whoever sent a code that leads somewhere; any other is told so.
http::Response with_code(Visit& visit, const std::function<http::Response(Told)>& then) {
  const Register* kind = nameless_register(visit);
  if (kind == nullptr) return not_found_page(visit);
  if (!may_come(visit)) return too_many(visit, *kind);
  auto found = find_by_code(visit, *kind);
  if (!found) return fault_page(visit, found.error());
  if (!found->seen) return draw_code_form(visit, *kind, say("raise.wrong_code"));
  return then({*kind, std::move(*found->seen), found->code, ""});
}

http::Response add_and_tell(Visit& visit, Told told) {
  told.typed = visit.request.form_value("added");
  const auto mistake = add_nameless_words(visit, told.kind, told.seen.reference, told.code);
  if (!mistake) return fault_page(visit, mistake.error());
  told.mistake = *mistake;
  if (!told.mistake.empty()) return draw_told(visit, told);
  auto found = find_by_code(visit, told.kind);
  if (!found) return fault_page(visit, found.error());
  if (found->seen) told.seen = std::move(*found->seen);
  told.typed.clear();
  told.notice = say("raise.added", {base::long_time(visit.now)});
  return draw_told(visit, told);
}

}  // namespace

http::Response raise_page(Visit& visit) {
  const Register* kind = nameless_register(visit);
  if (kind == nullptr) return not_found_page(visit);
  return draw_raise(visit, nameless_filling(visit, *kind), 200);
}

http::Response raise_sent(Visit& visit) {
  const Register* kind = nameless_register(visit);
  if (kind == nullptr) return not_found_page(visit);
  Filling filling = nameless_filling(visit, *kind);
  take_nameless(visit, filling);
  if (!may_come(visit)) return too_many(visit, *kind);
  const std::string code = return_code_for(visit, filling.key);
  const auto recorded = record_nameless(visit, filling, code);
  if (!recorded) return fault_page(visit, recorded.error());
  if (!filling.form.mistakes.empty()) return draw_raise(visit, filling, 422);
  return draw_raised(visit, *kind, code);
}

http::Response code_of_page(Visit& visit) {
  const Register* kind = nameless_register(visit);
  if (kind == nullptr) return not_found_page(visit);
  return draw_code_form(visit, *kind, "");
}

http::Response code_of_sent(Visit& visit) {
  return with_code(visit, [&](const Told& told) { return draw_told(visit, told); });
}

http::Response added_by_code(Visit& visit) {
  return with_code(visit, [&](Told told) { return add_and_tell(visit, std::move(told)); });
}

std::vector<html::Link> raise_links(const Visit& visit) {
  std::vector<html::Link> links;
  for (const Register& kind : visit.packs().registers) {
    const Step* step = kind.return_code ? kind.step(kind.return_code->raise) : nullptr;
    if (step != nullptr) links.push_back({step->title, raise_href(kind), false});
  }
  return links;
}

}  // namespace web
