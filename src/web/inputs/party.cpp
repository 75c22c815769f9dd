// Who decides: a post that somebody holds today, a body with its minute, or two bodies jointly
// (principle 18).
#include <algorithm>

#include "access/grants.h"
#include "web/inputs/inputs.h"
#include "web/shown.h"
#include "web/words.h"

namespace web::inputs {
namespace {

using html::Choice;
using html::Html;

constexpr std::string_view bodies_register = "body";

// The step that fills this field with the caller's own post asks who decided; others ask who will.
bool asks_who_decided(const Place& place, const registers::Field& field) {
  return place.prefix.empty() && place.step.decides == field.name;
}

std::vector<Choice> posts(const Place& place, const registers::Field& field) {
  std::vector<Choice> choices;
  Visit& visit = place.visit;
  for (const registers::Capacity& capacity : visit.packs().capacities) {
    const bool own = capacity.name == visit.who().held.capacity;
    if (asks_who_decided(place, field) ? !own : capacity.answers_to.empty()) continue;
    const auto holders =
        authority::holders_on(visit.reader->database(), capacity.name, visit.today());
    if (!holders || holders->empty() || capacity.sees_content == "no") continue;
    choices.push_back({"post " + capacity.name, capacity.title, ""});
  }
  return choices;
}

std::vector<Choice> bodies(const Place& place) {
  std::vector<Choice> choices;
  const auto standing = place.visit.reader->standing(bodies_register);
  if (!standing) return choices;
  for (const records::Row& row : *standing)
    choices.push_back({row.reference, record_title(place.visit, row), ""});
  return choices;
}

// What was chosen once stays on offer, even when nobody holds that post today.
void keep_chosen(const Place& place, std::string_view chosen, std::vector<Choice>& choices) {
  const bool there = std::any_of(choices.begin(), choices.end(),
                                 [&](const Choice& one) { return one.value == chosen; });
  if (chosen.empty() || chosen == "two" || there) return;
  const auto value =
      registers::Value::from_canonical(registers::Kind::party, std::string(chosen));
  if (!value) return;
  choices.push_back({std::string(chosen), shown_party(place.visit, value->party()), ""});
}

Html body_list(const Place& place, const std::string& name, std::string_view label,
               std::vector<Choice> choices) {
  html::Question question;
  question.name = name;
  question.id = id_of(name);
  question.label = label;
  question.value = place.filling.form.text(name);
  choices.insert(choices.begin(), {"", say("form.choose"), ""});
  return html::select(question, choices);
}

Html minute_box(const Place& place, const std::string& name) {
  html::Question question;
  question.name = name + ".minute";
  question.id = id_of(question.name);
  question.label = say("party.minute");
  question.hint = say("party.minute_hint");
  question.value = place.filling.form.text(question.name);
  return html::text_input(question);
}

// Somebody is asked to decide before anybody's post is recorded: a new store's first days.
bool nobody_else(const Place& place, const std::vector<Choice>& choices) {
  const std::string own = "post " + place.visit.who().held.capacity;
  return std::all_of(choices.begin(), choices.end(),
                     [&](const Choice& one) { return one.value == own; });
}

}  // namespace

Html ask_party(const Place& place, const registers::Field& field) {
  const html::Question question = question_of(place, field);
  std::vector<Choice> choices = posts(place, field);
  const std::vector<Choice> known = bodies(place);
  for (const Choice& body : known) choices.push_back({"body " + body.value, body.label, ""});
  keep_chosen(place, question.value, choices);
  if (known.size() > 1) choices.push_back({"two", say("party.two"), ""});
  Html out;
  if (!asks_who_decided(place, field) && nobody_else(place, choices))
    out << html::inset(html::paragraph(say("party.nobody")));
  out << one_of(question, std::move(choices));
  if (known.size() > 1) {
    Html two;
    two << body_list(place, question.name + ".first", say("party.first"), known)
        << body_list(place, question.name + ".second", say("party.second"), known);
    if (question.value == "two") {
      out << two;
    } else {
      out << html::details(say("party.which_two"), two);
    }
  }
  const bool has_minute = !place.filling.form.text(question.name + ".minute").empty();
  if ((asks_who_decided(place, field) && !known.empty()) || has_minute)
    out << minute_box(place, question.name);
  return out;
}

}  // namespace web::inputs
