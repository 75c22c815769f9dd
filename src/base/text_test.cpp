#include "base/text.h"

#include <doctest/doctest.h>

#include "base/random.h"

namespace base {
namespace {

using Words = std::vector<std::string>;

TEST_CASE("only sound UTF-8 is UTF-8") {
  for (const std::string_view text : {"", "plain text, longer than eight", "à", "€", "😀",
                                      "a long line with one à near its end"}) {
    CHECK(is_utf8(text));
  }
  for (const std::string_view text : {"\x80", "\xC3", "\xC0\xAF", "\xE0\x80\xAF", "\xED\xA0\x80",
                                      "\xF0\x80\x80\x80", "\xF4\x90\x80\x80", "\xF5\x80\x80\x80",
                                      "\xE2\x82", "12345678\xFF", "\xE2(\xA1"}) {
    CHECK_FALSE(is_utf8(text));
  }
}

TEST_CASE("tidied text keeps what was typed but line ends and control characters") {
  CHECK(tidy_text("one\r\ntwo\rthree\n\tfour") == "one\ntwo\nthree\n\tfour");
  CHECK(tidy_text(std::string_view("a\0b\x1b[c\x7f", 7)) == "ab[c");
  CHECK(tidy_text("a\xC2\x85" "b\xC2\xA0" "c") == "ab\xC2\xA0" "c");
  CHECK(tidy_text("  as typed  ") == "  as typed  ");
}

TEST_CASE("trimming and splitting") {
  CHECK(trimmed(" \t a b \r\n") == "a b");
  CHECK(trimmed("   ").empty());
  CHECK(split("a,,b", ',') == std::vector<std::string_view>{"a", "", "b"});
  CHECK(split("", ',') == std::vector<std::string_view>{""});
  CHECK(split("a,", ',') == std::vector<std::string_view>{"a", ""});
  CHECK(lower_ascii("ÀB-c") == "Àb-c");
}

TEST_CASE("folding drops case, accents and everything that is no letter or digit") {
  CHECK(folded("  Comhairle nan Eilean Siar: Còir-Àite! ") ==
        "comhairle nan eilean siar coir aite");
  CHECK(folded("ÀÈÌÒÙ àèìòù") == "aeiou aeiou");
  CHECK(folded("a\xCC\x80") == "a");  // an accent as a character of its own
  CHECK(folded("Straße Æther Œuvre Łódź þing × ÷") == "strasse aether oeuvre lodz thing");
  CHECK(folded("ŵ Ÿ ſ ŉ Ĳ") == "w y s n ij");
  CHECK(folded("9–5 “quoted” £20 😀 x") == "9 5 quoted 20 x");
  CHECK(folded("Ελλάδα") == "Ελλάδα");
  CHECK(folded("\xFF\xC3") == "");
  CHECK(folded("...") == "");
}

TEST_CASE("whatever the bytes, folding gives sound text that is no longer and folds to itself") {
  const auto random = seeded_random("folding");
  for (int round = 0; round < 20'000; ++round) {
    std::string bytes = random->bytes(12);
    for (char& byte : bytes) {
      if (round % 2 == 0) byte = static_cast<char>(byte | 0x80);  // more that looks like UTF-8
    }
    const std::string plain = folded(bytes);
    REQUIRE(plain.size() <= bytes.size());
    REQUIRE(is_utf8(plain));
    REQUIRE(folded(plain) == plain);
  }
}

TEST_CASE("search words are distinct, sorted and two letters or more") {
  CHECK(search_words("The care of the child, a CHILD's care: à b 7 42") ==
        Words{"42", "care", "child", "of", "the"});
  CHECK(search_words("").empty());
  CHECK(search_words("zebra apple zebra mango banana", 3) == Words{"apple", "mango", "zebra"});
  CHECK(search_words(std::string(1000, 'x')) == Words{std::string(64, 'x')});
  CHECK(search_words("ä ж 字 жж") == Words{"жж"});
}

TEST_CASE("sort keys put nine before ten") {
  CHECK(sort_key("Ward 9") < sort_key("ward 10"));
  CHECK(sort_key("Àird") < sort_key("Baile"));
  CHECK(sort_key("item 007") == sort_key("Item 7"));
  CHECK(sort_key("123456789012") > sort_key("99999999999"));
  CHECK(sort_key(std::string(500, 'a')).size() == 120);
  std::string long_greek;
  for (int i = 0; i < 100; ++i) long_greek += "λ";
  CHECK(is_utf8(sort_key("a" + long_greek)));
  CHECK(sort_key("").empty());
}

TEST_CASE("a slip of spelling finds its word") {
  const Words known = {"accepted", "modified", "overridden"};
  CHECK(nearest("overriden", known) == "overridden");
  CHECK(nearest("Accpeted", known) == "accepted");
  CHECK_FALSE(nearest("banana", known).has_value());
  CHECK_FALSE(nearest("a", {"b"}).has_value());
  CHECK_FALSE(nearest("word", {}).has_value());
  CHECK(nearest("modified", known) == "modified");
}

TEST_CASE("whole numbers are strict") {
  CHECK(whole_number("-42") == -42);
  CHECK(whole_number("9223372036854775807") == INT64_MAX);
  for (const std::string_view text :
       {"", "-", "+1", " 1", "1 ", "1.0", "0x1", "9223372036854775808"}) {
    CHECK_FALSE(whole_number(text).has_value());
  }
}

TEST_CASE("numbers and plurals as people read them") {
  CHECK(grouped(0) == "0");
  CHECK(grouped(999) == "999");
  CHECK(grouped(1234567) == "1,234,567");
  CHECK(grouped(-123456) == "-123,456");
  CHECK(grouped(INT64_MIN) == "-9,223,372,036,854,775,808");
  CHECK(plural(1, "record", "records") == "1 record");
  CHECK(plural(0, "record", "records") == "0 records");
  CHECK(plural(1200, "record", "records") == "1,200 records");
}

TEST_CASE("letters are code points") {
  CHECK(letters("àb€") == 3);
  CHECK(shortened("àb€", 3) == "àb€");
  CHECK(shortened("àb€d", 2) == "àb…");
  CHECK(shortened("abc", 0) == "…");
  CHECK(shortened("", 0).empty());
}

TEST_CASE("addresses are encoded and read back") {
  CHECK(url_encoded("a b/c?à~") == "a%20b%2Fc%3F%C3%A0~");
  CHECK(url_decoded("a%20b%2fc+d", false) == "a b/c+d");
  CHECK(url_decoded("a+b%2B", true) == "a b+");
  CHECK_FALSE(url_decoded("100%", false).has_value());
  CHECK_FALSE(url_decoded("%4", false).has_value());
  CHECK_FALSE(url_decoded("%zz", false).has_value());
}

TEST_CASE("every byte of Windows-1252 has a letter") {
  CHECK(from_windows_1252("\x80\x93ok\x94\xE0\x9F") == "€“ok”àŸ");
  CHECK(from_windows_1252("\x81") == "\uFFFD");
  std::string all;
  for (int byte = 0; byte < 256; ++byte) all.push_back(static_cast<char>(byte));
  CHECK(is_utf8(from_windows_1252(all)));
  CHECK(letters(from_windows_1252(all)) == 256);
}

}  // namespace
}  // namespace base
