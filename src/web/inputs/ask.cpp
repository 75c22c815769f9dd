#include <algorithm>

#include "web/inputs/inputs.h"
#include "web/shown.h"
#include "web/words.h"

namespace web::inputs {
namespace {

constexpr std::size_t short_list = 7;

// Whether the form may be left without an answer, as far as can be told: where that hangs on
// another answer, only once that one is given.
bool may_stay_empty(const Place& place, const registers::Field& field) {
  if (field.needed != registers::Needed::when) return field.needed == registers::Needed::no;
  const registers::Condition& when = field.needed_when;
  std::string answer(place.filling.form.text(place.prefix + when.field));
  if (answer.empty() && place.filling.row && place.prefix.empty())
    answer = registers::value_of(place.filling.base(), when.field).text();
  return !answer.empty() && std::find(when.is.begin(), when.is.end(), answer) == when.is.end();
}

}  // namespace

html::Question question_of(const Place& place, const registers::Field& field) {
  html::Question question;
  question.name = place.prefix + field.name;
  question.id = id_of(question.name);
  question.label = field.label;
  question.hint = field.hint;
  question.mistake = place.filling.form.mistakes.of(question.name);
  question.value = place.filling.form.text(question.name);
  question.optional_mark = may_stay_empty(place, field);
  return question;
}

html::Html one_of(const html::Question& question, std::vector<html::Choice> choices) {
  if (choices.size() <= short_list) return html::radios(question, choices);
  choices.insert(choices.begin(), {"", say("form.choose"), ""});
  return html::select(question, choices);
}

html::Html ask(const Place& place, const registers::Field& field) {
  using registers::Kind;
  switch (field.kind) {
    case Kind::line:
      if (names_capacity(place.kind, field)) return ask_choice(place, field);
      return ask_text(place, field);
    case Kind::prose:
    case Kind::count:
    case Kind::money:
    case Kind::share:
      return ask_text(place, field);
    case Kind::date:
    case Kind::time:
      return ask_date(place, field);
    case Kind::yes_no:
    case Kind::choice:
      return ask_choice(place, field);
    case Kind::person:
      return ask_person(place, field);
    case Kind::party:
      return ask_party(place, field);
    case Kind::record:
      return ask_record(place, field);
    case Kind::document:
      return ask_document(place, field);
    case Kind::source:
      return ask_source(place, field);
  }
  return {};
}

}  // namespace web::inputs
