#include "access/desk.h"

#include <doctest/doctest.h>

#include <fstream>
#include <iterator>

#include "base/hash.h"
#include "store/place.h"

namespace {

using namespace authority;
namespace fs = std::filesystem;

constexpr std::int64_t minute = 60 * 1'000'000LL;

// A desk in a folder of its own, with a clock that the test sets.
struct Room {
  fs::path folder;
  base::SetClock clock{base::Instant{1'800'000'000'000'000}};
  std::unique_ptr<base::Random> random = base::seeded_random("desk test");
  base::Key key{};
  std::unique_ptr<Desk> desk;

  explicit Room(const std::string& name)
      : folder(fs::temp_directory_path() /
               ("plumbline-desk-" + name + "-" + base::hex(base::system_random()->bytes(6)))) {
    fs::create_directories(folder);
    key.fill(7);
    reopen();
  }
  ~Room() {
    desk.reset();
    fs::remove_all(folder);
  }
  void reopen() {
    desk.reset();
    auto opened = Desk::open(folder, key, clock, *random);
    REQUIRE(opened.has_value());
    desk = std::move(*opened);
  }
  void wait(std::int64_t micros) { clock.set({clock.now().micros + micros}); }
  [[nodiscard]] std::string all_bytes() const {
    std::string bytes;
    for (const auto& file : fs::directory_iterator(folder)) {
      std::ifstream in(file.path(), std::ios::binary);
      bytes.append(std::istreambuf_iterator<char>(in), {});
    }
    return bytes;
  }
};

Draft draft_of(std::string person, std::string content) {
  Draft draft;
  draft.person = std::move(person);
  draft.register_name = "letter";
  draft.step = "write";
  draft.title = "A letter about the roof";
  draft.content = std::move(content);
  return draft;
}

std::optional<Session> session_of(Desk& desk, std::string_view token) {
  const auto session = desk.session(token);
  REQUIRE(session.has_value());
  return *session;
}

}  // namespace

TEST_CASE("a session lasts while it is used, fifteen minutes idle, eight hours in all") {
  Room room("sessions");
  const std::string token = *room.desk->begin_session("P-1", authority::SignedInBy::password);
  CHECK(token.size() == 43);
  REQUIRE(session_of(*room.desk, token).has_value());
  CHECK(session_of(*room.desk, token)->person == "P-1");
  CHECK(session_of(*room.desk, token)->grant_entry == -1);
  CHECK_FALSE(session_of(*room.desk, "another").has_value());

  room.wait(15 * minute);
  CHECK(session_of(*room.desk, token).has_value());
  room.wait(15 * minute + 1);
  CHECK_FALSE(session_of(*room.desk, token).has_value());

  const std::string busy = *room.desk->begin_session("P-1", authority::SignedInBy::password);
  for (int quarter = 0; quarter < 48; ++quarter) {
    room.wait(10 * minute);
    CHECK(session_of(*room.desk, busy).has_value());
  }
  room.wait(minute);
  CHECK_FALSE(session_of(*room.desk, busy).has_value());
}

TEST_CASE("ending a session takes effect at once, and in every process") {
  Room room("ending");
  const std::string one = *room.desk->begin_session("P-1", authority::SignedInBy::password);
  const std::string two = *room.desk->begin_session("P-1", authority::SignedInBy::password);
  const std::string other = *room.desk->begin_session("P-2", authority::SignedInBy::password);
  REQUIRE(session_of(*room.desk, one).has_value());
  room.desk->end_session(one);
  CHECK_FALSE(session_of(*room.desk, one).has_value());
  REQUIRE(session_of(*room.desk, two).has_value());

  auto elsewhere = Desk::open(room.folder, room.key, room.clock, *room.random);
  REQUIRE(elsewhere.has_value());
  CHECK(session_of(**elsewhere, two).has_value());
  (*elsewhere)->end_sessions_of("P-1");
  room.wait(1'000'000);  // within a second
  CHECK_FALSE(session_of(*room.desk, two).has_value());
  CHECK(session_of(*room.desk, other).has_value());
}

TEST_CASE("coming by a provider proves nothing, and proof is noted for one session alone") {
  Room room("proof");
  const std::string here = *room.desk->begin_session("P-1", authority::SignedInBy::password);
  const std::string there = *room.desk->begin_session("P-1", authority::SignedInBy::provider);
  const auto proved = [&](const std::string& token) {
    return (*room.desk->session(token))->proved.micros;
  };
  CHECK(proved(here) == room.clock.now().micros);
  CHECK(proved(there) == 0);
  const std::string id = Desk::session_id(there);
  CHECK_FALSE(*room.desk->note_proved_of("P-2", id));
  CHECK_FALSE(*room.desk->note_proved_of("P-1", "0123456789abcdef"));
  CHECK(proved(there) == 0);
  room.wait(minute);
  CHECK(*room.desk->note_proved_of("P-1", id));
  CHECK(proved(there) == room.clock.now().micros);
  CHECK(proved(here) == room.clock.now().micros - minute);
}

TEST_CASE("the chosen capacity and the form secret stay with the session") {
  Room room("capacity");
  const std::string token = *room.desk->begin_session("P-1", authority::SignedInBy::password);
  const std::string secret = session_of(*room.desk, token)->form_secret;
  REQUIRE(room.desk->choose_capacity(token, 12).has_value());
  CHECK(session_of(*room.desk, token)->grant_entry == 12);
  room.reopen();
  REQUIRE(session_of(*room.desk, token).has_value());
  CHECK(session_of(*room.desk, token)->grant_entry == 12);
  CHECK(session_of(*room.desk, token)->form_secret == secret);
  CHECK(room.all_bytes().find(token) == std::string::npos);
  CHECK(room.all_bytes().find(secret) == std::string::npos);
}

TEST_CASE("a form token holds for its session and for no other") {
  Session mine, other;
  mine.form_secret = "one secret";
  other.form_secret = "another secret";
  const std::string token = form_token(mine);
  CHECK(form_token_holds(mine, token));
  CHECK(form_token(mine) != token);
  CHECK_FALSE(form_token_holds(other, token));
  CHECK_FALSE(form_token_holds(mine, ""));
  CHECK_FALSE(form_token_holds(mine, token.substr(1)));
  CHECK_FALSE(form_token_holds(mine, token + "A"));
  std::string altered = token;
  altered[3] = altered[3] == 'A' ? 'B' : 'A';
  CHECK_FALSE(form_token_holds(mine, altered));
  CHECK_FALSE(form_token_holds(Session(), form_token(Session())));
}

TEST_CASE("a draft is its writer's alone, and its text is not in the file") {
  Room room("drafts");
  const std::string text = "the gutters of the day centre leak";
  const auto id = room.desk->keep_draft(draft_of("P-1", text));
  REQUIRE(id.has_value());
  CHECK(id->size() == 16);
  const auto kept = room.desk->draft(*id, "P-1");
  REQUIRE(kept.has_value());
  CHECK(kept->content == text);
  CHECK(kept->title == "A letter about the roof");
  CHECK(kept->step == "write");

  const auto theirs = room.desk->draft(*id, "P-2");
  const auto missing = room.desk->draft("0000000000000000", "P-2");
  REQUIRE_FALSE(theirs.has_value());
  CHECK(theirs.error().kind == base::ErrorKind::not_found);
  CHECK(theirs.error().what == missing.error().what);
  Draft stolen = draft_of("P-2", "other words");
  stolen.id = *id;
  CHECK_FALSE(room.desk->keep_draft(stolen).has_value());
  room.desk->drop_draft(*id, "P-2");
  CHECK(room.desk->draft(*id, "P-1")->content == text);

  CHECK(room.all_bytes().find("gutters") == std::string::npos);
  CHECK(room.all_bytes().find("about the roof") == std::string::npos);
  room.desk->drop_draft(*id, "P-1");
  CHECK_FALSE(room.desk->draft(*id, "P-1").has_value());
}

TEST_CASE("drafts are listed newest first, changed in place, and go after thirty days") {
  Room room("listing");
  const std::string first = *room.desk->keep_draft(draft_of("P-1", "one"));
  room.wait(minute);
  const std::string second = *room.desk->keep_draft(draft_of("P-1", "two"));
  std::vector<Draft> all = room.desk->drafts_of("P-1");
  REQUIRE(all.size() == 2);
  CHECK(all[0].id == second);
  CHECK(all[0].content.empty());
  CHECK(all[0].register_name == "letter");
  CHECK(room.desk->drafts_of("P-2").empty());

  room.wait(minute);
  Draft changed = draft_of("P-1", "one, longer");
  changed.id = first;
  CHECK(*room.desk->keep_draft(changed) == first);
  CHECK(room.desk->draft(first, "P-1")->content == "one, longer");
  CHECK(room.desk->drafts_of("P-1").front().id == first);

  room.wait(30LL * 24 * 60 * minute - minute / 2);
  CHECK(room.desk->drafts_of("P-1").size() == 1);
  room.wait(minute);
  CHECK(room.desk->drafts_of("P-1").empty());
  CHECK_FALSE(room.desk->draft(first, "P-1").has_value());
}

TEST_CASE("ten wrong guesses for a name or an address are enough for five minutes") {
  Room room("guesses");
  for (int guess = 0; guess < 10; ++guess) {
    CHECK(room.desk->may_try("morag", "192.0.2.1"));
    room.desk->note_wrong_try(guess % 2 == 0 ? "morag" : "Morag",
                              "192.0.2." + std::to_string(guess));
  }
  CHECK_FALSE(room.desk->may_try("morag", "192.0.2.200"));
  CHECK_FALSE(room.desk->may_try("MORAG", "192.0.2.200"));
  CHECK(room.desk->may_try("iain", "192.0.2.200"));
  room.desk->forget_tries("morag");
  CHECK(room.desk->may_try("morag", "192.0.2.200"));

  for (int guess = 0; guess < 10; ++guess)
    room.desk->note_wrong_try("name" + std::to_string(guess), "192.0.2.77");
  CHECK_FALSE(room.desk->may_try("iain", "192.0.2.77"));
  room.wait(5 * minute + 1);
  CHECK(room.desk->may_try("iain", "192.0.2.77"));
  CHECK(room.all_bytes().find("morag") == std::string::npos);
}

TEST_CASE("a desk that cannot be read is begun afresh") {
  Room room("damaged");
  const std::string token = *room.desk->begin_session("P-1", authority::SignedInBy::password);
  room.desk.reset();
  {
    std::ofstream out(room.folder / "desk.sqlite", std::ios::binary | std::ios::trunc);
    out << "this is no database, and long enough to be looked at: " << std::string(4096, 'x');
  }
  room.reopen();
  CHECK_FALSE(session_of(*room.desk, token).has_value());
  CHECK(room.desk->begin_session("P-1", authority::SignedInBy::password).has_value());
}

TEST_CASE("a desk that cannot be asked says so, and not that nobody is signed in") {
  Room room("unasked");
  const std::string token = *room.desk->begin_session("P-1", authority::SignedInBy::password);
  REQUIRE(session_of(*room.desk, token).has_value());
  const auto beside = store::open_sqlite(room.folder / "desk.sqlite", store::OpenMode::write,
                                         store::Durability::relaxed);
  REQUIRE(beside.has_value());
  REQUIRE((*beside)->execute_script("ALTER TABLE session RENAME TO session_elsewhere"));
  room.wait(1'000'000);  // within that it is remembered
  const auto asked = room.desk->session(token);
  REQUIRE_FALSE(asked.has_value());
  CHECK(asked.error().kind == base::ErrorKind::unavailable);
  REQUIRE((*beside)->execute_script("ALTER TABLE session_elsewhere RENAME TO session"));
  CHECK(session_of(*room.desk, token).has_value());
}

TEST_CASE("a kept filter is its person's in that capacity alone, sealed, and can be renamed") {
  Room room("filters");
  KeptFilter mine{"", "P-1", "cswo", "Waiting & <late>", "/r/letter", "?state=sent", {}};
  mine.id = *room.desk->keep_filter(mine);
  CHECK(room.desk->filter(mine.id, "P-1", "cswo")->name == "Waiting & <late>");
  CHECK(room.desk->filter(mine.id, "P-1", "cswo")->query == "?state=sent");
  CHECK_FALSE(room.desk->filter(mine.id, "P-1", "auditor").has_value());
  CHECK_FALSE(room.desk->filter(mine.id, "P-2", "cswo").has_value());
  KeptFilter other = mine;
  other.person = "P-2";
  CHECK_FALSE(room.desk->keep_filter(other).has_value());
  mine.name = "Waiting";
  CHECK(*room.desk->keep_filter(mine) == mine.id);
  room.reopen();
  REQUIRE(room.desk->filters_of("P-1", "cswo").size() == 1);
  CHECK(room.desk->filters_of("P-1", "cswo").front().name == "Waiting");
  CHECK(room.desk->filters_of("P-2", "cswo").empty());
  CHECK(room.all_bytes().find("Waiting") == std::string::npos);
  room.desk->drop_filter(mine.id, "P-2", "cswo");
  CHECK(room.desk->filters_of("P-1", "cswo").size() == 1);
  room.desk->drop_filter(mine.id, "P-1", "cswo");
  CHECK(room.desk->filters_of("P-1", "cswo").empty());
}

TEST_CASE("no more filters are kept than there is room for") {
  Room room("many-filters");
  KeptFilter filter{"", "P-1", "cswo", "One", "/r/letter", "", {}};
  for (std::int64_t i = 0; i < most_kept_filters; ++i)
    CHECK(room.desk->keep_filter(filter).has_value());
  CHECK(room.desk->keep_filter(filter).error().kind == base::ErrorKind::conflict);
  filter.capacity = "auditor";
  CHECK(room.desk->keep_filter(filter).has_value());
}

TEST_CASE("a desk from before there were kept filters keeps its drafts") {
  Room room("older");
  const std::string draft = *room.desk->keep_draft(draft_of("P-1", "words"));
  room.desk.reset();
  {
    auto desk = store::open_part(room.folder, store::Part::desk, store::OpenMode::write);
    REQUIRE(desk.has_value());
    REQUIRE((*desk)->execute_script("DROP TABLE kept_filter").has_value());
  }
  room.reopen();
  CHECK(room.desk->draft(draft, "P-1").has_value());
  CHECK(room.desk->keep_filter({"", "P-1", "cswo", "One", "/r/letter", "", {}}).has_value());
}

namespace {

Look look_of(std::string reference, std::string person, std::string named_by = "") {
  return {std::move(reference), std::move(person), "director", std::move(named_by), {}};
}

std::string told(Room& room, std::string_view reference) {
  std::string text;
  const auto looks = room.desk->looks_at(
      reference, base::Instant{room.clock.now().micros + 1}, 10);
  REQUIRE(looks.has_value());
  for (const Look& look : *looks) text += look.person + " " + look.named_by + "; ";
  return text;
}

}  // namespace

TEST_CASE("looks are told newest first, by record, and survive the desk's end") {
  Room room("looks");
  room.desk->note_look(look_of("AD-AAAAAA", "P-1"));
  room.wait(minute);
  room.desk->note_look(look_of("AD-AAAAAA", "P-2", "EO-BBBBBB"));
  room.desk->note_look(look_of("AD-CCCCCC", "P-3"));
  CHECK(told(room, "AD-AAAAAA") == "P-2 EO-BBBBBB; P-1 ; ");
  CHECK(told(room, "AD-CCCCCC") == "P-3 ; ");
  CHECK(told(room, "AD-DDDDDD").empty());
  room.wait(minute);
  room.desk->note_look(look_of("AD-CCCCCC", "P-4"));
  room.reopen();
  CHECK(told(room, "AD-CCCCCC") == "P-4 ; P-3 ; ");
  // Whoever reads the file learns when, and neither who nor what.
  const std::string bytes = room.all_bytes();
  CHECK(bytes.find("AD-CCCCCC") == std::string::npos);
  CHECK(bytes.find("P-4") == std::string::npos);
  CHECK(bytes.find("director") == std::string::npos);
}

TEST_CASE(
    "opened again within ten minutes it is the same look, and another capacity or right is not") {
  Room room("again");
  const auto lines = [&] {
    return room.desk->looks_at("AD-AAAAAA", base::Instant{room.clock.now().micros + 1}, 10)->size();
  };
  room.desk->note_look(look_of("AD-AAAAAA", "P-1"));
  room.wait(look_again_minutes * minute - 1);
  room.desk->note_look(look_of("AD-AAAAAA", "P-1"));
  CHECK(lines() == 1);
  room.desk->note_look(look_of("AD-AAAAAA", "P-1", "EO-BBBBBB"));
  CHECK(lines() == 2);
  room.wait(1);
  room.desk->note_look(look_of("AD-AAAAAA", "P-1"));
  CHECK(lines() == 3);
  room.wait((look_days_kept * 24 * 60 + 1) * minute);
  room.desk->note_look(look_of("AD-AAAAAA", "P-1"));
  CHECK(lines() == 1);
}
