// key: auditors' keys to the log, and the log's own signing key.
#include <cstdio>

#include "app/commands.h"
#include "app/typed_password.h"
#include "base/hash.h"
#include "records/key_change.h"

namespace app {
namespace {

void tell_line(const std::string& text) {
  std::printf("%s\n", text.c_str());
}

int give_or_withdraw(const Key& asked, const Tools& tools) {
  auto store = records::CouncilStore::open(asked.store, tools.around(), records::Opening::write);
  if (!store) return say_error(store.error(), Output::words);
  const bool giving = asked.action == "auditor";
  const std::string secret = base::base64url(tools.random->bytes(32));
  records::Change change;
  change.caller = authority::operator_caller("command line");
  change.key = tools.random->bytes(16);
  records::RecordChange key;
  const registers::Register* keys = tools.packs.by_prefix("AK");
  if (keys == nullptr)
    return say_error({base::ErrorKind::not_found, "no register keeps keys", "packs"},
                     Output::words);
  key.register_name = keys->name;
  key.step = giving ? "issue" : "withdraw";
  key.reference = asked.reference;
  if (giving) {
    key.set["given_to"] =
        registers::Value::line(asked.given_to.empty() ? "an auditor" : asked.given_to);
    key.set["key_digest"] = registers::Value::line(base::hex(base::bytes_of(base::sha256(secret))));
  }
  change.records.push_back(std::move(key));
  auto outcome = (*store)->commit(std::move(change));
  if (!outcome) return say_error(outcome.error(), Output::words);
  const auto* receipt = std::get_if<records::Receipt>(&*outcome);
  if (receipt == nullptr)
    return say_error({base::ErrorKind::refused, "no such key in use", asked.reference},
                     Output::words);
  tell_line(giving ? secret : "Withdrawn: " + receipt->reference + ".");
  if (giving)
    std::fprintf(
        stderr,
        "Given as %s, entry %lld. It is shown this once; send it as: Authorization: Bearer KEY\n",
        receipt->reference.c_str(), static_cast<long long>(receipt->first_entry));
  return 0;
}

int say_changed(const base::Result<ledger::KeyChange>& changed) {
  if (!changed) return say_error(changed.error(), Output::words);
  tell_line("The log's key was changed by entry " + std::to_string(changed->entry) + ".");
  tell_line("Before: " + changed->before);
  tell_line("Now:    " + changed->after);
  tell_line("Give the new one to everybody who keeps the old one.");
  return 0;
}

base::Result<ledger::KeyChange> replace_lost(const Key& asked, const Tools& tools) {
  records::LostKey lost;
  lost.reason = asked.reason;
  lost.first = {asked.first, TRY(typed_password(asked.passwords, 0, asked.first))};
  lost.second = {asked.second, TRY(typed_password(asked.passwords, 1, asked.second))};
  return records::replace_lost_log_key(asked.store, tools.around(), lost);
}

}  // namespace

int run(const Key& asked, const Tools& tools) {
  if (asked.action == "rotate")
    return say_changed(records::rotate_log_key(asked.store, tools.around(), {}));
  if (asked.action == "replace") return say_changed(replace_lost(asked, tools));
  return give_or_withdraw(asked, tools);
}

}  // namespace app
