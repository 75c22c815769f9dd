#include "registers/register.h"

#include <algorithm>

namespace registers {
namespace {

template <class Named>  // one walk for fields, steps and states, which differ in nothing but their
                        // type
                        const Named* named(const std::vector<Named>& all, std::string_view name) {
  const auto found =
      std::find_if(all.begin(), all.end(), [name](const Named& one) { return one.name == name; });
  return found == all.end() ? nullptr : &*found;
}

}  // namespace

bool Condition::holds(const Values& values) const {
  if (always()) return true;
  const std::string& text = value_of(values, field).text();
  return std::find(is.begin(), is.end(), text) != is.end();
}

std::vector<std::string> Step::fields() const {
  std::vector<std::string> all;
  for (const FormPage& page : pages) all.insert(all.end(), page.fields.begin(), page.fields.end());
  return all;
}

const Field* Register::field(std::string_view field_name) const {
  return named(fields, field_name);
}

const Field* Register::sealed_field() const {
  const auto found =
      std::find_if(fields.begin(), fields.end(), [](const Field& each) { return each.sealed; });
  return found == fields.end() ? nullptr : &*found;
}

bool Register::names_unseen() const {
  const Field* named = names ? field(names->record) : nullptr;
  return named != nullptr && named->unseen;
}

const Step* Register::step(std::string_view step_name) const {
  return named(steps, step_name);
}

const State* Register::state(std::string_view state_name) const {
  return named(states, state_name);
}

bool Register::counts_as(std::string_view taken, std::string_view asked_for) const {
  if (taken == asked_for) return true;
  const Step* step_taken = step(taken);
  return step_taken != nullptr && step_taken->same_as == asked_for && !asked_for.empty();
}

ShownState shown_state(const Register& kind, std::string_view state, const Values& values) {
  const auto fits = [&](const StateWord& word) {
    return (word.states.empty() ||
            std::find(word.states.begin(), word.states.end(), state) != word.states.end()) &&
           word.when.holds(values);
  };
  for (const StateWord& word : kind.state_words)
    if (fits(word)) return {word.title, word.tone};
  const State* known = kind.state(state);
  if (known == nullptr) return {std::string(state), "plain"};
  return {known->title, known->tone};
}

std::string choice_label(const Field& field, std::string_view name) {
  const ChoiceOption* option = named(field.options, name);
  return option == nullptr ? std::string(name) : option->label;
}

std::size_t most_letters(const Field& field) {
  if (field.most != 0) return field.most;
  return field.kind == Kind::prose ? 20'000 : 300;
}

}  // namespace registers
