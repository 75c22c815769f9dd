#pragma once
// How one council's mail goes out, as its administrators set it in the store's folder (mail.toml,
// read by app/mail_file.cpp). Used by access/mail_out.h, the sender of app/, and the page of web/.
#include <cstddef>
#include <string>

#include "access/sign_in_settings.h"

namespace authority {

struct MailSettings {
  std::string server;  // "smtp.council.example"
  std::size_t port = 587;
  // starttls: plain at first, then TLS or nothing is sent; tls: from the first byte.
  enum class Secrecy { starttls, tls, none } secrecy = Secrecy::starttls;
  std::string from;            // an address of mail
  std::string name, password;  // the account at the server; "" when it asks for none
  std::string link;            // where a mail leads: "https://council.example.scot"
  std::string authorities;     // a file of certificates to trust; "" for the machine's own
  ProviderSettings::Network network = ProviderSettings::Network::within;
  struct Pace {
    std::size_t look_seconds = 5;         // from one look at what was recorded to the next
    std::size_t per_minute = 30;          // mails of the whole store
    std::size_t quiet_seconds = 900;      // to one person, from one mail to the next
    std::size_t remind_after_days = 3;
    std::size_t retry_after_seconds = 60;  // at first; twice as long each time, an hour at most
  } pace;
};

}  // namespace authority
