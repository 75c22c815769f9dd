#include "base/json.h"

#include <doctest/doctest.h>

#include <limits>

namespace base {
namespace {

TEST_CASE("objects and arrays nest with their commas in place") {
  JsonWriter json;
  json.begin_object().key("a").number(-1).key("b").begin_array();
  json.text("x").yes_no(true).null().begin_object().end_object().begin_array().end_array();
  json.end_array().key("c").yes_no(false).end_object();
  CHECK(json.take() == R"({"a":-1,"b":["x",true,null,{},[]],"c":false})");
  CHECK(json.take().empty());
  CHECK(json.text("again").take() == "\"again\"");
}

TEST_CASE("strings are escaped, and safe inside a page") {
  JsonWriter json;
  CHECK(json.text("\"\\\n\r\t\x01</script> à").take() ==
        "\"\\\"\\\\\\n\\r\\t\\u0001\\u003c/script> à\"");
  CHECK(json.text("bad \xFF").take() == "\"bad \\u00ff\"");
  json.begin_object().key("a\"b").null().end_object();
  CHECK(json.take() == "{\"a\\\"b\":null}");
}

TEST_CASE("numbers read back the same") {
  JsonWriter json;
  CHECK(json.real(0.1).take() == "0.1");
  CHECK(json.real(std::numeric_limits<double>::infinity()).take() == "null");
  CHECK(json.number(std::numeric_limits<std::int64_t>::min()).take() == "-9223372036854775808");
}

}  // namespace
}  // namespace base
