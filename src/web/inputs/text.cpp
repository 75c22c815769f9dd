// Lines, prose and numbers.
#include "base/text.h"
#include "web/inputs/inputs.h"
#include "web/words.h"

namespace web::inputs {
namespace {

using registers::Kind;

// A short answer needs a small box; advice on a phone must not scroll for its first words.
constexpr int rows_of_prose = 5;
constexpr int rows_in_a_part = 3;

std::string unit_hint(const registers::Field& field) {
  if (!field.hint.empty()) return field.hint;
  if (field.kind == Kind::money) return say("form.pounds");
  if (field.kind == Kind::share) return say("form.per_cent");
  return "";
}

}  // namespace

html::Html ask_text(const Place& place, const registers::Field& field) {
  html::Question question = question_of(place, field);
  question.hint = unit_hint(field);
  const bool is_password = field.secret;
  if (is_password) return html::password_input(question, "new-password");
  if (field.kind == Kind::prose) {
    const std::size_t most = registers::most_letters(field);
    // A count is worth its noise only where the limit is near.
    if (base::letters(question.value) * 2 > most) question.most_letters = static_cast<int>(most);
    return html::text_area(question, place.prefix.empty() ? rows_of_prose : rows_in_a_part);
  }
  if (field.kind == Kind::line) return html::text_input(question);
  return html::text_input(question, "off", field.kind == Kind::count ? "numeric" : "decimal");
}

}  // namespace web::inputs
