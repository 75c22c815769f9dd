#include "ledger/note.h"

#include <sodium.h>

#include <algorithm>
#include <utility>

#include "base/files.h"
#include "base/text.h"

namespace ledger {
namespace {

constexpr char ed25519 = '\x01';  // the signature algorithm's number in notes and keys
constexpr std::string_view secret_start = "PRIVATE+KEY+";
constexpr std::string_view signature_start = "\xE2\x80\x94 ";  // em dash, space

bool is_name(std::string_view name) {
  return !name.empty() && base::is_utf8(name) &&
         std::all_of(name.begin(), name.end(), [](unsigned char c) { return c > ' ' && c != '+'; });
}

// What marks a key among others of its name: SHA-256(name || LF || algorithm || key), 4 bytes.
std::string key_hash(std::string_view name, std::string_view public_key) {
  std::string bytes(name);
  bytes += '\n';
  bytes += ed25519;
  bytes += public_key;
  return std::string(base::bytes_of(base::sha256(bytes)).substr(0, 4));
}

const unsigned char* unsigned_bytes(std::string_view bytes) {
  return reinterpret_cast<const unsigned char*>(bytes.data());
}

unsigned char* unsigned_bytes(std::string& bytes) {
  return reinterpret_cast<unsigned char*>(bytes.data());
}

struct KeyText {
  std::string name, hash, key;
};

// name+hash+base64(algorithm || 32 bytes of key); the hash is not checked here.
std::optional<KeyText> parse_key(std::string_view text) {
  const auto first = text.find('+');
  if (first == text.npos) return std::nullopt;
  const auto second = text.find('+', first + 1);
  if (second == text.npos) return std::nullopt;
  const std::string_view name = text.substr(0, first);
  const auto hash = base::unhex(text.substr(first + 1, second - first - 1));
  const auto key = base::unbase64(text.substr(second + 1));
  if (!is_name(name) || !hash || hash->size() != 4) return std::nullopt;
  if (!key || key->size() != 33 || key->front() != ed25519) return std::nullopt;
  return KeyText{std::string(name), *hash, key->substr(1)};
}

std::string key_text(std::string_view name, std::string_view hash, std::string_view key) {
  std::string tagged(1, ed25519);
  tagged += key;
  std::string text(name);
  text += '+';
  text += base::hex(hash);
  text += '+';
  text += base::base64(tagged);
  return text;
}

base::Failure bad_note(std::string what) {
  return {base::ErrorKind::corrupt, std::move(what), "checkpoint"};
}

// Three lines and nothing else, written as note_text writes them.
Result<Checkpoint> parse_checkpoint(std::string_view text) {
  const auto lines = base::split(text, '\n');
  if (lines.size() != 4 || !lines[3].empty()) {
    return bad_note("A checkpoint must have three lines.");
  }
  const auto size = base::whole_number(lines[1]);
  const auto root_bytes = base::unbase64(lines[2]);
  const auto root = root_bytes ? base::hash_of(*root_bytes) : std::nullopt;
  if (!size || *size < 0 || !root) return bad_note("A checkpoint's size or root cannot be read.");
  Checkpoint checkpoint{std::string(lines[0]), *size, *root};
  if (note_text(checkpoint) != text) return bad_note("A checkpoint is written in an unusual way.");
  return checkpoint;
}

// Whether one of the signature lines is a good one by the key. Corrupt when a line is not well
// formed, or claims the key and is not good.
Result<bool> signed_by(std::string_view text, std::string_view lines, const KeyText& key) {
  bool found = false;
  for (const std::string_view line : base::split(lines, '\n')) {
    if (!line.starts_with(signature_start)) return bad_note("A signature line cannot be read.");
    const auto pieces = base::split(line.substr(signature_start.size()), ' ');
    const auto bytes = pieces.size() == 2 ? base::unbase64(pieces[1]) : std::nullopt;
    if (!bytes || bytes->size() < 5 || !is_name(pieces[0])) {
      return bad_note("A signature line cannot be read.");
    }
    const std::string_view signature = std::string_view(*bytes).substr(4);
    if (pieces[0] != key.name || bytes->substr(0, 4) != key.hash) continue;
    if (signature.size() != crypto_sign_BYTES ||
        crypto_sign_verify_detached(unsigned_bytes(signature), unsigned_bytes(text), text.size(),
                                    unsigned_bytes(key.key)) != 0) {
      return bad_note("A checkpoint's signature is not good.");
    }
    found = true;
  }
  return found;
}

}  // namespace

SigningKey SigningKey::from_seed(std::string name, std::string_view seed) {
  ENSURE(sodium_init() >= 0);
  ENSURE(is_name(name) && seed.size() == crypto_sign_SEEDBYTES);
  SigningKey key;
  key.name_ = std::move(name);
  key.secret_.resize(crypto_sign_SECRETKEYBYTES);
  key.public_.resize(crypto_sign_PUBLICKEYBYTES);
  crypto_sign_seed_keypair(unsigned_bytes(key.public_), unsigned_bytes(key.secret_),
                           unsigned_bytes(seed));
  return key;
}

SigningKey SigningKey::make(std::string name, base::Random& random) {
  std::string seed = random.bytes(crypto_sign_SEEDBYTES);
  SigningKey key = from_seed(std::move(name), seed);
  sodium_memzero(seed.data(), seed.size());
  return key;
}

Result<SigningKey> SigningKey::read(const std::filesystem::path& file) {
  const auto bad = [&file] {
    return base::Failure{base::ErrorKind::corrupt, "The log's signing key cannot be read.",
                         file.string()};
  };
  std::string text = TRY(base::read_file(file, 4096));
  const unsigned mode = TRY(base::mode_bits(file));
  if ((mode & 077u) != 0) {
    return base::Failure{base::ErrorKind::refused,
                         "The log's signing key can be read by others: set its mode to 0600.",
                         file.string()};
  }
  if (!text.starts_with(secret_start) || !text.ends_with('\n')) return bad();
  const std::string_view line(text.data(), text.size() - 1);
  auto parsed = parse_key(line.substr(secret_start.size()));
  sodium_memzero(text.data(), text.size());
  if (!parsed) return bad();
  SigningKey key = from_seed(parsed->name, parsed->key);
  sodium_memzero(parsed->key.data(), parsed->key.size());
  if (key_hash(key.name_, key.public_) != parsed->hash) return bad();
  return key;
}

Result<void> SigningKey::write(const std::filesystem::path& file) const {
  const std::string_view seed = std::string_view(secret_).substr(0, crypto_sign_SEEDBYTES);
  std::string text(secret_start);
  text += key_text(name_, key_hash(name_, public_), seed);
  text += '\n';
  const auto written = base::write_file(file, text, base::FileMode::secret);
  sodium_memzero(text.data(), text.size());
  return written;
}

std::string SigningKey::verifier_text() const {
  return key_text(name_, key_hash(name_, public_), public_);
}

std::string SigningKey::sign(std::string_view text) const {
  ENSURE(text.ends_with('\n'));
  return std::string(text) + '\n' + signature_line(text);
}

std::string SigningKey::signature_line(std::string_view text) const {
  std::string signature(crypto_sign_BYTES, '\0');
  crypto_sign_detached(unsigned_bytes(signature), nullptr, unsigned_bytes(text), text.size(),
                       unsigned_bytes(std::string_view(secret_)));
  std::string line(signature_start);
  line += name_;
  line += ' ';
  line += base::base64(key_hash(name_, public_) + signature);
  line += '\n';
  return line;
}

SigningKey::~SigningKey() {
  sodium_memzero(secret_.data(), secret_.size());
}

std::string note_text(const Checkpoint& checkpoint) {
  return checkpoint.origin + '\n' + std::to_string(checkpoint.size) + '\n' +
         base::base64(base::bytes_of(checkpoint.root)) + '\n';
}

std::string signed_checkpoint(const Checkpoint& checkpoint, const SigningKey& key) {
  return key.sign(note_text(checkpoint));
}

std::string signed_checkpoint(const Checkpoint& checkpoint, const SigningKey& key,
                              const SigningKey& before) {
  const std::string text = note_text(checkpoint);
  return before.sign(text) + key.signature_line(text);
}

bool signed_last_by(std::string_view note, std::string_view verifier_text) {
  const auto key = parse_key(verifier_text);
  if (!key) return false;
  bool is_ours = false;
  const std::string start = std::string(signature_start) + key->name + ' ';
  for (const std::string_view line : base::split(note, '\n')) {
    if (!line.starts_with(start)) continue;
    const auto bytes = base::unbase64(line.substr(start.size()));
    is_ours = bytes && bytes->starts_with(key->hash);
  }
  return is_ours;
}

Result<std::string> open_note(std::string_view note, std::string_view verifier_text) {
  ENSURE(sodium_init() >= 0);
  const auto key = parse_key(verifier_text);
  if (!key || key_hash(key->name, key->key) != key->hash) {
    return base::Failure{base::ErrorKind::corrupt, "The log's verifier key cannot be read."};
  }
  const auto gap = note.rfind("\n\n");
  if (gap == note.npos || !note.ends_with('\n') || gap + 2 >= note.size()) {
    return bad_note("A checkpoint has no signature.");
  }
  const std::string_view text = note.substr(0, gap + 1);
  const std::string_view lines = note.substr(gap + 2, note.size() - gap - 3);
  const bool good = TRY(signed_by(text, lines, *key));
  if (!good) return bad_note("A checkpoint is not signed by the log's key.");
  return std::string(text);
}

Result<Checkpoint> open_checkpoint(std::string_view note, std::string_view verifier_text) {
  const std::string text = TRY(open_note(note, verifier_text));
  Checkpoint checkpoint = TRY(parse_checkpoint(text));
  if (checkpoint.origin != verifier_text.substr(0, verifier_text.find('+')))
    return bad_note("A checkpoint is of another log.");
  return checkpoint;
}

}  // namespace ledger
