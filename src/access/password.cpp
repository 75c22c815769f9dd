#include "access/password.h"

#include <sodium.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <semaphore>
#include <string>
#include <vector>

#include "base/hash.h"
#include "base/text.h"

namespace authority {
namespace {

constexpr std::size_t hash_bytes = 32;
constexpr std::size_t salt_bytes = crypto_pwhash_argon2id_SALTBYTES;
constexpr std::size_t fewest_letters = 12;
constexpr std::size_t most_bytes =
    1000;  // longer "passwords" are somebody's attempt to keep us busy

struct Cost {
  unsigned long long passes;
  std::size_t kibibytes;
};

Cost cost_of(PasswordCost cost) {
  if (cost == PasswordCost::least) return {1, 8};
  return {3, 64 * 1024};
}

// Each Argon2id run takes 64 MiB: two at once is all that sign-in may use of the machine (BARS S8).
class Turn {
 public:
  Turn() { places().acquire(); }
  ~Turn() { places().release(); }
  Turn(const Turn&) = delete;
  Turn& operator=(const Turn&) = delete;

 private:
  static std::counting_semaphore<2>& places() {
    static std::counting_semaphore<2> two(2);
    return two;
  }
};

// PHC strings have base64 without padding.
std::string unpadded_base64(std::string_view bytes) {
  std::string text = base::base64(bytes);
  text.erase(text.find_last_not_of('=') + 1);
  return text;
}

std::string parameters_of(const Cost& cost) {
  return "$argon2id$v=19$m=" + std::to_string(cost.kibibytes) +
         ",t=" + std::to_string(cost.passes) + ",p=1$";
}

base::Result<std::string> verifier_with(std::string_view password, const Cost& cost,
                                        const std::string& salt) {
  ENSURE(salt.size() == salt_bytes);
  std::array<unsigned char, hash_bytes> hash{};
  const Turn turn;
  if (crypto_pwhash_argon2id(hash.data(), hash.size(), password.data(), password.size(),
                             reinterpret_cast<const unsigned char*>(salt.data()), cost.passes,
                             cost.kibibytes * 1024, crypto_pwhash_argon2id_ALG_ARGON2ID13) != 0)
    return base::Failure{base::ErrorKind::unavailable,
                         "There is not enough memory to make a password verifier."};
  const std::string_view bytes(reinterpret_cast<const char*>(hash.data()), hash.size());
  return parameters_of(cost) + unpadded_base64(salt) + "$" + unpadded_base64(bytes);
}

base::Result<base::Key> passphrase_key(std::string_view passphrase, const Cost& cost,
                                       const std::string& salt) {
  ENSURE(salt.size() == salt_bytes);
  base::Key key{};
  const Turn turn;
  if (crypto_pwhash(key.data(), key.size(), passphrase.data(), passphrase.size(),
                    reinterpret_cast<const unsigned char*>(salt.data()), cost.passes,
                    cost.kibibytes * 1024, crypto_pwhash_ALG_ARGON2ID13) != 0)
    return base::Failure{base::ErrorKind::unavailable,
                         "There is not enough memory to make a key of a passphrase."};
  return key;
}

constexpr std::string_view lock_word = "argon2id";
constexpr std::string_view lock_binding = "plumbline passphrase lock v1";

// Passwords of twelve letters or more that are on every guesser's first page.
constexpr std::array<std::string_view, 24> commonest = {
    "123456789012",  "1234567890123",  "123456123456",     "111111111111", "000000000000",
    "password1234",  "password12345",  "passwordpassword", "password123!", "password2025",
    "password2026",  "qwertyuiop12",   "qwertyuiop123",    "qwerty123456", "qwertyqwerty",
    "1q2w3e4r5t6y",  "1qaz2wsx3edc",   "abcdefghijkl",     "abc123abc123", "iloveyou1234",
    "administrator", "letmeinletmein", "welcome12345",     "changeme1234"};

bool one_letter_throughout(std::string_view text) {
  return text.find_first_not_of(text.front()) == std::string_view::npos;
}

}  // namespace

base::Result<std::string> password_verifier(std::string_view password, PasswordCost cost) {
  return password_verifier(password, cost, *base::system_random());
}

base::Result<std::string> password_verifier(std::string_view password, PasswordCost cost,
                                            base::Random& random) {
  return verifier_with(password, cost_of(cost), random.bytes(salt_bytes));
}

bool password_fits(std::string_view password, std::string_view verifier) {
  std::array<char, crypto_pwhash_argon2id_STRBYTES> text{};
  if (verifier.empty() || verifier.size() >= text.size() || password.size() > most_bytes) {
    spend_password_time("");
    return false;
  }
  std::memcpy(text.data(), verifier.data(), verifier.size());
  const Turn turn;
  return crypto_pwhash_argon2id_str_verify(text.data(), password.data(), password.size()) == 0;
}

void spend_password_time(std::string_view password) {
  static_cast<void>(verifier_with(password.substr(0, most_bytes), cost_of(PasswordCost::usual),
                                  std::string(salt_bytes, '\0')));
}

std::string password_complaint(std::string_view password) {
  if (base::letters(password) < fewest_letters)
    return "Choose a password of 12 letters or more. Three or four words together do well";
  if (password.size() > most_bytes) return "Choose a shorter password";
  const std::string lower = base::lower_ascii(password);
  if (one_letter_throughout(lower) ||
      std::find(commonest.begin(), commonest.end(), lower) != commonest.end())
    return "Choose another password. This one is among the first that anyone would guess";
  return "";
}

base::Result<std::string> locked_by(std::string_view passphrase, std::string_view plain,
                                    PasswordCost asked, base::Random& random) {
  const Cost cost = cost_of(asked);
  const std::string salt = random.bytes(salt_bytes);
  const base::Key key = TRY(passphrase_key(passphrase.substr(0, most_bytes), cost, salt));
  return std::string(lock_word) + " " + std::to_string(cost.kibibytes) + " " +
         std::to_string(cost.passes) + " " + base::base64url(salt) + " " +
         base::base64url(base::seal(key, plain, lock_binding, random));
}

base::Result<std::string> unlocked_by(std::string_view passphrase, std::string_view locked) {
  const base::Failure no_lock{base::ErrorKind::corrupt, "This is no lock by a passphrase."};
  const std::vector<std::string_view> words = base::split(locked, ' ');
  if (words.size() != 5 || words[0] != lock_word) return no_lock;
  const auto kibibytes = base::whole_number(words[1]), passes = base::whole_number(words[2]);
  const auto salt = base::unbase64url(words[3]), box = base::unbase64url(words[4]);
  if (!kibibytes || !passes || *kibibytes < 8 || *kibibytes > 64 * 1024 || *passes < 1 ||
      *passes > 3 || !salt || salt->size() != salt_bytes || !box)
    return no_lock;
  const Cost cost{static_cast<unsigned long long>(*passes), static_cast<std::size_t>(*kibibytes)};
  const base::Key key = TRY(passphrase_key(passphrase.substr(0, most_bytes), cost, *salt));
  auto plain = base::unseal(key, *box, lock_binding);
  if (!plain)
    return base::Failure{base::ErrorKind::refused, "This is not the passphrase."};
  return plain;
}

}  // namespace authority
