#include "web/form.h"

#include <doctest/doctest.h>

#include "registers/typed.h"

using registers::Field;
using registers::Kind;
using web::Form;

namespace {

Field field_of(std::string name, Kind kind) {
  Field field;
  field.name = std::move(name);
  field.kind = kind;
  return field;
}

}  // namespace

TEST_CASE("what was typed comes back exactly, hostile text and all") {
  const std::string hostile = "<script>&\"'\r\n=cmd|' /C calc'!A0\n\tà 100%+& ";
  Form form;
  const Field advice = field_of("advice", Kind::prose);
  web::take_field(form, advice, "", {{"advice", hostile}, {"other", "not asked"}});
  // Only the line ends are made one kind; nothing else is touched.
  CHECK(form.text("advice") == "<script>&\"'\n=cmd|' /C calc'!A0\n\tà 100%+& ");
  CHECK_FALSE(form.typed.contains("other"));
  const Form again = web::decoded(web::encoded(form));
  CHECK(again.typed == form.typed);
}

TEST_CASE("a date is kept box by box, also when it is none") {
  const Field day = field_of("respond_by", Kind::date);
  Form form;
  web::take_field(form, day, "",
                  {{"respond_by.day", "31"}, {"respond_by.month", "Feb"}, {"respond_by.year", ""}});
  CHECK(web::typed_text(form, day, "") == "31\nFeb\n");
  CHECK_FALSE(registers::read_typed(day, web::typed_text(form, day, "")).value);
  CHECK(web::decoded(web::encoded(form)).text("respond_by.month") == "Feb");
  Form empty;
  CHECK(web::typed_text(empty, day, "") == "");
}

TEST_CASE("a value put into a form reads back as the same value") {
  Form form;
  const auto same = [&](const Field& field, const registers::Value& value) {
    web::put_value(form, field, "CHILD.0.", value);
    const registers::Read read =
        registers::read_typed(field, web::typed_text(form, field, "CHILD.0."));
    REQUIRE(read.value);
    CHECK(*read.value == value);
  };
  same(field_of("a", Kind::date), registers::Value::date({2027, 5, 27}));
  same(field_of("b", Kind::money), registers::Value::money(18'600'050));
  same(field_of("c", Kind::prose), registers::Value::prose("two\n\nlines"));
  same(field_of("d", Kind::yes_no), registers::Value::yes_no(registers::Value::YesNo::no));
  registers::Party post;
  post.post = "director";
  same(field_of("e", Kind::party), registers::Value::party(post));
  registers::Party body;
  body.bodies = {"B-2026-001"};
  body.minute = "IJB 2026/47";
  same(field_of("f", Kind::party), registers::Value::party(body));
  registers::Party two;
  two.bodies = {"B-2026-001", "B-2026-002"};
  same(field_of("g", Kind::party), registers::Value::party(two));
}

TEST_CASE("an input that was sent empty empties the form's") {
  Form form;
  const Field line = field_of("question", Kind::line);
  web::take_field(form, line, "", {{"question", "one"}});
  CHECK(form.text("question") == "one");
  web::take_field(form, line, "", {});
  CHECK(form.text("question") == "");
}

TEST_CASE("rows are at least one and at most forty") {
  Form form;
  CHECK(web::rows_of(form, "risk") == 1);
  web::set_rows(form, "risk", 3);
  CHECK(web::rows_of(form, "risk") == 3);
  form.typed["risk.rows"] = "1000000";
  CHECK(web::rows_of(form, "risk") == 40);
  form.typed["risk.rows"] = "-1";
  CHECK(web::rows_of(form, "risk") == 1);
}

TEST_CASE("files that wait with a draft are kept in it") {
  Form form;
  form.files["evidence"] = {"00112233445566778899aabbccddeeff", "Paper, final.pdf",
                            "application/pdf", 1234};
  const Form again = web::decoded(web::encoded(form));
  REQUIRE(again.files.contains("evidence"));
  CHECK(again.files.at("evidence").name == "Paper, final.pdf");
  CHECK(again.files.at("evidence").length == 1234);
  CHECK(again.typed.empty());
}
