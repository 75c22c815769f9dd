#pragma once
// Binds a rules file to a register of the packs, once, at start. The file asks for each field,
// choice, step and state by name; what the pack lacks becomes a fault with the pack's file, line
// and likely spelling. After that the rules hold handles, and no rule reads a field by text.
#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "registers/register.h"
#include "rules/rule.h"

namespace rules {

// A field that exists and has the kind asked for. `sentence` is what the form says when it is
// missing.
struct BoundField {
  std::string name, short_label, sentence;
  [[nodiscard]] const registers::Value& in(const registers::Values& values) const {
    return registers::value_of(values, name);
  }
  [[nodiscard]] bool empty(const registers::Values& values) const { return in(values).empty(); }
};

struct LineField : BoundField {
  [[nodiscard]] const std::string& text(const registers::Values& values) const {
    return in(values).text();
  }
};
struct ProseField : LineField {};
struct PersonField : BoundField {
  [[nodiscard]] const std::string& reference(const registers::Values& values) const {
    return in(values).text();
  }
};
struct PartyField : BoundField {
  [[nodiscard]] registers::Party party(const registers::Values& values) const {
    return in(values).party();
  }
};
struct DateField : BoundField {
  [[nodiscard]] std::optional<base::Date> day(const registers::Values& values) const {
    return in(values).date();
  }
};
struct TimeField : BoundField {};
struct YesNoField : BoundField {
  [[nodiscard]] bool is_yes(const registers::Values& values) const { return in(values).is_yes(); }
};

// The enum's values are the choices, in order; `names` holds their spelling in the pack.
template <class Enum>
struct ChoiceField : BoundField {
  std::vector<std::string> names;
  [[nodiscard]] std::optional<Enum> choice(const registers::Values& values) const {
    const std::string& text = in(values).text();
    for (std::size_t i = 0; i < names.size(); ++i)
      if (names[i] == text) return static_cast<Enum>(i);
    return std::nullopt;
  }
};

// The name of a step or a state that exists.
struct BoundName {
  std::string name;
  bool operator==(std::string_view other) const { return name == other; }
};

class Binder {
 public:
  Binder(const registers::Packs& packs, std::string_view register_name, Catalogue& catalogue);

  LineField line(std::string_view name);
  ProseField prose(std::string_view name);
  PersonField person(std::string_view name);
  PartyField party(std::string_view name);
  DateField date(std::string_view name);
  TimeField time(std::string_view name);
  YesNoField yes_no(std::string_view name);
  // `spellings` are the enum's values, in the enum's order; the pack must list the same ones in the
  // same order.
  template <class Enum>
  ChoiceField<Enum> choice(std::string_view name,
                           std::initializer_list<std::string_view> spellings) {
    ChoiceField<Enum> handle;
    static_cast<BoundField&>(handle) = field(name, registers::Kind::choice);
    handle.names.assign(spellings.begin(), spellings.end());
    compare(name, handle.names);
    return handle;
  }
  BoundName step(std::string_view name);
  BoundName state(std::string_view name);

 private:
  BoundField field(std::string_view name, registers::Kind kind);
  void compare(std::string_view name, const std::vector<std::string>& spellings);
  void fault(int line, std::string what);

  const registers::Register* kind_;
  Catalogue& catalogue_;
};

}  // namespace rules
