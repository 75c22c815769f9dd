// Holds permission to docs/WHO_MAY.md, the table that people sign off.
//   roles table FILE   every capacity, act, state, class and relation there is, compared with the table; then the same with
//                      each permit taken away, widened or handed over, and with each rule that forbids taken away, where a
//                      table that notices nothing fails
//   roles ask          answers cases from standard input, for tests/roles/reference.py
// The expectation is read from the table alone: this file knows the meaning of a cell, and nothing of packs/scotland.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <map>
#include <set>
#include <sstream>

#include "access/permission.h"
#include "access/who_may.h"
#include "base/text.h"
#include "registers/packs.h"

namespace {

using authority::Caller;
using authority::Standing;
using registers::Packs;
using registers::Register;
using Names = std::vector<std::string>;

bool has(const Names& all, std::string_view one) {
  return std::find(all.begin(), all.end(), one) != all.end();
}

std::string trimmed(std::string text) {
  text.erase(0, text.find_first_not_of(' '));
  text.erase(text.find_last_not_of(' ') + 1);
  return text;
}

Names split(const std::string& text, const std::string& between) {
  Names parts;
  std::size_t at = 0;
  for (std::size_t found; (found = text.find(between, at)) != std::string::npos;
       at = found + between.size())
    parts.push_back(trimmed(text.substr(at, found - at)));
  parts.push_back(trimmed(text.substr(at)));
  return parts;
}

// What a cell says.
struct Cell {
  bool yes = false;
  std::set<std::string> if_named;
};
std::set<std::string> words_of(std::string listed) {
  for (std::size_t at; (at = listed.find(" or ")) != std::string::npos;)
    listed.replace(at, 4, ", ");
  std::set<std::string> names;
  for (const std::string& name : split(listed, ", ")) names.insert(name);
  return names;
}
Cell cell_of(const std::string& text) {
  if (text.empty()) return {};
  if (text == "yes") return {true, {}};
  if (text.rfind("if put to ", 0) == 0) return {false, words_of(text.substr(10))};
  if (text.rfind("if ", 0) == 0) return {false, words_of(text.substr(3))};
  std::cerr << "a cell says “" << text << "”\n";
  std::exit(2);
}

// One register's section: columns in order, their states, the cells by capacity title.
struct Section {
  Names columns, states;
  std::set<std::string> opening;
  std::set<std::string> own;  // titles of steps that each person takes about themselves
  std::set<std::string> nameless;  // … and that somebody takes who gives no name
  std::set<std::string> lately;  // titles of steps taken in a capacity to be confirmed too
  std::map<std::string, std::vector<Cell>> rows;
};
std::map<std::string, Section> read_table(const char* file) {
  std::map<std::string, Section> sections;
  std::ifstream in(file);
  if (!in) std::exit((std::cerr << "cannot read " << file << "\n", 2));
  Section* section = nullptr;
  const std::string named = "Read too by whoever is named in it as: ";
  for (std::string line; std::getline(in, line);) {
    if (line.rfind("## ", 0) == 0) section = &sections[line.substr(3)];
    if (section == nullptr) continue;
    if (line.rfind(named, 0) == 0)
      section->opening = words_of(line.substr(named.size(), line.size() - named.size() - 1));
    const std::size_t own = line.find("”: each person about themselves alone");
    if (own != std::string::npos && line.rfind("“", 0) == 0)
      section->own.insert(line.substr(3, own - 3));
    for (const char* words : {"”: anybody, without a name", "”: whoever holds the return code"}) {
      const std::size_t nameless = line.find(words);
      if (nameless != std::string::npos && line.rfind("“", 0) == 0)
        section->nameless.insert(line.substr(3, nameless - 3));
    }
    const std::string lately = "In a capacity to be confirmed too: “";
    if (line.rfind(lately, 0) == 0)
      for (const std::string& title :
           split(line.substr(lately.size(), line.rfind("”") - lately.size()), "”, “"))
        section->lately.insert(title);
    if (line.rfind("| ", 0) != 0 || line.rfind("| ---", 0) == 0) continue;
    Names cells = split(line.substr(1, line.size() - 2), "|");
    const std::string head = cells.front();
    cells.erase(cells.begin());
    if (section->columns.empty()) section->columns = cells;
    else if (section->states.empty()) section->states = cells;
    else
      for (const std::string& capacity : split(head, "; "))
        for (const std::string& cell : cells) section->rows[capacity].push_back(cell_of(cell));
  }
  return sections;
}

std::string spaced(std::string name) {
  std::replace(name.begin(), name.end(), '_', ' ');
  return name;
}

// One case: somebody acting in a capacity asks for an act on a record.
struct Case {
  std::string capacity, act, state;  // state: of the record; "" for a new one
  bool restricted = false;
  Names relations;
  bool lately = false;  // the capacity is to be confirmed
};

bool any_of(const std::set<std::string>& wanted, const Names& stood_in) {
  return std::any_of(stood_in.begin(), stood_in.end(),
                     [&](const std::string& one) { return wanted.count(spaced(one)) != 0; });
}

// By the table.
class Table {
 public:
  Table(const Packs& packs, const Register& kind, const Section& section)
      : packs_(packs), kind_(kind), section_(section) {
    for (std::size_t i = 0; i < section.columns.size(); ++i)
      column_[i < kind.steps.size() ? kind.steps[i].name : section.columns[i]] = i;
  }
  bool reads(const Case& one) const {
    if (const auto whole = column_.find("Reads it"); whole != column_.end()) {
      const Cell& cell = at(one.capacity, whole->second);
      if (!one.lately) return allows(cell, one.relations);
      return (cell.yes || !cell.if_named.empty()) && any_of(named_in(whole->second), one.relations);
    }
    const Cell& open = at(one.capacity, column_.at("Reads what is open"));
    if (!one.restricted && allows(open, one.relations)) return true;
    if (one.restricted && !one.lately && at(one.capacity, column_.at("Reads all that is restricted")).yes)
      return true;
    return !runs_it(one.capacity) && any_of(section_.opening, one.relations);
  }
  bool takes(const Case& one) const {
    const std::size_t column = column_.at(one.act);
    if (one.lately && section_.lately.count(kind_.step(one.act)->title) == 0) return false;
    if (!has(split(section_.states[column], "; "), state_title(one.state))) return false;
    if (!allows(at(one.capacity, column), one.relations)) return false;
    if (one.state.empty() || one.capacity == "clock" || one.capacity == "operator") return true;
    return reads(one);
  }

 private:
  static bool allows(const Cell& cell, const Names& relations) {
    return cell.yes || any_of(cell.if_named, relations);
  }
  const Cell& at(const std::string& capacity, std::size_t column) const {
    return section_.rows.at(authority::title_of_capacity(packs_, capacity)).at(column);
  }
  // Whoever is named anywhere in a column: where a cell says “yes”, it had no need to say who else.
  std::set<std::string> named_in(std::size_t column) const {
    std::set<std::string> all;
    for (const auto& [title, cells] : section_.rows)
      all.insert(cells.at(column).if_named.begin(), cells.at(column).if_named.end());
    return all;
  }
  // "Whoever runs the service … stands in no relation": neither they nor the program.
  static bool runs_it(const std::string& capacity) {
    return capacity == "administrator" || capacity == "clock" || capacity == "operator";
  }
  std::string state_title(const std::string& state) const {
    return state.empty() ? "new" : kind_.state(state)->title;
  }
  const Packs& packs_;
  const Register& kind_;
  const Section& section_;
  std::map<std::string, std::size_t> column_;
};

// By the program.
bool program_says(const Packs& packs, const Register& kind, const Case& one) {
  Caller caller;
  if (one.capacity != "clock" && one.capacity != "operator") caller.person = "P-1";
  caller.held.capacity = one.capacity;
  if (one.lately) caller.held.standing = authority::Held::Standing::lately;
  const Standing standing{one.restricted, !one.state.empty(), one.relations};
  if (one.act == "read") return may_read(packs, kind, caller, standing);
  const registers::Step& step = *kind.step(one.act);
  const bool leads = one.state.empty() ? step.from.empty() : has(step.from, one.state);
  return leads && may_take(packs, kind, one.act, caller, standing);
}

// Nobody, each relation and audience that any register knows, each two of them that open something, and all at once.
std::vector<Names> relation_sets(const Packs& packs) {
  std::set<std::string> names = {"writer", "clerk_of_body", "needs_to_know", "commenter", "made_up"};
  for (const Register& kind : packs.registers) {
    for (const auto& relation : kind.relations) names.insert(relation.name);
    for (const auto& field : kind.fields)
      if (field.kind == registers::Kind::person && !field.to.empty()) names.insert(field.to);
  }
  for (const auto& audience : packs.audiences) names.insert(audience.name);
  std::vector<Names> sets = {{}, Names(names.begin(), names.end())};
  for (const std::string& name : names) sets.push_back({name});
  return sets;
}

// Audiences one can stand in are those one is of; no case has others.
Names standable(const Packs& packs, const Names& relations, const std::string& capacity) {
  Names kept;
  for (const std::string& one : relations) {
    const registers::Audience* audience = packs.audience(one);
    if (audience == nullptr || has(audience->who, capacity)) kept.push_back(one);
  }
  return kept;
}

template <class Visit>  // called with each case, until it gives false
void for_each_case(const Packs& packs, const Register& kind, const std::string* only, Visit visit) {
  Names capacities = {"clock", "operator"}, acts = {"read"}, states = {""};
  for (const auto& capacity : packs.capacities) capacities.push_back(capacity.name);
  for (const auto& step : kind.steps) acts.push_back(step.name);
  for (const auto& state : kind.states) states.push_back(state.name);
  for (const std::string& act : acts) {
    if (only != nullptr && act != *only) continue;
    for (const std::string& state : states) {
      if (act == "read" && state.empty()) continue;
      for (const std::string& capacity : capacities)
        for (const Names& relations : relation_sets(packs))
          for (const bool restricted : {false, true})
            for (const bool lately : {false, true}) {
              const bool never = has({"clock", "operator"}, capacity);
              if (lately && never) continue;
              Case one{capacity, act, state, restricted, standable(packs, relations, capacity),
                       lately};
              if (!visit(one)) return;
            }
    }
  }
}

std::string told(const Register& kind, const Case& one) {
  std::string text = kind.name + "." + one.act + " as " + one.capacity + ", " +
                     (one.state.empty() ? "new" : one.state) +
                     (one.restricted ? ", restricted" : "") + (one.lately ? ", to be confirmed" : "") + ", named as";
  for (const std::string& relation : one.relations) text += " " + relation;
  return text;
}

struct Comparison {
  std::int64_t cases = 0, differences = 0;
  std::string first;
};
// `most`: differences after which it may stop.
Comparison compare(const Packs& packs, const std::map<std::string, Section>& table,
                   const std::string* register_name, const std::string* act, std::int64_t most) {
  Comparison found;
  for (const Register& kind : packs.registers) {
    if (kind.internal || kind.comments) continue;
    if (register_name != nullptr && kind.name != *register_name &&
        kind.parent != *register_name)
      continue;
    const auto section = table.find(kind.plural);
    if (section == table.end()) {
      found.differences += 1;
      found.first = "the table has no section “" + kind.plural + "”";
      continue;
    }
    for (const registers::Step& step : kind.steps) {
      if (act != nullptr && step.name != *act) continue;
      found.cases += 1;
      const auto says = [&](std::string_view capacity) {
        return authority::takers_of(packs, kind, step.name, capacity).by_capacity;
      };
      const bool alike = says(authority::account_holder_capacity) ==
                             (section->second.own.count(step.title) != 0) &&
                         says(authority::return_code_capacity) ==
                             (section->second.nameless.count(step.title) != 0);
      if (alike) continue;
      if (found.differences++ == 0)
        found.first = kind.name + "." + step.name + " by whom it is about";
    }
    const Table expected(packs, kind, section->second);
    for_each_case(packs, kind, act, [&](const Case& one) {
      const bool wanted = one.act == "read" ? expected.reads(one) : expected.takes(one);
      found.cases += 1;
      if (wanted == program_says(packs, kind, one)) return true;
      if (found.differences++ == 0)
        found.first = told(kind, one) + ": the table says " + (wanted ? "yes" : "no");
      return found.differences < most;
    });
    if (found.differences >= most) break;
  }
  return found;
}

struct Counts {
  int passed = 0, failed = 0;
  void check(bool holds, const std::string& what) {
    (holds ? passed : failed) += 1;
    if (!holds) std::cout << "FAILED " << what << "\n";
  }
};

// Each rule that forbids, taken away: the comments' by a case of its own, since their register has no section.
void try_without_denials(const Packs& packs, const std::map<std::string, Section>& table,
                         Counts& counts) {
  for (const registers::DenyRule& rule : packs.denials) {
    Packs without = packs;
    std::erase_if(without.denials, [&](const auto& one) { return one.denial == rule.denial; });
    bool noticed = compare(without, table, nullptr, nullptr, 1).differences > 0;
    if (rule.denial == registers::Denial::program) {
      Caller false_clock;
      false_clock.person = "P-1";
      false_clock.held.capacity = "clock";
      for (const Register& kind : packs.registers)
        for (const auto& step : kind.steps) {
          if (step.silence_due.empty()) continue;
          noticed = noticed || may_take(without, kind, step.name, false_clock, {});
          counts.check(!may_take(packs, kind, step.name, false_clock, {}),
                       "somebody took the clock’s step " + kind.name + "." + step.name);
        }
    }
    counts.check(noticed, "taking away the rule " + std::string(name_of(rule.denial)) +
                              " is not noticed");
  }
}

// Each permit without one of those it names, with another beside them, and with one handed to another.
void try_other_permits(const Packs& packs, const std::map<std::string, Section>& table,
                       Counts& counts) {
  int mutants = 0, noticed = 0;
  const auto attempt = [&](std::size_t at, Names who, const std::string& what) {
    const registers::Permit& permit = packs.permits[at];
    Packs changed = packs;
    changed.permits[at].who = std::move(who);
    const std::string act = permit.act.rfind("read", 0) == 0 ? "read" : permit.act;
    mutants += 1;
    if (compare(changed, table, &permit.register_name, &act, 1).differences > 0)
      noticed += 1;
    else
      std::cout << "not noticed: " << permit.register_name << "." << permit.act << " " << what << "\n";
  };
  for (std::size_t at = 0; at < packs.permits.size(); ++at) {
    const registers::Permit& permit = packs.permits[at];
    const Register* kind = packs.find(permit.register_name);
    if (kind == nullptr || kind->internal || kind->comments) continue;
    for (std::size_t i = 0; i < permit.who.size(); ++i) {
      Names fewer = permit.who;
      fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(i));
      attempt(at, fewer, "without " + permit.who[i]);
    }
    for (const auto& capacity : packs.capacities) {
      if (has(permit.who, capacity.name)) continue;
      // A name that is a relation of this register too is the relation already.
      const bool also = std::any_of(kind->relations.begin(), kind->relations.end(),
                                    [&](const auto& one) { return one.name == capacity.name; });
      const auto step = kind->step(permit.act);
      const bool never = step != nullptr && !step->declaration.empty() && capacity.signs == "no";
      if (also || never) continue;  // widening it so opens nothing: a rule forbids it in any case
      Names more = permit.who;
      more.push_back(capacity.name);
      const authority::Reading reading = authority::reading_of(packs, *kind, capacity.name);
      if (step != nullptr && !step->from.empty() && capacity.sees_content == "no" && !reading.open)
        continue;  // may read none of it, and nobody acts on what they may not read
      attempt(at, more, "with " + capacity.name);
    }
  }
  std::cout << "permits changed: " << mutants << ", noticed " << noticed << "\n";
  counts.check(mutants > 100, "hardly any permit was changed");
  counts.check(noticed == mutants, std::to_string(mutants - noticed) + " changed permits are not noticed");
}

int check_table(const Packs& packs, const char* file) {
  Counts counts;
  const auto table = read_table(file);
  const auto began = std::chrono::steady_clock::now();
  const Comparison whole = compare(packs, table, nullptr, nullptr, 1'000'000'000);
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - began;
  std::cout << base::grouped(whole.cases) << " cases, " << whole.differences << " unlike the table, "
            << took.count() << " s\n";
  counts.check(whole.differences == 0, whole.first);
  counts.check(whole.cases > 100'000, "hardly any case was asked");
  counts.check(took.count() < 60, "it takes a minute or more");
  counts.check(authority::who_may_page(packs) ==
                   [&] {
                     std::ifstream in(file);
                     return std::string(std::istreambuf_iterator<char>(in), {});
                   }(),
               std::string(file) + " is not what `plumbline who-may` prints: read the difference, "
                                   "then bin/golden");
  try_without_denials(packs, table, counts);
  try_other_permits(packs, table, counts);
  std::cout << counts.passed << " passed, " << counts.failed << " failed, 0 skipped\n";
  return counts.failed == 0 ? 0 : 1;
}

// "register act capacity person restricted exists lately relation,relation" → 1 or 0.
int answer(const Packs& packs) {
  std::ios::sync_with_stdio(false);
  std::string line, answers;
  while (std::getline(std::cin, line)) {
    std::istringstream words(line);
    std::string register_name, act, capacity, person, restricted, exists, lately, relations;
    words >> register_name >> act >> capacity >> person >> restricted >> exists >> lately >>
        relations;
    Caller caller;
    if (person != "-") caller.person = person;
    caller.held.capacity = capacity;
    if (lately == "1") caller.held.standing = authority::Held::Standing::lately;
    Standing standing{restricted == "1", exists == "1", {}};
    if (!relations.empty()) standing.relations = split(relations, ",");
    const Register& kind = *packs.find(register_name);
    const bool says = act == "read" ? may_read(packs, kind, caller, standing)
                                    : may_take(packs, kind, act, caller, standing);
    answers += says ? '1' : '0';
  }
  std::cout << answers << "\n";
  return 0;
}

}  // namespace

int main(int count, char** words) {
  const registers::LoadedPacks loaded = registers::load_packs(registers::embedded_pack_texts());
  if (!loaded.faults.empty()) {
    std::cerr << to_text(loaded.faults);
    return 2;
  }
  const std::string mode = count > 1 ? words[1] : "";
  if (mode == "table" && count == 3) return check_table(loaded.packs, words[2]);
  if (mode == "ask") return answer(loaded.packs);
  std::cerr << "roles table FILE, or roles ask\n";
  return 2;
}
