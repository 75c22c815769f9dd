#include "base/money.h"

#include <doctest/doctest.h>

namespace base {
namespace {

TEST_CASE("money is read as people write it") {
  CHECK(pence_from_text("£1,234,567") == 123456700);
  CHECK(pence_from_text(" 1234.5 ") == 123450);
  CHECK(pence_from_text("£0.05") == 5);
  CHECK(pence_from_text("-£20") == -2000);
  CHECK(pence_from_text("0") == 0);
  CHECK(pence_from_text("£10,000,000,000,000") == 1'000'000'000'000'000);
}

TEST_CASE("what might be meant otherwise is not read") {
  for (const std::string_view text :
       {"", "£", "-", "1.234", "1,23", "12,34", ",123", "1,2345", "1234,567", "£1.", ".5", "1e3",
        "£1.-5", "ten", "£10,000,000,000,000.01", "1 000", "--1", "99999999999999999999"}) {
    CHECK_FALSE(pence_from_text(text).has_value());
  }
}

TEST_CASE("money is written with pence only when there are any") {
  CHECK(pounds(123456700) == "£1,234,567");
  CHECK(pounds(123456) == "£1,234.56");
  CHECK(pounds(5) == "£0.05");
  CHECK(pounds(-5) == "-£0.05");
  CHECK(pounds(-123450) == "-£1,234.50");
  CHECK(pounds(0) == "£0");
}

TEST_CASE("shares are basis points") {
  CHECK(share_from_text("12.5%") == 1250);
  CHECK(share_from_text("12.5") == 1250);
  CHECK(share_from_text("100 %") == 10000);
  CHECK(share_from_text("0") == 0);
  for (const std::string_view text : {"", "%", "100.01", "-1", "12.555", "101%", "12%%"}) {
    CHECK_FALSE(share_from_text(text).has_value());
  }
  CHECK(per_cent(1250) == "12.5%");
  CHECK(per_cent(1205) == "12.05%");
  CHECK(per_cent(10000) == "100%");
  CHECK(per_cent(-5) == "-0.05%");
}

}  // namespace
}  // namespace base
