#pragma once
// Who may do what, as roles.toml and the [may] of every register say it: capacities, names for
// several of them, the audiences of bodies, and what forbids whatever else permits. Plain structs,
// read once at start by pack_roles.cpp; access/permission.h gives them their meaning.
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace registers {

struct Capacity {
  std::string name, title;
  std::string sees_content;           // "yes" or "no"
  std::string signs = "yes";          // "no": prepares, and takes no step that is declared
  // The audience that sees what is put to this post for decision; "": nothing is put to it.
  std::string answers_to = {};
  std::string emergency = "no";       // "yes": gets in when the provider does not answer
};
// Several capacities under one name, for [may].
struct Group {
  std::string name, title;
  std::vector<std::string> who;
};
// Members of bodies, who see what was put to their own: the kinds of body, or a post that answers
// to them (principle 23). Every member of a body has the same evidence, so it is by kind.
struct Audience {
  std::string name, title;
  std::vector<std::string> who, bodies;
};
// What forbids, whatever else permits. roles.toml names every one of them with its sentence.
enum class Denial {
  runs_the_service,   // who sees no content stands in no relation to a record
  named_people_only,  // reading what is open opens nothing that is restricted
  legal_advice_apart, // legal advice is read by read_privileged alone
  unseen,             // nobody acts on what they may not read
  only_prepares,      // who does not sign takes no step that is declared
  program,            // the clock and the operator take their own steps and no others
  own_bodies,         // members see what was put to their own bodies
  comments,           // having commented opens nothing
  to_confirm,         // a capacity that has ended records what cannot wait, and no more
};
inline constexpr std::size_t denials_known = 9;
[[nodiscard]] std::string_view name_of(Denial denial);
struct DenyRule {
  Denial denial;
  std::string sentence;
};
// Capacities in which somebody may still record what cannot wait, for so many days after their last
// (principle 2). None: no capacity outlives its last day.
struct ToConfirm {
  std::int64_t days = 0;
  std::vector<std::string> who;
};
// Who may hold a key to what is sealed: capacities; and those of them who may open alone where the
// writer agreed to it (principles 13 and 15).
struct Seals {
  std::vector<std::string> who, alone;
};
// Who may do what: one line of a register's [may]. act: a step, read, read_restricted or
// read_privileged. who: capacities (groups are written out), relations of the register or its
// parent, "writer", "clerk_of_body"; and in `read`, audiences.
struct Permit {
  std::string register_name, act;
  std::vector<std::string> who;
};

// Capacities that are told how the nightly look at the record went: always, and when it failed.
struct SoundnessTold {
  std::vector<std::string> told, when_failed;
};

}  // namespace registers
