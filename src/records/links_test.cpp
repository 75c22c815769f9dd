// Links both ways, and that none of them, in either direction, tells of a record that is closed.
#include "records/reader_pack_for_test.h"
#include "records/upkeep.h"

using namespace records;
using namespace records::testing;
using registers::Value;

namespace {

registers::Values following(const std::string& reference) {
  return {{"follows", Value::record(reference)}};
}

// About one person, and addressed to nobody but the clerk's person.
registers::Values closed_letter(const LetterStore& small) {
  registers::Party to;
  to.person = small.clerk.person;
  return {{"about", Value::choice("one_person")}, {"to", Value::party(to)}};
}

// "Third, Second": what names a record, for a caller.
std::string naming(LetterStore& small, const std::string& reference,
                   const authority::Caller& caller, Reader::LinkQuestion question = {}) {
  const auto page = small.reader()->links_to(reference, question, caller);
  REQUIRE_MESSAGE(page.has_value(), base::to_text(page.error()));
  std::vector<Row> rows;
  for (const Reader::Link& link : page->links) rows.push_back(link.row);
  return LetterStore::subjects(rows);
}

std::string follows(LetterStore& small, const std::string& reference,
                    const authority::Caller& caller) {
  const auto row = small.reader()->find(reference, caller);
  REQUIRE(row.has_value());
  return registers::value_of(row->values, "follows").text();
}

Receipt amend(LetterStore& small, const authority::Caller& caller, const std::string& reference,
              registers::Values set) {
  return small.record(small.change(caller, "letter", "amend", reference, std::move(set)));
}

}  // namespace

TEST_CASE("what names a record is told newest first, with the field that names it") {
  LetterStore small;
  const std::string first = small.send("First").reference;
  small.send("Second", following(first));
  small.send("Third", following(first));
  CHECK(naming(small, first, small.clerk) == "Third, Second");
  const auto page = small.reader()->links_to(first, {}, small.clerk);
  CHECK(page->links.front().field->name == "follows");
  CHECK(page->next.empty());
}

TEST_CASE("bodies and holders of capacities are linked, other people are not") {
  LetterStore small;
  const auto people = small.reader()->links_to(small.officer.person, {}, small.chief);
  REQUIRE(people.has_value());
  REQUIRE(people->links.size() == 1);
  CHECK(people->links.front().row.kind->grants.has_value());
  registers::Values values{{"second", Value::person(small.officer.person)}};
  values.emplace("follows", Value());
  small.send("Read by the officer", values);
  CHECK(small.reader()->links_to(small.officer.person, {}, small.chief)->links.size() == 1);
}

TEST_CASE("a closed record that names an open one is neither shown nor counted nor paged over") {
  LetterStore small;
  const std::string first = small.send("First").reference;
  registers::Values closed = closed_letter(small);
  closed.merge(following(first));
  small.send("Closed", closed);
  small.send("Open", following(first));
  CHECK(naming(small, first, small.chief) == "Open, Closed");
  CHECK(naming(small, first, small.officer) == "Open");
  const auto page = small.reader()->links_to(first, {"", 1, {}}, small.officer);
  CHECK(page->next.empty());  // nothing says that there is a second
  CHECK_FALSE(small.reader()->links_to(first, {"", 1, {}}, small.chief)->next.empty());
}

TEST_CASE("an open record that names a closed one reads as if it named none") {
  LetterStore small;
  const std::string closed = small.send("Closed", closed_letter(small)).reference;
  const Receipt open = small.send("Open", following(closed));
  CHECK(follows(small, open.reference, small.chief) == closed);
  CHECK(follows(small, open.reference, small.officer).empty());
  const auto sets = [&](const authority::Caller& caller) {
    std::string names;
    const auto lines = small.reader()->history(open.reference, caller);
    REQUIRE(lines.has_value());
    for (const auto& set : lines->front().sets) names += set.field + " ";
    return names;
  };
  CHECK(sets(small.chief).find("follows") != std::string::npos);
  CHECK(sets(small.officer).find("follows") == std::string::npos);
  const auto proof = small.reader()->proof(open.first_entry, small.officer);
  REQUIRE(proof.has_value());
  CHECK(proof->holds);
  for (const ledger::Part& part : proof->parts) {
    CHECK(part.name != "follows");
    CHECK(part.value != closed);
  }
  ListQuestion by_link;
  by_link.register_name = "letter";
  by_link.filters["follows"] = closed;
  CHECK(small.listed(by_link, small.chief) == "Open");
  CHECK(small.listed(by_link, small.officer).empty());
  ListQuestion all;
  all.register_name = "letter";
  const auto list = small.reader()->list(all, small.officer);
  REQUIRE(list.has_value());
  for (const Row& row : list->rows)
    CHECK(registers::value_of(row.values, "follows").empty());
  CHECK_FALSE(small.reader()->links_to(closed, {}, small.officer).has_value());
}

TEST_CASE("nobody links what they may not read, and nobody empties what they do not see") {
  LetterStore small;
  const std::string closed = small.send("Closed", closed_letter(small)).reference;
  registers::Values values = following(closed);
  values.emplace("subject", Value::line("A guess"));
  const Outcome guess =
      small.commit(small.change(small.officer, "letter", "send", "", std::move(values)));
  CHECK(std::holds_alternative<registers::Mistakes>(guess));

  const std::string own =
      small
          .record(small.change(small.officer, "letter", "send", "",
                               {{"subject", Value::line("The officer’s")}}))
          .reference;
  amend(small, small.chief, own, following(closed));
  amend(small, small.officer, own,
        {{"subject", Value::line("The officer’s, amended")}, {"follows", Value::record("")}});
  CHECK(follows(small, own, small.chief) == closed);
  amend(small, small.chief, own, {{"follows", Value::record("")}});  // the control
  CHECK(follows(small, own, small.chief).empty());
}

TEST_CASE("a changed link ends, and stands as at an earlier entry") {
  LetterStore small;
  const std::string first = small.send("First").reference;
  const std::string other = small.send("Other").reference;
  const Receipt linked = small.send("Linked", following(first));
  amend(small, small.chief, linked.reference, following(other));
  CHECK(naming(small, first, small.clerk).empty());
  CHECK(naming(small, other, small.clerk) == "Linked");
  Reader::LinkQuestion then;
  then.as_at = linked.first_entry;
  CHECK(naming(small, first, small.clerk, then) == "Linked");
  CHECK(naming(small, other, small.clerk, then).empty());
  then.as_at = linked.first_entry - 1;
  CHECK(naming(small, first, small.clerk, then).empty());
}

TEST_CASE("many links are paged through, each once") {
  LetterStore small;
  const std::string first = small.send("First").reference;
  for (int number = 1; number <= 7; ++number)
    small.send("Letter " + std::to_string(number), following(first));
  Reader::LinkQuestion question{"", 3, {}};
  std::string pages;
  for (int page = 0; page < 3; ++page) {
    pages += naming(small, first, small.clerk, question) + "; ";
    question.cursor = small.reader()->links_to(first, question, small.clerk)->next;
  }
  CHECK(pages ==
        "Letter 7, Letter 6, Letter 5; Letter 4, Letter 3, Letter 2; Letter 1; ");
  CHECK(question.cursor.empty());
  question.cursor = "nonsense";
  CHECK_FALSE(small.reader()->links_to(first, question, small.clerk).has_value());
}

TEST_CASE("rebuild makes the same links, and verify sees one that was changed") {
  LetterStore small;
  const std::string first = small.send("First").reference;
  const Receipt linked = small.send("Linked", following(first));
  amend(small, small.chief, linked.reference, following(small.send("Other").reference));
  constexpr const char* all =
      "SELECT group_concat(target || ' ' || source || ' ' || field || ' ' || since_entry || ' ' || "
      "coalesce(until_entry, '-'), ';') FROM (SELECT * FROM link ORDER BY 1, 2, 3, 4)";
  const std::string before = text_in(small.file(), all);
  CHECK(before.find("follows") != std::string::npos);
  small.close();
  REQUIRE(rebuild(small.folder.path(), small.around(), Progress()).has_value());
  CHECK(text_in(small.file(), all) == before);
  CHECK(verify(small.folder.path(), small.around())->sound);
  change_in(small.file(), "UPDATE link SET until_entry = NULL WHERE until_entry IS NOT NULL");
  CHECK_FALSE(verify(small.folder.path(), small.around())->sound);
  REQUIRE(rebuild(small.folder.path(), small.around(), Progress()).has_value());
  change_in(small.file(),
            "DELETE FROM link WHERE since_entry = (SELECT max(since_entry) FROM link)");
  CHECK_FALSE(verify(small.folder.path(), small.around())->sound);
}
