#pragma once
// Randomness as an argument, so that a whole year of records can be replayed byte for byte in a
// test.
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace base {

class Random {
 public:
  virtual ~Random() = default;
  // `count` fresh bytes. Safe to call from several threads.
  [[nodiscard]] virtual std::string bytes(std::size_t count) = 0;
};

// the operating system's
[[nodiscard]] std::unique_ptr<Random> system_random();
// same seed, same bytes: tests and demonstration only
[[nodiscard]] std::unique_ptr<Random> seeded_random(std::string_view seed);

// `length` letters and digits without the easily confused ones (no 0 o 1 l i), from `random`.
[[nodiscard]] std::string random_letters(Random& random, std::size_t length);

}  // namespace base
