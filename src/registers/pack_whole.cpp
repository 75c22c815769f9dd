// What no single key can show: states that no step reaches, steps that nobody may take, names used
// twice.
#include <algorithm>

#include "registers/pack_file.h"

namespace registers {
namespace {

class Checks {
 public:
  Checks(const Packs& packs, PackNotes& notes) : packs_(packs), notes_(notes) {}

  void check_all() {
    for (const Register& kind : packs_.registers) {
      check_unique(kind);
      check_states(kind);
      check_fields(kind);
      check_grids(kind);
      check_filters(kind);
      check_page(kind);
      check_seals(kind);
      check_permits(kind);
      check_comments(kind);
      check_granted(kind);
    }
    check_sources();
  }

 private:
  void fault(const Register& kind, int line, std::string what) {
    notes_.faults.push_back({kind.pack_file, std::max(line, 1), std::move(what)});
  }

  void check_unique(const Register& kind) {
    for (const Register& other : packs_.registers) {
      if (&other == &kind) return;  // said once, of the later of the two
      if (other.name == kind.name)
        fault(kind, kind.line,
              "register.name: “" + kind.name + "” stands in " + other.pack_file + " as well");
      if (other.prefix == kind.prefix)
        fault(
            kind, kind.line,
            "register.prefix: “" + kind.prefix + "” is the prefix of “" + other.name + "” as well");
    }
  }

  void check_states(const Register& kind) {
    const auto reached = [&](const State& state) {
      return std::any_of(kind.steps.begin(), kind.steps.end(),
                         [&](const Step& step) { return step.to == state.name; });
    };
    for (const State& state : kind.states)
      if (!reached(state))
        fault(kind, kind.line, "lifecycle.states: no step reaches “" + state.name + "”");
    if (std::none_of(kind.steps.begin(), kind.steps.end(),
                     [](const Step& step) { return step.from.empty(); }))
      fault(kind, kind.line, "no step makes a new record: one needs from = []");
  }

  void check_fields(const Register& kind) {
    for (const Field& field : kind.fields) {
      const Step* asks = nullptr;
      for (const Step& step : kind.steps) {
        const std::vector<std::string> asked = step.fields();
        if (std::find(asked.begin(), asked.end(), field.name) != asked.end()) asks = &step;
      }
      const std::string where = "field." + field.name;
      const bool by_door = kind.disposes && kind.disposes->with == field.name;
      if (asks == nullptr && !field.computed && !by_door && field.retired.empty())
        fault(kind, field.line, where + " is asked by no step");
      if (asks != nullptr && field.computed)
        fault(kind, field.line, where + " is computed, yet step." + asks->name + " asks it");
      if (asks != nullptr && !field.retired.empty())
        fault(kind, field.line, where + " is retired, yet step." + asks->name + " asks it");
    }
  }

  // A grid has a row for each choice of the one field and a cell for each of the other, stands on
  // fields before it, and gives only what its own field knows.
  void check_grids(const Register& kind) {
    for (std::size_t place = 0; place < kind.fields.size(); ++place) {
      const Field& field = kind.fields[place];
      if (!field.has_grid()) continue;
      const std::string where = "field." + field.name + ".grid";
      const Field* down = kind.field(field.grid.down);
      const Field* across = kind.field(field.grid.across);
      if (down == nullptr || across == nullptr) continue;  // said where it is named
      for (const Field* on : {down, across})
        if (static_cast<std::size_t>(on - kind.fields.data()) >= place)
          fault(kind, field.line, where + ": the field “" + on->name + "” must stand before it");
      if (field.grid.rows.size() != down->options.size())
        fault(kind, field.line,
              where + ".rows: one for each choice of “" + down->name + "” is wanted, " +
                  std::to_string(down->options.size()));
      for (const std::vector<std::string>& row : field.grid.rows)
        check_grid_row(kind, field, row, across->options.size());
    }
  }

  void check_grid_row(const Register& kind, const Field& field, const std::vector<std::string>& row,
                      std::size_t wanted) {
    const std::string where = "field." + field.name + ".grid.rows";
    if (row.size() != wanted)
      fault(kind, field.line,
            where + ": a row has " + std::to_string(row.size()) +
                " words, and one for each choice " + "of “" + field.grid.across + "” is wanted, " +
                std::to_string(wanted));
    std::vector<std::string> known;
    for (const ChoiceOption& option : field.options) known.push_back(option.name);
    for (const std::string& cell : row)
      if (std::find(known.begin(), known.end(), cell) == known.end())
        fault(kind, field.line,
              where + ": there is no choice “" + cell + "”" + meant(cell, known));
  }

  // A filter's field is a word of the list's address, beside the list's own.
  void check_filters(const Register& kind) {
    for (const std::string_view own : {"after", "as_at", "begun_at", "order", "sort",
                                         "words"})
      if (std::find(kind.filters.begin(), kind.filters.end(), own) != kind.filters.end())
        fault(kind, kind.line,
              "list.filters: “" + std::string(own) + "” is a word of every list’s address; the " +
                  "field needs another name");
  }

  // What somebody recorded must stand somewhere for its readers.
  void check_page(const Register& kind) {
    if (kind.internal || !kind.parent.empty()) return;
    std::vector<std::string> drawn = kind.page.facts;
    drawn.push_back(kind.page.title_field);
    for (const BandItem& item : kind.page.band) drawn.insert(drawn.end(), {item.what, item.note});
    for (const Voice& voice : kind.page.voices) {
      drawn.push_back(voice.by);
      drawn.insert(drawn.end(), voice.fields.begin(), voice.fields.end());
    }
    for (const StateWord& word : kind.state_words) drawn.push_back(word.when.field);
    for (const Field& field : kind.fields)
      if (!field.secret && std::find(drawn.begin(), drawn.end(), field.name) == drawn.end())
        fault(kind, field.line,
              "field." + field.name + " stands nowhere on the record’s page: add it to page.facts");
  }

  [[nodiscard]] bool permitted(const Register& kind, std::string_view act) const {
    return std::any_of(packs_.permits.begin(), packs_.permits.end(), [&](const Permit& permit) {
      return permit.register_name == kind.name && permit.act == act && !permit.who.empty();
    });
  }

  // What nobody could open would be lost; what one person could open would be no seal.
  void check_seals(const Register& kind) {
    const auto has = [&](auto what) {
      return std::any_of(packs_.registers.begin(), packs_.registers.end(), what);
    };
    const bool opens = has([](const Register& one) { return one.sealing_keys.has_value(); }) &&
                       has([](const Register& one) { return one.seal_openings.has_value(); });
    if (kind.sealed_field() != nullptr && (packs_.seals.who.size() < 2 || !opens))
      fault(kind, kind.sealed_field()->line,
            "field." + kind.sealed_field()->name + " is sealed: say in roles.toml who holds "
            "[seals], and have registers with [sealing_keys] and [seal_openings]");
    if (std::count_if(kind.fields.begin(), kind.fields.end(),
                      [](const Field& one) { return one.sealed; }) > 1)
      fault(kind, kind.line, "a register has one sealed field at most");
  }

  void check_permits(const Register& kind) {
    // The program itself acts there; and comments are for whoever reads what they are about.
    if (kind.internal || kind.comments) return;
    const auto wants = [&](const std::string& what, std::string_view act) {
      fault(kind, kind.line, what + "; [may] wants a line " + std::string(act) + " = […]");
    };
    const auto by_program = [&](const Step& step) {
      return !step.silence_due.empty() ||
             (kind.unconfirmed && kind.unconfirmed->step == step.name) ||
             (kind.disposes && (kind.disposes->finish == step.name ||
                                kind.disposes->again == step.name));
    };
    for (const Step& step : kind.steps)
      if (!by_program(step) && !permitted(kind, step.name))
        wants("step." + step.name + ": nobody may take it", step.name);
    if (kind.parent.empty() && !kind.closed && !permitted(kind, "read"))
      wants("nobody may read it", "read");
    if ((kind.closed || !kind.restricted_when.always()) && !permitted(kind, "read_restricted"))
      wants("nobody may read what is restricted", "read_restricted");
    if (kind.privileged && !permitted(kind, "read_privileged"))
      wants("nobody may read what is privileged", "read_privileged");
  }

  // What people say of a record is no part of what was decided, and is counted nowhere.
  void check_comments(const Register& kind) {
    if (!kind.comments) return;
    const auto say = [&](std::string what) { fault(kind, kind.line, std::move(what)); };
    if (kind.parent.empty())
      say("register.comments: comments are about records: say which (parent)");
    if (!kind.restricted_when.always() || !kind.rules.empty() || kind.grants || kind.accounts)
      say("register.comments: comments follow their record and have no rules of their own");
    if (!packs_.children_of(kind.name).empty()) say("register.comments: comments have no parts");
    for (const Step& step : kind.steps)
      if (!step.silence_due.empty()) say("step." + step.name + ": the clock does not comment");
    for (const ReportTemplate& report : packs_.reports)
      for (const ReportSection& section : report.sections)
        for (const TallyFigure& figure : section.figures)
          if (figure.register_name == kind.name)
            notes_.faults.push_back({report.pack_file, 1,
                                     "the figure “" + figure.name + "” counts comments, which "
                                     "stand in no report"});
  }

  // A choice of capacities offers capacities; a line may hold any of them, and one register has it.
  void check_granted(const Register& kind) {
    if (!kind.grants) return;
    const Field* capacity = kind.field(kind.grants->capacity);
    if (capacity == nullptr) return;  // told where the file was read
    const std::string where = "field." + capacity->name;
    for (const ChoiceOption& option : capacity->options)
      if (packs_.capacity(option.name) == nullptr)
        fault(kind, capacity->line, where + ": “" + option.name + "” is no capacity");
    if (capacity->kind != Kind::line && capacity->kind != Kind::choice)
      fault(kind, capacity->line, where + ": what is granted stands in a line or a choice");
    if (capacity->kind == Kind::line && packs_.appointing() != &kind)
      fault(kind, capacity->line,
            where + ": one register gives any capacity; here it is a choice of some");
  }

  void check_sources() {
    for (std::size_t i = 0; i < packs_.sources.size(); ++i)
      for (std::size_t k = 0; k < i; ++k)
        if (packs_.sources[i].id == packs_.sources[k].id)
          notes_.faults.push_back(
              {"sources.toml", 1, "the source “" + packs_.sources[i].id + "” stands there twice"});
  }

  const Packs& packs_;
  PackNotes& notes_;
};

}  // namespace

void check_whole(const Packs& packs, PackNotes& notes) {
  Checks(packs, notes).check_all();
}

}  // namespace registers
