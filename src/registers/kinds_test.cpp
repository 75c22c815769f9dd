#include <doctest/doctest.h>

#include "registers/typed.h"

using namespace registers;

namespace {

Field field_of(Kind kind) {
  Field field;
  field.name = "x";
  field.kind = kind;
  field.label = "What is it?";
  field.short_label = "It";
  return field;
}

std::string canonical(Kind kind, std::string_view typed) {
  const Read read = read_typed(field_of(kind), typed);
  return read.value ? read.value->text() : "slip: " + read.sentence;
}

// What a person would see again in the form after it was read.
std::string again(Kind kind, std::string_view typed) {
  const Field field = field_of(kind);
  const Read read = read_typed(field, typed);
  REQUIRE(read.value);
  return as_typed(field, *read.value);
}

const std::string id(32, 'a');
const std::string digest(64, 'b');

}  // namespace

TEST_CASE("nothing typed is an empty value of the kind, and no slip") {
  for (const Kind kind : {Kind::line, Kind::prose, Kind::count, Kind::money, Kind::share,
                          Kind::date, Kind::time, Kind::yes_no, Kind::choice, Kind::person,
                          Kind::party, Kind::record, Kind::document, Kind::source}) {
    const Read read = read_typed(field_of(kind), " \n\n ");
    REQUIRE(read.value);
    CHECK(read.value->empty());
    CHECK(read.value->kind() == kind);
    CHECK(kind_named(name_of(kind)) == kind);
  }
}

TEST_CASE("a line is one line") {
  CHECK(canonical(Kind::line, "  two \r\n lines ") == "two   lines");
  Field field = field_of(Kind::line);
  field.most = 5;
  CHECK(read_typed(field, "éééée").value);
  CHECK(read_typed(field, "sixsix").sentence == "Shorten “It” to 5 letters; it has 6 now");
}

TEST_CASE("prose stays as typed, with LF line ends") {
  CHECK(canonical(Kind::prose, "one\r\ntwo\n  three ") == "one\ntwo\n  three ");
}

TEST_CASE("counts, money and shares") {
  CHECK(canonical(Kind::count, "1,250") == "1250");
  CHECK(canonical(Kind::count, "-3") == "slip: Enter a number that is 0 or more");
  CHECK(canonical(Kind::count, "some") == "slip: Enter a whole number, like 12 or 1,250");
  CHECK(canonical(Kind::money, "£1,250.50") == "125050");
  CHECK(again(Kind::money, "£1,250.50") == "1250.50");
  CHECK(again(Kind::money, "1250.05") == "1250.05");
  CHECK(again(Kind::money, "-1250") == "-1250");
  CHECK(canonical(Kind::money, "lots") ==
        "slip: Enter the cost in pounds, like 1250 or 1,250.50");
  CHECK(canonical(Kind::share, "12.5%") == "1250");
  CHECK(again(Kind::share, "12.5%") == "12.5");
  CHECK(again(Kind::share, "12.05") == "12.05");
  CHECK(again(Kind::share, "12") == "12");
  CHECK(canonical(Kind::share, "101") ==
        "slip: Enter a share from 0 to 100 per cent, like 12.5");
}

TEST_CASE("dates are read as people type them") {
  for (const char* typed : {"27\n5\n2027", "27/5/2027", "27.05.2027", "2027-05-27", "27 May 2027",
                            "27\nmay\n2027"})
    CHECK(canonical(Kind::date, typed) == "2027-05-27");
  CHECK(again(Kind::date, "2027-05-07") == "7\n5\n2027");
  const std::string how = "slip: Enter the date as numbers, like 27 5 2027";
  CHECK(canonical(Kind::date, "soon") == how);
  CHECK(canonical(Kind::date, "27\n13\n2027") == how);
  CHECK(canonical(Kind::date, "32\n12\n2027") == how);
  CHECK(canonical(Kind::date, "27\n\n2027") == "slip: Enter the month as well");
  CHECK(canonical(Kind::date, "27\n5\n27") ==
        "slip: Enter the year with four digits, like 2027");
  CHECK(canonical(Kind::date, "30\n2\n2027") ==
        "slip: There is no 30 February in 2027. Enter a date that exists");
}

TEST_CASE("a time is a London day and clock, kept in UTC") {
  CHECK(canonical(Kind::time, "27\n5\n2027\n4:10pm") == "2027-05-27T15:10:00.000000Z");
  CHECK(canonical(Kind::time, "27\n11\n2026\n1610") == "2026-11-27T16:10:00.000000Z");
  CHECK(canonical(Kind::time, "27\n11\n2026\n12am") == "2026-11-27T00:00:00.000000Z");
  CHECK(again(Kind::time, "27\n5\n2027\n9.05am") == "27\n5\n2027\n09:05");
  CHECK(canonical(Kind::time, "27\n5\n2027\n25:00") ==
        "slip: Enter the time of day, like 4:10pm or 16:10");
  CHECK(canonical(Kind::time, "27 5 2027") == "slip: Enter the date and the time of day");
}

TEST_CASE("answers, choices and references") {
  CHECK(canonical(Kind::yes_no, "Yes") == "yes");
  CHECK(canonical(Kind::yes_no, "perhaps") == "slip: Choose yes or no");
  Field field = field_of(Kind::choice);
  field.options = {{"overridden", "Otherwise than advised", "", "", 0}};
  CHECK(read_typed(field, "overridden").value == Value::choice("overridden"));
  CHECK(read_typed(field, "Otherwise than advised").value == Value::choice("overridden"));
  CHECK(read_typed(field, "overriden").sentence == "Choose one of the answers shown");
  field.needed_sentence = "Choose what was decided";
  CHECK(read_typed(field, "overriden").sentence == "Choose what was decided");
  CHECK(canonical(Kind::person, " P-2026-001 ") == "P-2026-001");
  CHECK(canonical(Kind::person, "Anna <b>") == "slip: Choose a person from the list");
  CHECK(canonical(Kind::record, "AD-x7k2m9") == "AD-x7k2m9");
  CHECK(canonical(Kind::source, "sw1968.s3") == "sw1968.s3");
  CHECK(canonical(Kind::document, id + "\na.pdf\napplication/pdf\n12\n" + digest) ==
        id + "\na.pdf\napplication/pdf\n12\n" + digest);
  CHECK(canonical(Kind::document, "a.pdf") ==
        "slip: Choose the file again: it did not arrive whole");
}

TEST_CASE("a party is a post, a person, a body with its minute, or two bodies") {
  CHECK(canonical(Kind::party, "post director\nperson \nbody \nminute ") == "post director");
  CHECK(canonical(Kind::party, "minute SW 14\nbody B-2026-001\nbody B-2026-002") ==
        "body B-2026-001\nbody B-2026-002\nminute SW 14");
  CHECK(canonical(Kind::party, "post \nperson ") == "");
  const std::string one = "slip: Choose one post, one person, or one or two bodies";
  CHECK(canonical(Kind::party, "post director\nbody B-1") == one);
  CHECK(canonical(Kind::party, "body B-1\nbody B-2\nbody B-3") == one);
  CHECK(canonical(Kind::party, "vote B-1") == one);
  CHECK(canonical(Kind::party, "body B-1\nbody B-1") ==
        "slip: Choose two different bodies, or one");
  CHECK(canonical(Kind::party, "minute SW 14") == "slip: Choose the body whose minute this is");
  CHECK(canonical(Kind::party, "post director\nminute 3") ==
        "slip: Give a minute only for the decision of a body");
}
