#pragma once
// Reads one table of a pack file key by key, and notes every fault with its line: a key that is
// missing, has the wrong shape or is not known. Names that must exist elsewhere are noted as
// mentions and checked when all files are read (pack_names.cpp). Used by the loaders of registers/
// alone.
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "registers/packs.h"
#include "registers/toml_text.h"

namespace registers {

// What a name must be the name of.
enum class Naming {
  field,
  date_field,
  choice_field,
  party_field,
  person_field,
  any_person_field,
  secret_field,
  column,
  filter,
  fact_source,
  state,
  step,
  step_or_date_field,
  choice,
  child,
  relation,
  register_name,
  source,
  act,
  actor,
  reader,
  capacity,
  audience,
  class_name,
  retention,
};

struct Mention {
  Naming naming = Naming::field;
  std::string name;
  std::string where;          // the keys, like "step.decide.from"
  std::string register_name;  // in which register it must exist
  std::string field;          // choice: of which field
  int line = 0;
  std::string file;
};

// A section that a register's file gives to a report, until the report is read.
struct GivenSection {
  std::string report, file;
  int line = 0;
  ReportSection section;
};

// Everything noted while the files of one pack set are read.
struct PackNotes {
  std::vector<GivenSection> sections;
  std::vector<PackFault> faults;
  std::vector<Mention> mentions;
};

// "Did you mean …?" with the nearest of `known`, or the known names when they are few.
[[nodiscard]] std::string meant(std::string_view word, const std::vector<std::string>& known);

class PackTable {
 public:
  struct Place {
    std::string file, where, register_name;
  };
  PackTable(const TomlNode& node, Place place, PackNotes& notes);

  // A text; empty when absent. The needed_ ones note a fault when the key is absent or empty.
  std::string text(std::string_view key);
  std::string needed_text(std::string_view key);
  std::vector<std::string> texts(std::string_view key);
  std::vector<std::string> needed_texts(std::string_view key);
  std::string one_of(std::string_view key, const std::vector<std::string>& known);
  enum class Answer { no, yes };
  Answer yes_no(std::string_view key);
  std::size_t count(std::string_view key);
  std::string date(std::string_view key);  // 2026-11-27, as text or as a TOML date
  Condition condition(
      std::string_view key);  // { when = "field", is = ["value"] }, with its mentions
  // The same as text and texts, with each name mentioned.
  std::string name(std::string_view key, Naming naming);
  std::vector<std::string> names(std::string_view key, Naming naming);
  const TomlNode* node(std::string_view key);           // as it stands; null when absent
  std::vector<PackTable> tables(std::string_view key);  // [[key]]
  struct Named {
    std::string name;
    int line;
  };
  std::vector<Named> named_tables(std::string_view key);  // [key.NAME], in the order of the file
  PackTable table(std::string_view key);                  // [key]; an empty one when absent
  PackTable table_in(std::string_view key, std::string_view name);
  [[nodiscard]] bool has(std::string_view key) const { return node_->at(key) != nullptr; }
  [[nodiscard]] int line() const { return node_->line; }
  [[nodiscard]] int line_of(std::string_view key) const;
  [[nodiscard]] const Place& place() const { return place_; }
  void mention(Naming naming, std::string name, std::string_view key, int at);
  void mention_in(std::string register_name, Naming naming, std::string name, std::string_view key);
  // From here on names are looked for in this register.
  void within(std::string register_name) { place_.register_name = std::move(register_name); }
  void fault(int at, std::string what);
  // Notes every key that nobody asked for. Call it last.
  void finish();

 private:
  const TomlNode* of_shape(std::string_view key, TomlNode::Shape shape, std::string_view words);
  [[nodiscard]] std::string full(std::string_view key) const;
  const TomlNode* node_;
  Place place_;
  PackNotes* notes_;
  std::vector<std::string> asked_;
};

}  // namespace registers
