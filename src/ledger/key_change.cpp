#include "ledger/key_change.h"

namespace ledger {

std::string key_change_text(const KeyChange& change) {
  std::string text = "plumbline-key-v1\n";
  text += change.after.substr(0, change.after.find('+'));
  text += '\n' + std::to_string(change.entry) + '\n' + change.before + '\n' + change.after + '\n';
  return text;
}

std::string signed_key_change(const KeyChange& change, const SigningKey& before,
                              const SigningKey& after) {
  const std::string text = key_change_text(change);
  return before.sign(text) + after.signature_line(text);
}

std::string signed_key_change(const KeyChange& change, const SigningKey& after) {
  return after.sign(key_change_text(change));
}

}  // namespace ledger
