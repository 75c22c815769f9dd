#include "rules/rule.h"

#include <algorithm>

#include "base/text.h"

namespace rules {
namespace {

// A rule that a pack names and no file has.
void check_named(const registers::Packs& packs, Catalogue& catalogue) {
  for (const registers::Register& kind : packs.registers) {
    for (std::size_t i = 0; i < kind.rules.size(); ++i) {
      if (catalogue.find(kind.rules[i]) != nullptr) continue;
      const auto near = base::nearest(kind.rules[i], catalogue.names());
      const int line = i < kind.rule_lines.size() ? kind.rule_lines[i] : kind.line;
      catalogue.fault({kind.pack_file, std::max(line, 1),
                       "register.rules: there is no rule “" + kind.rules[i] + "”" +
                           (near ? ". Did you mean “" + *near + "”?" : "")});
    }
  }
}

bool is_named(const registers::Packs& packs, const std::string& rule) {
  return std::any_of(packs.registers.begin(), packs.registers.end(),
                     [&](const registers::Register& kind) {
                       return std::find(kind.rules.begin(), kind.rules.end(), rule) !=
                              kind.rules.end();
                     });
}

void add_up(Verdict& all, const Verdict& one) {
  all.mistakes.take_all(one.mistakes, "");
  for (const auto& [field, value] : one.computed) all.computed[field] = value;
  if (all.outside.empty()) all.outside = one.outside;
  if (all.judgement == Judgement::refused || one.judgement == Judgement::allowed) return;
  all.judgement = Judgement::refused;
  all.reason = one.reason;
  all.source = one.source;
  all.possible = one.possible;
}

}  // namespace

Verdict refusal(std::string reason, std::string possible, std::string_view source) {
  Verdict verdict;
  verdict.judgement = Judgement::refused;
  verdict.reason = std::move(reason);
  verdict.possible = std::move(possible);
  verdict.source = source;
  return verdict;
}

void Catalogue::add(std::string name, Rule rule) {
  files_[name] = file_;
  rules_[std::move(name)] = std::move(rule);
}

const Rule* Catalogue::find(std::string_view name) const {
  const auto found = rules_.find(name);
  return found == rules_.end() ? nullptr : &found->second;
}

std::string Catalogue::file_of(std::string_view name) const {
  const auto found = files_.find(name);
  return found == files_.end() ? "" : found->second;
}

std::vector<Finding> Catalogue::findings(const Seen& seen, const base::Date& today,
                                         const Lookup& lookup) const {
  std::vector<Finding> all;
  const auto [first, last] = findings_.equal_range(seen.register_name);
  for (auto rule = first; rule != last; ++rule) {
    std::vector<Finding> some = rule->second(seen, today, lookup);
    all.insert(all.end(), std::make_move_iterator(some.begin()),
               std::make_move_iterator(some.end()));
  }
  return all;
}

std::vector<Finding> Catalogue::lacks(std::string_view register_name, const base::Date& today,
                                      const Lookup& lookup) const {
  std::vector<Finding> all;
  const auto [first, last] = lacks_.equal_range(register_name);
  for (auto rule = first; rule != last; ++rule)
    for (Finding& finding : rule->second(today, lookup)) all.push_back(std::move(finding));
  return all;
}

std::vector<std::string> Catalogue::names() const {
  std::vector<std::string> names;
  for (const auto& [name, rule] : rules_) names.push_back(name);
  return names;
}

Catalogue bind_rules(const registers::Packs& packs) {
  Catalogue catalogue;
  add_all_rules(packs, catalogue);
  check_named(packs, catalogue);
  for (const std::string& name : catalogue.names())
    if (!is_named(packs, name))
      catalogue.fault({catalogue.file_of(name), 1,
                       "the rule “" + name + "” is written here and no register names it"});
  return catalogue;
}

Verdict judge(const Catalogue& catalogue, const Act& act, const Lookup& lookup) {
  Verdict all;
  for (const std::string& name : act.kind.rules) {
    const Rule* rule = catalogue.find(name);
    ENSURE(rule != nullptr);  // bind_rules tells of it before anything is served
    add_up(all, (*rule)(act, lookup));
  }
  return all;
}

}  // namespace rules
