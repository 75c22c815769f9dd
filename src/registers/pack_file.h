#pragma once
// Reads each file of a pack from its tree. Used by packs.cpp alone. What is wrong inside one file
// is noted at once; names that must exist elsewhere are noted as mentions.
#include <string>

#include "registers/pack_table.h"

namespace registers {

// Adds the register, and with it who may do what there.
void read_register(const TomlNode& root, const std::string& file, Packs& packs, PackNotes& notes);
// Parts of a register's file, in pack_layout.cpp: [list], [page], [relations], [[need]], [grants],
// [accounts]; and [may], a line for each act.
void read_layout(PackTable& file, Register& kind);
void read_permits(PackTable& file, const Register& kind, Packs& packs);
void read_given_sections(PackTable& file, PackNotes& notes);
// "state", a field, or "step:NAME.person", "step:NAME.capacity", "step:NAME.time".
std::string read_fact_source(PackTable& table, std::string_view key);

// [[section]] of a report, or of a register that gives it to one.
[[nodiscard]] ReportSection read_section(PackTable table);
// each to its report, in the order of the files
void give_sections(Packs& packs, PackNotes& notes);

void read_pack(const TomlNode& root, const std::string& file, Packs& packs, PackNotes& notes);
void read_sources(const TomlNode& root, const std::string& file, Packs& packs, PackNotes& notes);
// in pack_roles.cpp
void read_roles(const TomlNode& root, const std::string& file, Packs& packs, PackNotes& notes);
void read_holidays(const TomlNode& root, const std::string& file, Packs& packs, PackNotes& notes);
void read_clocks(const TomlNode& root, const std::string& file, Packs& packs, PackNotes& notes);
void read_first_steps(const TomlNode& root, const std::string& file, Packs& packs,
                      PackNotes& notes);
void read_report(const TomlNode& root, const std::string& file, Packs& packs, PackNotes& notes);
void read_set(const TomlNode& root, const std::string& file, Packs& packs, PackNotes& notes);

// Checks every mention, and what no single file can see: prefixes, states that no step reaches,
// steps that nobody may take (pack_names.cpp, pack_whole.cpp).
void check_mentions(const Packs& packs, PackNotes& notes);
void check_whole(const Packs& packs, PackNotes& notes);
// In pack_roles.cpp, when all files are read and found sound: groups in [may] become capacities.
void write_out_groups(Packs& packs);

[[nodiscard]] const std::vector<std::string>& known_tones();

}  // namespace registers
