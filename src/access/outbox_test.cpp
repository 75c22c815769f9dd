#include "access/outbox.h"

#include <doctest/doctest.h>

#include "access/mail_out.h"

namespace {

using namespace authority;

constexpr std::int64_t a_minute = 60'000'000, a_day = 1'440 * a_minute;
const base::Instant noon = *base::instant_from_iso("2026-11-23T12:00:00Z");

base::Instant later(std::int64_t micros) { return {noon.micros + micros}; }

bool is_due(const std::vector<OpenNeed>& needs, const Mailed& mailed, base::Instant now) {
  return mail_due(needs, mailed, {}, now) == MailDue::yes;
}

TEST_CASE("a mail is due once for what is new, and not for nothing") {
  CHECK_FALSE(is_due({}, {}, noon));
  const std::vector<OpenNeed> one = {{"a", {}}};
  CHECK(is_due(one, {}, noon));
  const Mailed told = all_mailed(one, noon);
  CHECK_FALSE(is_due(one, told, later(a_day)));
  CHECK(is_due({{"a", {}}, {"b", {}}}, told, later(a_day)));
}

TEST_CASE("a reminder follows after days, not before its day is near") {
  const std::vector<OpenNeed> undated = {{"a", {}}};
  CHECK_FALSE(is_due(undated, all_mailed(undated, noon), later(3 * a_day - 1)));
  CHECK(is_due(undated, all_mailed(undated, noon), later(3 * a_day)));
  const std::vector<OpenNeed> far = {{"a", base::Date{2026, 12, 23}}};
  const Mailed told = all_mailed(far, noon);
  CHECK_FALSE(is_due(far, told, later(26 * a_day)));
  CHECK(is_due(far, told, later(27 * a_day)));
  CHECK(is_due(far, told, later(300 * a_day)));
}

TEST_CASE("what was settled and comes back is told anew") {
  const Mailed told = still_open({{"b", {}}}, all_mailed({{"a", {}}, {"b", {}}}, noon));
  CHECK(told.size() == 1);
  CHECK(is_due({{"a", {}}, {"b", {}}}, told, later(1)));
  CHECK_FALSE(is_due({{"b", {}}}, told, later(1)));
}

TEST_CASE("mails to a person keep their distance; vain tries wait longer each time, to an hour") {
  MailTurn turn{"P", 0, noon, {}, {}};
  CHECK((turn_has_come(turn, {}, later(15 * a_minute - 1)) == MailDue::no));
  CHECK((turn_has_come(turn, {}, later(15 * a_minute)) == MailDue::yes));
  turn = after_vain_try(turn, "451 later", {}, noon);
  CHECK(turn.next_try == later(a_minute));
  CHECK((turn_has_come(turn, {}, later(a_minute - 1)) == MailDue::no));
  CHECK((turn_has_come(turn, {}, later(a_minute)) == MailDue::yes));
  turn = after_vain_try(turn, "451 later", {}, noon);
  CHECK(turn.next_try == later(2 * a_minute));
  for (int i = 0; i < 100; ++i) turn = after_vain_try(turn, "451 later", {}, noon);
  CHECK(turn.next_try == later(60 * a_minute));
  CHECK(turn.tries == 102);
  const MailTurn taken = after_taken(turn, noon);
  CHECK((taken.tries == 0 && taken.answer.empty() && taken.last_sent == noon));
}

TEST_CASE("an address of mail says nothing else in a letter's head") {
  for (const char* good : {"anna.bain@council.example", "a+b@x.example", "o'neil@localhost"})
    CHECK(is_mail_address(good));
  for (const char* bad :
       {"", "anna", "@council.example", "a@b@c.example", "a b@c.example", "a@example",
        "a@c.example\r\nBcc: x@y.example", "<a@c.example>", "a@c.example,b@c.example", "a@.example",
        "\xc3\xa9@c.example"})
    CHECK_FALSE(is_mail_address(bad));
}

TEST_CASE("letters are alike but for address, number and time") {
  MailSettings settings;
  settings.from = "plumbline@council.example";
  settings.link = "https://council.example";
  const Letter letter{"a@b.example", "0123", noon, Letter::Kind::needs_you};
  const std::string text = letter_text(settings, letter);
  CHECK(text.starts_with("Date: Mon, 23 Nov 2026 12:00:00 +0000\r\nFrom: Plumbline "
                         "<plumbline@council.example>\r\nTo: <a@b.example>\r\n"));
  CHECK(text.find("Message-ID: <0123@council.example>\r\n") != std::string::npos);
  CHECK(text.find("\r\n\r\nhttps://council.example/\r\n") != std::string::npos);
  CHECK(tidy_answer("550 no\r\n\x1b[31m such\t") == "550 no [31m such");
  CHECK(tidy_answer(std::string(1'000, 'x')).size() == 300);
}

}  // namespace
