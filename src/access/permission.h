#pragma once
// What a capacity may do: a pure function of the register's [may], the record's class and the
// relations in which the caller stands.
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "access/caller.h"
#include "registers/packs.h"

namespace authority {

// What permission needs to know of a record. Relations are the register's, resolved for this caller
// (see stands_in).
struct Standing {
  bool restricted = false;
  bool exists = true;                         // false: a step that makes a new record
  // those the caller stands in, "writer" and "clerk_of_body" included
  std::vector<std::string> relations;
};

// Whom another record names as a reader of this one (Register::names), in whatever capacity.
inline constexpr std::string_view needs_to_know_relation = "needs_to_know";

// One line of table `named`: whoever has the person (when not empty) and the capacity (when not
// empty) stands in the relation. Both empty: the relation is an audience, for whoever is of it.
struct NamedLine {
  std::string relation, person, capacity;
  std::int64_t until = 0;  // microseconds since 1970; from then on it holds no longer; 0: for good
  auto operator<=>(const NamedLine&) const = default;
};
// The bodies that a record's relations name, by reference; and of what kind each is.
[[nodiscard]] std::vector<std::string> bodies_named(const registers::Register& kind,
                                                    const registers::Values& values);
using BodyKinds = std::map<std::string, std::string, std::less<>>;
// The lines that a record's own values give, sorted, each once: "writer" (person and capacity),
// every relation that the register declares (a post by capacity, a person by reference),
// "clerk_of_body" when a relation names a body, and the audiences to whom it was put. A comment has
// one line, "commenter": who wrote it, in whatever capacity; it opens nothing. Written to table
// `named` by records/tables.cpp, which adds the lines of the parent to those of a part.
struct Writer { std::string_view person, capacity; };
[[nodiscard]] std::vector<NamedLine> named_lines(const registers::Packs& packs,
                                                 const registers::Register& kind,
                                                 const registers::Values& values,
                                                 const BodyKinds& bodies, const Writer& writer);
[[nodiscard]] bool stands_in(const registers::Packs& packs, const NamedLine& line,
                             const Caller& caller);

// The relations of a register in which this caller stands, by the record's values.
[[nodiscard]] std::vector<std::string> relations_of(const registers::Packs& packs,
                                                    const registers::Register& kind,
                                                    const registers::Values& values,
                                                    const BodyKinds& bodies, const Caller& caller,
                                                    const Writer& writer);

[[nodiscard]] bool may_take(const registers::Packs& packs, const registers::Register& kind,
                            std::string_view step, const Caller& caller, const Standing& standing);
[[nodiscard]] bool may_read(const registers::Packs& packs, const registers::Register& kind,
                            const Caller& caller, const Standing& standing);
// Whether the capacity reads every open (or every restricted, every privileged) record of a
// register; and the audiences it is of, which read the open records put to them (principle 23).
// For use in a query.
struct Reading {
  bool open = false, restricted = false;
  std::vector<std::string> audiences;
};
[[nodiscard]] Reading reading_of(const registers::Packs& packs, const registers::Register& kind,
                                 std::string_view capacity);
// The same for somebody who acts: a capacity that is to be confirmed opens nothing restricted.
[[nodiscard]] Reading reading_of(const registers::Packs& packs, const registers::Register& kind,
                                 const Held& held);
// The relations through which somebody acting in the capacity may read single records of the
// register, sorted; none for a capacity that sees no content. For use in a query too.
[[nodiscard]] std::vector<std::string> reading_relations(const registers::Packs& packs,
                                                         const registers::Register& kind,
                                                         std::string_view capacity);
// Who may take a step: by the capacity alone, or who stands in one of the relations.
struct Takers { bool by_capacity = false; std::vector<std::string> relations; };
[[nodiscard]] Takers takers_of(const registers::Packs& packs, const registers::Register& kind,
                               std::string_view step, std::string_view capacity);
[[nodiscard]] Takers takers_of(const registers::Packs& packs, const registers::Register& kind,
                               std::string_view step, const Held& held);
// Legal advice and its parts: its own class, readable by `read_privileged` alone, in no count and
// no search (principle 22).
[[nodiscard]] bool is_privileged(const registers::Packs& packs, const registers::Register& kind);

}  // namespace authority
