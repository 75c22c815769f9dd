#pragma once
// How a register's forms, record pages and lists are laid out, as its pack file says. Plain
// structs, drawn by web/ and counted from by reports/; no room but registers/ makes them.
#include <string>
#include <vector>

#include "registers/field.h"

namespace registers {

// One page of a step's form: short pages, a task list when there are several.
struct FormPage {
  std::string title;
  std::vector<std::string> fields;
  std::vector<std::string> children;  // child registers whose rows are asked on this page
};

// One of two texts that stand side by side, neither smaller: what was advised, what was decided.
struct Voice {
  std::string title;
  std::string by;                     // a field, or "step:NAME.person", "step:NAME.capacity"
  std::string at_step;
  std::string empty;                  // what stands there while nothing is recorded
  std::vector<std::string> fields;
  std::vector<std::string> children;
};

// what: "state", a field, or "step:NAME.person", "step:NAME.capacity", "step:NAME.time".
// note: a field whose value stands small beside it.
struct BandItem {
  std::string label, what, note;
};

struct Page {                         // how a record's page is laid out
  std::string title_field;            // its text is the page's title
  std::vector<BandItem> band;
  std::vector<Voice> voices;          // none or two
  std::vector<std::string> facts;     // remaining fields, in the order of the law
  std::vector<std::string> tables;    // child registers drawn as tables
  std::string teach;                  // what an empty list says: what belongs here, and why
  // What is set by an act after this step is marked with these words (principle 28). Both or none.
  std::string marked_after, mark;
};

// field: a field, or "reference", "state", "recorded".
struct ListColumn {
  std::string field, heading;
};

// A line of "what needs me": which record, for whom, in which words.
struct NeedLine {
  std::string state, verb, due, why;
  std::string step;                   // who may take this step sees the line
  Condition when;
};

}  // namespace registers
