#include "rules/binder.h"

#include <algorithm>

#include "base/text.h"

namespace rules {
namespace {

std::string meant(std::string_view word, const std::vector<std::string>& known) {
  const auto near = base::nearest(word, known);
  return near ? ". Did you mean “" + *near + "”?" : "";
}

template <class Named>  // fields, steps and states alike have a name
std::vector<std::string> names_of(const std::vector<Named>& all) {
  std::vector<std::string> names;
  for (const Named& one : all) names.push_back(one.name);
  return names;
}

std::string sentence_of(const registers::Field& field) {
  return field.needed_sentence.empty() ? "Enter an answer to “" + field.label + "”"
                                       : field.needed_sentence;
}

std::string counted(std::size_t count) {
  return base::plural(static_cast<std::int64_t>(count), "choice", "choices");
}

}  // namespace

Binder::Binder(const registers::Packs& packs, std::string_view register_name,
               Catalogue& catalogue)
    : kind_(packs.find(register_name)), catalogue_(catalogue) {
  if (kind_ != nullptr) return;
  catalogue_.fault({catalogue.file(), 1,
                    "the packs have no register “" + std::string(register_name) + "”" +
                        meant(register_name, names_of(packs.registers))});
}

void Binder::fault(int line, std::string what) {
  catalogue_.fault({kind_->pack_file, std::max(line, 1), std::move(what)});
}

BoundField Binder::field(std::string_view name, registers::Kind kind) {
  BoundField bound;
  bound.name = name;
  if (kind_ == nullptr) return bound;
  const registers::Field* found = kind_->field(name);
  if (found == nullptr) {
    const auto near = base::nearest(name, names_of(kind_->fields));
    fault(near ? kind_->field(*near)->line : kind_->line,
          catalogue_.file() + " needs the field “" + std::string(name) + "”, which “" +
              kind_->name + "” lacks" +
              (near ? ". Is it spelt “" + *near + "” here?" : ""));
    return bound;
  }
  if (found->kind != kind)
    fault(found->line, "field." + found->name + " must be of kind " +
                           std::string(registers::name_of(kind)) + " for " + catalogue_.file());
  bound.short_label = found->short_label;
  bound.sentence = sentence_of(*found);
  return bound;
}

LineField Binder::line(std::string_view name) { return {field(name, registers::Kind::line)}; }
ProseField Binder::prose(std::string_view name) {
  return {{field(name, registers::Kind::prose)}};
}
PersonField Binder::person(std::string_view name) {
  return {field(name, registers::Kind::person)};
}
PartyField Binder::party(std::string_view name) { return {field(name, registers::Kind::party)}; }
DateField Binder::date(std::string_view name) { return {field(name, registers::Kind::date)}; }
TimeField Binder::time(std::string_view name) {
  return {field(name, registers::Kind::time)};
}

YesNoField Binder::yes_no(std::string_view name) {
  return {field(name, registers::Kind::yes_no)};
}

BoundName Binder::step(std::string_view name) {
  if (kind_ != nullptr && kind_->step(name) == nullptr)
    fault(kind_->line, catalogue_.file() + " needs the step “" + std::string(name) + "”, which “" +
                           kind_->name + "” lacks" + meant(name, names_of(kind_->steps)));
  return {std::string(name)};
}

BoundName Binder::state(std::string_view name) {
  if (kind_ != nullptr && kind_->state(name) == nullptr)
    fault(kind_->line, catalogue_.file() + " needs the state “" + std::string(name) +
                           "”, which “" + kind_->name + "” lacks" +
                           meant(name, names_of(kind_->states)));
  return {std::string(name)};
}

// Both ways and in order: a choice that only one side knows, or that stands in another place, is a
// fault.
void Binder::compare(std::string_view name, const std::vector<std::string>& spellings) {
  const registers::Field* found = kind_ == nullptr ? nullptr : kind_->field(name);
  if (found == nullptr || found->kind != registers::Kind::choice) return;
  const std::string where = "field." + found->name + ".values: ";
  const std::vector<std::string> pack = names_of(found->options);
  const auto has = [](const std::vector<std::string>& all, const std::string& one) {
    return std::find(all.begin(), all.end(), one) != all.end();
  };
  bool same = true;
  for (const registers::ChoiceOption& option : found->options) {
    if (has(spellings, option.name)) continue;
    same = false;
    fault(option.line, where + catalogue_.file() + " does not know the choice “" + option.name +
                           "”" + meant(option.name, spellings));
  }
  for (const std::string& spelling : spellings) {
    if (has(pack, spelling)) continue;
    // A misspelling was told above, with the spelling that was meant.
    const bool told = std::any_of(pack.begin(), pack.end(), [&](const std::string& option) {
      return !has(spellings, option) && base::nearest(option, spellings) == spelling;
    });
    same = false;
    if (!told)
      fault(found->line, where + catalogue_.file() + " expects the choice “" + spelling + "”");
  }
  if (same && pack != spellings)
    fault(found->line, where + "the " + counted(pack.size()) + " must stand in the order of " +
                           catalogue_.file());
}

}  // namespace rules
