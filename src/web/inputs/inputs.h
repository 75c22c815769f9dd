#pragma once
// The questions of a step's form, one file for each family of field kinds. Used by step_draw.cpp.
// Each shows again exactly what was typed, with its mistake beside it.
#include <string>
#include <string_view>

#include "html/forms.h"
#include "web/filling.h"

namespace web::inputs {

// Where a question stands: in which form, of which register, with which prefix of its inputs.
struct Place {
  Visit& visit;
  const Filling& filling;
  const registers::Register& kind;
  const registers::Step& step;
  std::string prefix;  // "" or "CHILD.ROW."
};

// The question for a field, by its kind.
[[nodiscard]] html::Html ask(const Place& place, const registers::Field& field);
// Id, name, label, hint, mistake and value of a field's question.
[[nodiscard]] html::Question question_of(const Place& place, const registers::Field& field);

[[nodiscard]] html::Html ask_text(const Place& place, const registers::Field& field);
[[nodiscard]] html::Html ask_date(const Place& place, const registers::Field& field);
[[nodiscard]] html::Html ask_choice(const Place& place, const registers::Field& field);
[[nodiscard]] html::Html ask_party(const Place& place, const registers::Field& field);
[[nodiscard]] html::Html ask_person(const Place& place, const registers::Field& field);
[[nodiscard]] html::Html ask_record(const Place& place, const registers::Field& field);
[[nodiscard]] html::Html ask_document(const Place& place, const registers::Field& field);
[[nodiscard]] html::Html ask_source(const Place& place, const registers::Field& field);
// The parts of a record: an answer to each that stands, or rows for new ones.
[[nodiscard]] html::Html ask_parts(Visit& visit, const Filling& filling,
                                   const registers::Register& child);

// One of a list as radios when it is short, as a drop-down list when it is long.
[[nodiscard]] html::Html one_of(const html::Question& question, std::vector<html::Choice> choices);

}  // namespace web::inputs
