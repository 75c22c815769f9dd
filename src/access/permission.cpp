#include "access/permission.h"

#include <algorithm>

namespace authority {
namespace {

using registers::Denial;
using registers::Packs;
using registers::Permit;
using registers::Register;

constexpr std::string_view writer_relation = "writer";
constexpr std::string_view clerk_relation = "clerk_of_body";
constexpr std::string_view commenter_relation = "commenter";  // may withdraw; reads no more for it
constexpr std::string_view clerk_capacity = "clerk";

bool has(const std::vector<std::string>& all, std::string_view one) {
  return std::find(all.begin(), all.end(), one) != all.end();
}

const Permit* permit_of(const Packs& packs, const Register& kind, std::string_view act) {
  const auto found = std::find_if(packs.permits.begin(), packs.permits.end(), [&](const Permit& p) {
    return p.register_name == kind.name && p.act == act;
  });
  return found == packs.permits.end() ? nullptr : &*found;
}

const Register* parent_of(const Packs& packs, const Register& kind) {
  return kind.parent.empty() ? nullptr : packs.find(kind.parent);
}

// The relations that a record of the register can have: its own, and those of what it is a part of.
std::vector<std::string> relations_known(const Packs& packs, const Register& kind) {
  std::vector<std::string> all = {std::string(writer_relation), std::string(clerk_relation),
                                  std::string(needs_to_know_relation)};
  for (const Register* one = &kind; one != nullptr; one = parent_of(packs, *one)) {
    for (const registers::Relation& relation : one->relations) all.push_back(relation.name);
    for (const registers::Field& field : one->fields)
      if (field.kind == registers::Kind::person && !field.to.empty()) all.push_back(field.to);
  }
  std::sort(all.begin(), all.end());
  all.erase(std::unique(all.begin(), all.end()), all.end());
  return all;
}

// The clock and the server's operator are in no pack; nobody can be appointed to be one of
// them.
constexpr std::string_view clock_capacity = "clock";  // as caller.cpp names them
constexpr std::string_view operator_capacity = "operator";

bool is_program(std::string_view capacity) {
  return capacity == clock_capacity || capacity == operator_capacity;
}

bool sees_content(const Packs& packs, std::string_view capacity) {
  const registers::Capacity* known = packs.capacity(capacity);
  if (known == nullptr) return false;
  return known->sees_content != "no" || !packs.denies(Denial::runs_the_service);
}

bool only_prepares(const Packs& packs, std::string_view capacity) {
  const registers::Capacity* known = packs.capacity(capacity);
  return known != nullptr && known->signs == "no" && packs.denies(Denial::only_prepares);
}

// Whose `read` lines hold for the register: its own, or for a part without any, its parent's.
const Register& reading_register(const Packs& packs, const Register& kind) {
  const Register* one = &kind;
  while (permit_of(packs, *one, "read") == nullptr &&
         permit_of(packs, *one, "read_restricted") == nullptr &&
         permit_of(packs, *one, "read_privileged") == nullptr) {
    const Register* parent = parent_of(packs, *one);
    if (parent == nullptr) return kind;
    one = parent;
  }
  return *one;
}

// What one line of [may] gives a capacity. A name that is both a relation of the register and
// a capacity is the relation: the second reader of this record, not whoever holds that capacity.
Takers takers_by(const Packs& packs, const Register& kind, const Permit* permit,
                 std::string_view capacity) {
  Takers takers;
  if (permit == nullptr) return takers;
  const std::vector<std::string> known = relations_known(packs, kind);
  for (const std::string& who : permit->who) {
    if (has(known, who)) {
      if (sees_content(packs, capacity)) takers.relations.push_back(who);
    } else if (who == capacity) {
      takers.by_capacity = true;
    }
  }
  std::sort(takers.relations.begin(), takers.relations.end());
  return takers;
}

// The audiences named by a line `read` that the capacity is of.
std::vector<std::string> audiences_by(const Packs& packs, const Permit* permit,
                                      std::string_view capacity) {
  std::vector<std::string> audiences;
  if (permit == nullptr) return audiences;
  for (const std::string& who : permit->who) {
    const registers::Audience* audience = packs.audience(who);
    if (audience != nullptr && has(audience->who, capacity)) audiences.push_back(who);
  }
  return audiences;
}

bool any_of(const std::vector<std::string>& wanted, const std::vector<std::string>& stood_in) {
  return std::any_of(wanted.begin(), wanted.end(),
                     [&](const std::string& one) { return has(stood_in, one); });
}

// To whom what is put to this party is put: members of the bodies, or those the post answers to.
void add_audiences(std::vector<NamedLine>& lines, const Packs& packs, const BodyKinds& bodies,
                   const registers::Value& value) {
  if (value.empty() || value.kind() != registers::Kind::party) return;
  const registers::Party& party = value.party();
  const registers::Capacity* post = packs.capacity(party.post);
  for (const registers::Audience& audience : packs.audiences) {
    bool theirs = post != nullptr && post->answers_to == audience.name;
    for (const std::string& body : party.bodies) {
      const auto known = bodies.find(body);
      theirs = theirs || (known != bodies.end() && has(audience.bodies, known->second));
    }
    if (theirs) lines.push_back({audience.name, "", ""});
  }
}

void add_party_lines(std::vector<NamedLine>& lines, const std::string& relation,
                     const registers::Party& party) {
  if (!party.post.empty()) lines.push_back({relation, "", party.post});
  if (!party.person.empty()) lines.push_back({relation, party.person, ""});
  if (!party.bodies.empty())
    lines.push_back({std::string(clerk_relation), "", std::string(clerk_capacity)});
}

void add_relation_lines(std::vector<NamedLine>& lines, const std::string& relation,
                        const registers::Value& value) {
  if (value.empty()) return;
  if (value.kind() == registers::Kind::party) add_party_lines(lines, relation, value.party());
  if (value.kind() == registers::Kind::person) lines.push_back({relation, value.text(), ""});
}

// A capacity that has ended records what cannot wait, and no more.
bool is_limited(const Packs& packs, const Held& held) {
  return held.standing == Held::Standing::lately && packs.denies(Denial::to_confirm);
}

}  // namespace

std::vector<std::string> bodies_named(const Register& kind, const registers::Values& values) {
  std::vector<std::string> bodies;
  for (const registers::Relation& relation : kind.relations) {
    const registers::Value value = registers::value_of(values, relation.field);
    if (value.empty() || value.kind() != registers::Kind::party) continue;
    const registers::Party party = value.party();
    bodies.insert(bodies.end(), party.bodies.begin(), party.bodies.end());
  }
  return bodies;
}

std::vector<NamedLine> named_lines(const Packs& packs, const Register& kind,
                                   const registers::Values& values, const BodyKinds& bodies,
                                   const Writer& writer) {
  std::vector<NamedLine> lines;
  const std::string person(writer.person), capacity(writer.capacity);
  // A comment is as open as what it is about: having written it opens nothing.
  if (kind.comments) {
    if (!person.empty()) lines.push_back({std::string(commenter_relation), person, ""});
    return lines;
  }
  if (!person.empty()) lines.push_back({std::string(writer_relation), person, capacity});
  for (const registers::Relation& relation : kind.relations) {
    const registers::Value value = registers::value_of(values, relation.field);
    add_relation_lines(lines, relation.name, value);
    add_audiences(lines, packs, bodies, value);
  }
  for (const registers::Field& field : kind.fields)
    if (field.kind == registers::Kind::person && !field.to.empty())
      add_relation_lines(lines, field.to, registers::value_of(values, field.name));
  std::sort(lines.begin(), lines.end());
  lines.erase(std::unique(lines.begin(), lines.end()), lines.end());
  return lines;
}

bool stands_in(const Packs& packs, const NamedLine& line, const Caller& caller) {
  if (line.until != 0 && line.until <= caller.now.micros) return false;
  if (line.person.empty() && line.capacity.empty()) {
    const registers::Audience* audience = packs.audience(line.relation);
    return audience != nullptr && has(audience->who, caller.held.capacity);
  }
  return (line.person.empty() || line.person == caller.person) &&
         (line.capacity.empty() || line.capacity == caller.held.capacity);
}

std::vector<std::string> relations_of(const Packs& packs, const Register& kind,
                                      const registers::Values& values, const BodyKinds& bodies,
                                      const Caller& caller, const Writer& writer) {
  std::vector<std::string> relations;
  for (const NamedLine& line : named_lines(packs, kind, values, bodies, writer))
    if (stands_in(packs, line, caller) && !has(relations, line.relation))
      relations.push_back(line.relation);
  return relations;
}

bool may_take(const Packs& packs, const Register& kind, std::string_view step, const Caller& caller,
              const Standing& standing) {
  const Takers takers = takers_of(packs, kind, step, caller.held);
  // That it is their own record is for whoever asks to know (records/judge.cpp).
  if (caller.held.capacity == account_holder_capacity)
    return !caller.person.empty() && takers.by_capacity;
  // That the code is this record's is likewise for the door to know.
  if (caller.held.capacity == return_code_capacity)
    return caller.person.empty() && takers.by_capacity;
  if (is_program(caller.held.capacity))
    return takers.by_capacity && (caller.person.empty() || !packs.denies(Denial::program));
  if (!takers.by_capacity && !any_of(takers.relations, standing.relations)) return false;
  if (!packs.denies(Denial::unseen)) return true;
  // Nobody acts on what they may not read; a step that makes a record has nothing to read yet, but
  // a comment has what it is about.
  return (!standing.exists && !kind.comments) || may_read(packs, kind, caller, standing);
}

bool may_read(const Packs& packs, const Register& kind, const Caller& caller,
              const Standing& standing) {
  const Reading reading = reading_of(packs, kind, caller.held);
  if (standing.restricted ? reading.restricted : reading.open) return true;
  if (!standing.restricted && any_of(reading.audiences, standing.relations)) return true;
  return any_of(reading_relations(packs, kind, caller.held.capacity), standing.relations);
}

Reading reading_of(const Packs& packs, const Register& kind, std::string_view capacity) {
  const Register& reader = reading_register(packs, kind);
  const auto listed = [&](std::string_view act) {
    return takers_by(packs, reader, permit_of(packs, reader, act), capacity).by_capacity;
  };
  if (is_privileged(packs, kind)) {
    const bool all = listed("read_privileged");
    return {all, all, {}};
  }
  // Whoever runs the commands has the store's keys in any case; the report that they print counts
  // open records as readable, and nothing that is restricted.
  if (capacity == operator_capacity) return {true, false, {}};
  Reading reading{listed("read"), listed("read_restricted"), {}};
  if (!reading.open)
    reading.audiences = audiences_by(packs, permit_of(packs, reader, "read"), capacity);
  if (!reading.audiences.empty() && !packs.denies(Denial::own_bodies)) reading = {true, false, {}};
  if (reading.open && !packs.denies(Denial::named_people_only)) reading.restricted = true;
  return reading;
}

Reading reading_of(const Packs& packs, const Register& kind, const Held& held) {
  Reading reading = reading_of(packs, kind, held.capacity);
  if (!is_limited(packs, held)) return reading;
  reading.restricted = false;
  if (is_privileged(packs, kind)) reading.open = false;
  return reading;
}

std::vector<std::string> reading_relations(const Packs& packs, const Register& kind,
                                           std::string_view capacity) {
  if (!sees_content(packs, capacity)) return {};
  if (is_privileged(packs, kind)) {
    const Register& reader = reading_register(packs, kind);
    return takers_by(packs, kind, permit_of(packs, reader, "read_privileged"), capacity).relations;
  }
  std::vector<std::string> relations = relations_known(packs, kind);
  if (!packs.denies(Denial::comments)) relations.emplace_back(commenter_relation);
  return relations;
}

Takers takers_of(const Packs& packs, const Register& kind, std::string_view step,
                 std::string_view capacity) {
  const registers::Step* taken = kind.step(step);
  if (taken == nullptr) return {};
  if (kind.comments) {
    if (is_program(capacity)) return {};
    if (taken->from.empty()) return {true, {}};
    return {false, {std::string(commenter_relation)}};
  }
  if (!taken->declaration.empty() && only_prepares(packs, capacity)) return {};
  // The operator keeps the program's own registers (the store, imports, auditors' keys) by command;
  // the clock takes the steps that are left to it.
  if (capacity == operator_capacity && kind.internal) return {true, {}};
  if (capacity == clock_capacity && !taken->silence_due.empty()) return {true, {}};
  return takers_by(packs, kind, permit_of(packs, kind, step), capacity);
}

Takers takers_of(const Packs& packs, const Register& kind, std::string_view step,
                 const Held& held) {
  const registers::Step* taken = kind.step(step);
  const bool waits = taken == nullptr || taken->lapsed == registers::Step::Lapsed::refused;
  if (waits && is_limited(packs, held)) return {};
  return takers_of(packs, kind, step, held.capacity);
}

bool is_privileged(const Packs& packs, const Register& kind) {
  if (!packs.denies(Denial::legal_advice_apart)) return false;
  for (const Register* one = &kind; one != nullptr; one = parent_of(packs, *one))
    if (one->privileged) return true;
  return false;
}

}  // namespace authority
