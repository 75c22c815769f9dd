#include "records/seals.h"

#include <algorithm>

#include "access/grants.h"
#include "base/hash.h"
#include "records/lookup.h"

namespace records {
namespace {

using base::ErrorKind;
using base::Failure;
using base::Result;
using registers::Packs;
using registers::Register;
using rules::Seen;

template <class Has>
const Register* register_with(const Packs& packs, Has has) {
  const auto found = std::find_if(packs.registers.begin(), packs.registers.end(), has);
  return found == packs.registers.end() ? nullptr : &*found;
}

Failure cannot_look() {
  return {ErrorKind::unavailable, "What is sealed could not be looked at. Try again.", "seals"};
}

Result<std::vector<Seen>> seen_by(store::Database& database, const Packs& packs,
                                  const Register* kind, std::string_view field,
                                  std::string_view text) {
  if (kind == nullptr) return std::vector<Seen>();
  const StoreLookup lookup(database, packs);
  std::vector<Seen> all = lookup.by_value(kind->name, field, text);
  if (lookup.failed()) return cannot_look();
  return all;
}

}  // namespace

const Register* sealing_key_register(const Packs& packs) {
  return register_with(packs, [](const Register& one) { return one.sealing_keys.has_value(); });
}

const Register* seal_opening_register(const Packs& packs) {
  return register_with(packs, [](const Register& one) { return one.seal_openings.has_value(); });
}

Result<std::vector<HeldSeal>> seals_held(store::Database& database, const Packs& packs,
                                         const base::Date& today) {
  std::vector<HeldSeal> all;
  const Register* kind = sealing_key_register(packs);
  if (kind == nullptr) return all;
  for (const std::string& capacity : packs.seals.who) {
    for (const auto& holder : TRY(authority::holders_on(database, capacity, today))) {
      for (const OwnSeal& own : TRY(own_seals(database, packs, holder.person))) {
        const bool known = std::any_of(all.begin(), all.end(), [&](const HeldSeal& one) {
          return one.key.name == own.name;
        });
        if (own.in_use && !known)
          all.push_back({{own.name, holder.person, own.public_half}, capacity});
      }
    }
  }
  return all;
}

Result<std::vector<OwnSeal>> own_seals(store::Database& database, const Packs& packs,
                                       std::string_view person) {
  std::vector<OwnSeal> all;
  const Register* kind = sealing_key_register(packs);
  if (kind == nullptr) return all;
  const registers::SealingKeys& names = *kind->sealing_keys;
  for (const Seen& seen : TRY(seen_by(database, packs, kind, names.person, person))) {
    const auto half =
        base::unbase64url(registers::value_of(seen.values, names.public_half).text());
    if (!half || half->size() != 32)
      return Failure{ErrorKind::corrupt, "A key to sealed names is not whole.", seen.reference};
    all.push_back({seen.reference, *half,
                   registers::value_of(seen.values, names.private_half).text(),
                   seen.state == names.state});
  }
  return all;
}

Result<std::optional<Seen>> by_return_mark(store::Database& database, const Packs& packs,
                                           const Register& kind, std::string_view mark) {
  if (!kind.return_code || mark.empty()) return std::optional<Seen>();
  auto all = TRY(seen_by(database, packs, &kind, kind.return_code->mark, mark));
  if (all.size() != 1) return std::optional<Seen>();
  return std::optional<Seen>(std::move(all.front()));
}

Result<std::optional<Seen>> with_seals(store::Database& database, const Packs& packs,
                                       std::string_view reference) {
  const StoreLookup lookup(database, packs);
  auto seen = lookup.by_reference(reference);
  if (lookup.failed()) return cannot_look();
  return seen;
}

Result<std::vector<Seen>> openings_of(store::Database& database, const Packs& packs,
                                      std::string_view reference) {
  const Register* kind = seal_opening_register(packs);
  if (kind == nullptr) return std::vector<Seen>();
  return seen_by(database, packs, kind, kind->seal_openings->record, reference);
}

std::string seal_binding(std::string_view store_id, const Register& kind,
                         const registers::Field& field) {
  return "plumbline seal v1 " + std::string(store_id) + " " + kind.name + " " + field.name;
}

std::string return_mark(std::string_view store_id, std::string_view code) {
  const base::Hash hash = base::sha256("plumbline return code v1 " + std::string(store_id) + " " +
                                       std::string(code));
  return base::hex(base::bytes_of(hash));
}

}  // namespace records
