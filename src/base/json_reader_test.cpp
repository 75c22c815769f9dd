#include "base/json_reader.h"

#include <doctest/doctest.h>

namespace base {
namespace {

TEST_CASE("JSON is read as it was written") {
  const auto value = read_json(
      R"( {"a": "x\u00e0\n", "b": [1, -2, 3.0, 3.5, true, null], "c": {"d": {}}, "e": 1e3} )");
  REQUIRE(value);
  CHECK(value->text_at("a") == "xà\n");
  REQUIRE(value->at("b") != nullptr);
  const auto& items = value->at("b")->items;
  REQUIRE(items.size() == 6);
  CHECK(items[0].whole == 1);
  CHECK(items[1].whole == -2);
  CHECK(items[2].whole == 3);
  CHECK_FALSE(items[3].whole);
  CHECK(items[4].yes);
  CHECK((items[5].kind == JsonValue::Kind::null));
  CHECK(value->at("c")->at("d") != nullptr);
  CHECK(value->whole_at("e") == 1000);
  CHECK(value->text_at("b") == "");
  CHECK(value->at("nothing") == nullptr);
}

TEST_CASE("what is no JSON, or could be read in two ways, is refused") {
  for (const char* bad : {"", "{", "[1,]", "{'a':1}", "nul", "1 2", "{\"a\":1}x",
                          "{\"a\":1,\"a\":2}", "{\"x\":{\"b\":1,\"b\":1}}", "\"\xff\"", "// x\n1"})
    CHECK_FALSE(read_json(bad));
  CHECK(read_json(std::string(20, '[') + std::string(20, ']')));
  CHECK_FALSE(read_json(std::string(40, '[') + std::string(40, ']')));
  CHECK_FALSE(read_json("\"" + std::string(1 << 20, 'a') + "\""));
  CHECK(read_json("{\"a\":{\"b\":1},\"b\":2}"));  // twice, but not in one object
}

}  // namespace
}  // namespace base
