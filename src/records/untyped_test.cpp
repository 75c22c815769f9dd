// What an act records though nobody typed it: what grids give, what a step empties, whose decision
// it is.
#include "records/small_store_for_test.h"

using namespace records;
using namespace records::testing;
using registers::Value;

namespace {

constexpr const char* hazard_toml = R"(
[register]
name = "hazard"
title = "Hazards"
plural = "Hazards"
one = "hazard"
prefix = "H"
reference = "number"
class = "plain"
retention = "always"
sources = ["council.minutes"]
[field.what]
kind = "line"
label = "What"
needed = true
[field.chance]
kind = "choice"
label = "Chance"
values = ["rare", "often"]
labels = { rare = "Rare", often = "Often" }
[field.harm]
kind = "choice"
label = "Harm"
values = ["little", "much", "most"]
labels = { little = "Little", much = "Much", most = "Most" }
[field.rating]
kind = "choice"
label = "Rating"
values = ["low", "high"]
labels = { low = "Low", high = "High" }
[field.rating.grid]
down = "chance"
across = "harm"
rows = [
  "low low  high",
  "low high high",
]
[field.why_high]
kind = "line"
label = "Why is it high?"
shown = { when = "rating", is = ["high"] }
needed = { when = "rating", is = ["high"] }
say = "Say why it is high"
[field.until]
kind = "date"
label = "Until"
needed = true
say = "Enter the last day"
not_before = "today"
[field.borne_by]
kind = "party"
label = "Borne by"
[lifecycle]
states = ["seen", "borne"]
titles = { seen = "Seen", borne = "Borne" }
[step.see]
title = "See"
done = "Seen"
from = []
to = "seen"
[[step.see.page]]
title = "Hazard"
fields = ["what", "chance", "harm", "why_high"]
[step.rate]
title = "Rate again"
done = "Rated again"
from = ["seen", "borne"]
to = "seen"
empties = ["until", "borne_by"]
[[step.rate.page]]
title = "Hazard"
fields = ["chance", "harm", "why_high"]
[step.bear]
title = "Bear it"
done = "Borne"
from = ["seen"]
to = "borne"
empties = ["until", "borne_by"]
decides = "borne_by"
[[step.bear.page]]
title = "Until"
fields = ["until", "borne_by"]
[may]
see = ["chief"]
rate = ["chief", "officer"]
bear = ["chief", "officer"]
read = ["chief", "officer"]
[list]
columns = [{ field = "what", heading = "What" }, { field = "harm", heading = "Harm" }]
filters = ["rating"]
[page]
title = "what"
facts = ["chance", "harm", "rating", "why_high", "until", "borne_by"]
)";

std::vector<registers::PackText> with_hazards() {
  std::vector<registers::PackText> texts = small_pack_texts();
  texts.push_back({"small/registers/hazard.toml", hazard_toml});
  return texts;
}

struct Hazards : SmallStore {
  Hazards() : SmallStore(with_hazards()) {
    REQUIRE(registers::to_text(loaded.faults) == "");
    appoint_people();
  }
  std::string standing(const std::string& field) {
    return text_in(file(), "SELECT coalesce(f_" + field + ", '-') FROM hazard");
  }
  std::string mistake(Change asked, std::string_view field) {
    const Outcome outcome = commit(std::move(asked));
    REQUIRE(std::holds_alternative<registers::Mistakes>(outcome));
    return std::string(std::get<registers::Mistakes>(outcome).of(field));
  }
};

Value until(int last) { return Value::date({2026, 12, last}); }

}  // namespace

TEST_CASE("a grid gives its choice before anything is checked, and again when an answer changes") {
  Hazards small;
  registers::Values seen{{"what", Value::line("Ice")}, {"chance", Value::choice("often")}};
  const std::string ice =
      small.record(small.change(small.chief, "hazard", "see", "", seen))
                              .reference;
  CHECK(small.standing("rating") == "-");
  const auto rate = [&](const char* harm) {
    return small.change(small.officer, "hazard", "rate", ice, {{"harm", Value::choice(harm)}});
  };
  small.record(rate("little"));
  CHECK(small.standing("rating") == "low");
  CHECK(small.mistake(rate("most"), "why_high") == "Say why it is high");
  Change most = rate("most");
  most.records.front().set["why_high"] = Value::line("The slope");
  small.record(most);
  CHECK(small.standing("rating") == "high");
  Change typed = rate("most");
  typed.records.front().set["rating"] = Value::choice("low");
  CHECK(small.mistake(typed, "rating") == "This is not asked here");
}

TEST_CASE("a list sorts a choice in the order of its pack") {
  Hazards small;
  for (const char* harm : {"most", "little", "much"}) {
    small.record(small.change(small.chief, "hazard", "see", "",
                              {{"what", Value::line(harm)},
                               {"harm", Value::choice(harm)}}));
  }
  auto reader = small.store->reader();
  REQUIRE(reader.has_value());
  ListQuestion question;
  question.register_name = "hazard";
  question.sort = "harm";
  const auto page = (*reader)->list(question, small.chief);
  REQUIRE(page.has_value());
  std::string order;
  for (const Row& row : page->rows) order += registers::value_of(row.values, "what").text() + " ";
  CHECK(order == "little much most ");
}

TEST_CASE("what a step empties must be answered again, and is kept in what was before") {
  Hazards small;
  const std::string ice =
      small.record(small.change(small.chief, "hazard", "see", "", {{"what", Value::line("Ice")}}))
          .reference;
  const auto bear = [&](registers::Values set) {
    return small.change(small.officer, "hazard", "bear", ice, std::move(set));
  };
  CHECK(small.mistake(bear({}), "until") == "Enter the last day");
  small.record(bear({{"until", until(1)}}));
  CHECK(small.standing("until") == "2026-12-01");
  CHECK(small.standing("borne_by") == "post officer");
  small.record(small.change(small.chief, "hazard", "rate", ice, {}));
  CHECK(small.standing("until") == "");
  CHECK(small.standing("borne_by") == "");
  CHECK(text_in(small.file(), "SELECT f_until FROM hazard_past WHERE state = 'borne'") ==
        "2026-12-01");
  CHECK(small.mistake(bear({}), "until") == "Enter the last day");
  Change again = bear({{"until", until(2)}});
  again.caller = small.chief;
  small.record(again);
  CHECK(small.standing("borne_by") == "post chief");
}

TEST_CASE("whose decision it is: one's own post, oneself, or a body with its minute") {
  Hazards small;
  const std::string ice =
      small.record(small.change(small.chief, "hazard", "see", "", {{"what", Value::line("Ice")}}))
          .reference;
  const auto mistake = [&](const registers::Party& party) {
    return small.mistake(small.change(small.officer, "hazard", "bear", ice,
                                      {{"until", until(1)}, {"borne_by", Value::party(party)}}),
                         "borne_by");
  };
  const std::string own =
      "You can record what you decide yourself, or what a body decided by its minute";
  CHECK(mistake({"chief", "", {}, ""}) == own);
  CHECK(mistake({"", small.chief.person, {}, ""}) == own);
  CHECK(mistake({"", "", {"B-1"}, ""}) == "Give the minute in which the body decided");
  small.record(small.change(
      small.officer, "hazard", "bear", ice,
      {{"until", until(1)}, {"borne_by", Value::party({"", small.officer.person, {}, ""})}}));
  CHECK(small.standing("borne_by") == "person " + small.officer.person);
}
