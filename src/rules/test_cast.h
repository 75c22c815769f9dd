#pragma once
// A small cast for the tests of rules: the packs in force, and a Lookup that answers from a list.
#include <string>
#include <utility>
#include <vector>

#include "registers/packs.h"
#include "rules/rule.h"

namespace rules::cast {

class ListLookup : public Lookup {
 public:
  std::vector<Seen> all;
  std::vector<std::pair<std::string, std::string>> parent_of;   // part, its record

  [[nodiscard]] std::optional<Seen> by_reference(std::string_view reference) const override {
    for (const Seen& seen : all)
      if (seen.reference == reference) return seen;
    return std::nullopt;
  }
  [[nodiscard]] std::vector<Seen> by_value(std::string_view register_name, std::string_view field,
                                           std::string_view canonical) const override {
    std::vector<Seen> found;
    for (const Seen& seen : all)
      if (seen.register_name == register_name &&
          (field == parent_field  ? is_part(seen.reference, canonical)
           : field == state_field ? seen.state == canonical
                                  : registers::value_of(seen.values, field).text() == canonical))
        found.push_back(seen);
    return found;
  }

 private:
  [[nodiscard]] bool is_part(std::string_view part, std::string_view of) const {
    for (const auto& [child, parent] : parent_of)
      if (child == part && parent == of) return true;
    return false;
  }
};

[[nodiscard]] inline const registers::Packs& packs() {
  static const registers::LoadedPacks loaded =
      registers::load_packs(registers::embedded_pack_texts());
  return loaded.packs;
}

[[nodiscard]] inline const Catalogue& catalogue() {
  static const Catalogue bound = bind_rules(packs());
  return bound;
}

[[nodiscard]] inline Seen person(std::string reference, std::string name, std::string registration,
                                 std::string reports_to = "") {
  using registers::Value;
  return {std::move(reference),
          "person",
          "active",
          {{"name", Value::line(std::move(name))},
           {"registration", Value::line(std::move(registration))},
           {"reports_to", Value::person(std::move(reports_to))}}};
}

// An act of P-1, acting in `capacity`, on a record that `creator` made.
[[nodiscard]] inline Act act_of(std::string_view register_name, std::string_view step,
                                const Seen* before, registers::Values set) {
  const registers::Register& kind = *packs().find(register_name);
  registers::Values after = before == nullptr ? registers::Values{} : before->values;
  for (const auto& [name, value] : set) after[name] = value;
  return {kind, *kind.step(step), before, std::move(after), std::move(set), "P-1", "director",
          "P-9", "cswo", *base::instant_from_iso("2026-11-20T12:00:00Z"), {}};
}

}  // namespace rules::cast
