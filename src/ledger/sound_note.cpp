#include <sodium.h>

#include "base/text.h"
#include "ledger/sound_bytes.h"

namespace ledger::sound {
namespace {

const unsigned char* raw(std::string_view bytes) {
  return reinterpret_cast<const unsigned char*>(bytes.data());
}

// The text before `end`, taken off the front together with it; empty when there is none.
std::optional<std::string_view> take_until(std::string_view& text, std::string_view end) {
  const auto at = text.find(end);
  if (at == text.npos) return std::nullopt;
  const std::string_view piece = text.substr(0, at);
  text.remove_prefix(at + end.size());
  return piece;
}

}  // namespace

std::optional<LogKey> read_log_key(std::string_view verifier_text) {
  const auto name = take_until(verifier_text, "+");
  const auto hash_text = name ? take_until(verifier_text, "+") : std::nullopt;
  if (!hash_text || name->empty()) return std::nullopt;
  const auto hash = base::unhex(*hash_text);
  const auto tagged = base::unbase64(verifier_text);
  if (!hash || !tagged || tagged->size() != 33 || tagged->front() != '\x01') return std::nullopt;
  const base::Hash whole = base::sha256(std::string(*name) + '\n' + *tagged);
  if (base::bytes_of(whole).substr(0, 4) != *hash) return std::nullopt;
  return LogKey{std::string(*name), *hash, tagged->substr(1)};
}

NoteRead read_signatures(std::string_view text, std::string_view lines, const Signers& keys) {
  for (const LogKey* key : keys) {
    // One line: em dash, space, name, space, base64(key hash || signature).
    const auto dash = take_until(lines, " ");
    const auto name = dash ? take_until(lines, " ") : std::nullopt;
    const auto signature_text = name ? take_until(lines, "\n") : std::nullopt;
    if (!signature_text || *dash != "\xE2\x80\x94") {
      return {{}, "has not the lines of signature that it must have"};
    }
    const auto signature = base::unbase64(*signature_text);
    if (!signature || base::base64(*signature) != *signature_text || signature->size() != 68) {
      return {{}, "has a signature that cannot be read"};
    }
    if (*name != key->name || signature->substr(0, 4) != key->hash) {
      return {{}, "is signed by another key", signature->substr(0, 4)};
    }
    if (sodium_init() < 0 || crypto_sign_verify_detached(raw(*signature) + 4, raw(text),
                                                         text.size(), raw(key->key)) != 0) {
      return {{}, "has a signature that is not good"};
    }
  }
  if (!lines.empty()) return {{}, "has more lines of signature than it must have"};
  return {};
}

NoteRead read_checkpoint(std::string_view note, const Signers& keys) {
  std::string_view rest = note;
  const auto origin = take_until(rest, "\n");
  const auto size_text = origin ? take_until(rest, "\n") : std::nullopt;
  const auto root_text = size_text ? take_until(rest, "\n\n") : std::nullopt;
  if (!root_text) return {{}, "is not of three lines and a signature"};
  const std::string_view text = note.substr(0, note.size() - rest.size() - 1);

  const auto size = base::whole_number(*size_text);
  if (!size || *size < 0 || std::to_string(*size) != *size_text) return {{}, "has no proper size"};
  const auto root_bytes = base::unbase64(*root_text);
  const auto root = root_bytes ? base::hash_of(*root_bytes) : std::nullopt;
  if (!root || base::base64(*root_bytes) != *root_text) return {{}, "has no proper root"};

  NoteRead read = read_signatures(text, rest, keys);
  if (read.wrong.empty()) read.note = NoteView{*origin, *size, *root};
  return read;
}

}  // namespace ledger::sound
