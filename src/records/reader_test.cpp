// What a reader gives, and to whom: permission is part of every question.
#include "records/reader.h"

#include "base/text.h"
#include "records/reader_pack_for_test.h"

using namespace records;
using namespace records::testing;
using registers::Value;

namespace {

registers::Values of_one_person() {
  return {{"about", Value::choice("one_person")}};
}

ListQuestion letters() {
  ListQuestion question;
  question.register_name = "letter";
  return question;
}

base::Error error_of(const base::Result<Row>& row) {
  REQUIRE_FALSE(row.has_value());
  return row.error();
}

Value to_person(const std::string& reference) {
  registers::Party party;
  party.person = reference;
  return Value::party(party);
}

}  // namespace

TEST_CASE("a record is found by who may read it, and missing for everyone else") {
  LetterStore small;
  const std::string open = small.send("Roof").reference;
  const std::string closed = small.send("A child", of_one_person()).reference;
  const auto reader = small.reader();

  const auto row = reader->find(open, small.clerk);
  REQUIRE(row.has_value());
  CHECK(row->state == "sent");
  CHECK(row->writer == small.chief.person);
  CHECK(row->writer_capacity == "chief");
  CHECK_FALSE(row->restricted);
  CHECK(row->since_entry == row->first_entry);
  CHECK(row->recorded_at == small.clock.now());
  CHECK(registers::value_of(row->values, "subject").text() == "Roof");

  CHECK(reader->find(closed, small.chief)->restricted);
  CHECK(reader->find(closed, small.officer).has_value());  // it is addressed to their post
  const base::Error hidden = error_of(reader->find(closed, small.clerk));
  const base::Error missing = error_of(reader->find("L-2026-zzzzzz", small.clerk));
  CHECK(hidden.kind == base::ErrorKind::not_found);
  CHECK(hidden.what == missing.what);
  CHECK(hidden.where == missing.where);
  CHECK(error_of(reader->find(open, small.administrator)).kind == base::ErrorKind::not_found);
}

TEST_CASE("a relation by person opens one record, in whatever capacity but one without content") {
  LetterStore small;
  registers::Values values = of_one_person();
  values["to"] = to_person(small.clerk.person);
  const std::string reference = small.send("To the clerk", values).reference;
  const auto reader = small.reader();
  CHECK(reader->find(reference, small.clerk).has_value());
  CHECK_FALSE(reader->find(reference, small.officer).has_value());
  authority::Caller as_administrator = small.administrator;
  as_administrator.person = small.clerk.person;
  CHECK_FALSE(reader->find(reference, as_administrator).has_value());
  CHECK(small.listed(letters(), small.clerk) == "To the clerk");
  CHECK(small.listed(letters(), small.officer).empty());
}

TEST_CASE("a row that somebody changed in the file is not shown") {
  LetterStore small;
  const std::string reference = small.send("Roof").reference;
  change_in(small.file(), "UPDATE letter SET f_subject = 'Root'");
  const base::Error error = error_of(small.reader()->find(reference, small.chief));
  CHECK(error.kind == base::ErrorKind::corrupt);
  CHECK(error.where == reference);
}

TEST_CASE("a list and its count hold what the caller may read and no more") {
  LetterStore small;
  small.send("One");
  small.send("Two", of_one_person());
  small.send("Three");
  CHECK(small.listed(letters(), small.chief) == "Three, Two, One");
  CHECK(small.listed(letters(), small.clerk) == "Three, One");
  CHECK(small.listed(letters(), small.officer) == "Three, Two, One");
  CHECK(small.listed(letters(), small.administrator).empty());
  CHECK(small.reader()->list(letters(), small.clerk)->count == 2);
  CHECK_FALSE(small.reader()->list(letters(), small.clerk)->more_than_count);
  ListQuestion unknown;
  unknown.register_name = "no_such";
  CHECK_FALSE(small.reader()->list(unknown, small.chief).has_value());
}

TEST_CASE("a list is narrowed by state, choice, words and parent") {
  LetterStore small;
  const std::string first = small.send("Roof of the hall").reference;
  small.send("Doors of the hall", of_one_person());
  small.record(
      small.change(small.officer, "letter", "answer", first, {{"reply", Value::choice("agreed")}}));
  const auto narrowed = [&](const std::string& name, const std::string& value,
                            const authority::Caller& caller) {
    ListQuestion question = letters();
    question.filters[name] = value;
    return small.listed(question, caller);
  };
  CHECK(narrowed("state", "answered", small.chief) == "Roof of the hall");
  CHECK(narrowed("state", "sent", small.chief) == "Doors of the hall");
  CHECK(narrowed("state", "sent", small.clerk).empty());
  CHECK(narrowed("state", "", small.clerk) == "Roof of the hall");
  CHECK(narrowed("reply", "agreed", small.clerk) == "Roof of the hall");
  CHECK(narrowed("sheets", "many", small.clerk).empty());
  ListQuestion secret = letters();
  secret.filters["code"] = "x";
  CHECK(small.reader()->list(secret, small.chief).error().kind == base::ErrorKind::invalid);

  ListQuestion words = letters();
  words.words = {"hall"};
  CHECK(small.listed(words, small.chief) == "Doors of the hall, Roof of the hall");
  CHECK(small.listed(words, small.clerk) == "Roof of the hall");
  words.words = {"doors", "hall"};
  CHECK(small.listed(words, small.chief) == "Doors of the hall");
  CHECK(small.listed(words, small.clerk).empty());
}

TEST_CASE("a list is sorted either way and paged without a gap or a repeat") {
  LetterStore small;
  for (const int sheets : {10, 9, 2, 9, 1})
    small.send("S" + std::to_string(sheets), {{"sheets", Value::count(sheets)}});
  small.send("none");
  const auto paged = [&](const std::string& sort, bool descending) {
    ListQuestion question = letters();
    question.sort = sort;
    question.descending = descending;
    question.most = 2;
    std::vector<Row> rows;
    const auto reader = small.reader();
    do {
      auto page = reader->list(question, small.clerk);
      REQUIRE(page.has_value());
      CHECK(page->count == 6);
      for (Row& row : page->rows) rows.push_back(std::move(row));
      question.cursor = page->next;
    } while (!question.cursor.empty() && rows.size() < 20);
    return LetterStore::subjects(rows);
  };
  CHECK(paged("", false) == "none, S1, S9, S2, S9, S10");
  CHECK(paged("sheets", false) == "none, S1, S2, S9, S9, S10");
  CHECK(paged("sheets", true) == "S10, S9, S9, S2, S1, none");
  CHECK(paged("subject", false) == "none, S1, S2, S9, S9, S10");
  CHECK(paged("recorded", false) == "S10, S9, S2, S9, S1, none");
  CHECK(paged("recorded", true) == "none, S1, S9, S2, S9, S10");
  CHECK(paged("state", false) == "S10, S9, S2, S9, S1, none");
  CHECK(paged("reference", true) == "none, S1, S9, S2, S9, S10");

  ListQuestion wrong = letters();
  wrong.sort = "body";
  CHECK(small.reader()->list(wrong, small.clerk).error().kind == base::ErrorKind::invalid);
  wrong = letters();
  wrong.cursor = "not a cursor";
  CHECK(small.reader()->list(wrong, small.clerk).error().kind == base::ErrorKind::invalid);
}

TEST_CASE("as at an entry: the record, the list and its parts as they stood after it") {
  LetterStore small;
  const Receipt sent = small.send("First words");
  const std::string reference = sent.reference;
  const Receipt amended = small.record(small.change(
      small.chief, "letter", "amend", reference,
      {{"subject", Value::line("Second words")}, {"about", Value::choice("services")}}));
  small.record(small.change(small.officer, "letter", "answer", reference,
                            {{"reply", Value::choice("agreed")}}));
  const auto reader = small.reader();
  const auto subject_at = [&](std::int64_t entry) {
    const auto row = reader->find(reference, small.clerk, entry);
    return row ? registers::value_of(row->values, "subject").text() + " " + row->state : "";
  };
  CHECK(subject_at(sent.first_entry - 1).empty());
  CHECK(subject_at(sent.first_entry) == "First words sent");
  CHECK(subject_at(amended.first_entry) == "Second words sent");
  CHECK(subject_at(amended.first_entry + 1) == "Second words answered");
  CHECK(subject_at(amended.first_entry + 100) == "Second words answered");
  ListQuestion question = letters();
  question.as_at = sent.first_entry;
  CHECK(small.listed(question, small.clerk) == "First words");
  question.as_at = sent.first_entry - 1;
  CHECK(small.listed(question, small.clerk).empty());
}

TEST_CASE("what became restricted is closed in all its versions") {
  LetterStore small;
  const Receipt sent = small.send("Soon closed");
  small.record(small.change(small.chief, "letter", "amend", sent.reference,
                            {{"about", Value::choice("one_person")}}));
  const auto reader = small.reader();
  CHECK_FALSE(reader->find(sent.reference, small.clerk).has_value());
  CHECK_FALSE(reader->find(sent.reference, small.clerk, sent.first_entry).has_value());
  CHECK(reader->find(sent.reference, small.chief, sent.first_entry).has_value());
  ListQuestion question = letters();
  question.as_at = sent.first_entry;
  CHECK(small.listed(question, small.clerk).empty());
  CHECK(small.listed(question, small.chief) == "Soon closed");
  CHECK(reader->search({{"closed"}, ""}, small.clerk)->rows.empty());
  CHECK(reader->search({{"closed"}, ""}, small.chief)->rows.size() == 1);
}

TEST_CASE("search finds our own words, newest first, and counts only what one may read") {
  LetterStore small;
  small.send("Café at the hall");
  small.send("A hall about someone", of_one_person());
  small.send("The hall again");
  const auto found = [&](const std::string& text, const authority::Caller& caller) {
    const auto page = small.reader()->search({base::search_words(text), ""}, caller);
    REQUIRE(page.has_value());
    CHECK(page->count == static_cast<std::int64_t>(page->rows.size()));
    return LetterStore::subjects(page->rows);
  };
  CHECK(found("hall", small.chief) == "The hall again, A hall about someone, Café at the hall");
  CHECK(found("hall", small.clerk) == "The hall again, Café at the hall");
  CHECK(found("hall", small.officer) == "The hall again, A hall about someone, Café at the hall");
  CHECK(found("CAFE hall", small.clerk) == "Café at the hall");
  CHECK(found("someone", small.clerk).empty());
  CHECK(found("hall", small.administrator).empty());
  CHECK(found("nobodywrotethis", small.chief).empty());
  CHECK(found("", small.chief).empty());
}

TEST_CASE("search goes on where its page ended") {
  LetterStore small;
  for (int letter = 0; letter < 30; ++letter) small.send("Hall " + std::to_string(letter));
  const auto reader = small.reader();
  const auto first = reader->search({{"hall"}, ""}, small.clerk);
  REQUIRE(first.has_value());
  CHECK(first->rows.size() == 25);
  CHECK(first->count == 30);
  const auto second = reader->search({{"hall"}, first->next}, small.clerk);
  REQUIRE(second.has_value());
  CHECK(LetterStore::subjects(second->rows) == "Hall 4, Hall 3, Hall 2, Hall 1, Hall 0");
  CHECK(second->next.empty());
}

TEST_CASE("privileged parts have their own readers, and stand in no search and no count") {
  LetterStore small;
  const std::string letter = small.send("Roof").reference;
  Change asked =
      small.change(small.chief, "opinion", "hold", "", {{"view", Value::prose("Leaks")}});
  asked.records.front().parent_reference = letter;
  const std::string opinion = small.record(std::move(asked)).reference;
  const auto reader = small.reader();
  CHECK(reader->find(opinion, small.chief)->parent == letter);
  CHECK(reader->find(opinion, small.officer).has_value());
  CHECK_FALSE(reader->find(opinion, small.clerk).has_value());
  CHECK(reader->children(letter, "opinion", small.chief)->size() == 1);
  CHECK(reader->children(letter, "opinion", small.clerk)->empty());
  CHECK(reader->search({{"leaks"}, ""}, small.chief)->rows.empty());
  Reader::TallyQuestion question;
  question.register_name = "opinion";
  CHECK(reader->tally(question, small.chief)->total == 0);
  CHECK(reader->tally_records(question, {}, small.chief)->rows.empty());
  CHECK(reader->history(letter, small.chief)->size() == 2);
  CHECK(reader->history(letter, small.clerk)->size() == 1);
}
