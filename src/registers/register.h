#pragma once
// What a register IS: its fields, steps, states and how its pages are laid out, as its pack file says. Plain structs,
// read once at start by pack_file.cpp, never changed after. packs/PACK_FORMAT.md explains each key.
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "registers/value.h"

namespace registers {

// The whole condition language: one field compared with one value or a list. An empty `field` always holds.
struct Condition {
  std::string field;
  std::vector<std::string> is;
  [[nodiscard]] bool always() const { return field.empty(); }
  [[nodiscard]] bool holds(const Values& values) const;
};

// tone: plain on good warn stop
struct ChoiceOption {
  std::string name, label, hint, tone;
  int line = 0;                      // of its pack file
};
enum class Needed { no, yes, when };

struct Field {
  std::string name;
  Kind kind = Kind::line;
  std::string label;                 // as a question, in forms
  std::string short_label;           // in lists, history and pages; the label when not given
  std::string hint;
  std::vector<ChoiceOption> options; // choice only
  Needed needed = Needed::no;
  Condition needed_when;             // for Needed::when
  Condition shown_when;              // not asked and not kept unless it holds
  std::string needed_sentence;       // what the form says when it is missing: "Say why …"
  std::string to;                    // record: the register it must be of; person: the relation it makes, if any
  std::size_t most = 0;              // letters; 0: the kind's own limit (line 300, prose 20,000)
  bool secret = false;               // never shown, never searched (a password verifier)
  bool computed = false;             // set by a rule, never asked
  bool searched = false;             // line and prose: found by search
  std::string not_before;            // date: on or after this other date field, or "today"
  std::string not_after;             // date: on or before this other date field, or "today"
  std::string retired;               // ISO date since which it is no longer asked; old entries still read
  int line = 0;                      // of its pack file
};

// One page of a step's form: short pages, a task list when there are several.
struct FormPage { std::string title; std::vector<std::string> fields; std::vector<std::string> children; };

struct Step {
  std::string name;                  // give, decide, …
  std::string title;                 // "Give advice" (on links, headings)
  std::string done;                  // "Advice given" (in the history)
  std::vector<std::string> from;     // empty: this step makes a new record
  std::string to;                    // state after it; empty: the state stays
  std::vector<FormPage> pages;
  std::vector<std::string> fields() const;          // all asked, in page order
  std::string grave;                 // sentence shown before the act when grave_when holds
  Condition grave_when;
  std::string declaration;           // text of the tick box on the check page; empty: none
  Condition absent_when;             // the step does not exist for such a record (reserved by law) …
  std::string absent_why, absent_source;            // … and the page says this
  std::string children_step;         // for each existing child of `children_of`, take this step within the same act
  std::string children_of;           // a child register
  std::string silence_due;           // date field: the clock takes this step when the day has ended (FORMAT 19)
  std::string decides;               // field of kind party that this step fills with the caller's own post when empty
  std::string same_as;               // counts as this other step wherever "step:NAME" or a report's `dated` asks for it
};

struct State { std::string name, title, tone; };
// A clearer word for a state, by a field's value; in these states only, in every state when none is named.
struct StateWord { Condition when; std::string title, tone; std::vector<std::string> states; };

struct Voice { std::string title, by, at_step, empty; std::vector<std::string> fields; std::vector<std::string> children; };
struct BandItem { std::string label, what, note; };   // what: "state", a field, "step:NAME.person", "step:NAME.time"

struct Page {                        // how a record's page is laid out
  std::string title_field;           // its text is the page's title
  std::vector<BandItem> band;
  std::vector<Voice> voices;         // none or two
  std::vector<std::string> facts;    // remaining fields, in the order of the law
  std::vector<std::string> tables;   // child registers drawn as tables
  std::string teach;                 // what an empty list says: what belongs here, why, the first step
  std::string marked_after;          // what is set by an act after this step is marked on the page …
  std::string mark;                  // … with these words (principle 28); empty: nothing is marked
};

struct ListColumn { std::string field, heading; };    // field, or "reference", "state", "recorded"

// How a record may give capacities (FORMAT 18): fields of this register, in force while in `state`.
struct Grants { std::string person, capacity, from, to, state; };
// How a record is an account (FORMAT 12).
struct Accounts { std::string name, sign_in, password, state; };
// Relation name → field (party or person) whose value names who stands in it.
struct Relation { std::string name, field; };

struct NeedLine {                    // a line of "what needs me": which record, for whom, in which words
  std::string state, verb, due, why;
  std::string step;                  // who may take this step sees the line
  Condition when;
};

enum class ReferenceStyle { number, random };         // AD-2026-014, or six random letters and digits

struct Register {
  std::string name, title, plural, one, prefix, area;  // area: place in the menu, "" none; one: "advice" in a sentence
  std::string record_class, retention, parent, pack_file;
  ReferenceStyle reference = ReferenceStyle::number;
  std::vector<std::string> sources, rules;
  std::vector<int> rule_lines;         // of its pack file, one for each of `rules`
  int line = 0;                        // of its pack file
  std::vector<Field> fields;
  std::vector<State> states;
  std::vector<StateWord> state_words;
  std::vector<Step> steps;
  Condition restricted_when;         // such a record is restricted (principle 7)
  bool privileged = false;           // legal advice: a class of its own (principle 22)
  bool internal = false;             // kept by the program itself: no menu, no forms
  std::vector<ListColumn> columns;
  std::vector<std::string> filters;  // choice fields and "state"
  Page page;
  std::optional<Grants> grants;
  std::optional<Accounts> accounts;
  std::vector<Relation> relations;
  std::vector<NeedLine> needs;

  [[nodiscard]] const Field* field(std::string_view field_name) const;
  [[nodiscard]] const Step* step(std::string_view step_name) const;
  [[nodiscard]] const State* state(std::string_view state_name) const;
  // Whether a step that was taken is the one asked for, or counts as it (Step::same_as).
  [[nodiscard]] bool counts_as(std::string_view taken, std::string_view asked_for) const;
};

// The state in words for these values: the first state word that holds, else the state's title.
struct ShownState { std::string title, tone; };
[[nodiscard]] ShownState shown_state(const Register& kind, std::string_view state, const Values& values);
// A label for the value of a choice; the text itself for other kinds. For people: see records/reader.h names.
[[nodiscard]] std::string choice_label(const Field& field, std::string_view name);
// The most letters that a line or prose may have: its own limit, or its kind's.
[[nodiscard]] std::size_t most_letters(const Field& field);

}  // namespace registers
