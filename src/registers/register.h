#pragma once
// What a register IS: its fields, steps, states and how its pages are laid out, as its pack file
// says. Plain structs, read once at start by pack_file.cpp, never changed after.
// packs/PACK_FORMAT.md explains each key.
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "registers/field.h"
#include "registers/layout.h"
#include "registers/marks.h"
#include "registers/seals.h"

namespace registers {

struct Step {
  std::string name;                   // give, decide, …
  std::string title;                  // "Give advice" (on links, headings)
  std::string done;                   // "Advice given" (in the history)
  std::vector<std::string> from;      // empty: this step makes a new record
  std::string to;                     // state after it; empty: the state stays
  std::vector<FormPage> pages;
  [[nodiscard]] std::vector<std::string> fields() const;  // all asked, in page order
  std::string grave;                  // sentence shown before the act when grave_when holds
  Condition grave_when;
  std::string declaration;            // text of the tick box on the check page; empty: none
  // Whoever takes it shows anew who they are, unless they did within five minutes: never, or when
  // the condition holds.
  enum class Proof { not_asked, asked } proof = Proof::not_asked;
  Condition proof_when;
  // The step does not exist for such a record (reserved by law), and the page says why.
  Condition absent_when;
  std::string absent_why, absent_source;
  // Person field: whoever it names may not take the step, and is not asked to (principle 13).
  std::string not_by;
  // Whether whoever held the capacity until lately may take it, to be confirmed (principle 2).
  enum class Lapsed { refused, recorded } lapsed = Lapsed::refused;
  // Emptied before the step's own answers are taken: what they said belongs to an earlier act.
  std::vector<std::string> empties;
  // For each existing child of `children_of`, this step of the child is taken within the same act.
  std::string children_step, children_of;
  std::string silence_due;            // date field: the clock takes this step when that day ends
  std::string decides;                // party field filled with the caller's own post when empty
  // Counts as this other step wherever "step:NAME" or a report's `dated` asks for that one.
  std::string same_as;
};

struct State {
  std::string name, title, tone;
};

// A clearer word for a state, by a field's value; in these states, or in every state when none is
// named.
struct StateWord {
  Condition when;
  std::string title, tone;
  std::vector<std::string> states;
};

// Relation name → field (party or person) whose value names who stands in it.
struct Relation {
  std::string name, field;
};

enum class ReferenceStyle { number, random };  // AD-2026-014, or six random letters and digits

struct Register {
  std::string name, title, plural;
  std::string one;                    // "advice", in a sentence
  std::string prefix;
  std::string area;                   // place in the menu; "" none
  std::string record_class, retention, parent, pack_file;
  ReferenceStyle reference = ReferenceStyle::number;
  std::vector<std::string> sources, rules;
  std::vector<int> rule_lines;        // of the pack file, one for each of `rules`
  int line = 0;                       // of the pack file
  std::vector<Field> fields;
  std::vector<State> states;
  std::vector<StateWord> state_words;
  std::vector<Step> steps;
  Condition restricted_when;          // such a record is restricted (principle 7)
  bool closed = false;                // every record of it is
  bool privileged = false;            // legal advice: a class of its own (principle 22)
  bool internal = false;              // kept by the program itself: no menu, no forms
  // Parts that are comments: whoever may read the record may write one and withdraw their own. They
  // stand apart from it: in no history, list, search or figure.
  bool comments = false;
  std::vector<ListColumn> columns;
  std::vector<std::string> filters;   // choice and yes_no fields, and "state"
  Page page;
  std::optional<Grants> grants;
  std::optional<Accounts> accounts;
  std::optional<Names> names;
  std::optional<Identities> identities;
  std::optional<EmergencyNote> emergency;
  std::optional<Unconfirmed> unconfirmed;
  std::optional<Disposes> disposes;
  std::optional<Holds> holds;
  std::optional<Recovers> recovers;
  std::string goes_with;              // record field: disposed of with the record it names
  std::optional<ReturnCode> return_code;
  std::optional<SealingKeys> sealing_keys;
  std::optional<SealOpenings> seal_openings;
  std::string body_kind;              // its records are bodies; this choice field says of what kind
  std::vector<Relation> relations;
  std::vector<NeedLine> needs;

  [[nodiscard]] const Field* field(std::string_view field_name) const;
  [[nodiscard]] const Field* sealed_field() const;  // null: nothing of it is sealed
  // Its records open others that their writer may not read: the glass is broken.
  [[nodiscard]] bool names_unseen() const;
  [[nodiscard]] const Step* step(std::string_view step_name) const;
  [[nodiscard]] const State* state(std::string_view state_name) const;
  // Whether a step that was taken is the one asked for, or counts as it (Step::same_as).
  [[nodiscard]] bool counts_as(std::string_view taken, std::string_view asked_for) const;
};

// The state in words for these values: the first state word that holds, else the state's title.
struct ShownState {
  std::string title, tone;
};
[[nodiscard]] ShownState shown_state(const Register& kind, std::string_view state,
                                     const Values& values);

}  // namespace registers
