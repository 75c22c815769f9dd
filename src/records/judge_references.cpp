// That what an act points at is there, and open to whoever points: a reference that one may not
// read is told like one that nobody has.
#include "access/permission.h"
#include "records/judge.h"
#include "records/stored.h"

namespace records {
namespace {

using base::Result;
using registers::Kind;
using registers::Mistakes;

const registers::Register* accounts_register(const registers::Packs& packs) {
  for (const registers::Register& kind : packs.registers) {
    if (kind.accounts) return &kind;
  }
  return nullptr;
}

}  // namespace

Mistakes check_who_decides(const PlannedRecord& planned, const authority::Caller& caller) {
  Mistakes mistakes;
  const std::string& name = planned.step->decides;
  if (name.empty() || caller.person.empty()) return mistakes;
  const registers::Party party = registers::value_of(planned.after, name).party();
  const bool other_post = !party.post.empty() && party.post != caller.held.capacity;
  const bool other_person = !party.person.empty() && party.person != caller.person;
  if (party.post.empty() && party.person.empty() && party.bodies.empty())
    mistakes.add(name, "Say who decides: your own post, or a body with its minute");
  else if (!party.bodies.empty() && party.minute.empty())
    mistakes.add(name, "Give the minute in which the body decided");
  else if (other_post || other_person)
    mistakes.add(name,
                 "You can record what you decide yourself, or what a body decided by its minute");
  return mistakes;
}

Result<Mistakes> Judge::check_references(const PlannedRecord& planned,
                                         const authority::Caller& caller) const {
  Mistakes mistakes;
  const registers::Register* people = accounts_register(around_.packs);
  for (const auto& [name, value] : planned.set) {
    const registers::Field* field = planned.kind->field(name);
    if (field == nullptr || value.empty() || value.kind() != field->kind) continue;
    if (field->kind == Kind::person && !TRY(is_there(value.text(), people, caller))) {
      mistakes.add(name, "Choose a person who is in this record");
    }
    if (field->kind == Kind::record) {
      const registers::Register* wanted =
          field->to.empty() ? nullptr : around_.packs.find(field->to);
      // Whoever breaks the glass names what they may not read; it is there or it is not. What they
      // could not open by it is not.
      const bool there = field->unseen ? TRY(can_be_opened(value.text()))
                                       : TRY(is_there(value.text(), wanted, caller));
      if (!there) {
        mistakes.add(name, "There is no record with this reference, or it is not open to you");
      }
    }
    if (field->kind == Kind::source && around_.packs.source(value.text()) == nullptr) {
      mistakes.add(name, "Choose one of the sources shown");
    }
    if (field->kind != Kind::party) continue;
    const registers::Party party = value.party();
    if (!party.post.empty() && around_.packs.capacity(party.post) == nullptr) {
      mistakes.add(name, "Choose one of the posts shown");
    }
    if (!party.person.empty() && !TRY(is_there(party.person, people, caller))) {
      mistakes.add(name, "Choose a person who is in this record");
    }
    for (const std::string& body : party.bodies) {
      const bool there = TRY(is_there(body, around_.packs.find("body"), caller));
      if (!there) mistakes.add(name, "Choose one of the bodies shown");
    }
  }
  return mistakes;
}

// A form shows a closed record’s reference as if none had been given, and comes back with none.
// What one may not see one does not empty.
Result<void> Judge::keep_unseen(PlannedRecord& planned, const authority::Caller& caller) const {
  if (!planned.before) return {};
  std::vector<std::string> unseen;
  for (const auto& [name, value] : planned.set) {
    const registers::Field* field = planned.kind->field(name);
    if (field == nullptr || field->kind != Kind::record || !value.empty()) continue;
    const registers::Value& stood = registers::value_of(planned.before->row.values, name);
    if (!stood.empty() && !TRY(is_there(stood.text(), nullptr, caller))) unseen.push_back(name);
  }
  for (const std::string& name : unseen) planned.set.erase(name);
  return {};
}

// Legal advice has readers of its own, and what the program keeps for itself has none (principle
// 22). What came without a name may be about whoever breaks the glass (principle 13).
Result<bool> Judge::can_be_opened(std::string_view reference) const {
  auto rows = TRY(store::query(database_, "SELECT register FROM record WHERE reference = $1 AND "
                               "NOT EXISTS (SELECT 1 FROM disposed d WHERE d.record = number)",
                               {reference}));
  if (!TRY(rows.next())) return false;
  const registers::Register* kind = around_.packs.find(rows->text(0));
  return kind != nullptr && !kind->internal && !kind->return_code &&
         !authority::is_privileged(around_.packs, *kind);
}

Result<bool> Judge::is_there(std::string_view reference, const registers::Register* of_register,
                             const authority::Caller& caller) const {
  std::int64_t number = 0;
  bool closed = false;
  const registers::Register* kind = nullptr;
  {
    auto rows = TRY(store::query(
        database_,
        "SELECT number, register, restricted FROM record WHERE reference = $1 AND NOT EXISTS "
        "(SELECT 1 FROM disposed d WHERE d.record = record.number)",
        {reference}));
    if (!TRY(rows.next())) return false;
    number = rows->integer(0);
    kind = around_.packs.find(rows->text(1));
    closed = rows->integer(2) != 0;
  }
  if (kind == nullptr || (of_register != nullptr && kind != of_register)) return false;
  if (caller.person.empty()) return true;
  // Everybody may name a person or a body; any other record only who may read it.
  const bool named_by_all = kind->accounts.has_value() || !kind->body_kind.empty();
  if (named_by_all && !closed && !kind->privileged) return true;
  StoredRecord record;
  record.number = number;
  record.kind = kind;
  record.row.restricted = closed;
  const authority::Standing stands = TRY(standing_to(database_, around_.packs, record, caller));
  return authority::may_read(around_.packs, *kind, caller, stands);
}

}  // namespace records
