// A day in three boxes; a time adds a fourth. What was typed comes back box by box.
#include "web/inputs/inputs.h"
#include "web/words.h"

namespace web::inputs {
namespace {

// An example that is not in the past, in figures as people write them.
std::string example(const Visit& visit) {
  const base::Date day = base::plus_days(visit.today(), 30);
  return say("form.date_example", {std::to_string(day.day) + " " + std::to_string(day.month) +
                                   " " + std::to_string(day.year)});
}

}  // namespace

html::Html ask_date(const Place& place, const registers::Field& field) {
  html::Question question = question_of(place, field);
  question.hint = field.hint.empty() ? example(place.visit)
                                     : field.hint + " " + example(place.visit);
  question.value.clear();
  for (const std::string& input : inputs_of(field, place.prefix)) {
    if (!question.value.empty() || input != inputs_of(field, place.prefix).front())
      question.value += '\n';
    question.value += place.filling.form.text(input);
  }
  return field.kind == registers::Kind::time ? html::date_time_input(question)
                                             : html::date_input(question);
}

}  // namespace web::inputs
