#include <doctest/doctest.h>

#include "rules/test_cast.h"

using namespace rules;
using registers::Value;

namespace {

std::string goes_to(std::string_view about, std::string_view field) {
  const cast::ListLookup lookup;
  const Act act = cast::act_of("concern", "raise", nullptr,
                               {{"about_office", Value::choice(std::string(about))}});
  const Verdict verdict = judge(cast::catalogue(), act, lookup);
  return registers::value_of(verdict.computed, field).party().post;
}

}  // namespace

TEST_CASE("a concern about the office, or perhaps about it, goes to the monitoring officer alone") {
  CHECK(goes_to("no", "goes_to") == "cswo");
  CHECK(goes_to("no", "goes_to_also") == "depute_cswo");
  for (const char* about : {"yes", "not_sure"}) {
    CHECK(goes_to(about, "goes_to") == "monitoring_officer");
    CHECK(goes_to(about, "goes_to_also").empty());
  }
  for (const char* about : {"no", "yes", "not_sure"})
    CHECK(goes_to(about, "held_by") == "monitoring_officer");
}

TEST_CASE("whoever asks that a name be opened is named by the program, and does not open it") {
  const cast::ListLookup lookup;
  Act ask = cast::act_of("seal_opening", "ask", nullptr, {});
  ask.person = "P-1";
  const Verdict asked = judge(cast::catalogue(), ask, lookup);
  CHECK(registers::value_of(asked.computed, "asked_by").text() == "P-1");
  const Seen before{"SO-1", "seal_opening", "asked", {{"asked_by", Value::person("P-1")}}};
  Act open = cast::act_of("seal_opening", "open", &before, {});
  open.person = "P-1";
  CHECK(judge(cast::catalogue(), open, lookup).judgement == Judgement::refused);
  open.person = "P-2";
  const Verdict opened = judge(cast::catalogue(), open, lookup);
  CHECK(opened.judgement == Judgement::allowed);
  CHECK(registers::value_of(opened.computed, "opened_by").text() == "P-2");
}

TEST_CASE("a key is of whoever makes it, whatever was asked") {
  Act make = cast::act_of("sealing_key", "make", nullptr, {{"holder", Value::person("P-2")}});
  make.person = "P-1";
  const cast::ListLookup lookup;
  const Verdict made = judge(cast::catalogue(), make, lookup);
  CHECK(registers::value_of(made.computed, "holder").text() == "P-1");
}
