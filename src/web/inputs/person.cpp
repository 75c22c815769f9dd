// One of the people with an account, a record of a small register, or a source of the packs.
#include "access/grants.h"
#include "web/inputs/inputs.h"
#include "web/shown.h"
#include "web/words.h"

namespace web::inputs {

using html::Html;

constexpr std::size_t most_offered = 50;

// People by name with the post they hold, so that two of one name are told apart.
Html ask_person(const Place& place, const registers::Field& field) {
  const html::Question question = question_of(place, field);
  std::vector<html::Choice> choices{{"", say("form.choose"), ""}};
  Visit& visit = place.visit;
  const auto people = authority::accounts(visit.reader->database());
  if (people) {
    for (const authority::Account& account : *people) {
      std::string words = account.name;
      const auto held =
          authority::held_on(visit.reader->database(), account.person, visit.today());
      if (held && !held->empty())
        words += ", " + capacity_title(visit.packs(), held->front().capacity);
      choices.push_back({account.person, words, ""});
    }
  }
  return html::select(question, choices);
}

// Of a small register one of the records that the reader may read; of a large one its reference.
Html ask_record(const Place& place, const registers::Field& field) {
  html::Question question = question_of(place, field);
  const registers::Register* of = place.visit.packs().find(field.to);
  if (of == nullptr) return html::text_input(question);
  records::ListQuestion asked;
  asked.register_name = of->name;
  asked.most = most_offered;
  const auto found = place.visit.reader->list(asked, place.visit.who());
  if (!found || found->rows.empty() || !found->next.empty()) {
    question.hint += (question.hint.empty() ? "" : " ") + say("form.reference_of", {of->one});
    return html::text_input(question);
  }
  std::vector<html::Choice> choices{{"", say("form.choose"), ""}};
  for (const records::Row& row : found->rows)
    choices.push_back({row.reference, record_title(place.visit, row), ""});
  return html::select(question, choices);
}

Html ask_source(const Place& place, const registers::Field& field) {
  std::vector<html::Choice> choices{{"", say("form.choose"), ""}};
  for (const registers::Source& source : place.visit.packs().sources)
    choices.push_back({source.id, source.title, ""});
  return html::select(question_of(place, field), choices);
}

}  // namespace web::inputs
