// Lists as at an entry: whatever a list said when it was asked, it says again later as at that
// entry, in every order and with every filter.
#include <doctest/doctest.h>

#include <map>

#include "base/text.h"
#include "records/reader_pack_for_test.h"

using namespace records;
using namespace records::testing;
using registers::Value;

namespace {

std::vector<ListQuestion> questions() {
  ListQuestion plain;
  plain.register_name = "letter";
  std::vector<ListQuestion> all{plain};
  for (const char* sort : {"reference", "subject", "state", "recorded"}) {
    all.push_back(plain);
    all.back().sort = sort;
    all.push_back(all.back());
    all.back().descending = true;
  }
  for (const auto& [name, value] : std::map<std::string, std::string>{
           {"state", "sent"}, {"reply", "agreed"}, {"parent", "L-2026-999"}}) {
    all.push_back(plain);
    all.back().filters[name] = value;
    all.push_back(all.back());
    all.back().sort = "subject";
  }
  for (const char* words : {"roof", "hall roof", "nobodywrotethis"}) {
    all.push_back(plain);
    all.back().words = base::search_words(words);
    all.push_back(all.back());
    all.back().sort = "subject";
    all.back().filters["state"] = "sent";
  }
  return all;
}

// All pages of a list, two records at a time, with the count that the first page says.
std::string told(Reader& reader, ListQuestion question, const authority::Caller& caller) {
  std::string text;
  question.most = 2;
  do {
    const auto page = reader.list(question, caller);
    if (!page) return page.error().what;
    if (question.cursor.empty()) text = std::to_string(page->count) + ":";
    for (const Row& row : page->rows)
      text += " " + row.reference + " " + row.state + " " +
              registers::value_of(row.values, "subject").text() + ";";
    question.cursor = page->next;
  } while (!question.cursor.empty());
  return text;
}

}  // namespace

TEST_CASE("a list as at an entry is what the list was then") {
  LetterStore small;
  const std::vector<ListQuestion> asked = questions();
  std::map<std::int64_t, std::vector<std::string>> then;
  const auto remember = [&] {
    const auto reader = small.reader();
    std::vector<std::string>& lines = then[reader->entries() - 1];
    for (const ListQuestion& question : asked)
      for (const authority::Caller* caller : {&small.chief, &small.clerk, &small.administrator})
        lines.push_back(told(*reader, question, *caller));
  };
  std::vector<std::string> references;
  const auto send = [&](const std::string& subject, registers::Values more) {
    references.push_back(small.send(subject, std::move(more)).reference);
    remember();
  };
  const auto act = [&](std::size_t letter, const std::string& step, registers::Values set) {
    const authority::Caller& who = step == "answer" ? small.officer : small.chief;
    small.record(small.change(who, "letter", step, references[letter], std::move(set)));
    remember();
  };
  remember();
  send("Roof of the hall", {});
  send("Doors", {{"about", Value::choice("one_person")}});
  send("Hall, east roof", {});
  act(0, "amend", {{"subject", Value::line("Windows of the hall")}});
  send("Windows", {});
  act(2, "answer", {{"reply", Value::choice("agreed")}});
  act(3, "amend", {{"subject", Value::line("A roof, again")}});
  act(0, "answer", {{"reply", Value::choice("agreed")}});
  act(1, "amend", {{"subject", Value::line("Doors to the roof of the hall")}});
  send("Roof", {});
  const auto reader = small.reader();
  int differing = 0;
  const std::vector<std::string>& last = then.rbegin()->second;
  for (const auto& [entry, lines] : then) {
    std::size_t line = 0;
    for (ListQuestion question : asked) {
      question.as_at = entry;
      for (const authority::Caller* caller : {&small.chief, &small.clerk, &small.administrator}) {
        INFO("entry ", entry, " sort ", question.sort, " words ", question.words.size());
        CHECK(told(*reader, question, *caller) == lines[line]);
        differing += lines[line] == last[line] ? 0 : 1;
        ++line;
      }
    }
  }
  CHECK(differing > 100);  // or there would be nothing to tell apart
}
