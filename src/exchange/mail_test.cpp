#include "exchange/mail.h"

#include <doctest/doctest.h>

#include <utility>

#include "base/text.h"

namespace {

std::string message(std::string_view headers, std::string_view body) {
  return "From: Morag Sinclair <morag@example.org>\r\nDate: Tue, 17 Nov 2026 16:10:00 +0000\r\n" +
         std::string(headers) + "\r\n" + std::string(body);
}

exchange::Mail read(const std::string& bytes) {
  auto mail = exchange::read_mail(bytes);
  REQUIRE(mail);
  return std::move(mail).value();
}

}  // namespace

TEST_CASE("a plain message gives its subject, sender, date and text") {
  const auto mail = read(message("Subject: Care at home\r\n", "First line\r\n\r\nSecond\r\n"));
  CHECK(mail.subject == "Care at home");
  CHECK(mail.from == "Morag Sinclair <morag@example.org>");
  CHECK(mail.sent == "Tue, 17 Nov 2026 16:10:00 +0000");
  CHECK(mail.body == "First line\n\nSecond");
}

TEST_CASE("words of a header are read in their charset") {
  CHECK(exchange::header_words("=?utf-8?q?caf=C3=A9_bar?=") == "café bar");
  CHECK(exchange::header_words("=?ISO-8859-1?Q?caf=E9?= now") == "café now");
  CHECK(exchange::header_words("=?windows-1252?b?k3F1b3RlZJQ=?=") == "“quoted”");
  CHECK(exchange::header_words("=?utf-8*en?B?Y2Fmw6k=?=") == "café");
  // Blanks between two words go; a letter cut in two is whole again.
  CHECK(exchange::header_words("=?utf-8?q?caf=C3?= =?utf-8?q?=A9?=") == "café");
  CHECK(exchange::header_words("a =?utf-8?q?b?= c") == "a b c");
}

TEST_CASE("what only looks like an encoded word stays as it stands") {
  CHECK(exchange::header_words("=?utf-8?x?abc?=") == "=?utf-8?x?abc?=");
  CHECK(exchange::header_words("=?utf-8?q?abc") == "=?utf-8?q?abc");
  CHECK(exchange::header_words("=?") == "=?");
  CHECK(exchange::header_words("why =? not") == "why =? not");
}

TEST_CASE("a folded subject is one line") {
  CHECK(read(message("Subject: one\r\n two\r\n", "x")).subject == "one two");
}

TEST_CASE("quoted-printable and base64 bodies are read") {
  const auto quoted =
      read(message("Content-Type: text/plain; charset=utf-8\r\n"
                   "Content-Transfer-Encoding: quoted-printable\r\n",
                   "caf=C3=A9 at =\r\nhome =3D warm =ZZ"));
  CHECK(quoted.body == "café at home = warm =ZZ");
  const auto coded = read(message("Content-Type: text/plain; charset=\"utf-8\"\r\n"
                                  "Content-Transfer-Encoding: base64\r\n",
                                  "Y2Fm\r\nw6k=\r\n"));
  CHECK(coded.body == "café");
}

TEST_CASE("the plain text of nested parts is found, attachments are not") {
  const std::string parts =
      "preamble\r\n--out\r\nContent-Type: text/plain\r\n"
      "Content-Disposition: attachment; filename=a.txt\r\n\r\nattached\r\n"
      "--out\r\nContent-Type: multipart/alternative; boundary=\"in; ner\"\r\n\r\n"
      "--in; ner\r\nContent-Type: text/html\r\n\r\n<p>no</p>\r\n"
      "--in; ner\r\nContent-Type: text/plain\r\n\r\nthe text\r\n--in; ner--\r\n--out--\r\n";
  const auto mail = read(message("Content-Type: multipart/mixed; boundary=out\r\n", parts));
  CHECK(mail.body == "the text");
}

TEST_CASE("a boundary that is the front of another does not end its part") {
  const std::string parts =
      "--b\r\nContent-Type: text/plain\r\n\r\none\r\n--b2\r\ntwo\r\n--b--\r\n";
  CHECK(read(message("Content-Type: multipart/mixed; boundary=b\r\n", parts)).body ==
        "one\n--b2\ntwo");
}

TEST_CASE("parts nested deeper than five are not opened") {
  const auto nested = [](int levels) {
    std::string inner = "Content-Type: text/plain\r\n\r\ndeep";
    for (int level = levels; level > 0; --level) {
      const std::string mark = "m" + std::to_string(level);
      inner = "Content-Type: multipart/mixed; boundary=" + mark + "\r\n\r\n--" + mark + "\r\n" +
              inner + "\r\n--" + mark + "--\r\n";
    }
    return "From: a@example.org\r\nSubject: s\r\n" + inner;
  };
  CHECK(read(nested(5)).body == "deep");
  CHECK(read(nested(6)).body.empty());
}

TEST_CASE("hostile messages are bounded and never fail") {
  CHECK_FALSE(exchange::read_mail(""));
  CHECK_FALSE(exchange::read_mail(std::string(1000, '\0')));
  CHECK_FALSE(exchange::read_mail("%PDF-1.7\nSubject: x\n"));
  // A million boundaries, a boundary that never ends, a header that never ends.
  std::string many;
  for (int i = 0; i < 100'000; ++i) many += "--b\r\n";
  CHECK(read(message("Content-Type: multipart/mixed; boundary=b\r\n", many)).body.empty());
  CHECK(read(message("Content-Type: multipart/mixed; boundary=\"b\r\n", "--b\r\n\r\nx")).body ==
        "x");
  CHECK(read(message("Subject: " + std::string(200'000, 'x') + "\r\n", "y")).subject.size() < 310);
  const auto text = read(message("", std::string(400'000, 'x')));
  CHECK(base::letters(text.body) <= 20'001);
  // Bytes that are no UTF-8 come out as UTF-8.
  CHECK(base::is_utf8(read(message("Subject: \xff\xfe\r\n", "\x93q\x94")).subject));
  CHECK(read(message("", "\x93q\x94")).body == "“q”");
}

TEST_CASE("a message is told from other text") {
  CHECK(exchange::is_mail("From: a\nSubject: b\n\nc"));
  CHECK_FALSE(exchange::is_mail("From me to you\n\nSubject: no"));
  CHECK_FALSE(exchange::is_mail("name,subject\n1,2\n"));
}
