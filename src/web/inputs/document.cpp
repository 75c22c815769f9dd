// A file: one that waits with the draft, one that the record holds already, or a new one.
#include "web/inputs/inputs.h"
#include "web/shown.h"
#include "web/words.h"

namespace web::inputs {

using html::Html;
using html::Text;

Html ask_document(const Place& place, const registers::Field& field) {
  html::Question question = question_of(place, field);
  const auto waiting = place.filling.form.files.find(question.name);
  if (question.hint.empty()) question.hint = say("upload.hint");
  Html out;
  if (waiting != place.filling.form.files.end()) {
    Html kept;
    kept << "<p><b>" << Text{field.short_label} << ":</b> " << Text{waiting->second.name} << ", "
         << Text{size_words(waiting->second.length)} << "</p>\n";
    html::Question drop;
    drop.name = question.name + ".drop";
    drop.id = id_of(drop.name);
    kept << html::checkbox(drop, say("upload.drop"));
    out << html::inset(kept);
    question.label = say("upload.another");
    question.optional_mark = true;
  }
  out << html::file_input(question);
  return out;
}

}  // namespace web::inputs
