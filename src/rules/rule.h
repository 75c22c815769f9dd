#pragma once
// What the LAW asks that data cannot say. A rule is a pure function of the record, the change and a
// read-only Lookup. One file per subject, src/rules/NAME_rules.cpp; the file's name is its
// registration (cmake/rules.cmake writes the catalogue).
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"
#include "registers/mistakes.h"
#include "registers/packs.h"
#include "registers/register.h"

namespace rules {

// A record as a rule sees it.
struct Seen {
  std::string reference, register_name, state;
  registers::Values values;
};

// Asked of a part's register with the reference of a record, by_value gives all parts of that
// record.
inline constexpr std::string_view parent_field = ".parent";
// by_value by this gives all records of a register that stand in a state.
inline constexpr std::string_view state_field = "state";

// The two questions a rule may ask of the rest of the store (FORMAT 20).
class Lookup {
 public:
  virtual ~Lookup() = default;
  [[nodiscard]] virtual std::optional<Seen> by_reference(std::string_view reference) const = 0;
  [[nodiscard]] virtual std::vector<Seen> by_value(std::string_view register_name,
                                                   std::string_view field,
                                                   std::string_view canonical) const = 0;
};

struct Act {  // what is about to be recorded
  const registers::Register& kind;
  const registers::Step& step;
  const Seen* before;                     // null for a new record
  registers::Values after;                // the record as it would stand
  registers::Values set;                  // what the step sets
  std::string person, capacity;           // who acts; person is a reference, empty for the clock
  std::string creator, creator_capacity;  // who made the record; empty for a new one
  base::Instant now;
  // The parts of this record that the same act makes or changes, as they would stand. The door
  // fills it for the record that the act is about, so that a rule can ask whether every part was
  // answered.
  std::vector<Seen> parts = {};
  // The record that gave the capacity: "" where the capacity is never lent.
  std::string grant = {};
  enum class Happened { now, before } happened = Happened::now;  // before: it stands already
};

enum class Judgement { allowed, refused };

struct Verdict {
  Judgement judgement = Judgement::allowed;
  std::string reason, source;    // of a refusal: a sentence, and a source id
  std::string possible;          // what would make it possible
  registers::Mistakes mistakes;  // slips that only the rule can see
  registers::Values computed;    // values for fields marked `computed`
  std::string outside;  // recorded though it is outside this, with a record beside it that says so
};

// A verdict that refuses: why, what would make it possible ("" when nothing would), and the id of
// the source it stands on.
[[nodiscard]] Verdict refusal(std::string reason, std::string possible, std::string_view source);

using Rule = std::function<Verdict(const Act&, const Lookup&)>;
// A finding is drawn on pages and counted, never stored (FORMAT 20).
struct Finding {
  std::string sentence, source, tone;
};
using FindingRule =
    std::function<std::vector<Finding>(const Seen&, const base::Date& today, const Lookup&)>;
// What the whole store lacks today: a finding that no record could carry, since none was made.
using LackRule = std::function<std::vector<Finding>(const base::Date& today, const Lookup&)>;

// Rules by name, filled by every *_rules.cpp when the catalogue is made.
class Catalogue {
 public:
  void add(std::string name, Rule rule);
  // The file whose rules are added from here on: for faults that lie in no pack file.
  void reading(std::string file) { file_ = std::move(file); }
  [[nodiscard]] const std::string& file() const { return file_; }
  [[nodiscard]] std::string file_of(std::string_view name) const;  // where a rule is written
  void add_finding(std::string register_name, FindingRule rule) {
    findings_.emplace(std::move(register_name), std::move(rule));
  }
  // Told to whoever may make a record of the register: such a record is what may be done about it.
  void add_lack(std::string register_name, LackRule rule) {
    lacks_.emplace(std::move(register_name), std::move(rule));
  }
  void fault(registers::PackFault fault) { faults_.push_back(std::move(fault)); }
  [[nodiscard]] const Rule* find(std::string_view name) const;
  [[nodiscard]] std::vector<Finding> findings(const Seen& seen, const base::Date& today,
                                              const Lookup& lookup) const;
  [[nodiscard]] bool knows_lacks_of(std::string_view register_name) const {
    return lacks_.find(register_name) != lacks_.end();
  }
  [[nodiscard]] std::vector<Finding> lacks(std::string_view register_name,
                                           const base::Date& today, const Lookup& lookup) const;
  [[nodiscard]] std::vector<std::string> names() const;
  [[nodiscard]] const std::vector<registers::PackFault>& faults() const { return faults_; }

 private:
  std::map<std::string, Rule, std::less<>> rules_;
  std::multimap<std::string, FindingRule, std::less<>> findings_;
  std::multimap<std::string, LackRule, std::less<>> lacks_;
  std::vector<registers::PackFault> faults_;
  std::map<std::string, std::string, std::less<>> files_;  // rule → the file that added it
  std::string file_;
};

// Adds the rules of every src/rules/*_rules.cpp; written at build time by cmake/rules.cmake.
void add_all_rules(const registers::Packs& packs, Catalogue& catalogue);

// Binds every rules file to the packs. The faults of both directions are in it: a field or choice
// that a rules file expects and the pack lacks, a rule that a pack names and no file has, a rule
// that no pack names; with file, line and likely spelling. Borrows the packs for as long as the
// catalogue lives.
[[nodiscard]] Catalogue bind_rules(const registers::Packs& packs);

// Runs every rule that the register names; refusals win, mistakes and computed values add up.
[[nodiscard]] Verdict judge(const Catalogue& catalogue, const Act& act, const Lookup& lookup);

}  // namespace rules
