// The parts of a record inside its own form (FORMAT 6): rows for new ones, with a button for
// another that works without script; or, for who answers, each part by name with a box for the
// answer.
#include "base/text.h"
#include "web/inputs/inputs.h"
#include "web/shown.h"
#include "web/words.h"

namespace web::inputs {
namespace {

using html::Attr;
using html::Html;
using html::Text;
using registers::Field;
using registers::Register;
using registers::Step;

// Fields of the part that this step does not ask, in one line: "Likelihood: likely. Harm: serious."
std::string named_as(const Place& place, const records::Row& row) {
  std::string words;
  const std::vector<std::string> asked = place.step.fields();
  for (std::size_t i = 1; i < place.kind.columns.size(); ++i) {
    const Field* field = place.kind.field(place.kind.columns[i].field);
    if (field == nullptr) continue;
    bool is_asked = false;
    for (const std::string& name : asked) is_asked = is_asked || name == field->name;
    const std::string text = is_asked ? ""
                                      : shown_text(place.visit, place.kind, *field,
                                                   registers::value_of(row.values, field->name));
    if (text.empty()) continue;
    if (!words.empty()) words += " ";
    words += say("parts.named_as", {field->short_label, base::lower_ascii(text)});
  }
  return words;
}

// What the part is called: the text of its first column.
std::string title_of_part(Visit& visit, const records::Row& row) {
  if (row.kind->columns.empty()) return row.reference;
  const Field* field = row.kind->field(row.kind->columns.front().field);
  if (field == nullptr) return row.reference;
  return shown_text(visit, *row.kind, *field, registers::value_of(row.values, field->name));
}

Html answer_of(const Place& place, const records::Row& row) {
  Html out;
  for (const std::string& name : place.step.fields()) {
    const Field* field = place.kind.field(name);
    if (field == nullptr) continue;
    Field asked = *field;
    asked.needed = registers::Needed::yes;  // whether it is needed depends on what was decided
    // With one box for each part, the part is the question.
    if (place.step.fields().size() == 1) {
      asked.label = title_of_part(place.visit, row);
      asked.hint = named_as(place, row);
    }
    out << ask(place, asked);
  }
  return out;
}

Html answers(Visit& visit, const Filling& filling, const Register& child) {
  const Step* step = child.step(filling.step->children_step);
  Html out;
  if (step == nullptr || filling.answered.empty()) return out;
  const Field* first = step->fields().empty() ? nullptr : child.field(step->fields().front());
  out << html::heading2(first == nullptr ? child.title : first->label);
  for (const records::Row& row : filling.answered)
    out << answer_of({visit, filling, child, *step, row_prefix(child.name, row.reference)}, row);
  return out;
}

Html new_row(const Place& place, std::size_t number) {
  Html fields;
  for (const std::string& name : place.step.fields()) {
    const Field* field = place.kind.field(name);
    if (field == nullptr || field->computed || !field->retired.empty()) continue;
    Field asked = *field;
    asked.needed = registers::Needed::yes;  // in a row, "optional" at each box is noise
    fields << ask(place, asked);
  }
  Html out;
  out << "<fieldset class=\"part\"><legend class=\"ds_legend\">"
      << Text{say("parts.row", {capitalised(place.kind.one), std::to_string(number)})}
      << "</legend>\n"
      << fields << "</fieldset>\n";
  return out;
}

Html new_rows(Visit& visit, const Filling& filling, const Register& child) {
  const Step* step = making_step(child);
  Html out;
  if (step == nullptr) return out;
  const std::size_t rows = rows_of(filling.form, child.name);
  out << "<div id=\"" << Attr{"part-" + child.name} << "\">" << html::heading2(child.title)
      << html::hidden(child.name + ".rows", std::to_string(rows));
  for (std::size_t row = 0; row < rows; ++row)
    out << new_row(
        {visit, filling, child, *step, row_prefix(child.name, std::to_string(row))}, row + 1);
  out << html::actions(html::named_button(say("parts.another", {child.one}), "go",
                                          "more." + child.name, html::Button::second))
      << "</div>\n";
  return out;
}

}  // namespace

Html ask_parts(Visit& visit, const Filling& filling, const Register& child) {
  return is_answered(*filling.step, child) ? answers(visit, filling, child)
                                           : new_rows(visit, filling, child);
}

}  // namespace web::inputs
