#include "app/mail_file.h"

#include <doctest/doctest.h>

namespace {

using app::read_mail;
using authority::MailSettings;

const std::string whole_mail = R"(server = "smtp.council.example"
from = "plumbline@council.example"
name = "plumbline"
password_file = "mail.password"
[pace]
quiet_seconds = 30
)";

std::string mail_faults(const std::string& from, const std::string& to) {
  std::string text = whole_mail;
  const std::size_t place = text.find(from);
  REQUIRE(place != std::string::npos);
  text.replace(place, from.size(), to);
  return registers::to_text(read_mail(text, "f", "https://council.example").faults);
}

TEST_CASE("mail goes by TLS and leads to the council, unless the file says otherwise") {
  const auto read = read_mail(whole_mail, "f", "https://council.example");
  CHECK(read.faults.empty());
  CHECK(read.settings.port == 587);
  CHECK((read.settings.secrecy == MailSettings::Secrecy::starttls));
  CHECK(read.settings.link == "https://council.example");
  CHECK(read.settings.pace.quiet_seconds == 30);
  CHECK(read.settings.pace.per_minute == 30);
}

TEST_CASE("what does not fit is told") {
  const auto tells = [](const std::string& faults, std::string_view word) {
    CAPTURE(faults);
    CHECK(faults.find(word) != std::string::npos);
  };
  tells(mail_faults("server = \"smtp.council.example\"", ""), "server");
  tells(mail_faults("smtp.council", "smtp://council"), "its name alone");
  tells(mail_faults("plumbline@council", "plumbline"), "address of mail");
  tells(mail_faults("[pace]", "tls = \"none\"\n[pace]"), "without TLS");
  tells(mail_faults("password_file = \"mail.password\"", ""), "belong together");
  tells(mail_faults("[pace]", "port = 70000\n[pace]"), "65535");
  tells(mail_faults("[pace]", "link = \"council\"\n[pace]"), "where a mail leads");
  tells(mail_faults("quiet_seconds", "quiet_secnods"), "quiet_secnods");
  tells(mail_faults("quiet_seconds = 30", "look_seconds = 0"), "look_seconds");
}

}  // namespace
