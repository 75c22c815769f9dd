#include "base/hash.h"

// OpenSSL's plain functions for SHA-256, which it advises against because they know one way of
// hashing alone. That is what is wanted here: the general way costs 70 ns more for each of the
// twenty small digests of an entry, as much again as the hashing itself.
#define OPENSSL_SUPPRESS_DEPRECATED
#include <openssl/sha.h>

#include <algorithm>
#include <bit>
#include <cstring>
#include <memory>

#include "base/result.h"

namespace base {
namespace {

SHA256_CTX* as_context(void* context) { return static_cast<SHA256_CTX*>(context); }

constexpr std::string_view standard_alphabet =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::string_view url_alphabet =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

std::uint32_t byte_at(std::string_view bytes, std::size_t at) {
  return static_cast<std::uint8_t>(bytes[at]);
}

std::string base64_with(std::string_view bytes, std::string_view alphabet) {
  std::string out;
  out.reserve((bytes.size() + 2) / 3 * 4);
  std::size_t at = 0;
  for (; at + 3 <= bytes.size(); at += 3) {
    const std::uint32_t three =
        byte_at(bytes, at) << 16 | byte_at(bytes, at + 1) << 8 | byte_at(bytes, at + 2);
    out.push_back(alphabet[three >> 18]);
    out.push_back(alphabet[three >> 12 & 63]);
    out.push_back(alphabet[three >> 6 & 63]);
    out.push_back(alphabet[three & 63]);
  }
  if (const std::size_t left = bytes.size() - at; left != 0) {
    std::uint32_t three = byte_at(bytes, at) << 16;
    if (left == 2) three |= byte_at(bytes, at + 1) << 8;
    out.push_back(alphabet[three >> 18]);
    out.push_back(alphabet[three >> 12 & 63]);
    if (left == 2) out.push_back(alphabet[three >> 6 & 63]);
  }
  return out;
}

int base64_digit(char letter) {
  if (letter >= 'A' && letter <= 'Z') return letter - 'A';
  if (letter >= 'a' && letter <= 'z') return letter - 'a' + 26;
  if (letter >= '0' && letter <= '9') return letter - '0' + 52;
  if (letter == '+') return 62;
  return letter == '/' ? 63 : -1;
}

// The same number with its bytes in the order that the standard writes them: the highest first.
std::uint32_t in_big_endian(std::uint32_t number) {
  return std::endian::native == std::endian::little ? __builtin_bswap32(number) : number;
}
std::uint64_t in_big_endian(std::uint64_t number) {
  return std::endian::native == std::endian::little ? __builtin_bswap64(number) : number;
}

}  // namespace

// Whole blocks go in as they are, and the last one or two with the padding of FIPS 180-4, 5.1.1,
// put on here: SHA256_Final() costs a third more of what a digest of a hundred bytes takes, and
// SHA256_Update() more than SHA256_Transform() for the few blocks that most pieces have.
Hash sha256(std::string_view bytes) {
  constexpr std::size_t block = SHA256_CBLOCK, length_bytes = 8, few = 8;
  SHA256_CTX running;
  ENSURE(SHA256_Init(&running) == 1);
  const auto* from = reinterpret_cast<const unsigned char*>(bytes.data());
  std::size_t blocks = bytes.size() / block;
  if (blocks > few) ENSURE(SHA256_Update(&running, from, blocks * block) == 1);
  const std::size_t whole = blocks * block;
  if (blocks <= few)
    for (; blocks > 0; --blocks, from += block) SHA256_Transform(&running, from);
  std::array<unsigned char, 2 * block> tail{};
  const std::size_t left = bytes.size() - whole;
  if (left > 0) std::memcpy(tail.data(), bytes.data() + whole, left);
  tail[left] = 0x80;
  const std::size_t end = left + 1 + length_bytes <= block ? block : 2 * block;
  const std::uint64_t bits = in_big_endian(std::uint64_t{bytes.size()} * 8);
  std::memcpy(tail.data() + end - length_bytes, &bits, length_bytes);
  SHA256_Transform(&running, tail.data());
  if (end > block) SHA256_Transform(&running, tail.data() + block);
  Hash hash;
  for (std::size_t word = 0; word < hash.size() / 4; ++word) {
    const std::uint32_t value = in_big_endian(std::uint32_t{running.h[word]});
    std::memcpy(hash.data() + 4 * word, &value, 4);
  }
  return hash;
}

Sha256::Sha256() : context_(std::make_unique<SHA256_CTX>().release()) {
  ENSURE(SHA256_Init(as_context(context_)) == 1);
}

Sha256::~Sha256() { std::unique_ptr<SHA256_CTX> goes(as_context(context_)); }

Sha256& Sha256::add(std::string_view bytes) {
  ENSURE(SHA256_Update(as_context(context_), bytes.data(), bytes.size()) == 1);
  return *this;
}

Hash Sha256::finish() {
  Hash hash;
  ENSURE(SHA256_Final(hash.data(), as_context(context_)) == 1);
  ENSURE(SHA256_Init(as_context(context_)) == 1);
  return hash;
}

std::string_view bytes_of(const Hash& hash) {
  return {reinterpret_cast<const char*>(hash.data()), hash.size()};
}

std::optional<Hash> hash_of(std::string_view bytes) {
  Hash hash{};
  if (bytes.size() != hash.size()) return std::nullopt;
  for (std::size_t at = 0; at < hash.size(); ++at) hash[at] = static_cast<std::uint8_t>(bytes[at]);
  return hash;
}

int hex_digit(char letter) {
  if (letter >= '0' && letter <= '9') return letter - '0';
  if (letter >= 'a' && letter <= 'f') return letter - 'a' + 10;
  return letter >= 'A' && letter <= 'F' ? letter - 'A' + 10 : -1;
}

std::string hex(std::string_view bytes) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string out(bytes.size() * 2, '0');
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    out[2 * at] = digits[byte_at(bytes, at) >> 4];
    out[2 * at + 1] = digits[byte_at(bytes, at) & 15];
  }
  return out;
}

std::optional<std::string> unhex(std::string_view text) {
  if (text.size() % 2 != 0) return std::nullopt;
  std::string out(text.size() / 2, '\0');
  for (std::size_t at = 0; at < out.size(); ++at) {
    const int high = hex_digit(text[2 * at]);
    const int low = hex_digit(text[2 * at + 1]);
    if (high < 0 || low < 0) return std::nullopt;
    out[at] = static_cast<char>(high << 4 | low);
  }
  return out;
}

std::string base64(std::string_view bytes) {
  std::string out = base64_with(bytes, standard_alphabet);
  while (out.size() % 4 != 0) out.push_back('=');
  return out;
}

std::string base64url(std::string_view bytes) { return base64_with(bytes, url_alphabet); }

std::optional<std::string> unbase64(std::string_view text) {
  if (text.size() % 4 != 0) return std::nullopt;
  std::size_t length = text.size();
  while (length > 0 && text.size() - length < 2 && text[length - 1] == '=') --length;
  std::string out;
  out.reserve(length * 3 / 4);
  std::uint32_t bits = 0;
  unsigned held = 0;
  for (std::size_t at = 0; at < length; ++at) {
    const int digit = base64_digit(text[at]);
    if (digit < 0) return std::nullopt;
    bits = bits << 6 | static_cast<std::uint32_t>(digit);
    held += 6;
    if (held < 8) continue;
    held -= 8;
    out.push_back(static_cast<char>(bits >> held & 255));
  }
  // Left-over bits must be zero, so that each value has exactly one text.
  if ((bits & ((1u << held) - 1)) != 0) return std::nullopt;
  return out;
}

std::optional<std::string> unbase64url(std::string_view text) {
  if (text.find_first_of("+/=") != std::string_view::npos) return std::nullopt;
  std::string standard(text);
  for (char& letter : standard) {
    if (letter == '-') letter = '+';
    if (letter == '_') letter = '/';
  }
  while (standard.size() % 4 != 0) standard.push_back('=');
  return unbase64(standard);
}

std::string base32(std::string_view bytes) {
  constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  std::string out;
  std::uint32_t bits = 0;
  unsigned held = 0;
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    bits = bits << 8 | byte_at(bytes, at);
    for (held += 8; held >= 5; held -= 5) out.push_back(letters[bits >> (held - 5) & 31]);
  }
  if (held > 0) out.push_back(letters[bits << (5 - held) & 31]);
  return out;
}

std::optional<std::string> unbase32(std::string_view text) {
  std::string out;
  std::uint32_t bits = 0;
  unsigned held = 0;
  for (const char letter : text) {
    std::uint32_t digit = 0;
    if (letter >= 'A' && letter <= 'Z') digit = static_cast<std::uint32_t>(letter - 'A');
    else if (letter >= 'a' && letter <= 'z') digit = static_cast<std::uint32_t>(letter - 'a');
    else if (letter >= '2' && letter <= '7') digit = static_cast<std::uint32_t>(letter - '2' + 26);
    else return std::nullopt;
    bits = bits << 5 | digit;
    held += 5;
    if (held < 8) continue;
    held -= 8;
    out.push_back(static_cast<char>(bits >> held & 255));
  }
  if (held >= 5 || (bits & ((1u << held) - 1)) != 0) return std::nullopt;
  return out;
}

std::string hmac_sha1(std::string_view key, std::string_view bytes) {
  constexpr std::size_t block = 64;
  const auto sha1 = [](const std::string& text) {
    std::string digest(SHA_DIGEST_LENGTH, '\0');
    SHA1(reinterpret_cast<const unsigned char*>(text.data()), text.size(),
         reinterpret_cast<unsigned char*>(digest.data()));
    return digest;
  };
  std::string padded = key.size() > block ? sha1(std::string(key)) : std::string(key);
  padded.resize(block, '\0');
  std::string inner = padded, outer = padded;
  for (std::size_t at = 0; at < block; ++at) {
    inner[at] = static_cast<char>(inner[at] ^ 0x36);
    outer[at] = static_cast<char>(outer[at] ^ 0x5c);
  }
  return sha1(outer + sha1(inner.append(bytes)));
}

bool equal_in_constant_time(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) return false;
  volatile unsigned char difference = 0;
  for (std::size_t at = 0; at < a.size(); ++at) {
    difference = static_cast<unsigned char>(difference | (a[at] ^ b[at]));
  }
  return difference == 0;
}

}  // namespace base
