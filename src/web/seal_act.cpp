#include "web/seal_act.h"

#include <algorithm>

#include "access/password.h"
#include "base/hash.h"
#include "base/text.h"
#include "web/words.h"

namespace web {
namespace {

using base::ErrorKind;
using base::Result;
using registers::Register;
using registers::Value;
using rules::Seen;

// The first part of a key that the caller has opened by their passphrase.
struct UnlockedSeal {
  std::string name;
  base::SealPair pair;
};

SealSaid slip_at(std::string field, std::string sentence) {
  return {std::move(field), std::move(sentence), "", ""};
}

std::string guess_name(const Visit& visit) { return "seal of " + visit.who().person; }

// The caller's keys that the passphrase opens and that `fits`. Wrong tries are counted as at
// sign-in.
template <class Fits>
Result<std::optional<UnlockedSeal>> unlocked_seal(Visit& visit, const std::string& passphrase,
                                                  Fits fits) {
  const auto mine = TRY(
      records::own_seals(visit.reader->database(), visit.packs(), visit.who().person));
  for (const records::OwnSeal& own : mine) {
    if (!fits(own.name)) continue;
    const auto half = authority::unlocked_by(passphrase, own.locked);
    if (!half && half.error().kind != ErrorKind::refused) return base::Failure(half.error());
    if (!half) continue;
    UnlockedSeal seal{own.name, {own.public_half, {}}};
    if (half->size() != seal.pair.private_half.size())
      return base::Failure{ErrorKind::corrupt, "A key to sealed names is not whole.", own.name};
    std::copy(half->begin(), half->end(), seal.pair.private_half.begin());
    visit.site.desk.forget_tries(guess_name(visit));
    return std::optional<UnlockedSeal>(std::move(seal));
  }
  visit.site.desk.note_wrong_try(guess_name(visit), visit.request.peer);
  return std::optional<UnlockedSeal>();
}

std::optional<SealSaid> refuse_tries(Visit& visit) {
  if (visit.site.desk.may_try(guess_name(visit), visit.request.peer)) return std::nullopt;
  return slip_at("passphrase", say("sign_in.too_many"));
}

records::Change seal_change(Visit& visit, const Register& kind, const std::string& step) {
  records::Change change;
  change.caller = visit.who();
  change.key = visit.site.store.around().random.bytes(16);
  records::RecordChange record;
  record.register_name = kind.name;
  record.step = step;
  change.records.push_back(std::move(record));
  return change;
}

// Recorded, or the sentence that says why not.
Result<SealSaid> commit_seal(Visit& visit, records::Change change) {
  visit.reader.reset();
  const auto outcome = visit.site.store.commit(std::move(change));
  TRY(open_reader(visit));
  if (!outcome) return base::Failure(outcome.error());
  if (const auto* receipt = std::get_if<records::Receipt>(&*outcome))
    return SealSaid{"", "", receipt->reference, ""};
  if (const auto* refusal = std::get_if<records::Refusal>(&*outcome))
    return slip_at("passphrase", refusal->reason);
  if (const auto* mistakes = std::get_if<registers::Mistakes>(&*outcome))
    return slip_at("why", mistakes->all().front().sentence);
  if (std::holds_alternative<records::ChangedMeanwhile>(*outcome))
    return slip_at("passphrase", say("seal.changed"));
  return slip_at("passphrase", say("raise.not_known"));
}

// The box of a record, and what it is bound to.
struct Boxed {
  std::string sealed, bound_to;
};
Result<Boxed> boxed_in(Visit& visit, std::string_view reference) {
  const auto seen =
      TRY(records::with_seals(visit.reader->database(), visit.packs(), reference));
  const Register* kind = seen ? visit.packs().find(seen->register_name) : nullptr;
  const registers::Field* field = kind == nullptr ? nullptr : kind->sealed_field();
  if (field == nullptr) return Boxed{};
  return Boxed{registers::value_of(seen->values, field->name).text(),
               records::seal_binding(visit.site.store.facts().store_id, *kind, *field)};
}

std::string text_of(const Seen& seen, const std::string& field) {
  return registers::value_of(seen.values, field).text();
}

}  // namespace

Result<SealStanding> seal_standing(Visit& visit, const records::Row& row) {
  SealStanding standing;
  if (row.kind->sealed_field() == nullptr) return standing;
  const Boxed boxed = TRY(boxed_in(visit, row.reference));
  standing.sealed = !boxed.sealed.empty();
  const auto& alone = visit.packs().seals.alone;
  const bool may_alone =
      std::find(alone.begin(), alone.end(), visit.who().held.capacity) != alone.end();
  for (const records::OwnSeal& own : TRY(records::own_seals(
           visit.reader->database(), visit.packs(), visit.who().person))) {
    standing.first = standing.first || base::opens_first(boxed.sealed, own.name);
    standing.alone =
        standing.alone || (may_alone && base::opens_alone(boxed.sealed, own.name));
  }
  return standing;
}

Result<SealSaid> make_seal_key(Visit& visit, std::string_view passphrase) {
  const Register* kind = records::sealing_key_register(visit.packs());
  if (kind == nullptr) return slip_at("passphrase", say("raise.not_recorded"));
  base::Random& random = visit.site.store.around().random;
  const base::SealPair pair = base::new_seal_pair(random);
  const std::string_view half(reinterpret_cast<const char*>(pair.private_half.data()),
                              pair.private_half.size());
  const std::string locked =
      TRY(authority::locked_by(passphrase, half, authority::PasswordCost::usual, random));
  records::Change change = seal_change(visit, *kind, kind->sealing_keys->make);
  auto& set = change.records.front().set;
  set.insert_or_assign(kind->sealing_keys->public_half,
                       Value::line(base::base64url(pair.public_half)));
  set.insert_or_assign(kind->sealing_keys->private_half, Value::line(locked));
  return commit_seal(visit, std::move(change));
}

Result<SealSaid> ask_for_second(Visit& visit, const SealAsked& asked) {
  const Register* kind = records::seal_opening_register(visit.packs());
  if (kind == nullptr) return slip_at("why", say("raise.not_recorded"));
  if (base::trimmed(asked.why).empty()) return slip_at("why", say("seal.say_why"));
  if (auto refused = refuse_tries(visit)) return std::move(*refused);
  const Boxed boxed = TRY(boxed_in(visit, asked.row.reference));
  const auto key = TRY(unlocked_seal(visit, asked.passphrase, [&](const std::string& name) {
    return base::opens_first(boxed.sealed, name);
  }));
  if (!key) return slip_at("passphrase", say("seal.wrong"));
  const auto peeled = TRY(base::peel_first(boxed.sealed, key->name, key->pair));
  records::Change change = seal_change(visit, *kind, kind->seal_openings->ask);
  auto& set = change.records.front().set;
  set.insert_or_assign(kind->seal_openings->record, Value::line(asked.row.reference));
  set.insert_or_assign(kind->seal_openings->why, Value::prose(asked.why));
  set.insert_or_assign(kind->seal_openings->peeled, Value::line(base::peeled_text(peeled)));
  return commit_seal(visit, std::move(change));
}

Result<SealSaid> open_for_protection(Visit& visit, const SealAsked& asked) {
  const Register* kind = records::seal_opening_register(visit.packs());
  if (kind == nullptr) return slip_at("why", say("raise.not_recorded"));
  if (base::trimmed(asked.why).empty()) return slip_at("why", say("seal.say_why"));
  if (auto refused = refuse_tries(visit)) return std::move(*refused);
  const SealStanding standing = TRY(seal_standing(visit, asked.row));
  if (!standing.alone) return slip_at("passphrase", say("seal.not_alone"));
  const Boxed boxed = TRY(boxed_in(visit, asked.row.reference));
  const auto key = TRY(unlocked_seal(visit, asked.passphrase, [&](const std::string& name) {
    return base::opens_alone(boxed.sealed, name);
  }));
  if (!key) return slip_at("passphrase", say("seal.wrong"));
  const std::string plain =
      TRY(base::open_alone({boxed.sealed, boxed.bound_to, key->name}, key->pair));
  records::Change change = seal_change(visit, *kind, kind->seal_openings->alone);
  auto& set = change.records.front().set;
  set.insert_or_assign(kind->seal_openings->record, Value::line(asked.row.reference));
  set.insert_or_assign(kind->seal_openings->why, Value::prose(asked.why));
  SealSaid said = TRY(commit_seal(visit, std::move(change)));
  if (said.sentence.empty()) said.plain = plain;
  return said;
}

// What was sealed is known here before it is told; it is told only when the entry stands.
Result<SealSaid> open_with_first(Visit& visit, const SealAsked& asked) {
  const Register& kind = *asked.row.kind;
  const registers::SealOpenings& names = *kind.seal_openings;
  if (auto refused = refuse_tries(visit)) return std::move(*refused);
  const auto request = TRY(records::with_seals(visit.reader->database(), visit.packs(),
                                               asked.row.reference));
  if (!request) return slip_at("passphrase", say("seal.changed"));
  const Boxed boxed = TRY(boxed_in(visit, text_of(*request, names.record)));
  const auto peeled = TRY(base::peeled_from(text_of(*request, names.peeled)));
  const auto key = TRY(unlocked_seal(visit, asked.passphrase, [&](const std::string& name) {
    return std::any_of(peeled.begin(), peeled.end(),
                       [&](const base::Peeled& one) { return one.second == name; });
  }));
  if (!key) return slip_at("passphrase", say("seal.wrong"));
  const std::string plain =
      TRY(base::open_second({boxed.sealed, boxed.bound_to, key->name}, peeled, key->pair));
  records::Change change = seal_change(visit, kind, names.open);
  change.records.front().reference = asked.row.reference;
  change.records.front().seen_entry = asked.row.since_entry;
  SealSaid said = TRY(commit_seal(visit, std::move(change)));
  if (said.sentence.empty()) said.plain = plain;
  return said;
}

}  // namespace web
