#include "registers/value.h"

#include <doctest/doctest.h>

#include "registers/register.h"

using namespace registers;

namespace {
bool is_read(Kind kind, std::string text) {
  const base::Result<Value> value = Value::from_canonical(kind, std::move(text));
  return value.has_value();
}
}  // namespace

TEST_CASE("canonical text has one spelling, and anything else is corrupt") {
  CHECK(is_read(Kind::count, "0"));
  CHECK_FALSE(is_read(Kind::count, "007"));
  CHECK_FALSE(is_read(Kind::count, "-1"));
  CHECK_FALSE(is_read(Kind::count, "99999999999999999999"));
  CHECK(is_read(Kind::money, "-5"));
  CHECK_FALSE(is_read(Kind::money, "-0"));
  CHECK_FALSE(is_read(Kind::money, "+5"));
  CHECK(is_read(Kind::date, "2028-02-29"));
  CHECK_FALSE(is_read(Kind::date, "2027-02-29"));
  CHECK_FALSE(is_read(Kind::time, "2027-02-28"));
  CHECK_FALSE(is_read(Kind::yes_no, "true"));
  CHECK_FALSE(is_read(Kind::choice, "Over ridden"));
  CHECK_FALSE(is_read(Kind::line, "a\nb"));
  CHECK_FALSE(is_read(Kind::prose, "\xff"));
  CHECK_FALSE(is_read(Kind::prose, std::string("a\0b", 3)));
  CHECK_FALSE(is_read(Kind::party, "post director\nperson P-1"));
  CHECK_FALSE(is_read(Kind::party, "minute 3"));
  CHECK_FALSE(is_read(Kind::document, "short"));
  CHECK(is_read(Kind::share, ""));
  const auto corrupt = Value::from_canonical(Kind::date, "soon");
  REQUIRE_FALSE(corrupt.has_value());
  CHECK(corrupt.error().kind == base::ErrorKind::corrupt);
}

TEST_CASE("values give back what they were made from") {
  CHECK(Value::money(-12'345).number() == -12'345);
  CHECK(Value::date({2027, 5, 27}).date() == base::Date{2027, 5, 27});
  CHECK(Value::time({1'000'000}).time() == base::Instant{1'000'000});
  CHECK(Value::yes_no(Value::YesNo::yes).is_yes());
  const Party joint{"", "", {"B-1", "B-2"}, "IJB 14"};
  const Party read = Value::party(joint).party();
  CHECK(read.bodies == joint.bodies);
  CHECK(read.minute == "IJB 14");
  const Document paper{std::string(32, '0'), "paper.pdf", "application/pdf", 77,
                       std::string(64, '1')};
  CHECK(Value::document(paper).document().length == 77);
  CHECK(Value::document(paper).document().name == "paper.pdf");
  CHECK(Value::line("x").document().id.empty());
}

TEST_CASE("an absent field is an empty value, and conditions see it so") {
  const Values none;
  CHECK(value_of(none, "decision").empty());
  CHECK(Condition{"decision", {""}}.holds(none));
  CHECK_FALSE(Condition{"decision", {"accepted"}}.holds(none));
  CHECK(Condition{}.holds(none));
}
