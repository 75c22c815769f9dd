#include "base/random.h"

#include <sodium.h>

#include <algorithm>
#include <array>
#include <mutex>

#include "base/hash.h"
#include "base/result.h"

namespace base {
namespace {

class SystemRandom : public Random {
 public:
  SystemRandom() { ENSURE(sodium_init() >= 0); }
  std::string bytes(std::size_t count) override {
    std::string out(count, '\0');
    randombytes_buf(out.data(), out.size());
    return out;
  }
};

// The ChaCha20 key stream of sha256(seed): the bytes do not depend on how they are asked for.
class SeededRandom : public Random {
 public:
  explicit SeededRandom(std::string_view seed) : key_(sha256(seed)), used_(block_.size()) {
    ENSURE(sodium_init() >= 0);
  }
  std::string bytes(std::size_t count) override {
    const std::lock_guard lock(mutex_);
    std::string out;
    out.reserve(count);
    while (out.size() < count) {
      if (used_ == block_.size()) refill();
      const std::size_t taken = std::min(count - out.size(), block_.size() - used_);
      out.append(reinterpret_cast<const char*>(block_.data()) + used_, taken);
      used_ += taken;
    }
    return out;
  }

 private:
  void refill() {
    constexpr std::array<unsigned char, crypto_stream_chacha20_NONCEBYTES> nonce{};
    block_.fill(0);
    crypto_stream_chacha20_xor_ic(block_.data(), block_.data(), block_.size(), nonce.data(),
                                  position_, key_.data());
    position_ += block_.size() / 64;  // ChaCha20 counts in blocks of 64 bytes
    used_ = 0;
  }

  std::mutex mutex_;
  Hash key_;
  std::array<unsigned char, 1024> block_{};
  std::size_t used_;
  std::uint64_t position_ = 0;
};

}  // namespace

std::unique_ptr<Random> system_random() { return std::make_unique<SystemRandom>(); }

std::unique_ptr<Random> seeded_random(std::string_view seed) {
  return std::make_unique<SeededRandom>(seed);
}

std::string random_letters(Random& random, std::size_t length) {
  constexpr std::string_view alphabet = "abcdefghjkmnpqrstuvwxyz23456789";
  constexpr std::size_t fair = 256 / alphabet.size() * alphabet.size();
  std::string out;
  out.reserve(length);
  while (out.size() < length) {
    for (const char byte : random.bytes(length - out.size())) {
      const auto number = static_cast<unsigned char>(byte);
      if (number < fair) out.push_back(alphabet[number % alphabet.size()]);
    }
  }
  return out;
}

}  // namespace base
