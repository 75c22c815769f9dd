#include "base/result.h"

#include <doctest/doctest.h>

#include <memory>

namespace base {
namespace {

Result<int> half(int number) {
  if (number % 2 != 0) return Failure{ErrorKind::invalid, "The number is odd.", "here"};
  return number / 2;
}

Result<void> both(int first, int second, int& sum) {
  sum = TRY(half(first));
  sum += TRY(half(second));
  return {};
}

TEST_CASE("TRY hands on a value or returns with the error") {
  int sum = 0;
  CHECK(both(4, 6, sum).has_value());
  CHECK(sum == 5);
  const Result<void> failed = both(4, 7, sum);
  REQUIRE_FALSE(failed.has_value());
  CHECK(failed.error().kind == ErrorKind::invalid);
  CHECK(to_text(failed.error()) == "The number is odd. (here)");
  CHECK(to_text(Error{ErrorKind::corrupt, "Alone.", ""}) == "Alone.");
}

Result<std::unique_ptr<int>> owned() { return std::make_unique<int>(3); }
Result<int> taken() { return *TRY(owned()); }

TEST_CASE("TRY moves what cannot be copied") { CHECK(taken().value() == 3); }

}  // namespace
}  // namespace base
