#include "app/mail_file.h"

#include "access/mail_out.h"
#include "app/settings_file.h"

namespace app {
namespace {

using authority::MailSettings;
using authority::ProviderSettings;
using base::Result;
using registers::PackTable;

constexpr const char* mail_file_name = "mail.toml";
constexpr std::size_t highest_port = 65'535, longest_pace = 100'000;

bool is_host(std::string_view text) {
  return !text.empty() && text.find_first_of("/:@?# ") == std::string_view::npos;
}

void read_secrecy(PackTable& top, MailSettings& settings) {
  const std::string tls = top.one_of("tls", {"starttls", "at_once", "none"});
  if (tls == "at_once") settings.secrecy = MailSettings::Secrecy::tls;
  if (tls == "none") settings.secrecy = MailSettings::Secrecy::none;
  const std::string network = top.one_of("network", {"outside", "within", "this_machine"});
  if (network == "outside") settings.network = ProviderSettings::Network::outside;
  if (network == "this_machine") settings.network = ProviderSettings::Network::this_machine;
  const bool here = settings.network == ProviderSettings::Network::this_machine;
  if (settings.secrecy == MailSettings::Secrecy::none && !here)
    top.fault(top.line_of("tls"),
              "tls: mail goes without TLS only to a server of this machine (network = "
              "\"this_machine\")");
}

void read_pace(PackTable table, MailSettings::Pace& pace) {
  const auto take = [&](std::string_view key, std::size_t& into) {
    if (!table.has(key)) return;
    into = table.count(key);
    if (into > longest_pace)
      table.fault(table.line_of(key), "pace." + std::string(key) + " is too large");
  };
  take("per_minute", pace.per_minute);
  take("quiet_seconds", pace.quiet_seconds);
  take("remind_after_days", pace.remind_after_days);
  take("look_seconds", pace.look_seconds);
  if (pace.look_seconds == 0)
    table.fault(table.line_of("look_seconds"), "pace.look_seconds: at least one second");
  take("retry_after_seconds", pace.retry_after_seconds);
  table.finish();
}

void read_account(PackTable& top, ReadMail& read) {
  read.settings.name = top.text("name");
  read.password_file = top.text("password_file");
  if (read.settings.name.empty() != read.password_file.empty())
    top.fault(top.line(), "name and password_file belong together: give both or neither");
}

void read_link(PackTable& top, const std::string& address, MailSettings& settings) {
  settings.link = top.text("link");
  if (settings.link.empty()) settings.link = address;
  const bool sound = settings.link.starts_with("https://") || settings.link.starts_with("http://");
  const bool whole = settings.link.find_first_of("?# \r\n") == std::string::npos &&
                     !settings.link.ends_with('/');
  if (!sound || !whole)
    top.fault(top.line_of("link"),
              "link: where a mail leads is missing or not whole: write it here, or as address in "
              "sign_in.toml, like https://council.example.scot");
}

void read_mail_top(PackTable& top, const std::string& address, ReadMail& read) {
  MailSettings& settings = read.settings;
  settings.server = top.needed_text("server");
  if (!settings.server.empty() && !is_host(settings.server))
    top.fault(top.line_of("server"), "server: write its name alone, like smtp.council.example");
  if (top.has("port")) settings.port = top.count("port");
  if (settings.port > highest_port)
    top.fault(top.line_of("port"), "port: the highest there is is 65535");
  settings.from = top.needed_text("from");
  if (!settings.from.empty() && !authority::is_mail_address(settings.from))
    top.fault(top.line_of("from"), "from: write an address of mail, like "
                                   "plumbline@council.example");
  settings.authorities = top.text("authorities");
  read_secrecy(top, settings);
  read_account(top, read);
  read_link(top, address, settings);
  if (top.has("pace")) read_pace(top.table("pace"), settings.pace);
}

}  // namespace

ReadMail read_mail(std::string_view text, const std::string& file, const std::string& address) {
  ReadMail read;
  read.faults =
      read_settings(text, file, [&](PackTable& top) { read_mail_top(top, address, read); });
  return read;
}

Result<std::optional<MailSettings>> mail_settings(const std::filesystem::path& folder,
                                                  const std::string& address) {
  const std::filesystem::path file = folder / mail_file_name;
  const std::optional<std::string> text = TRY(settings_text(file));
  if (!text) return std::optional<MailSettings>();
  ReadMail read = read_mail(*text, file.string(), address);
  TRY(all_fit("how mail goes out", read.faults));
  if (!read.password_file.empty())
    read.settings.password =
        TRY(secret_line(folder / read.password_file, "the mail server’s password"));
  if (!read.settings.authorities.empty())
    read.settings.authorities = (folder / read.settings.authorities).string();
  return std::optional<MailSettings>(std::move(read.settings));
}

}  // namespace app
