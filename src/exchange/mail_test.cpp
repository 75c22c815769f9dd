#include "exchange/mail.h"

#include <doctest/doctest.h>

#include "exchange/mail_text.h"

using exchange::read_mail;

TEST_CASE("a plain message gives subject, sender and text") {
  const auto mail = read_mail(
      "From: Rhona Baird <r.baird@ardmorran.example>\r\n"
      "Subject: Overnight support\r\n  at Kirkbrae\r\n"
      "Content-Type: text/plain; charset=utf-8\r\n\r\n"
      "Should the team close?\r\n\r\nPlease advise.\r\n");
  REQUIRE(mail);
  CHECK(mail->subject == "Overnight support at Kirkbrae");
  CHECK(mail->from == "Rhona Baird <r.baird@ardmorran.example>");
  CHECK(mail->text == "Should the team close?\n\nPlease advise.");
}

TEST_CASE("words in headers are decoded, both ways and over two words") {
  CHECK(exchange::decoded_header("=?utf-8?Q?Caf=C3=A9_Kirkbrae?=") == "Café Kirkbrae");
  CHECK(exchange::decoded_header("=?ISO-8859-1?Q?Se=E1n?=") == "Seán");
  CHECK(exchange::decoded_header("=?utf-8?B?w6Agw6g=?=") == "à è");
  CHECK(exchange::decoded_header("=?utf-8?Q?one?= =?utf-8?Q?_two?= three") == "one two three");
  CHECK(exchange::decoded_header("a =?broken") == "a =?broken");
}

TEST_CASE("of several parts the plain text is taken, never an attachment") {
  const auto mail = read_mail(
      "From: a@b.example\nSubject: x\n"
      "Content-Type: multipart/mixed; boundary=\"outer\"\n\n"
      "--outer\nContent-Type: multipart/alternative; boundary=inner\n\n"
      "--inner\nContent-Type: text/html; charset=utf-8\n\n<p>In <b>HTML</b></p>\n"
      "--inner\nContent-Type: text/plain; charset=utf-8\n"
      "Content-Transfer-Encoding: quoted-printable\n\n"
      "A long li=\nne, and =C2=A35.\n--inner--\n"
      "--outer\nContent-Type: text/plain\nContent-Disposition: attachment\n\nnot "
      "this\n--outer--\n");
  REQUIRE(mail);
  CHECK(mail->text == "A long line, and £5.");
}

TEST_CASE("base64 bodies and HTML alone are read") {
  const auto encoded = read_mail(
      "Subject: x\nContent-Type: text/plain; charset=iso-8859-1\n"
      "Content-Transfer-Encoding: base64\n\nU2Xh\nbg==\n");
  REQUIRE(encoded);
  CHECK(encoded->text == "Seán");
  const auto html = read_mail(
      "Subject: x\nContent-Type: text/html\n\n"
      "<head><style>p{}</style></head><p>One &amp; two</p><script>alert(1)</script>three");
  REQUIRE(html);
  CHECK(html->text == "One & two\nthree");
}

TEST_CASE("what is no message is refused") {
  CHECK_FALSE(read_mail(""));
  CHECK_FALSE(read_mail("%PDF-1.4\nhello"));
}

TEST_CASE("a message cut short or nested without end does no harm") {
  CHECK(read_mail("Subject: x\nContent-Type: multipart/mixed; boundary=a\n\n--a\n\ntext"));
  std::string deep = "Subject: x\n";
  for (int i = 0; i < 200; ++i) deep += "Content-Type: multipart/mixed; boundary=a\n\n--a\n";
  CHECK(read_mail(deep));
}
