#pragma once
// What a field of a register IS, and the one kind of condition that a pack may state. Plain
// structs, read once at start, never changed after. packs/PACK_FORMAT.md explains each key.
#include <string>
#include <string_view>
#include <vector>

#include "registers/value.h"

namespace registers {

// The whole condition language: one field compared with one value or a list; "" is an empty field.
// A condition without a field always holds.
struct Condition {
  std::string field;
  std::vector<std::string> is;
  [[nodiscard]] bool always() const { return field.empty(); }
  [[nodiscard]] bool holds(const Values& values) const;
};

// tone: plain on good warn stop, or empty. line: of the pack file.
struct ChoiceOption {
  std::string name, label, hint, tone;
  int line = 0;
};

enum class Needed { no, yes, when };

// A choice read off a table of two other choices: a row for each choice of `down`, in each row a
// choice of this field for each choice of `across`. Without `down` there is no grid.
struct Grid {
  std::string down, across;
  std::vector<std::vector<std::string>> rows;
};

struct Field {
  std::string name;
  Kind kind = Kind::line;
  std::string label;                  // as a question, in forms
  std::string short_label;            // in lists, history and pages; the label when not given
  std::string hint;
  std::vector<ChoiceOption> options;  // choice only
  Needed needed = Needed::no;
  Condition needed_when;              // for Needed::when
  Condition shown_when;               // not asked and not kept unless it holds
  std::string needed_sentence;        // what the form says when it is missing: "Say why …"
  // record: the register it must be of. person: the relation it makes, if any.
  std::string to;
  std::size_t most = 0;               // letters; 0: the kind's own limit (line 300, prose 20,000)
  bool unseen = false;                // record: may name one that its writer may not read
  bool secret = false;                // never shown, never searched (a password verifier)
  // line: what is kept is a sealed box that two people open together (base/sealed_box.h); secret
  // too. alone_when: the writer agreed that one person may open it at once.
  bool sealed = false;
  Condition alone_when;
  bool computed = false;              // set by a rule or a grid, never asked
  Grid grid;                          // choice only
  bool searched = false;              // line and prose: found by search
  std::string not_before;             // date: on or after this other date field, or "today"
  std::string not_after;              // date: on or before this other date field, or "today"
  std::string retired;                // ISO date since which it is no longer asked; still read
  int line = 0;                       // of the pack file
  [[nodiscard]] bool has_grid() const { return !grid.down.empty(); }
  // Known only when the rules have been asked; a grid is filled before anything is checked.
  [[nodiscard]] bool waits_for_a_rule() const { return computed && !has_grid(); }
};

// A label for the value of a choice; the text itself for other kinds. For people: see
// records/reader.h names.
[[nodiscard]] std::string choice_label(const Field& field, std::string_view name);
// The most letters that a line or prose may have: its own limit, or its kind's.
[[nodiscard]] std::size_t most_letters(const Field& field);

}  // namespace registers
