// The declared checks of a step: what data can say. What it cannot is said by rules/.
#include <algorithm>

#include "base/sealed_box.h"
#include "base/text.h"
#include "registers/kinds/kinds.h"
#include "registers/typed.h"

namespace registers {
namespace {

std::string needed_sentence(const Field& field) {
  if (!field.needed_sentence.empty()) return field.needed_sentence;
  switch (field.kind) {
    case Kind::choice:
    case Kind::yes_no:
    case Kind::person:
    case Kind::party:
    case Kind::source: return "Choose an answer to “" + field.label + "”";
    case Kind::document: return "Add the file for “" + field.short_label + "”";
    case Kind::line:
    case Kind::prose:
    case Kind::count:
    case Kind::money:
    case Kind::share:
    case Kind::date:
    case Kind::time:
    case Kind::record: return "Enter an answer to “" + field.label + "”";
  }
  return "Enter an answer to “" + field.label + "”";
}

// A field shown for a computed answer is judged by the rule that computes it, after this check.
bool waits_for_a_rule(const Register& kind, const Field& field) {
  const Field* asked = kind.field(field.shown_when.field);
  return asked != nullptr && asked->waits_for_a_rule();
}

// The day that a date must not stand before or after, with its words; empty when not known yet.
struct Bound {
  std::optional<base::Date> day;
  std::string words;
};

Bound bound_of(const Register& kind, const std::string& name, const Values& all,
               const base::Date& today) {
  if (name.empty()) return {};
  if (name == "today") return {today, "today"};
  const Field* other = kind.field(name);
  const std::optional<base::Date> day = value_of(all, name).date();
  if (other == nullptr || !day) return {};
  return {day, base::long_date(*day) + " (" + base::lower_ascii(other->short_label) + ")"};
}

std::string date_slip(const Register& kind, const Field& field, const Value& value,
                      const Values& all, const base::Date& today) {
  const std::optional<base::Date> day = value.date();
  if (!day) return "";
  const Bound first = bound_of(kind, field.not_before, all, today);
  if (first.day && *day < *first.day)
    return field.not_before == "today" ? "Enter a date that is not in the past"
                                       : "Enter a date that is not before " + first.words;
  const Bound last = bound_of(kind, field.not_after, all, today);
  if (last.day && *day > *last.day)
    return field.not_after == "today" ? "Enter a date that is not in the future"
                                      : "Enter a date that is not after " + last.words;
  return "";
}

std::string value_slip(const Register& kind, const Field& field, const Value& value,
                       const Values& all, const base::Date& today) {
  if (value.kind() != field.kind) return "Answer “" + field.label + "” again";
  // Nothing that anybody could read is ever recorded there, whoever asks.
  if (field.sealed && !base::is_sealed_box(value.text()))
    return "This was not sealed, and was not recorded";
  if (field.kind == Kind::line || field.kind == Kind::prose)
    return kinds::too_long(field, value.text());
  if (field.kind == Kind::choice && choice_label(field, value.text()) == value.text() &&
      std::none_of(field.options.begin(), field.options.end(),
                   [&](const ChoiceOption& option) { return option.name == value.text(); }))
    return "Choose one of the answers shown";
  if (field.kind == Kind::date) return date_slip(kind, field, value, all, today);
  return "";
}

void check_set(const Register& kind, const Step& step, const Values& all, const Values& set,
               const base::Date& today, Mistakes& mistakes) {
  const std::vector<std::string> asked = step.fields();
  for (const auto& [name, value] : set) {
    const Field* field = kind.field(name);
    if (field == nullptr || field->computed ||
        std::find(asked.begin(), asked.end(), name) == asked.end()) {
      mistakes.add(name, "This is not asked here");
      continue;
    }
    if (value.empty()) continue;
    if (!is_shown(*field, all) && !waits_for_a_rule(kind, *field)) {
      mistakes.add(name, "“" + field->short_label + "” is not asked for these answers");
      continue;
    }
    if (std::string sentence = value_slip(kind, *field, value, all, today); !sentence.empty())
      mistakes.add(name, std::move(sentence));
  }
}

}  // namespace

Values begun(const Register& kind, const Step& step, const Values& standing) {
  Values values = standing;
  for (const std::string& name : step.empties) {
    const Field* field = kind.field(name);
    if (field == nullptr || value_of(values, name).empty()) continue;
    if (auto emptied = Value::from_canonical(field->kind, "")) values[name] = *std::move(emptied);
  }
  return values;
}

bool is_shown(const Field& field, const Values& values) {
  return field.retired.empty() && !field.computed && field.shown_when.holds(values);
}

bool is_needed(const Field& field, const Values& values) {
  if (!is_shown(field, values)) return false;
  switch (field.needed) {
    case Needed::no: return false;
    case Needed::yes: return true;
    case Needed::when: return field.needed_when.holds(values);
  }
  return false;
}

Mistakes check_step(const Register& kind, const Step& step, const Values& all, const Values& set,
                    const base::Date& today) {
  Mistakes mistakes;
  for (const std::string& name : step.fields()) {
    const Field* field = kind.field(name);
    if (field != nullptr && is_needed(*field, all) && value_of(all, name).empty())
      mistakes.add(name, needed_sentence(*field));
  }
  check_set(kind, step, all, set, today, mistakes);
  return mistakes;
}

}  // namespace registers
