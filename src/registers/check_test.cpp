#include <doctest/doctest.h>

#include "base/hash.h"
#include "base/sealed_box.h"
#include "registers/typed.h"

using namespace registers;

namespace {

Field field_of(std::string name, Kind kind) {
  Field field;
  field.name = std::move(name);
  field.kind = kind;
  field.label = "What is “" + field.name + "”?";
  field.short_label = field.name;
  return field;
}

Register small_register() {
  Register kind;
  kind.name = "note";
  Field decision = field_of("decision", Kind::choice);
  decision.options = {{"accepted", "Yes", "", "", 0}, {"overridden", "No", "", "", 0}};
  decision.needed = Needed::yes;
  Field reasons = field_of("reasons", Kind::prose);
  reasons.needed = Needed::when;
  reasons.needed_when = {"decision", {"overridden"}};
  reasons.needed_sentence = "Enter why";
  Field again = field_of("again", Kind::date);
  again.shown_when = {"decision", {"overridden"}};
  again.not_before = "today";
  Field from = field_of("from", Kind::date);
  Field to = field_of("to", Kind::date);
  to.not_before = "from";
  Field past = field_of("past", Kind::date);
  past.not_after = "today";
  Field hats = field_of("hats", Kind::yes_no);
  hats.computed = true;
  Field hats_reason = field_of("hats_reason", Kind::line);
  hats_reason.shown_when = {"hats", {"yes"}};
  kind.fields = {decision, reasons, again, from, to, past, hats, hats_reason,
                 field_of("other", Kind::line)};
  kind.steps.push_back({});
  kind.steps[0].name = "decide";
  kind.steps[0].pages = {
      {"", {"decision", "reasons", "again", "from", "to", "past", "hats_reason"}, {}}};
  return kind;
}

const base::Date today{2026, 11, 22};

Mistakes check(const Values& set) {
  const Register kind = small_register();
  return check_step(kind, kind.steps[0], set, set, today);
}

}  // namespace

TEST_CASE("what is needed is asked for in its own words, or in good default ones") {
  CHECK(check({}).of("decision") == "Choose an answer to “What is “decision”?”");
  CHECK(check({}).of("reasons").empty());
  const Mistakes mistakes = check({{"decision", Value::choice("overridden")}});
  CHECK(mistakes.of("reasons") == "Enter why");
  CHECK(check({{"decision", Value::choice("accepted")}}).empty());
}

TEST_CASE("what is not shown is not kept") {
  const Value day = Value::date({2027, 1, 1});
  CHECK(check({{"decision", Value::choice("accepted")}, {"again", day}}).of("again") ==
        "“again” is not asked for these answers");
  CHECK(check({{"decision", Value::choice("overridden")},
               {"reasons", Value::prose("x")},
               {"again", day}})
            .empty());
}

TEST_CASE("a step takes only what it asks, and never what a rule computes") {
  const Value choice = Value::choice("accepted");
  CHECK(check({{"decision", choice}, {"other", Value::line("x")}}).of("other") ==
        "This is not asked here");
  CHECK(check({{"decision", choice}, {"hats", Value::yes_no(Value::YesNo::yes)}}).of("hats") ==
        "This is not asked here");
  CHECK(check({{"decision", choice}, {"hats_reason", Value::line("x")}}).empty());
  CHECK(check({{"decision", choice}, {"nowhere", Value::line("x")}}).of("nowhere") ==
        "This is not asked here");
}

TEST_CASE("choices, kinds and lengths are looked at again") {
  CHECK(check({{"decision", Value::choice("sideways")}}).of("decision") ==
        "Choose one of the answers shown");
  CHECK(check({{"decision", Value::line("accepted")}}).of("decision") ==
        "Answer “What is “decision”?” again");
  const Values longer{{"decision", Value::choice("accepted")},
                      {"reasons", Value::prose(std::string(20'001, 'x'))}};
  CHECK(check(longer).of("reasons") == "Shorten “reasons” to 20,000 letters; it has 20,001 now");
}

TEST_CASE("dates stand in order") {
  Values set{{"decision", Value::choice("accepted")}};
  set["from"] = Value::date({2026, 12, 2});
  set["to"] = Value::date({2026, 12, 1});
  set["past"] = Value::date({2026, 11, 23});
  const Mistakes mistakes = check(set);
  CHECK(mistakes.of("to") ==
        "Enter a date that is not before Wednesday 2 December 2026 (from)");
  CHECK(mistakes.of("past") == "Enter a date that is not in the future");
  set["to"] = set["from"];
  set["past"] = Value::date(today);
  CHECK(check(set).empty());
  set["decision"] = Value::choice("overridden");
  set["reasons"] = Value::prose("x");
  set["again"] = Value::date({2026, 11, 21});
  CHECK(check(set).of("again") == "Enter a date that is not in the past");
}

TEST_CASE("where a name is sealed, nothing that anybody could read is taken") {
  Register kind;
  kind.name = "note";
  Field name = field_of("name", Kind::line);
  name.sealed = true;
  name.secret = true;
  name.most = 20000;
  kind.fields = {name};
  kind.steps.push_back({});
  kind.steps[0].name = "raise";
  kind.steps[0].pages = {{"", {"name"}, {}}};
  const auto sentence = [&](std::string text) {
    const Values set{{"name", Value::line(std::move(text))}};
    return std::string(check_step(kind, kind.steps[0], set, set, today).of("name"));
  };
  const auto random = base::seeded_random("check");
  const std::vector<base::SealKey> keys{{"SK-1", "P-1", base::new_seal_pair(*random).public_half},
                                        {"SK-2", "P-2", base::new_seal_pair(*random).public_half}};
  const std::string box = *base::sealed_for_two("Una Kerr", "here", {keys}, *random);
  CHECK(sentence(box).empty());
  CHECK(sentence("Una Kerr") == "This was not sealed, and was not recorded");
  CHECK_FALSE(sentence("sealed-v1 " + base::base64url("Una Kerr")).empty());
  CHECK_FALSE(sentence(box + " Una").empty());
}
