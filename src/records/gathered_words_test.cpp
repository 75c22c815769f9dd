#include "records/gathered_words.h"

#include <doctest/doctest.h>

namespace {

using records::GatheredWords;
using records::WordChange;
using records::WordTable;

struct Words {
  std::unique_ptr<store::Database> database = store::open_sqlite_in_memory().value();
  GatheredWords gathered;

  Words() {
    REQUIRE(database
                ->execute_script(
                    "CREATE TABLE word (word TEXT NOT NULL, record INTEGER NOT NULL, "
                    "PRIMARY KEY (word, record)) WITHOUT ROWID; CREATE TABLE word_restricted "
                    "(word TEXT NOT NULL, record INTEGER NOT NULL, PRIMARY KEY (word, record)) "
                    "WITHOUT ROWID;")
                .has_value());
  }
  void note(WordChange change, std::string_view word, std::int64_t record,
            WordTable table = WordTable::open) {
    gathered.note(table, change, word, record);
  }
  std::string all(const std::string& table = "word") {
    REQUIRE(gathered.write(*database).has_value());
    auto rows = store::query(*database, "SELECT word, record FROM " + table + " ORDER BY 1, 2");
    REQUIRE(rows.has_value());
    std::string text;
    while (rows->next().value())
      text += std::string((*rows)->text(0)) + std::to_string((*rows)->integer(1)) + " ";
    return text;
  }
};

TEST_CASE("gathered words stand as if each had been written when it came") {
  Words words;
  words.note(WordChange::add, "ramp", 2);
  words.note(WordChange::add, "hall", 1);
  words.note(WordChange::add, "ramp", 1);
  words.note(WordChange::add, "hall", 1, WordTable::restricted);
  CHECK(words.all() == "hall1 ramp1 ramp2 ");
  CHECK(words.all("word_restricted") == "hall1 ");
  words.note(WordChange::drop, "ramp", 1);
  words.note(WordChange::add, "lift", 1);
  CHECK(words.all() == "hall1 lift1 ramp2 ");
}

TEST_CASE("of several changes of one line, only what they come to is written") {
  Words words;
  words.note(WordChange::add, "hall", 1);
  CHECK(words.all() == "hall1 ");
  words.note(WordChange::drop, "hall", 1);  // out and in again: it stands, and is not doubled
  words.note(WordChange::add, "hall", 1);
  words.note(WordChange::add, "ramp", 1);  // in and out again
  words.note(WordChange::drop, "ramp", 1);
  words.note(WordChange::add, "lift", 1);
  words.note(WordChange::drop, "lift", 1);
  words.note(WordChange::add, "lift", 1);
  CHECK(words.all() == "hall1 lift1 ");
  words.note(WordChange::drop, "hall", 1);
  words.note(WordChange::add, "hall", 1);
  words.note(WordChange::drop, "hall", 1);
  CHECK(words.all() == "lift1 ");
}

}  // namespace
