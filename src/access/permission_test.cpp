#include "access/permission.h"

#include <doctest/doctest.h>

#include <algorithm>

namespace {

using namespace authority;
using registers::Kind;
using registers::Packs;
using registers::Register;
using registers::Value;

registers::Field field(std::string name, Kind kind) {
  registers::Field made;
  made.name = std::move(name);
  made.kind = kind;
  return made;
}

registers::Step step(std::string name, std::vector<std::string> from) {
  registers::Step made;
  made.name = std::move(name);
  made.from = std::move(from);
  return made;
}

Register letter() {
  Register kind;
  kind.name = "letter";
  kind.fields = {field("to", Kind::party), field("reader", Kind::person),
                 field("helper", Kind::person)};
  kind.fields[2].to = "helper";
  kind.steps = {step("write", {}), step("answer", {"written"}), step("read_again", {"answered"}),
                step("amend", {"written"}), step("lapse", {"written"})};
  kind.steps[4].silence_due = "by";
  kind.relations = {{"answerer", "to"}, {"second", "reader"}};
  return kind;
}

// Letters with enclosures (a part) and opinions (a privileged part); rooms, that the program keeps
// itself.
Packs packs() {
  Packs made;
  Register enclosure, opinion, room;
  enclosure.name = "enclosure";
  enclosure.parent = "letter";
  enclosure.steps = {step("enclose", {}), step("mark", {"enclosed"})};
  opinion.name = "opinion";
  opinion.parent = "letter";
  opinion.privileged = true;
  opinion.steps = {step("hold", {})};
  room.name = "room";
  room.internal = true;
  room.steps = {step("open", {}), step("close", {"open"})};
  made.registers = {letter(), enclosure, opinion, room};
  made.capacities = {{"officer", "", "yes"},
                     {"chief", "", "yes"},
                     {"second", "", "yes"},
                     {"clerk", "", "yes"},
                     {"member", "", "yes"},
                     {"apprentice", "", "yes", "no"},
                     {"keeper", "", "no"}};
  made.capacities[1].answers_to = "town";
  made.audiences = {{"town", "", {"member"}, {"council"}}, {"shire", "", {"clerk"}, {"board"}}};
  for (std::size_t i = 0; i < registers::denials_known; ++i)
    made.denials.push_back({static_cast<registers::Denial>(i), "So it is."});
  made.permits = {{"letter", "write", {"officer"}},
                  {"letter", "answer", {"answerer", "clerk_of_body"}},
                  {"letter", "read_again", {"second"}},
                  {"letter", "amend", {"writer", "keeper"}},
                  {"letter", "read", {"officer", "chief", "town"}},
                  {"letter", "read_restricted", {"officer"}},
                  {"enclosure", "enclose", {"officer"}},
                  {"enclosure", "mark", {"answerer"}},
                  {"opinion", "hold", {"officer"}},
                  {"opinion", "read_privileged", {"officer", "answerer"}},
                  {"room", "read", {"keeper"}}};
  return made;
}

Caller caller(std::string person, std::string capacity) {
  Caller made;
  made.person = std::move(person);
  made.held.capacity = std::move(capacity);
  return made;
}

Standing standing(bool restricted, std::vector<std::string> relations) {
  return {restricted, true, std::move(relations)};
}

Value to_post(std::string post) {
  registers::Party party;
  party.post = std::move(post);
  return Value::party(party);
}

}  // namespace

TEST_CASE("reading: open, restricted, privileged, and through a relation") {
  const Packs all = packs();
  struct Case {
    const char* kind;
    const char* capacity;
    bool restricted;
    std::vector<std::string> relations;
    bool reads;
  };
  const std::vector<Case> cases = {
      {"letter", "officer", false, {}, true},
      {"letter", "officer", true, {}, true},
      {"letter", "chief", false, {}, true},
      {"letter", "chief", true, {}, false},
      {"letter", "chief", true, {"answerer"}, true},
      {"letter", "second", false, {}, false},
      {"letter", "second", true, {"second"}, true},
      {"letter", "clerk", false, {}, false},
      {"letter", "clerk", true, {"clerk_of_body"}, true},
      {"letter", "keeper", false, {}, false},
      {"letter", "keeper", false, {"writer"}, false},  // sees no content, not even their own
      {"letter", "keeper", true, {"answerer"}, false},
      {"letter", "member", false, {}, false},
      {"letter", "member", false, {"town"}, true},
      {"letter", "member", true, {"town"}, false},  // an audience opens nothing restricted
      {"letter", "clerk", false, {"shire"}, false}, // an audience that this register does not name
      {"enclosure", "member", false, {"town"}, true},
      {"opinion", "member", false, {"town"}, false},
      {"letter", "nobody_knows", false, {"writer"}, false},  // a capacity that no pack names
      {"letter", "chief", true, {"made_up"}, false},         // a relation that nothing declares
      {"enclosure", "chief", false, {}, true},               // a part is read as its parent is
      {"enclosure", "chief", true, {}, false},
      {"enclosure", "clerk", true, {"answerer"}, true},
      {"opinion", "officer", true, {}, true},
      {"opinion", "chief", false, {}, false},  // privileged: its parent's readers do not do
      {"opinion", "chief", false, {"answerer"}, true},
      {"opinion", "chief", false, {"writer"}, false},  // and only the relations that are listed
      {"opinion", "keeper", false, {"answerer"}, false},
      {"room", "keeper", false, {}, true},
      {"room", "officer", false, {}, false}};
  for (const Case& one : cases) {
    CAPTURE(one.kind);
    CAPTURE(one.capacity);
    CAPTURE(one.restricted);
    const Register& kind = *all.find(one.kind);
    CHECK(may_read(all, kind, caller("P-1", one.capacity),
                   standing(one.restricted, one.relations)) == one.reads);
  }
}

TEST_CASE("taking a step: by capacity, by relation, never blind") {
  const Packs all = packs();
  struct Case {
    const char* kind;
    const char* taken;
    const char* capacity;
    std::vector<std::string> relations;
    bool takes;
  };
  const std::vector<Case> cases = {
      {"letter", "answer", "officer", {}, false},
      {"letter", "answer", "chief", {"answerer"}, true},
      {"letter", "answer", "chief", {"second"}, false},
      {"letter", "answer", "clerk", {"clerk_of_body"}, true},
      {"letter", "read_again", "second", {}, false},  // the capacity alone is not the relation
      {"letter", "read_again", "chief", {"second"}, true},
      {"letter", "amend", "chief", {"writer"}, true},
      {"letter", "amend", "chief", {}, false},
      {"letter", "amend", "keeper", {}, false},  // permitted, but may not read it
      {"letter", "no_such_step", "officer", {"writer"}, false},
      {"enclosure", "mark", "chief", {"answerer"}, true},  // a part knows its parent's relations
      {"room", "close", "officer", {}, false}};
  for (const Case& one : cases) {
    CAPTURE(one.taken);
    CAPTURE(one.capacity);
    CHECK(may_take(all, *all.find(one.kind), one.taken, caller("P-1", one.capacity),
                   standing(false, one.relations)) == one.takes);
  }
  Standing nothing_yet;
  nothing_yet.exists = false;
  CHECK(may_take(all, *all.find("letter"), "write", caller("P-1", "officer"), nothing_yet));
  CHECK_FALSE(may_take(all, *all.find("letter"), "write", caller("P-1", "chief"), nothing_yet));
  CHECK(may_take(all, *all.find("opinion"), "hold", caller("P-1", "officer"), nothing_yet));
}

TEST_CASE("the clock and the operator take what is theirs, and nobody takes it in their name") {
  const Packs all = packs();
  const Register& kind = *all.find("letter");
  CHECK(may_take(all, kind, "lapse", clock_caller(), standing(true, {})));
  CHECK_FALSE(may_take(all, kind, "answer", clock_caller(), standing(false, {})));
  CHECK_FALSE(may_take(all, kind, "lapse", caller("P-1", "officer"), standing(false, {})));
  CHECK_FALSE(may_take(all, kind, "lapse", caller("P-1", "clock"), standing(false, {})));
  CHECK(may_take(all, *all.find("room"), "close", operator_caller("command line"),
                 standing(false, {})));
  CHECK_FALSE(may_take(all, kind, "write", operator_caller("command line"), {}));
  CHECK_FALSE(
      may_take(all, *all.find("room"), "close", caller("P-1", "operator"), standing(false, {})));
  CHECK_FALSE(may_read(all, kind, operator_caller("command line"), standing(true, {})));
  CHECK_FALSE(may_read(all, *all.find("opinion"), operator_caller("x"), standing(false, {})));
}

TEST_CASE("a record names its writer, posts, persons, and the clerk of a body") {
  const Register kind = letter();
  registers::Values values;
  values["to"] = to_post("chief");
  values["reader"] = Value::person("P-2");
  values["helper"] = Value::person("P-3");
  const Packs all = packs();
  const BodyKinds bodies = {{"B-1", "board"}, {"B-2", "council"}};
  const std::vector<NamedLine> lines = named_lines(all, kind, values, bodies, {"P-1", "officer"});
  const std::vector<NamedLine> expected = {{"answerer", "", "chief"},
                                           {"helper", "P-3", ""},
                                           {"second", "P-2", ""},
                                           {"town", "", ""},
                                           {"writer", "P-1", "officer"}};
  CHECK(lines == expected);

  const auto relations = [&](const char* person, const char* capacity) {
    return relations_of(all, kind, values, bodies, caller(person, capacity), {"P-1", "officer"});
  };
  CHECK(relations("P-9", "chief") == std::vector<std::string>{"answerer"});
  CHECK(relations("P-9", "officer").empty());
  CHECK(relations("P-1", "officer") == std::vector<std::string>{"writer"});
  CHECK(relations("P-1", "clerk").empty());  // the writer in another capacity is not the writer
  CHECK(relations("P-2", "clerk") == std::vector<std::string>{"second"});
  CHECK(relations("P-3", "chief") == std::vector<std::string>{"answerer", "helper"});

  registers::Party body;
  body.bodies = {"B-1"};
  body.minute = "4";
  values["to"] = Value::party(body);
  CHECK(relations("P-9", "clerk") == std::vector<std::string>{"clerk_of_body", "shire"});
  CHECK(relations("P-9", "chief").empty());
  CHECK(relations("P-9", "member").empty());  // what went to the board did not go to the town
  body.bodies = {"B-1", "B-2"};
  values["to"] = Value::party(body);
  CHECK(relations("P-9", "member") == std::vector<std::string>{"town"});
  CHECK(named_lines(all, kind, {}, bodies, {"", "clock"}).empty());  // nobody wrote it: no writer
}

TEST_CASE("what a query asks of permission is what permission answers") {
  const Packs all = packs();
  for (const Register& kind : all.registers) {
    for (const registers::Capacity& capacity : all.capacities) {
      CAPTURE(kind.name);
      CAPTURE(capacity.name);
      const Caller who = caller("P-1", capacity.name);
      const Reading reading = reading_of(all, kind, capacity.name);
      CHECK(reading.open == may_read(all, kind, who, standing(false, {})));
      CHECK((reading.open || !reading.audiences.empty()) ==
            may_read(all, kind, who, standing(false, {"town"})));
      CHECK(reading.restricted == may_read(all, kind, who, standing(true, {})));
      const std::vector<std::string> through = reading_relations(all, kind, capacity.name);
      for (const char* relation :
           {"answerer", "second", "helper", "writer", "clerk_of_body", "other"}) {
        CAPTURE(relation);
        const bool listed = std::find(through.begin(), through.end(), relation) != through.end();
        CHECK((listed || reading.restricted) ==
              may_read(all, kind, who, standing(true, {relation})));
      }
    }
  }
}

TEST_CASE(
    "a line that ends holds until that moment, and for whoever does not say when they ask it is "
    "over") {
  const Packs all = packs();
  Caller asking = caller("P-1", "director");
  authority::NamedLine line{std::string(authority::needs_to_know_relation), "P-1", "", 1000};
  asking.now = {999};
  CHECK(authority::stands_in(all, line, asking));
  asking.now = {1000};
  CHECK_FALSE(authority::stands_in(all, line, asking));
  CHECK_FALSE(authority::stands_in(all, line, caller("P-1", "director")));
  line.until = 0;
  CHECK(authority::stands_in(all, line, asking));
  line.person = "P-2";
  CHECK_FALSE(authority::stands_in(all, line, asking));
}

TEST_CASE("a capacity that sees no content takes nothing through a relation") {
  const Packs all = packs();
  CHECK(takers_of(all, *all.find("letter"), "answer", "keeper").relations.empty());
  CHECK(takers_of(all, *all.find("letter"), "amend", "keeper").by_capacity);
  CHECK(takers_of(all, *all.find("letter"), "answer", "chief").relations ==
        std::vector<std::string>{"answerer", "clerk_of_body"});
}

// A sample of the Scottish pack that a Chief Social Work Officer could sign off (principles 7, 22).
TEST_CASE("the Scottish pack: who reads and who acts") {
  const registers::LoadedPacks loaded = registers::load_packs(registers::embedded_pack_texts());
  REQUIRE(registers::to_text(loaded.faults) == "");
  const Packs& all = loaded.packs;
  struct Read {
    const char* kind;
    const char* capacity;
    bool restricted;
    std::vector<std::string> relations;
    bool reads;
  };
  const std::vector<Read> reading = {
      {"advice", "elected_member", false, {}, false},
      {"advice", "elected_member", false, {"council_members"}, true},
      {"advice", "ijb_member", false, {"council_members"}, false},
      {"advice", "convener", true, {"council_members"}, false},
      {"advice", "elected_member", true, {}, false},
      {"advice", "auditor", true, {}, false},
      {"advice", "director", true, {}, false},
      {"advice", "director", true, {"decision_maker"}, true},
      {"advice", "administrator", false, {"decision_maker"}, false},
      {"advice_risk", "elected_member", false, {"council_members"}, true},
      {"advice_risk", "elected_member", true, {}, false},
      {"legal_advice", "council_solicitor", true, {}, true},
      {"legal_advice", "director", false, {}, false},
      {"legal_advice", "director", false, {"decision_maker"}, true},
      {"legal_advice", "auditor", false, {}, false},
      {"person", "administrator", false, {}, true},
      {"person", "elected_member", false, {}, false}};
  for (const Read& one : reading) {
    CAPTURE(one.kind);
    CAPTURE(one.capacity);
    CAPTURE(one.restricted);
    CHECK(may_read(all, *all.find(one.kind), caller("P-1", one.capacity),
                   standing(one.restricted, one.relations)) == one.reads);
  }
  const Register& advice = *all.find("advice");
  const auto takes = [&](const char* taken, const char* capacity,
                         std::vector<std::string> relations) {
    return may_take(all, advice, taken, caller("P-1", capacity),
                    standing(false, std::move(relations)));
  };
  CHECK(takes("decide", "director", {"decision_maker"}));
  CHECK_FALSE(takes("decide", "director", {}));
  CHECK_FALSE(takes("decide", "cswo", {}));
  CHECK_FALSE(takes("second_read", "second_reader", {}));
  CHECK(takes("second_read", "second_reader", {"second_reader"}));
  CHECK(takes("decide", "clerk", {"clerk_of_body"}));
  CHECK_FALSE(takes("withdraw", "director", {"decision_maker"}));
}
