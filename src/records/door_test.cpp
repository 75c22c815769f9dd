// The door: what is recorded, what is not, and that nothing is recorded in part.
#include <thread>

#include "base/hash.h"
#include "records/small_store_for_test.h"

using namespace records;
using namespace records::testing;
using registers::Value;

TEST_CASE("a store begins with its own record, two administrators and their grants") {
  SmallStore small;
  CHECK(small.store->facts().council == "Ardmorran Council");
  CHECK(small.store->facts().pack_digest == small.loaded.packs.digest);
  CHECK_FALSE(small.store->facts().demonstration);
  CHECK(number_in(small.file(), "SELECT count(*) FROM grants") == 2);
  CHECK(number_in(small.file(), "SELECT count(*) FROM account") == 2);
  CHECK(text_in(small.file(), "SELECT step FROM act WHERE entry = 0") == "genesis");
  CHECK(text_in(small.file(), "SELECT f_administrator FROM store") == "P-2026-001");
  const auto again = make_store({small.folder.path(), ""}, {}, small.around());
  REQUIRE_FALSE(again.has_value());
  CHECK(again.error().kind == base::ErrorKind::conflict);
}

TEST_CASE("an act is recorded, answered, and its versions are kept") {
  SmallStore small;
  small.appoint_people();
  const Receipt written = small.record(small.new_note(small.chief, "Staffing at night"));
  CHECK(written.reference == "N-2026-001");
  CHECK(written.tree_size == written.first_entry + 1);
  CHECK(written.recorded_at == small.clock.now());
  const Receipt answered =
      small.record(small.change(small.officer, "note", "answer", written.reference,
                                {{"answer", Value::prose("Two at night.")}}));
  CHECK(answered.first_entry == written.first_entry + 1);
  CHECK(text_in(small.file(), "SELECT state FROM note") == "answered");
  CHECK(text_in(small.file(), "SELECT f_answered_by FROM note") == "post officer");
  CHECK(text_in(small.file(), "SELECT state FROM note_past") == "open");
  CHECK(number_in(small.file(), "SELECT until_entry FROM note_past") == answered.first_entry);
  CHECK(number_in(small.file(), "SELECT count(*) FROM word WHERE word = 'staffing'") == 1);
  CHECK(small.record(small.new_note(small.chief, "A second")).reference == "N-2026-002");
}

TEST_CASE("mistakes, refusals and conflicts record nothing") {
  SmallStore small;
  small.appoint_people();
  const Receipt note = small.record(small.new_note(small.chief, "One"));
  const auto entries = [&] { return number_in(small.file(), "SELECT count(*) FROM entry"); };
  const std::int64_t before = entries();

  SUBCASE("a missing answer is a mistake by its field") {
    const Outcome outcome =
        small.commit(small.change(small.officer, "note", "answer", note.reference, {}));
    REQUIRE(std::holds_alternative<registers::Mistakes>(outcome));
    CHECK(std::get<registers::Mistakes>(outcome).of("answer") == "Enter the answer");
  }
  SUBCASE("the mistake of a part has its place") {
    Change asked = small.new_note(small.chief, "Two");
    asked.records.push_back({"point", "name", "", 0, "", {{"point", Value::line("A")}}, -1, {}});
    asked.records.push_back({"point", "name", "", 0, "", {}, -1, {}});
    const Outcome outcome = small.commit(asked);
    REQUIRE(std::holds_alternative<registers::Mistakes>(outcome));
    CHECK(std::get<registers::Mistakes>(outcome).of("point.1.point") == "Enter the point");
  }
  SUBCASE("a step that the capacity may not take is refused") {
    const Outcome outcome =
        small.commit(small.change(small.officer, "note", "close_case", note.reference, {}));
    REQUIRE(std::holds_alternative<Refusal>(outcome));
  }
  SUBCASE("a capacity that is not held today is refused") {
    authority::Caller other = small.officer;
    other.held.grant_entry = small.chief.held.grant_entry;
    other.held.capacity = "chief";
    const Outcome outcome = small.commit(small.new_note(other, "Two"));
    REQUIRE(std::holds_alternative<Refusal>(outcome));
    CHECK(std::get<Refusal>(outcome).reason == "You do not hold the capacity “Chief” today.");
  }
  SUBCASE("a step that does not lead on from the state is refused") {
    small.record(small.change(small.chief, "note", "close_case", note.reference, {}));
    const Outcome outcome = small.commit(small.change(
        small.officer, "note", "answer", note.reference, {{"answer", Value::prose("Late")}}));
    REQUIRE(std::holds_alternative<Refusal>(outcome));
    CHECK(entries() == before + 1);
    return;
  }
  SUBCASE("a version that came between is a conflict") {
    const Receipt second = small.record(small.change(small.chief, "note", "change", note.reference,
                                                     {{"text", Value::prose("More")}}));
    Change asked = small.change(small.chief, "note", "change", note.reference,
                                {{"text", Value::prose("Other")}});
    asked.records.front().seen_entry = note.first_entry;
    const Outcome outcome = small.commit(asked);
    REQUIRE(std::holds_alternative<ChangedMeanwhile>(outcome));
    CHECK(std::get<ChangedMeanwhile>(outcome).entry == second.first_entry);
    asked.records.front().seen_entry = second.first_entry;
    small.record(asked);
    return;
  }
  CHECK(entries() == before);
}

TEST_CASE("what points nowhere, lies ahead or is not for a program is not recorded") {
  SmallStore small;
  small.appoint_people();
  const Receipt note = small.record(small.new_note(small.chief, "One"));
  const auto entries = [&] { return number_in(small.file(), "SELECT count(*) FROM entry"); };
  const std::int64_t before = entries();

  SUBCASE("a reference that nobody has is a mistake") {
    registers::Party to;
    to.person = "P-2026-999";
    Change asked = small.new_note(small.chief, "Two");
    asked.records.front().set["to"] = Value::party(to);
    CHECK(std::holds_alternative<registers::Mistakes>(small.commit(asked)));
  }
  SUBCASE("what has not happened yet is a mistake") {
    Change asked = small.new_note(small.chief, "Two");
    asked.effective_at = base::Instant{small.clock.now().micros + 1};
    CHECK(std::holds_alternative<registers::Mistakes>(small.commit(asked)));
  }
  SUBCASE("the operator may not write notes, nor the clock anything but silences") {
    CHECK(std::holds_alternative<Refusal>(
        small.commit(small.new_note(authority::operator_caller("test"), "Two"))));
    CHECK(std::holds_alternative<Refusal>(
        small.commit(small.new_note(authority::clock_caller(), "Two"))));
    CHECK(std::holds_alternative<Refusal>(small.commit(
        small.change(authority::clock_caller(), "note", "lapse", note.reference, {}))));
  }
  SUBCASE("a record that is not there is not found") {
    const auto outcome =
        small.store->commit(small.change(small.chief, "note", "close_case", "N-2026-077", {}));
    REQUIRE_FALSE(outcome.has_value());
    CHECK(outcome.error().kind == base::ErrorKind::not_found);
  }
  CHECK(entries() == before);
}

TEST_CASE("the same form twice gives the first receipt; with other content it asks") {
  SmallStore small;
  small.appoint_people();
  Change asked = small.new_note(small.chief, "Once");
  const Receipt first = small.record(asked);
  small.clock.set(base::Instant{small.clock.now().micros + 60'000'000});
  const Receipt again = small.record(asked);
  CHECK(again.repeated);
  CHECK(again.first_entry == first.first_entry);
  CHECK(again.reference == first.reference);
  CHECK(again.root == first.root);
  CHECK(again.recorded_at == first.recorded_at);
  asked.records.front().set["title"] = Value::line("Other");
  const Outcome other = small.commit(asked);
  REQUIRE(std::holds_alternative<AlreadyRecorded>(other));
  CHECK(std::get<AlreadyRecorded>(other).entry == first.first_entry);
  asked.even_if_repeated = true;
  const Receipt further = small.record(asked);
  CHECK_FALSE(further.repeated);
  CHECK(small.record(asked).repeated);
  asked.caller = small.officer;  // another person's form is another form
  asked.even_if_repeated = false;
  CHECK_FALSE(small.record(asked).repeated);
}

TEST_CASE("an act of several records is one, and its parts follow their parent") {
  SmallStore small;
  small.appoint_people();
  Change asked = small.new_note(small.chief, "With points");
  asked.records.front().set["about"] = Value::choice("one_person");
  asked.records.push_back({"point", "name", "", 0, "", {{"point", Value::line("First")}}, -1, {}});
  asked.records.push_back({"point", "name", "", 0, "", {{"point", Value::line("Later")}}, -1, {}});
  const Receipt receipt = small.record(asked);
  CHECK(receipt.entries == 3);
  CHECK(number_in(small.file(), "SELECT count(*) FROM record WHERE restricted = 1") == 3);
  CHECK(number_in(small.file(), "SELECT count(*) FROM word WHERE word IN ('first', 'points')") ==
        0);
  CHECK(number_in(small.file(), "SELECT count(*) FROM word_restricted WHERE word = 'later'") == 1);
  CHECK(number_in(small.file(), "SELECT count(*) FROM named WHERE relation = 'answerer'") == 3);
}

TEST_CASE("what becomes restricted later takes its parts and its words along, for good") {
  SmallStore small;
  small.appoint_people();
  Change asked = small.new_note(small.chief, "Quiet");
  asked.records.push_back({"point", "name", "", 0, "", {{"point", Value::line("Inner")}}, -1, {}});
  const Receipt note = small.record(asked);
  CHECK(number_in(small.file(), "SELECT count(*) FROM word WHERE word = 'inner'") == 1);
  small.record(small.change(small.chief, "note", "change", note.reference,
                            {{"about", Value::choice("one_person")}}));
  CHECK(number_in(small.file(), "SELECT count(*) FROM word WHERE word IN ('inner', 'quiet')") == 0);
  CHECK(number_in(small.file(), "SELECT count(*) FROM word_restricted") == 2);
  CHECK(number_in(small.file(), "SELECT restricted FROM point") == 1);
  small.record(small.change(small.chief, "note", "change", note.reference,
                            {{"about", Value::choice("services")}}));
  CHECK(number_in(small.file(), "SELECT restricted FROM note") == 1);
}

TEST_CASE("a step that the law takes away is refused with its reason and source") {
  SmallStore small;
  small.appoint_people();
  Change asked = small.new_note(small.chief, "About one");
  asked.records.front().set["about"] = Value::choice("one_person");
  const Receipt note = small.record(asked);
  const Outcome outcome = small.commit(small.change(small.officer, "note", "answer", note.reference,
                                                    {{"answer", Value::prose("No")}}));
  REQUIRE(std::holds_alternative<Refusal>(outcome));
  CHECK(std::get<Refusal>(outcome).source == "council.minutes");
}

TEST_CASE("an entry holds only what changed, and names what it replaced") {
  SmallStore small;
  small.appoint_people();
  const Receipt note = small.record(small.new_note(small.chief, "Same"));
  const Receipt second = small.record(small.change(
      small.chief, "note", "change", note.reference,
      {{"title", Value::line("Same")}, {"text", Value::prose("New")}, {"cost", Value()}}));
  CHECK(text_in(small.file(), "SELECT set_by FROM note") ==
        std::to_string(note.first_entry) + " 0 4\n" + std::to_string(second.first_entry) + " 1\n");
}

TEST_CASE("a preview judges like the door and records nothing") {
  SmallStore small;
  small.appoint_people();
  const std::int64_t before = number_in(small.file(), "SELECT count(*) FROM entry");
  auto fine = small.store->preview(small.new_note(small.chief, "Perhaps"));
  REQUIRE(fine.has_value());
  CHECK(std::holds_alternative<Receipt>(fine->outcome));
  auto wrong = small.store->preview(small.change(small.chief, "note", "write", "", {}));
  REQUIRE(wrong.has_value());
  CHECK(std::holds_alternative<registers::Mistakes>(wrong->outcome));
  CHECK(number_in(small.file(), "SELECT count(*) FROM entry") == before);
}

TEST_CASE("one poisoned act among many fails alone") {
  SmallStore small;
  small.appoint_people();
  const std::int64_t before = number_in(small.file(), "SELECT count(*) FROM entry");
  constexpr int callers = 64;
  std::vector<Change> changes;
  for (int i = 0; i < callers; ++i) {
    Change asked = small.new_note(small.chief, "Note " + std::to_string(i));
    if (i == 20) {  // its file is gone by the time the writer comes to it
      asked.records.front().set["paper"] =
          Value::document({std::string(32, '0'), "p.txt", "text/plain", 1, std::string(64, '0')});
    }
    changes.push_back(std::move(asked));
  }
  std::vector<int> recorded(callers, 0);
  {
    std::vector<std::thread> threads;
    for (int i = 0; i < callers; ++i) {
      threads.emplace_back([&, i] {
        const auto place = static_cast<std::size_t>(i);
        const auto outcome = small.store->commit(changes[place]);
        recorded[place] = outcome && std::holds_alternative<Receipt>(*outcome) ? 1 : 0;
      });
    }
    for (std::thread& thread : threads) thread.join();
  }
  for (std::size_t i = 0; i < callers; ++i) CHECK(recorded[i] == (i == 20 ? 0 : 1));
  CHECK(number_in(small.file(), "SELECT count(*) FROM entry") == before + callers - 1);
  CHECK(number_in(small.file(),
                  "SELECT count(DISTINCT reference) FROM record WHERE register = "
                  "'note'") == callers - 1);
  CHECK(number_in(small.file(), "SELECT count(*) FROM document_piece") ==
        number_in(small.file(), "SELECT sum(pieces) FROM document"));
}

TEST_CASE("two writers of one store take turns") {
  SmallStore small;
  small.appoint_people();
  auto other = CouncilStore::open(small.folder.path(), small.around(), Opening::write);
  REQUIRE_MESSAGE(other.has_value(), base::to_text(other.error()));
  small.record(small.new_note(small.chief, "Here"));
  const auto there = (*other)->commit(small.new_note(small.chief, "There"));
  REQUIRE_MESSAGE(there.has_value(), base::to_text(there.error()));
  const Receipt third = small.record(small.new_note(small.chief, "Here again"));
  CHECK(third.reference == "N-2026-003");
  CHECK(third.tree_size == third.first_entry + 1);
}

TEST_CASE("a document is kept in pieces and found whole") {
  SmallStore small;
  small.appoint_people();
  std::string bytes;
  for (int i = 0; bytes.size() < 200'000; ++i) bytes += "Line " + std::to_string(i) + "\n";
  Change asked = small.new_note(small.chief, "With a paper");
  asked.records.front().set["paper"] =
      Value::document({std::string(32, '0'), "paper.txt", "text/plain", 0, std::string(64, '0')});
  asked.records.front().document_files = {small.write_file("paper.txt", bytes)};
  const Receipt receipt = small.record(asked);
  auto reader = small.store->reader();
  REQUIRE(reader.has_value());
  std::string read;
  const auto document = (*reader)->document(receipt.reference, "paper", small.chief,
                                            [&](std::string_view piece) -> base::Result<void> {
                                              read += piece;
                                              return {};
                                            });
  REQUIRE_MESSAGE(document.has_value(), base::to_text(document.error()));
  CHECK(read == bytes);
  CHECK(document->name == "paper.txt");
}

TEST_CASE("the time of recording never goes back, whatever the clock does") {
  SmallStore small;
  small.appoint_people();
  const Receipt first = small.record(small.new_note(small.chief, "Now"));
  small.clock.set(base::Instant{small.clock.now().micros - 3'600'000'000});
  const Receipt second = small.record(small.new_note(small.chief, "An hour back"));
  CHECK(second.recorded_at == first.recorded_at);
}

TEST_CASE("a person who has left cannot act") {
  SmallStore small;
  small.appoint_people();
  small.record(small.change(authority::operator_caller("test"), "person", "leave",
                            small.officer.person, {}));
  CHECK(std::holds_alternative<Refusal>(small.commit(small.new_note(small.officer, "Late"))));
}

TEST_CASE("rows of a set come from its block") {
  SmallStore small;
  const Receipt receipt = small.import_block(
      encode_block({"number", "name"}, {{"CS1", "Rowan House"}, {"CS2", "Tab\tand\nline\\"}}));
  CHECK(number_in(small.file(), "SELECT count(*) FROM set_things WHERE edition_entry = " +
                                    std::to_string(receipt.first_entry)) == 2);
  CHECK(text_in(small.file(), "SELECT name FROM set_things WHERE number = 'CS2'") ==
        "Tab\tand\nline\\");
  CHECK(number_in(small.file(), "SELECT row FROM set_things_word WHERE word = 'rowan'") == 1);
  CHECK_FALSE(decode_block("something else").has_value());
  CHECK_FALSE(decode_block("plumbline-block-v1\na\tb\nonly one\n").has_value());
}
