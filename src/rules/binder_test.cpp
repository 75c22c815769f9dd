#include "rules/binder.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "rules/test_cast.h"

using namespace rules;

namespace {

// The packs in force with one text of one file changed.
registers::LoadedPacks changed(std::string_view path, std::string_view from, std::string_view to) {
  std::vector<registers::PackText> texts = registers::embedded_pack_texts();
  for (registers::PackText& text : texts) {
    if (text.path != path) continue;
    const std::size_t at = text.text.find(from);
    REQUIRE(at != std::string::npos);
    text.text.replace(at, from.size(), to);
  }
  return registers::load_packs(texts);
}

std::string faults_of(const registers::Packs& packs) {
  return registers::to_text(bind_rules(packs).faults());
}

// "scotland/registers/advice.toml:LINE: " for the line on which `text` stands.
std::string at_line(std::string_view path, std::string_view text) {
  for (const registers::PackText& one : registers::embedded_pack_texts()) {
    if (one.path != path) continue;
    const std::size_t at = one.text.find(text);
    REQUIRE(at != std::string::npos);
    const auto lines = std::count(one.text.begin(),
                                  one.text.begin() + static_cast<std::ptrdiff_t>(at), '\n');
    return std::string(path) + ":" + std::to_string(lines + 1) + ": ";
  }
  return "";
}

constexpr std::string_view advice_file = "scotland/registers/advice.toml";
constexpr std::string_view choices = "[\"accepted\", \"modified\", \"overridden\"]";

}  // namespace

TEST_CASE("a rule that no file has is told with file, line and likely spelling") {
  const auto loaded = changed(advice_file, "\"advice_two_hats\"", "\"advice_two_hat\"");
  CHECK(faults_of(loaded.packs).find(at_line(advice_file, "\"advice_two_hats\"") +
                                     "register.rules: there is no rule “advice_two_hat”. Did you "
                                     "mean “advice_two_hats”?") != std::string::npos);
}

TEST_CASE("a rule that no register names is told") {
  const auto loaded =
      changed("scotland/registers/person.toml", "\"person_sign_in_is_free\", ", "");
  CHECK(faults_of(loaded.packs) ==
        "person_rules.cpp:1: the rule “person_sign_in_is_free” is written here and no register "
        "names it\n");
}

TEST_CASE("a misspelt choice is told once, with the spelling that was meant") {
  const auto loaded =
      changed(advice_file, choices, "[\"accepted\", \"modified\", \"overriden\"]");
  CHECK(faults_of(loaded.packs) ==
        at_line(advice_file, choices) +
            "field.decision.values: advice_rules.cpp does not know the choice “overriden”. Did "
            "you mean “overridden”?\n");
}

TEST_CASE("a choice that is missing, or in another place, is told") {
  CHECK(faults_of(changed(advice_file, choices, "[\"accepted\", \"overridden\"]").packs)
            .find("expects the choice “modified”") != std::string::npos);
  CHECK(faults_of(
            changed(advice_file, choices, "[\"modified\", \"accepted\", \"overridden\"]").packs)
            .find("the 3 choices must stand in the order of advice_rules.cpp") !=
        std::string::npos);
}

TEST_CASE("a field that a rule needs and the pack lacks, or has of another kind, is told") {
  CHECK(faults_of(changed(advice_file, "[field.two_hats_reason]", "[field.two_hats_reasons]").packs)
            .find(at_line(advice_file, "[field.two_hats_reason]") +
                  "advice_rules.cpp needs the field “two_hats_reason”, which “advice” lacks. Is "
                  "it spelt “two_hats_reasons” here?") != std::string::npos);
  CHECK(faults_of(changed("scotland/registers/person.toml",
                          "[field.reports_to]\nkind  = \"person\"",
                          "[field.reports_to]\nkind  = \"line\"")
                      .packs)
            .find("field.reports_to must be of kind person for advice_rules.cpp") !=
        std::string::npos);
}

TEST_CASE("a misspelt choice, an unknown rule and a missing field are all told in one go") {
  std::vector<registers::PackText> texts = registers::embedded_pack_texts();
  const auto replace = [](std::string& text, std::string_view from, std::string_view to) {
    const std::size_t at = text.find(from);
    REQUIRE(at != std::string::npos);
    text.replace(at, from.size(), to);
  };
  for (registers::PackText& text : texts) {
    if (text.path != advice_file) continue;
    replace(text.text, choices, "[\"accepted\", \"modified\", \"overriden\"]");
    replace(text.text, "\"advice_two_hats\"", "\"advice_two_hat\"");
    replace(text.text, "[field.second_words]", "[field.second_wrods]");
  }
  const registers::LoadedPacks loaded = registers::load_packs(texts);
  std::string told = registers::to_text(loaded.faults) + faults_of(loaded.packs);
  CHECK(told.find("does not know the choice “overriden”. Did you mean “overridden”?") !=
        std::string::npos);
  CHECK(told.find("there is no rule “advice_two_hat”. Did you mean “advice_two_hats”?") !=
        std::string::npos);
  CHECK(told.find("there is no field “second_words”. Did you mean “second_wrods”?") !=
        std::string::npos);
}
