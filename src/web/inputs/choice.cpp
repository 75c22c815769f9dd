// One of the answers that the pack gives, yes or no, and capacities, which the packs name too.
#include "web/inputs/inputs.h"
#include "web/shown.h"
#include "web/words.h"

namespace web::inputs {
namespace {

std::vector<html::Choice> choices_of(const Place& place, const registers::Field& field) {
  std::vector<html::Choice> choices;
  if (field.kind == registers::Kind::yes_no)
    return {{"yes", say("shown.yes"), ""}, {"no", say("shown.no"), ""}};
  if (names_capacity(place.kind, field)) {
    for (const registers::Capacity& capacity : place.visit.packs().capacities)
      choices.push_back({capacity.name, capacity.title, ""});
    return choices;
  }
  for (const registers::ChoiceOption& option : field.options)
    choices.push_back({option.name, option.label, option.hint});
  return choices;
}

}  // namespace

html::Html ask_choice(const Place& place, const registers::Field& field) {
  const html::Question question = question_of(place, field);
  std::vector<html::Choice> choices = choices_of(place, field);
  if (place.prefix.empty()) return one_of(question, std::move(choices));
  // In a row of parts a list keeps the row short, and can be left unanswered again.
  choices.insert(choices.begin(), {"", say("form.not_said"), ""});
  return html::select(question, choices);
}

}  // namespace web::inputs
