// Histories, proofs, counts, needs and steps; documents and reference sets.
#include <algorithm>

#include "base/hash.h"
#include "base/text.h"
#include "ledger/note.h"
#include "ledger/tree.h"
#include "records/reader_pack_for_test.h"

using namespace records;
using namespace records::testing;
using registers::Value;

namespace {

registers::Values about_one_person() {
  return {{"about", Value::choice("one_person")}};
}

std::string reply(LetterStore& small, const std::string& reference, const std::string& how) {
  return small
      .record(small.change(small.officer, "letter", "answer", reference,
                           {{"reply", Value::choice(how)}}))
      .reference;
}

std::string steps_of(const base::Result<std::vector<HistoryLine>>& lines) {
  REQUIRE_MESSAGE(lines.has_value(), base::to_text(lines.error()));
  std::string text;
  for (const HistoryLine& line : *lines) text += (text.empty() ? "" : ", ") + line.step;
  return text;
}

const HistoryLine::Set& set_of(const HistoryLine& line, const std::string& field) {
  const auto found = std::find_if(line.sets.begin(), line.sets.end(),
                                  [&](const HistoryLine::Set& set) { return set.field == field; });
  REQUIRE(found != line.sets.end());
  return *found;
}

std::string next_steps(LetterStore& small, const std::string& reference,
                       const authority::Caller& caller) {
  const auto reader = small.reader();
  const auto row = reader->find(reference, caller);
  REQUIRE(row.has_value());
  const auto steps = reader->next_steps(*row, caller);
  REQUIRE(steps.has_value());
  std::string text;
  for (const Reader::NextStep& next : *steps)
    text += (text.empty() ? "" : ", ") + next.step->name + (next.absent ? " absent" : "");
  return text;
}

std::string needs(LetterStore& small, const authority::Caller& caller) {
  const auto found = small.reader()->needs(caller);
  REQUIRE_MESSAGE(found.has_value(), base::to_text(found.error()));
  std::string text;
  for (const Reader::Need& need : *found)
    text += (text.empty() ? "" : ", ") + need.line->verb + " " +
            registers::value_of(need.row.values, "subject").text() +
            (need.due ? " " + base::iso(*need.due) : "");
  return text;
}

Reader::TallyQuestion by(std::string field) {
  Reader::TallyQuestion question;
  question.register_name = "letter";
  question.by = std::move(field);
  return question;
}

}  // namespace

TEST_CASE("a history tells each act with what stood before and after") {
  LetterStore small;
  const Receipt sent = small.send("First words", {{"code", Value::line("ZXQ-secret")}});
  small.clock.set({small.clock.now().micros + 3'600'000'000});
  const Receipt amended = small.record(
      small.change(small.chief, "letter", "amend", sent.reference,
                   {{"subject", Value::line("Second words")}, {"sheets", Value::count(3)}}));
  reply(small, sent.reference, "agreed");
  const auto lines = small.reader()->history(sent.reference, small.clerk);
  REQUIRE(steps_of(lines) == "send, amend, answer");

  const HistoryLine& first = (*lines)[0];
  CHECK(first.person == small.chief.person);
  CHECK(first.capacity == "chief");
  CHECK(first.grant_entry == small.chief.held.grant_entry);
  CHECK(first.grant_text == std::to_string(small.chief.held.grant_entry));
  CHECK(set_of(first, "subject").before.empty());
  CHECK(set_of(first, "subject").before_entry == -1);
  CHECK(set_of(first, "code").after.empty());  // named, not shown
  const HistoryLine& second = (*lines)[1];
  CHECK(second.entry == amended.first_entry);
  CHECK(second.recorded_at == small.clock.now());
  CHECK(set_of(second, "subject").before.text() == "First words");
  CHECK(set_of(second, "subject").after.text() == "Second words");
  CHECK(set_of(second, "subject").before_entry == sent.first_entry);
  CHECK(set_of(second, "sheets").before.empty());
  CHECK((*lines)[2].state == "answered");
  const std::string closed = small.send("Closed", about_one_person()).reference;
  CHECK_FALSE(small.reader()->history(closed, small.clerk).has_value());
  CHECK(steps_of(small.reader()->history(closed, small.chief)) == "send");
}

TEST_CASE("the newest acts are those that the caller may read") {
  LetterStore small;
  small.send("Open");
  small.send("Closed", about_one_person());
  const auto newest = [&](const authority::Caller& caller) {
    return steps_of(small.reader()->newest(2, caller));
  };
  CHECK(newest(small.chief) == "send, send");
  CHECK(small.reader()->newest(1, small.clerk)->front().reference !=
        small.reader()->newest(1, small.chief)->front().reference);
  const std::vector<HistoryLine> seen = *small.reader()->newest(100, small.administrator);
  CHECK_FALSE(seen.empty());
  for (const HistoryLine& line : seen) CHECK(line.kind->name != "letter");
}

TEST_CASE("a proof holds, shows its parts to who may read, and nothing to others") {
  LetterStore small;
  const Receipt open = small.send("Open", {{"code", Value::line("ZXQ-secret")}});
  const Receipt closed = small.send("Closed", about_one_person());
  small.send("Another");
  const auto reader = small.reader();
  const auto proof = reader->proof(open.first_entry, small.clerk);
  REQUIRE_MESSAGE(proof.has_value(), base::to_text(proof.error()));
  CHECK(proof->holds);
  CHECK(proof->tree_size == reader->entries());
  REQUIRE(proof->parts.size() == proof->digests.size());
  for (std::size_t i = 0; i < proof->parts.size(); ++i) {
    const ledger::Part& part = proof->parts[i];
    CAPTURE(part.name);
    CHECK(proof->shown[i] == (part.name != "code"));
    if (proof->shown[i])
      CHECK(ledger::part_digest(part) == proof->digests[i]);
    else
      CHECK((part.value.empty() && part.salt.empty()));
  }
  const auto checkpoint = ledger::open_checkpoint(proof->checkpoint, proof->verifier);
  REQUIRE(checkpoint.has_value());
  CHECK(ledger::inclusion_holds(open.first_entry, checkpoint->size, ledger::leaf_hash(proof->leaf),
                                proof->inclusion, checkpoint->root));

  CHECK(reader->proof(closed.first_entry, small.chief)->holds);
  const auto hidden = reader->proof(closed.first_entry, small.clerk);
  const auto missing = reader->proof(reader->entries() + 5, small.clerk);
  REQUIRE_FALSE(hidden.has_value());
  CHECK(hidden.error().kind == base::ErrorKind::not_found);
  CHECK(hidden.error().what == missing.error().what);

  const auto genesis = reader->proof(0, small.clerk);  // digests only: the program's own
  REQUIRE(genesis.has_value());
  CHECK(genesis->holds);
  CHECK(std::find(genesis->shown.begin(), genesis->shown.end(), true) == genesis->shown.end());
}

TEST_CASE("a proof of a changed entry does not hold") {
  LetterStore small;
  const Receipt open = small.send("Open");
  change_in(small.file(), "UPDATE entry SET commitment = zeroblob(32) WHERE number = " +
                              std::to_string(open.first_entry));
  const auto proof = small.reader()->proof(open.first_entry, small.clerk);
  REQUIRE(proof.has_value());
  CHECK_FALSE(proof->holds);
}

TEST_CASE("counts hold every record, and say how many are closed to the reader") {
  LetterStore small;
  const std::string first = small.send("One").reference;
  const std::string second = small.send("Two", about_one_person()).reference;
  small.send("Three");
  reply(small, first, "agreed");
  reply(small, second, "declined");
  const auto reader = small.reader();
  const auto counted = reader->tally(by("reply"), small.clerk);
  REQUIRE_MESSAGE(counted.has_value(), base::to_text(counted.error()));
  CHECK(counted->total == 3);
  CHECK(counted->closed == 1);
  CHECK(counted->by_value ==
        std::map<std::string, std::int64_t>{{"", 1}, {"agreed", 1}, {"declined", 1}});
  CHECK(reader->tally(by("reply"), small.chief)->closed == 0);
  CHECK(reader->tally(by("state"), small.clerk)->by_value ==
        std::map<std::string, std::int64_t>{{"answered", 2}, {"sent", 1}});
  CHECK(reader->tally(by(""), small.administrator)->closed == 3);
  CHECK_FALSE(reader->tally(by("code"), small.chief).has_value());

  Reader::TallyQuestion answered = by("reply");
  answered.when = {"reply", {"agreed", "declined"}};
  CHECK(reader->tally(answered, small.clerk)->total == 2);
  answered.when = {"reply", {""}};
  CHECK(reader->tally(answered, small.clerk)->total == 1);
  const auto behind = [&](const char* column, const Reader::TallyPlace& place,
                          const authority::Caller& who) {
    return *reader->tally_records(by(column), place, who);
  };
  CHECK(behind("reply", {{"declined"}}, small.clerk).rows.empty());
  CHECK(LetterStore::subjects(behind("reply", {{"declined"}}, small.chief).rows) == "Two");
  CHECK(LetterStore::subjects(behind("reply", {{"declined", ""}}, small.chief).rows) ==
        "Three, Two");
  CHECK(LetterStore::subjects(behind("", {}, small.clerk).rows) == "Three, One");
  CHECK(behind("reply", {}, small.chief).rows.empty());  // no value was asked for
}

TEST_CASE("the records behind a number come a page at a time, with how many one may read") {
  LetterStore small;
  for (const char* subject : {"One", "Two", "Three"}) small.send(subject);
  const auto reader = small.reader();
  const auto behind = [&](const std::string& cursor) {
    return reader->tally_records(by("state"), {{"sent"}, cursor, 2}, small.clerk);
  };
  const auto first = behind("");
  REQUIRE(first);
  CHECK(LetterStore::subjects(first->rows) == "Three, Two");
  CHECK(first->readable == 3);
  const auto second = behind(first->next);
  CHECK(LetterStore::subjects(second->rows) == "One");
  CHECK(second->readable == 3);
  CHECK(second->next.empty());
  CHECK(behind("nonsense").error().kind == base::ErrorKind::invalid);
}

TEST_CASE("counts are dated by the first act of a step, on days in London, and as at an entry") {
  LetterStore small;
  const auto send_at = [&](const std::string& subject, const char* when) {
    registers::Party to;
    to.post = "officer";
    Change asked = small.change(small.chief, "letter", "send", "",
                                {{"subject", Value::line(subject)}, {"to", Value::party(to)}});
    asked.effective_at = base::instant_from_iso(when);
    return small.record(std::move(asked));
  };
  send_at("March", "2026-03-31T22:30:00Z");  // 11:30pm in London, summer time
  send_at("April", "2026-03-31T23:30:00Z");  // half past midnight on 1 April
  const Receipt late = send_at("October", "2026-10-31T23:30:00Z");
  const auto reader = small.reader();
  Reader::TallyQuestion question = by("");
  question.dated_step = "send";
  question.from = {2026, 4, 1};
  question.to = {2026, 10, 31};
  const auto subjects = [&] {
    return LetterStore::subjects(reader->tally_records(question, {}, small.clerk)->rows);
  };
  CHECK(reader->tally(question, small.clerk)->total == 2);
  CHECK(subjects() == "October, April");
  question.to = {2026, 10, 30};
  CHECK(subjects() == "April");
  question.from = {2026, 3, 31};
  CHECK(subjects() == "April, March");
  question.to = {2026, 12, 31};
  question.as_at = late.first_entry - 1;
  CHECK(subjects() == "April, March");
  question.dated_step = "no_such_step";
  CHECK_FALSE(reader->tally(question, small.clerk).has_value());
}

TEST_CASE("needs are those whose step the caller may take, soonest first and undated last") {
  LetterStore small;
  const auto due = [](int day) -> registers::Values {
    return {{"reply_by", Value::date({2026, 12, day})}};
  };
  small.send("Later", due(20));
  small.send("Undated");
  small.send("Sooner", due(4));
  registers::Values reserved = due(1);
  reserved["reserved"] = Value::yes_no(Value::YesNo::yes);
  small.send("Reserved", reserved);
  registers::Values closed = about_one_person();
  closed["reply_by"] = Value::date({2026, 12, 10});
  small.send("Closed", closed);
  CHECK(needs(small, small.officer) ==
        "Answer Sooner 2026-12-04, Answer Closed 2026-12-10, Answer Later 2026-12-20, Answer "
        "Undated");
  CHECK(needs(small, small.second_officer) == needs(small, small.officer));
  CHECK(needs(small, small.chief).empty());
  CHECK(needs(small, small.clerk).empty());
  CHECK(needs(small, small.administrator).empty());

  registers::Values read_again{{"second", Value::person(small.clerk.person)}};
  const std::string again = small.send("Read", read_again).reference;
  CHECK(needs(small, small.clerk).empty());
  reply(small, again, "agreed");
  CHECK(needs(small, small.clerk) == "Read again Read");

  // Lines of different kinds stand in one order.
  registers::Party clerk;
  clerk.person = small.clerk.person;
  registers::Values to_clerk = due(20);
  to_clerk["to"] = Value::party(clerk);
  small.send("Mine", to_clerk);
  registers::Values to_read = due(4);
  to_read["second"] = Value::person(small.clerk.person);
  const std::string soon = small.send("Soon", to_read).reference;
  reply(small, soon, "declined");
  CHECK(needs(small, small.clerk) ==
        "Read again Soon 2026-12-04, Answer Mine 2026-12-20, Read again Read");
  small.record(small.change(small.clerk, "letter", "read_again", again,
                            {{"seen", Value::yes_no(Value::YesNo::yes)}}));
  CHECK(needs(small, small.clerk) == "Read again Soon 2026-12-04, Answer Mine 2026-12-20");
}

TEST_CASE("a letter to a body needs the clerk") {
  LetterStore small;
  registers::Party body;
  body.bodies = {"B-2026-001"};
  small.send("To the board");
  change_in(small.file(),
            "INSERT INTO named SELECT number, 'clerk_of_body', '', 'clerk', 0, 0 FROM record "
            "WHERE register = 'letter'");
  CHECK(needs(small, small.clerk) == "Answer To the board");
}

TEST_CASE(
    "next steps are those of the state that the caller may take, and those that law took away") {
  LetterStore small;
  const std::string open = small.send("Open").reference;
  registers::Values values{{"reserved", Value::yes_no(Value::YesNo::yes)}};
  const std::string reserved = small.send("Reserved", values).reference;
  CHECK(next_steps(small, open, small.officer) == "answer");
  CHECK(next_steps(small, open, small.chief) == "amend");
  CHECK(next_steps(small, open, small.clerk).empty());
  CHECK(next_steps(small, reserved, small.chief) == "amend, answer absent");
  CHECK(next_steps(small, reserved, small.clerk) == "answer absent");
  reply(small, open, "agreed");
  CHECK(next_steps(small, open, small.chief).empty());

  const auto reader = small.reader();
  const registers::Register& letter = *small.loaded.packs.find("letter");
  const registers::Register& opinion = *small.loaded.packs.find("opinion");
  REQUIRE(reader->first_steps(letter, small.officer).size() == 1);
  CHECK(reader->first_steps(letter, small.officer)[0]->name == "send");
  CHECK(reader->first_steps(letter, small.clerk).empty());
  CHECK(reader->first_steps(opinion, small.chief).size() == 1);
  CHECK(reader->first_steps(opinion, small.officer).empty());
}

TEST_CASE("a document comes whole, to who may read its record") {
  LetterStore small;
  std::string bytes;
  while (bytes.size() < 150'000) bytes += "line " + std::to_string(bytes.size()) + "\n";
  registers::Party to;
  to.post = "officer";
  const registers::Document document{std::string(32, '0'), "paper.txt", "text/plain", 0,
                                     std::string(64, '0')};
  Change asked = small.change(small.chief, "letter", "send", "",
                              {{"subject", Value::line("Paper")},
                               {"to", Value::party(to)},
                               {"about", Value::choice("one_person")},
                               {"paper", Value::document(document)}});
  asked.records.front().document_files.push_back(small.write_file("paper.txt", bytes));
  const std::string reference = small.record(std::move(asked)).reference;
  const auto reader = small.reader();
  std::string read;
  const auto collect = [&](std::string_view piece) -> base::Result<void> {
    read += piece;
    return {};
  };
  const auto held = reader->document(reference, "paper", small.officer, collect);
  REQUIRE_MESSAGE(held.has_value(), base::to_text(held.error()));
  CHECK(held->name == "paper.txt");
  CHECK(held->length == static_cast<std::int64_t>(bytes.size()));
  CHECK(read == bytes);
  read.clear();
  CHECK_FALSE(reader->document(reference, "paper", small.clerk, collect).has_value());
  CHECK_FALSE(reader->document(reference, "subject", small.officer, collect).has_value());
  CHECK(read.empty());
}

TEST_CASE("names are for everybody, secrets for nobody") {
  LetterStore small;
  small.send("Coded", {{"code", Value::line("ZXQ-secret")}});
  const auto reader = small.reader();
  CHECK(reader->person_name(small.clerk.person) == "Una Flett");
  CHECK(reader->person_name("P-2026-999") == "P-2026-999");
  CHECK(reader->title_of(small.clerk.person) == "Una Flett");
  CHECK(reader->title_of("nothing") == "nothing");
  const auto standing = reader->standing("letter");
  REQUIRE(standing.has_value());
  CHECK(standing->size() == 1);
  CHECK(registers::value_of(standing->front().values, "code").empty());
  CHECK(reader->standing("opinion")->empty());
  CHECK_FALSE(reader->secret_holder("letter", "code", "ZXQ-secret").empty());
  CHECK(reader->secret_holder("letter", "code", "ZXQ-secre").empty());
  CHECK(reader->secret_holder("letter", "code", "").empty());
  CHECK(reader->secret_holder("letter", "subject", "Coded").empty());
}

TEST_CASE("a reference set answers by edition, column, word and key") {
  LetterStore small;
  small.import_block(
      encode_block({"number", "name"},
                   {{"10", "Old Mill"}, {"9", "New Mill"}, {"11", "Harbour View"}, {"12", ""}}));
  const auto reader = small.reader();
  const registers::Packs& packs = small.loaded.packs;
  const auto all = editions(*reader, "things");
  REQUIRE_MESSAGE(all.has_value(), base::to_text(all.error()));
  REQUIRE(all->size() == 1);
  CHECK(all->front().date == base::Date{2026, 10, 31});
  CHECK(editions(*reader, "others")->empty());

  const auto names = [&](const SetQuestion& question) {
    const auto rows = set_rows(*reader, packs, question);
    REQUIRE_MESSAGE(rows.has_value(), base::to_text(rows.error()));
    std::string text;
    for (const auto& row : rows->rows) text += (text.empty() ? "" : ", ") + row[0];
    return text + " of " + std::to_string(rows->count);
  };
  SetQuestion question;
  question.set = "things";
  CHECK(names(question) == "10, 9, 11, 12 of 4");
  question.sort = "name";
  CHECK(names(question) == "11, 9, 10, 12 of 4");
  question.descending = true;
  CHECK(names(question) == "10, 9, 11, 12 of 4");
  question.most = 1;
  question.from = 1;
  CHECK(names(question) == "9 of 4");
  question = {};
  question.set = "things";
  question.words = {"mill"};
  CHECK(names(question) == "10, 9 of 2");
  question.where = {{"name", "New Mill"}};
  CHECK(names(question) == "9 of 1");
  question.where = {{"name\" OR 1 = 1 --", "x"}};
  CHECK(set_rows(*reader, packs, question).error().kind == base::ErrorKind::invalid);

  const auto over = set_over_editions(*reader, packs, "things", "11");
  REQUIRE(over.has_value());
  REQUIRE(over->rows.size() == 1);
  CHECK(over->columns[0] == "edition_date");
  CHECK(over->rows[0] == std::vector<std::string>{"2026-10-31", "11", "Harbour View"});
  SetQuestion counted;
  counted.set = "things";
  counted.words = {"mill"};
  const auto counts = set_counts(*reader, packs, counted, "name");
  REQUIRE(counts.has_value());
  CHECK(*counts ==
        std::vector<std::pair<std::string, std::int64_t>>{{"New Mill", 1}, {"Old Mill", 1}});
}
