#pragma once
// Typed text becomes Values here, and declared checks are made. Used by web/form.cpp, imports and
// the door.
#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"
#include "registers/mistakes.h"
#include "registers/register.h"

namespace registers {

// What a person typed for one field. A date is "d LF m LF y"; a party is lines as in the entry
// format; else the text itself. On a slip: no value, and a sentence that says what to do.
struct Read {
  std::optional<Value> value;
  std::string sentence;
};
[[nodiscard]] Read read_typed(const Field& field, std::string_view typed);
// The other way: a Value as a person would have typed it, for a form that edits.
[[nodiscard]] std::string as_typed(const Field& field, const Value& value);

// Declared checks for a step: needed fields present, not too long, dates in order, `shown_when`
// respected. `all` is the record as it would stand after the step, `set` what the step sets.
[[nodiscard]] Mistakes check_step(const Register& kind, const Step& step, const Values& all,
                                  const Values& set, const base::Date& today);
// The values with which a step begins: as they stand, without what the step empties.
[[nodiscard]] Values begun(const Register& kind, const Step& step, const Values& standing);
// Sets each field that has a grid to what its grid gives for these values; empty while one of the
// two answers is not given. In the order of the file, so that a grid may stand on one before it.
void fill_grids(const Register& kind, Values& values);
// Whether a field is asked, given what is known so far.
[[nodiscard]] bool is_shown(const Field& field, const Values& values);
[[nodiscard]] bool is_needed(const Field& field, const Values& values);

}  // namespace registers
