// Comments: as open as what they are about, apart from it, and their writer's to withdraw.
#include <algorithm>

#include "records/reader_pack_for_test.h"

using namespace records;
using namespace records::testing;
using registers::Value;

namespace {

Change remark(LetterStore& small, const authority::Caller& caller, const std::string& about,
              const std::string& words) {
  Change asked = small.change(caller, "remark", "say", "", {{"words", Value::prose(words)}});
  asked.records.front().parent_reference = about;
  return asked;
}

bool is_not_found(LetterStore& small, Change asked) {
  const auto outcome = small.store->commit(std::move(asked));
  return !outcome && outcome.error().kind == base::ErrorKind::not_found;
}

std::size_t remarks_seen(LetterStore& small, const std::string& about,
                         const authority::Caller& caller) {
  const auto rows = small.reader()->children(about, "remark", caller);
  REQUIRE(rows.has_value());
  return rows->size();
}

}  // namespace

TEST_CASE("whoever may read a record may comment on it, and nobody else") {
  LetterStore small;
  const std::string open = small.send("Roof").reference;
  const std::string closed =
      small.send("A child", {{"about", Value::choice("one_person")}}).reference;
  small.record(remark(small, small.clerk, open, "Which roof?"));
  small.record(remark(small, small.officer, closed, "By the relation of their post."));
  CHECK(is_not_found(small, remark(small, small.clerk, closed, "A guess.")));
  CHECK(is_not_found(small, remark(small, small.administrator, open, "Sees no content.")));
  CHECK(remarks_seen(small, open, small.officer) == 1);
  CHECK(remarks_seen(small, open, small.administrator) == 0);
  CHECK(remarks_seen(small, closed, small.chief) == 1);
  CHECK(remarks_seen(small, closed, small.clerk) == 0);
}

TEST_CASE("having commented on what was closed since opens nothing, not even the comment") {
  LetterStore small;
  const std::string about = small.send("Roof").reference;
  const Receipt said = small.record(remark(small, small.clerk, about, "Which roof?"));
  CHECK(small.reader()->find(said.reference, small.clerk).has_value());
  small.record(small.change(small.chief, "letter", "amend", about,
                            {{"about", Value::choice("one_person")}}));
  const auto reader = small.reader();
  CHECK_FALSE(reader->find(said.reference, small.clerk).has_value());
  CHECK_FALSE(reader->find(said.reference, small.clerk, said.first_entry).has_value());
  CHECK_FALSE(reader->proof(said.first_entry, small.clerk).has_value());
  CHECK(reader->find(said.reference, small.chief).has_value());
  CHECK(is_not_found(small,
                     small.change(small.clerk, "remark", "take_back", said.reference, {})));
}

TEST_CASE("a comment is its writer's to withdraw, in whatever capacity, and nobody else's") {
  LetterStore small;
  const std::string about = small.send("Roof").reference;
  const Receipt said = small.record(remark(small, small.clerk, about, "Which roof?"));
  const Outcome tried =
      small.commit(small.change(small.chief, "remark", "take_back", said.reference, {}));
  CHECK(std::holds_alternative<Refusal>(tried));
  small.record(small.change(small.clerk, "remark", "take_back", said.reference, {}));
  CHECK(small.reader()->find(said.reference, small.chief)->state == "taken_back");
}

TEST_CASE("comments stand in no history, no news and no search") {
  LetterStore small;
  const std::string about = small.send("Roof").reference;
  small.record(remark(small, small.clerk, about, "Quernstone."));
  const auto reader = small.reader();
  CHECK(reader->history(about, small.chief)->size() == 1);
  SearchQuestion words;
  words.words = {"quernstone"};
  CHECK(reader->search(words, small.chief)->rows.empty());
  const auto news = reader->newest(10, small.chief);
  REQUIRE(news.has_value());
  CHECK_FALSE(news->empty());
  CHECK(std::none_of(news->begin(), news->end(),
                     [](const HistoryLine& line) { return line.kind->comments; }));
}
