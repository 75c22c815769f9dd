#include "access/who_may.h"

#include <algorithm>

#include "access/permission.h"

namespace authority {
namespace {

using registers::Packs;
using registers::Register;
using registers::Step;

constexpr std::string_view clock_words = "The clock";
constexpr std::string_view operator_words = "The server’s operator, by command";

Allowed taking(const Packs& packs, const Register& kind, const std::string& step,
               const std::string& capacity) {
  Takers takers = takers_of(packs, kind, step, capacity);
  if (takers.by_capacity) return {true, {}};
  return {false, std::move(takers.relations)};
}

Allowed reading(const Packs& packs, const Register& kind, const std::string& act,
                const std::string& capacity) {
  const Reading all = reading_of(packs, kind, capacity);
  if (act == "read_restricted") return {all.restricted, {}};
  if (all.open) return {true, {}};
  if (act == "read") return {false, all.audiences};
  return {false, reading_relations(packs, kind, capacity)};
}

std::vector<std::string> acts_of(const Packs& packs, const Register& kind) {
  std::vector<std::string> acts;
  for (const Step& step : kind.steps) acts.push_back(step.name);
  if (is_privileged(packs, kind)) {
    acts.emplace_back("read_privileged");
  } else {
    acts.emplace_back("read");
    acts.emplace_back("read_restricted");
  }
  return acts;
}

std::string heading_of(const Register& kind, const std::string& act) {
  if (act == "read") return "Reads what is open";
  if (act == "read_restricted") return "Reads all that is restricted";
  if (act == "read_privileged") return "Reads it";
  return kind.step(act)->title;
}

std::string states_of(const Register& kind, const std::string& act) {
  const Step* step = kind.step(act);
  if (step == nullptr) return "";
  if (step->from.empty()) return "new";
  std::string words;
  for (const std::string& name : step->from)
    words += (words.empty() ? "" : "; ") + kind.state(name)->title;
  return words;
}

std::string spaced(std::string name) {
  std::replace(name.begin(), name.end(), '_', ' ');
  return name;
}

std::string listed(const std::vector<std::string>& names) {
  std::string words;
  for (std::size_t i = 0; i < names.size(); ++i)
    words += (i == 0 ? "" : i + 1 == names.size() ? " or " : ", ") + spaced(names[i]);
  return words;
}

std::string row(const std::vector<std::string>& cells) {
  std::string line = "|";
  for (const std::string& cell : cells) line += " " + cell + " |";
  return line + "\n";
}

std::string table_of(const Packs& packs, const Register& kind) {
  const WhoMay may = who_may(packs, kind);
  std::vector<std::string> heads = {"Acting as"}, rule = {"---"}, states = {"*taken while it is*"};
  for (const std::string& act : may.acts) {
    heads.push_back(heading_of(kind, act));
    rule.emplace_back("---");
    states.push_back(states_of(kind, act));
  }
  std::string text = row(heads) + row(rule) + row(states);
  // Capacities that may do the same stand in one line.
  std::vector<std::vector<std::string>> lines;
  for (const WhoMayLine& line : may.lines) {
    std::vector<std::string> cells = {title_of_capacity(packs, line.capacity)};
    for (const Allowed& allowed : line.by_act) cells.push_back(in_words(packs, allowed));
    const auto same = std::find_if(lines.begin(), lines.end(), [&](const auto& other) {
      return std::equal(other.begin() + 1, other.end(), cells.begin() + 1);
    });
    if (same == lines.end())
      lines.push_back(std::move(cells));
    else
      same->front() += "; " + cells.front();
  }
  for (const std::vector<std::string>& cells : lines) text += row(cells);
  return text;
}

// Steps that a person takes about their own account, in no capacity: no line of the table has them.
std::string own_steps(const Packs& packs, const Register& kind) {
  std::string text;
  for (const Step& step : kind.steps)
    if (takers_of(packs, kind, step.name, account_holder_capacity).by_capacity)
      text += "“" + step.title + "”: each person about themselves alone, in no capacity.\n\n";
  return text;
}

// Steps of somebody who gives no name: the first makes the record, the others want its code.
std::string nameless_steps(const Packs& packs, const Register& kind) {
  std::string text;
  for (const Step& step : kind.steps) {
    if (!takers_of(packs, kind, step.name, return_code_capacity).by_capacity) continue;
    text += "“" + step.title + "”: ";
    text += step.from.empty() ? "anybody, without a name.\n\n"
                              : "whoever holds the return code of that record, without a name.\n\n";
  }
  return text;
}

// Steps that may still be taken when the capacity's last day has passed.
std::string lately_steps(const Register& kind) {
  std::string titles;
  for (const Step& step : kind.steps)
    if (step.lapsed == Step::Lapsed::recorded)
      titles += (titles.empty() ? "“" : ", “") + step.title + "”";
  return titles.empty() ? "" : "In a capacity to be confirmed too: " + titles + ".\n\n";
}

std::string section_of(const Packs& packs, const Register& kind) {
  std::string text = "\n## " + kind.plural + "\n\n" + own_steps(packs, kind) +
                     nameless_steps(packs, kind) + lately_steps(kind);
  if (!kind.parent.empty())
    text += "Parts of " + packs.find(kind.parent)->one +
            ": read as that is read, where no line here says otherwise.\n\n";
  const WhoMay may = who_may(packs, kind);
  if (!may.opening.empty())
    text += "Read too by whoever is named in it as: " + listed(may.opening) + ".\n\n";
  return text + table_of(packs, kind);
}

std::string deny_rules(const Packs& packs) {
  std::string text;
  for (const registers::DenyRule& rule : packs.denials) text += "- " + rule.sentence + "\n";
  return text;
}

}  // namespace

WhoMay who_may(const Packs& packs, const Register& kind) {
  WhoMay may;
  may.acts = acts_of(packs, kind);
  std::vector<std::string> capacities;
  for (const registers::Capacity& capacity : packs.capacities) capacities.push_back(capacity.name);
  capacities.push_back(clock_caller().held.capacity);
  capacities.push_back(operator_caller("").held.capacity);
  for (const std::string& capacity : capacities) {
    WhoMayLine line{capacity, {}};
    for (const std::string& act : may.acts)
      line.by_act.push_back(kind.step(act) != nullptr ? taking(packs, kind, act, capacity)
                                                      : reading(packs, kind, act, capacity));
    may.lines.push_back(std::move(line));
    if (!is_privileged(packs, kind) && may.opening.empty())
      may.opening = reading_relations(packs, kind, capacity);
  }
  return may;
}

std::string title_of_capacity(const Packs& packs, std::string_view capacity) {
  if (capacity == clock_caller().held.capacity) return std::string(clock_words);
  if (capacity == operator_caller("").held.capacity) return std::string(operator_words);
  const registers::Capacity* known = packs.capacity(capacity);
  return known == nullptr ? std::string(capacity) : known->title;
}

std::string soundness_told(const Packs& packs) {
  const auto titles = [&](const std::vector<std::string>& who) {
    std::string text;
    for (const std::string& one : who)
      text += (text.empty() ? "" : ", ") + title_of_capacity(packs, one);
    return text;
  };
  if (packs.soundness.told.empty()) return std::string();
  return "\nHow the record was found by night is told to: " + titles(packs.soundness.told) +
         "; when something was wrong, also to: " + titles(packs.soundness.when_failed) + ".\n";
}

std::string in_words(const Packs& packs, const Allowed& allowed) {
  if (allowed.always) return "yes";
  if (allowed.relations.empty()) return "";
  const bool put = packs.audience(allowed.relations.front()) != nullptr;
  return (put ? "if put to " : "if ") + listed(allowed.relations);
}

std::string who_may_page(const Packs& packs) {
  std::string text =
      "# Who may do what\n\n"
      "Made from the packs by `plumbline who-may`; a test holds the program to this page, cell by "
      "cell. Read it, and sign it off: what stands here is what the program does.\n\n"
      "An empty cell is never. “If” means: only in a record that names the person, or the post "
      "they "
      "act in, so. Whatever a cell says:\n\n" +
      deny_rules(packs) + "\nMembers of bodies:\n\n";
  for (const registers::Audience& audience : packs.audiences) {
    text += "- *" + spaced(audience.name) + "*: ";
    for (std::size_t i = 0; i < audience.who.size(); ++i)
      text += (i == 0 ? "" : ", ") + title_of_capacity(packs, audience.who[i]);
    text += "; bodies of the kind " + listed(audience.bodies) + "; posts that answer to them: ";
    std::string posts;
    for (const registers::Capacity& capacity : packs.capacities)
      if (capacity.answers_to == audience.name)
        posts += (posts.empty() ? "" : ", ") + capacity.title;
    text += posts + ".\n";
  }
  std::string overseers;
  for (const std::string& one : packs.overseers)
    overseers += (overseers.empty() ? "" : ", ") + title_of_capacity(packs, one);
  if (!overseers.empty())
    text += "\nWho opened what is restricted is told to: " + overseers +
            ".\n";
  text += soundness_told(packs);
  std::string lately;
  for (const std::string& one : packs.to_confirm.who)
    lately += (lately.empty() ? "" : ", ") + title_of_capacity(packs, one);
  if (!lately.empty())
    text += "\nFor " + std::to_string(packs.to_confirm.days) +
            " days after their last day, in a capacity to be confirmed: " + lately + ".\n";
  for (const Register& kind : packs.registers)
    if (kind.grants && !kind.grants->within.empty()) text += "\n" + kind.grants->within + "\n";
  text += "\nWhoever may read a record may comment on it, and withdraw their own comment.\n";
  for (const Register& kind : packs.registers)
    if (!kind.internal && !kind.comments) text += section_of(packs, kind);
  return text;
}

}  // namespace authority
