// Every name that a pack file uses must exist: fields, states, steps, choices, registers, sources,
// capacities.
#include <algorithm>

#include "registers/pack_file.h"

namespace registers {
namespace {

using Names = std::vector<std::string>;

bool has(const Names& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

template <class Test>  // fields are picked by many tests of their kind, each one line long
Names fields_that(const Register& kind, Test test) {
  Names names;
  for (const Field& field : kind.fields)
    if (test(field)) names.push_back(field.name);
  return names;
}

template <class Named>  // states, steps, capacities …: all that has a name
Names names_of(const std::vector<Named>& all) {
  Names names;
  for (const Named& one : all) names.push_back(one.name);
  return names;
}

Names with(Names names, const Names& more) {
  names.insert(names.end(), more.begin(), more.end());
  return names;
}

auto of_kind(Kind kind) {
  return [kind](const Field& field) { return field.kind == kind; };
}

bool any_field(const Field&) { return true; }

// A child register's records stand in the relations of their parent.
Names relations_of(const Packs& packs, const Register& kind) {
  Names names = with(names_of(kind.relations), {"needs_to_know"});
  const Register* parent = kind.parent.empty() ? nullptr : packs.find(kind.parent);
  return parent == nullptr ? names : with(names, names_of(parent->relations));
}

Names actors_of(const Packs& packs, const Register& kind) {
  const Names relations = relations_of(packs, kind);
  Names names = with(with(names_of(packs.capacities), relations),
                     {"writer", "account_holder", "return_code"});
  names = with(std::move(names), names_of(packs.groups));
  if (has(relations, "decision_maker")) names.emplace_back("clerk_of_body");
  return names;
}

Names children_names(const Packs& packs, const Register& kind) {
  Names names;
  for (const Register* child : packs.children_of(kind.name)) names.push_back(child->name);
  return names;
}

Names choices_of(const Register& kind, const std::string& field_name) {
  const Field* field = kind.field(field_name);
  if (field == nullptr) return {};
  if (field->kind == Kind::yes_no) return {"yes", "no", ""};
  return field->kind == Kind::choice ? with(names_of(field->options), {""}) : Names{};
}

Names fact_sources(const Register& kind) {
  Names names = with({"state"}, fields_that(kind, any_field));
  for (const Step& step : kind.steps)
    for (const std::string_view what : {".person", ".capacity", ".time"})
      names.push_back("step:" + step.name + std::string(what));
  return names;
}

Names pickable(const Register& kind) {
  return fields_that(kind, [](const Field& field) {
    return field.kind == Kind::choice || field.kind == Kind::yes_no;
  });
}

// What is looked for, in words, and all that it may be.
struct Search {
  std::string what;
  Names known;
};

Search search_fields(Naming naming, const Register& kind) {
  switch (naming) {
    case Naming::date_field: return {"date field", fields_that(kind, of_kind(Kind::date))};
    case Naming::choice_field: return {"choice field", pickable(kind)};
    case Naming::party_field: return {"party field", fields_that(kind, of_kind(Kind::party))};
    case Naming::person_field: return {"person field", fields_that(kind, of_kind(Kind::person))};
    case Naming::any_person_field:
      return {"field of kind person or party", fields_that(kind, [](const Field& field) {
                return field.kind == Kind::person || field.kind == Kind::party;
              })};
    case Naming::secret_field:
      return {"secret field",
              fields_that(kind, [](const Field& field) { return field.secret; })};
    case Naming::column:
      return {"field", with(fields_that(kind, any_field), {"reference", "state", "recorded"})};
    case Naming::filter: return {"choice field", with(pickable(kind), {"state"})};
    case Naming::fact_source: return {"field or step", fact_sources(kind)};
    case Naming::step_or_date_field:
      return {"step or date field",
              with(names_of(kind.steps), fields_that(kind, of_kind(Kind::date)))};
    default: return {"field", fields_that(kind, any_field)};
  }
}

Search search_in(const Mention& mention, const Packs& packs, const Register& kind) {
  switch (mention.naming) {
    case Naming::state: return {"state", names_of(kind.states)};
    case Naming::step: return {"step", names_of(kind.steps)};
    case Naming::choice: return {"choice", choices_of(kind, mention.field)};
    case Naming::child: return {"child register", children_names(packs, kind)};
    case Naming::relation: return {"relation", relations_of(packs, kind)};
    case Naming::act:
      return {"step", with(names_of(kind.steps), {"read", "read_restricted", "read_privileged"})};
    case Naming::actor: return {"capacity or relation", actors_of(packs, kind)};
    case Naming::reader:
      return {"capacity or relation", with(actors_of(packs, kind), names_of(packs.audiences))};
    default: return search_fields(mention.naming, kind);
  }
}

// Names that belong to no register; nothing when the name does belong to one.
std::optional<Search> search_everywhere(Naming naming, const Packs& packs) {
  if (naming == Naming::register_name) return Search{"register", names_of(packs.registers)};
  if (naming == Naming::capacity) return Search{"capacity", names_of(packs.capacities)};
  if (naming == Naming::audience) return Search{"audience", names_of(packs.audiences)};
  if (naming == Naming::class_name) return Search{"class", names_of(packs.classes)};
  if (naming == Naming::retention) return Search{"retention", names_of(packs.retentions)};
  if (naming != Naming::source) return std::nullopt;
  Search sources{"source", {}};
  for (const Source& source : packs.sources) sources.known.push_back(source.id);
  return sources;
}

void check(const Mention& mention, const Packs& packs, PackNotes& notes) {
  std::optional<Search> search = search_everywhere(mention.naming, packs);
  if (!search) {
    const Register* kind = packs.find(mention.register_name);
    if (kind == nullptr) return;  // that it is missing is said where it is named
    search = search_in(mention, packs, *kind);
    // Conditions may compare fields of other kinds with any text; a missing field was said already.
    if (mention.naming == Naming::choice && search->known.empty()) return;
  }
  if (has(search->known, mention.name)) return;
  notes.faults.push_back({mention.file, mention.line,
                          mention.where + ": there is no " + search->what + " “" + mention.name +
                              "”" + meant(mention.name, search->known)});
}

}  // namespace

void check_mentions(const Packs& packs, PackNotes& notes) {
  for (const Mention& mention : notes.mentions) check(mention, packs, notes);
}

}  // namespace registers
