#pragma once
// All packs in force, read and checked together. A fault anywhere stops the program from starting, and every fault
// is told at once: file, line, and the likely spelling.
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "registers/register.h"

namespace registers {

struct PackFault { std::string file; int line = 0; std::string what; };
[[nodiscard]] std::string to_text(const std::vector<PackFault>& faults);   // one line each: file:line: what

// A text of a pack: from the binary (embedded_packs) or a folder.
struct PackText { std::string path, text; };

enum class SourceStatus { confirmed, part, unconfirmed, opinion };
struct Source { std::string id, title, cite, kind, url, read, says; SourceStatus status = SourceStatus::unconfirmed; };

struct Capacity { std::string name, title, sees_content; };   // sees_content: "yes" or "no"
// A class of records, and how long a register keeps its own: names that registers use, in pack.toml.
struct RecordClass { std::string name, title; };
struct Retention { std::string name, title; };
// Who may do what: roles.toml, one line of the table. `who` holds capacity names, or relation names of the register.
struct Permit { std::string register_name, act; std::vector<std::string> who; };   // act: a step, read, read_restricted, read_privileged

struct TallyFigure {                 // a figure of a report: declared, counted by reports/
  std::string name, sentence, register_name, by, dated;   // by: field counted by its values; dated: step or date field within the year
  Condition when;
};
struct ReportSection { std::string name, title, lead, empty; std::vector<TallyFigure> figures; std::vector<std::string> sources; };
struct ReportTemplate { std::string name, title, plural, pack_file; std::vector<ReportSection> sections; };

// A reference set: how a published file's columns become ours (FORMAT 13). See packs/PACK_FORMAT.md "sets".
struct SetColumn {
  std::string name, kind, label;             // kind: line, count, decimal, grade, date, yes_no
  std::vector<std::string> from;             // header names, in order of preference; "*" stands for a year window
  bool needed = false;
};
struct ReferenceSet { std::string name, title, key, pack_file; std::vector<SetColumn> columns; std::vector<std::string> sources; std::map<std::string, std::string, std::less<>> settings; };

struct Packs {
  std::string name, version;                       // of the pack set, from pack.toml
  std::string in_force_from;                       // 2026-11-27
  std::string digest;                              // SHA-256 of `files`, lower-case hex
  std::string files;                               // every file, in order of path: path, NUL, length, NUL, text; kept by the store
  std::vector<RecordClass> classes;
  std::vector<Retention> retentions;
  std::vector<Register> registers;
  std::vector<Source> sources;
  std::vector<Capacity> capacities;
  std::vector<Permit> permits;
  std::vector<ReportTemplate> reports;
  std::vector<ReferenceSet> sets;
  std::vector<base::Date> holidays;                // for the plain working-day clock, with the source in sources
  [[nodiscard]] const Register* find(std::string_view register_name) const;
  [[nodiscard]] const Register* by_prefix(std::string_view prefix) const;
  [[nodiscard]] std::vector<const Register*> children_of(std::string_view register_name) const;
  [[nodiscard]] const Source* source(std::string_view id) const;
  [[nodiscard]] const Capacity* capacity(std::string_view capacity_name) const;
};

// Reads the packs from texts. On failure the faults are all there are.
struct LoadedPacks { Packs packs; std::vector<PackFault> faults; };
[[nodiscard]] LoadedPacks load_packs(const std::vector<PackText>& texts);
[[nodiscard]] std::vector<PackText> embedded_pack_texts();                                      // scotland/…
[[nodiscard]] base::Result<std::vector<PackText>> pack_texts_in(const std::filesystem::path& folder);

}  // namespace registers
