#include "web/own_account.h"

#include <algorithm>

#include "access/one_time_code.h"
#include "web/words.h"

namespace web {
namespace {

using base::ErrorKind;
using base::Failure;
using base::Result;
using registers::Value;

const registers::Register* account_register(const registers::Packs& packs) {
  const auto found = std::find_if(packs.registers.begin(), packs.registers.end(),
                                  [](const auto& kind) { return kind.accounts.has_value(); });
  return found == packs.registers.end() ? nullptr : &*found;
}

Result<void> said(const records::Outcome& outcome) {
  if (std::holds_alternative<records::Receipt>(outcome)) return {};
  if (const auto* refusal = std::get_if<records::Refusal>(&outcome))
    return Failure{ErrorKind::refused, refusal->reason, ""};
  if (const auto* mistakes = std::get_if<registers::Mistakes>(&outcome))
    return Failure{ErrorKind::invalid, mistakes->all().front().sentence, ""};
  if (std::holds_alternative<records::ChangedMeanwhile>(outcome))
    return Failure{ErrorKind::conflict, say("own.changed_meanwhile"), ""};
  return Failure{ErrorKind::unavailable, "The change to the account was not recorded.", ""};
}

// The reader is given back for the commit and opened again after it: it shows what now stands.
Result<void> commit_as_holder(Visit& visit, const authority::Account& account,
                              records::RecordChange record) {
  records::Change change;
  change.caller = authority::account_holder(account.person, account.name);
  change.key = visit.site.store.around().random.bytes(16);
  change.records.push_back(std::move(record));
  visit.reader.reset();
  const auto outcome = visit.site.store.commit(std::move(change));
  TRY(open_reader(visit));
  if (!outcome) return Failure(outcome.error());
  return said(*outcome);
}

}  // namespace

Result<authority::Account> own_account(Visit& visit) {
  const auto account =
      TRY(authority::account_of(visit.reader->database(), visit.session->person));
  if (!account) return Failure{ErrorKind::not_found, "There is no such account.", ""};
  return *account;
}

Result<void> change_own_account(Visit& visit, const authority::Account& account,
                                const AccountChange& asked) {
  const registers::Register* kind = account_register(visit.packs());
  if (kind == nullptr || kind->accounts->own_step.empty())
    return Failure{ErrorKind::refused, say("own.no_step"), ""};
  records::RecordChange record;
  record.register_name = kind->name;
  record.step = kind->accounts->own_step;
  record.reference = account.person;
  record.seen_entry = account.entry;
  const auto set = [&](const std::string& field, const std::optional<std::string>& text) {
    if (text && !field.empty()) record.set.insert_or_assign(field, Value::line(*text));
  };
  set(kind->accounts->password, asked.verifier);
  set(kind->accounts->codes, asked.codes);
  set(kind->accounts->recovery, asked.recovery);
  set(kind->accounts->passkeys, asked.passkeys);
  return commit_as_holder(visit, account, std::move(record));
}

Result<void> note_emergency(Visit& visit, const authority::Account& account) {
  const auto& kinds = visit.packs().registers;
  const auto kind = std::find_if(kinds.begin(), kinds.end(),
                                 [](const auto& one) { return one.emergency.has_value(); });
  if (kind == kinds.end())
    return Failure{ErrorKind::refused, "The packs have no register for it.", ""};
  records::RecordChange record;
  record.register_name = kind->name;
  record.step = kind->emergency->step;
  record.set.insert_or_assign(kind->emergency->person, Value::person(account.person));
  return commit_as_holder(visit, account, std::move(record));
}

Result<Factor> take_factor(Visit& visit, const authority::Account& account,
                           std::string_view typed) {
  if (!account.codes.empty()) {
    const std::string secret = TRY(authority::opened_secret(visit.site.store.store_key(),
                                                            account.person, account.codes));
    const auto step = authority::step_of_code(secret, typed, visit.now);
    if (step)
      return visit.site.desk.rises("code " + account.person + account.codes, *step)
                 ? Factor::code
                 : Factor::wrong;
  }
  const auto rest = authority::without_recovery_code(account.recovery, typed);
  if (!rest) return Factor::wrong;
  AccountChange change;
  change.recovery = *rest;
  TRY(change_own_account(visit, account, change));
  return Factor::recovery;
}

std::string signed_in_words(authority::SignedInBy by) {
  switch (by) {
    case authority::SignedInBy::password: return say("own.by_password");
    case authority::SignedInBy::code: return say("own.by_code");
    case authority::SignedInBy::recovery: return say("own.by_recovery");
    case authority::SignedInBy::passkey: return say("own.by_passkey");
    case authority::SignedInBy::provider: return say("own.by_provider");
    case authority::SignedInBy::emergency: return say("own.by_emergency");
    case authority::SignedInBy::demonstration: return say("own.by_demonstration");
  }
  return "";
}

}  // namespace web
