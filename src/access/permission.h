#pragma once
// What a capacity may do: a pure function of roles.toml, the record's class and the relations in which the caller stands.
#include <string>
#include <string_view>
#include <vector>

#include "access/caller.h"
#include "registers/packs.h"

namespace authority {

// What permission needs to know of a record. Relations are the register's, resolved for this caller (see stands_in).
struct Standing {
  bool restricted = false;
  bool exists = true;                         // false: a step that makes a new record
  std::vector<std::string> relations;         // those the caller stands in, "writer" and "clerk_of_body" included
};

// The relations of a register in which this caller stands, by the record's values. `writer_person`/`writer_capacity` made it.
[[nodiscard]] std::vector<std::string> relations_of(const registers::Register& kind, const registers::Values& values, const Caller& caller,
                                                    std::string_view writer_person, std::string_view writer_capacity);

[[nodiscard]] bool may_take(const registers::Packs& packs, const registers::Register& kind, std::string_view step, const Caller& caller, const Standing& standing);
[[nodiscard]] bool may_read(const registers::Packs& packs, const registers::Register& kind, const Caller& caller, const Standing& standing);
// Whether the capacity reads every open (or every restricted, every privileged) record of a register, for use in a query.
struct Reading { bool open = false, restricted = false; };
[[nodiscard]] Reading reading_of(const registers::Packs& packs, const registers::Register& kind, std::string_view capacity);

}  // namespace authority
