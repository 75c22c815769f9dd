#include "ledger/key_change.h"

#include "base/text.h"

namespace ledger {
namespace {
constexpr std::string_view change_line = "plumbline-key-v1";
}  // namespace

std::string key_change_text(const KeyChange& change) {
  std::string text = std::string(change_line) + '\n';
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

Result<KeyChange> open_key_change(std::string_view note, std::string_view before) {
  const std::string text = TRY(open_note(note, before));
  const auto lines = base::split(text, '\n');
  const auto entry = lines.size() < 5 ? std::nullopt : base::whole_number(lines[2]);
  if (!entry || lines[0] != change_line || lines[3] != before)
    return base::Failure{base::ErrorKind::corrupt, "A change of key cannot be read.", ""};
  return KeyChange{*entry, std::string(lines[3]), std::string(lines[4])};
}

}  // namespace ledger
