#pragma once
// All packs in force, read and checked together. A fault anywhere stops the program from starting,
// and every fault is told at once: file, line, and the likely spelling.
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "calendar/clock.h"
#include "registers/register.h"
#include "registers/roles.h"

namespace registers {

struct PackFault {
  std::string file;
  int line = 0;
  std::string what;
};
[[nodiscard]] std::string to_text(const std::vector<PackFault>& faults);  // "file:line: what" LF

// A text of a pack: from the binary or a folder.
struct PackText {
  std::string path, text;
};

enum class SourceStatus { confirmed, part, unconfirmed, opinion };
// kind: act regulation guidance opinion data principle. read: 2026-11-27, or "". says: one
// sentence.
struct Source {
  std::string id, title, cite, kind, url, read, says;
  SourceStatus status = SourceStatus::unconfirmed;
};

// A class of records, and how long a register keeps its own.
struct RecordClass { std::string name, title; };
// years: after the last act on a record; none: as long as the council keeps anything. source: of
// the length.
struct Retention {
  std::string name, title;
  std::optional<int> years = {}; std::string source = {};
};

// A figure of a report: declared here, counted by reports/.
struct TallyFigure {
  std::string name;
  std::string sentence;               // what is counted, in words, without a number
  std::string register_name;
  std::string by;                     // choice field or "state", by its values; "" one number
  std::string dated;                  // step taken, or date field, within the year; "" as it stands
  Condition when;
};
struct ReportSection {
  std::string name, title, lead, empty;
  std::vector<TallyFigure> figures;
  std::vector<std::string> sources;
};
struct ReportTemplate {
  std::string name, title, plural, pack_file;
  std::vector<ReportSection> sections;
};

// A reference set: how a published file's columns become ours (FORMAT 13).
struct SetColumn {
  std::string name;
  std::string kind;                   // line, count, decimal, grade, date, yes_no
  std::string label;
  std::vector<std::string> from;      // header names, the preferred first; "*" is a year window
  bool needed = false;
};
struct ReferenceSet {
  std::string name, title, key, pack_file;
  std::vector<SetColumn> columns;
  std::vector<std::string> sources;
  std::map<std::string, std::string, std::less<>> settings;  // a list is LF between its texts
};

// One of the first steps in a new store: what to do, why, and when it is done. Either a step of a
// register, done when so many of its records stand; or an edition of a set.
struct FirstStep {
  std::string title, why, others;     // others: what is said to who may not take it
  std::string register_name, step;
  Condition when;                     // on the records that count
  std::string state;                  // in which they count; "" any
  std::int64_t at_least = 1;
  std::string set;
};

struct Packs {
  std::string name, version;          // of the pack set
  std::string in_force_from;          // 2026-11-27
  std::string digest;                 // SHA-256 of `files`, lower-case hex
  // Each file, in order of path: path, NUL, length, NUL, text; kept as a document.
  std::string files;
  std::vector<RecordClass> classes;
  std::vector<Retention> retentions;
  std::vector<Register> registers;
  std::vector<Source> sources;
  std::vector<Capacity> capacities;
  std::vector<Group> groups;
  std::vector<Audience> audiences;
  std::vector<DenyRule> denials;
  std::vector<std::string> overseers;  // capacities that oversee access
  SoundnessTold soundness;
  ToConfirm to_confirm;
  Seals seals;
  std::vector<Permit> permits;
  std::vector<ReportTemplate> reports;
  std::vector<ReferenceSet> sets;
  std::vector<FirstStep> first_steps;  // in their order
  std::vector<base::Date> holidays;   // for the plain working-day clock, in order
  std::vector<calendar::ClockRule> clocks;  // a length that changed stands once for each time
  [[nodiscard]] const Register* find(std::string_view register_name) const;
  // The register by which people come to any capacity: its records name it in a line, while others
  // that give capacities offer a choice of some. A store begins with it.
  [[nodiscard]] const Register* appointing() const;
  [[nodiscard]] const Register* by_prefix(std::string_view prefix) const;
  [[nodiscard]] std::vector<const Register*> children_of(std::string_view register_name) const;
  [[nodiscard]] const Retention* retention(std::string_view retention_name) const;
  [[nodiscard]] const Register* disposing() const;  // its records dispose of others; may be null
  [[nodiscard]] const Source* source(std::string_view id) const;
  [[nodiscard]] const Capacity* capacity(std::string_view capacity_name) const;
  [[nodiscard]] const Audience* audience(std::string_view audience_name) const;
  [[nodiscard]] bool denies(Denial denial) const;
  [[nodiscard]] bool oversees(std::string_view capacity_name) const;
};

// Bank holidays, whole years of them; none when the packs have none.
[[nodiscard]] calendar::Holidays bank_holidays_of(const Packs& packs);
// The days by which clocks count; a council's own are the bank holidays until it says otherwise.
[[nodiscard]] calendar::Calendars calendars_of(const Packs& packs);

// Reads the packs from texts. With faults, the packs hold what could be read.
struct LoadedPacks {
  Packs packs;
  std::vector<PackFault> faults;
};
[[nodiscard]] LoadedPacks load_packs(const std::vector<PackText>& texts);
[[nodiscard]] std::vector<PackText> embedded_pack_texts();  // scotland/…
// Every .toml file below a folder, its path beginning with the folder's name.
// Errors: not_found, unavailable.
[[nodiscard]] base::Result<std::vector<PackText>> pack_texts_in(
    const std::filesystem::path& folder);

}  // namespace registers
