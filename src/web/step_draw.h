#pragma once
// Draws one page of a step's form, and tells which of its answers are still wanting. Used by the
// step pages.
#include <cstddef>
#include <string>

#include "web/filling.h"

namespace web {

// One page, numbered from 0, with what was typed and the mistakes of `filling.form`.
[[nodiscard]] http::Response draw_page(Visit& visit, const Filling& filling, std::size_t number,
                                       int status);
// What is wrong or missing on one page, as far as declared checks can tell, beside the mistakes
// that the form has already (a refused file).
[[nodiscard]] registers::Mistakes page_mistakes(Visit& visit, const Filling& filling,
                                                std::size_t number);
// The fields of a page that are asked, given what has been typed.
[[nodiscard]] std::vector<const registers::Field*> asked_fields(
    const Filling& filling, const registers::FormPage& form_page, const Answers& answers);
// The page, from 0, on which an input stands; the first when none has it.
[[nodiscard]] std::size_t page_of(const Filling& filling, std::string_view input);
// Marks a page as done, for the list at the side.
void mark_done(Filling& filling, std::size_t number);
// Hidden fields of every form of a step: token, key, capacity, version seen, parent.
[[nodiscard]] html::Html form_fields(const Visit& visit, const Filling& filling);
[[nodiscard]] std::vector<html::Mistake> summary_of(const registers::Mistakes& mistakes);
// "Home › Advice › AD-…"
[[nodiscard]] std::vector<html::Link> step_trail(const Filling& filling);
// The grave sentences of the step, when its condition holds for these answers.
[[nodiscard]] html::Html grave_box(const registers::Step& step, const registers::Values& all);
// Where the page's form is sent.
[[nodiscard]] std::string page_action(const Filling& filling, std::size_t number);

}  // namespace web
