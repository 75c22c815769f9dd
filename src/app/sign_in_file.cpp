#include "app/sign_in_file.h"

#include <algorithm>
#include <array>

#include "app/settings_file.h"
#include "base/text.h"

namespace app {
namespace {

using authority::ProviderSettings;
using authority::SignInSettings;
using base::Result;
using registers::PackTable;

constexpr const char* file_name = "sign_in.toml";
constexpr std::string_view entra = "https://login.microsoftonline.com/";

SignInSettings usual(StoreKind kind) {
  SignInSettings settings;
  if (kind == StoreKind::real)
    settings.second_factor = SignInSettings::SecondFactor::needed;
  return settings;
}

bool is_origin(std::string_view address) {
  const std::size_t scheme = address.find("://");
  if (scheme == std::string_view::npos) return false;
  const std::string_view rest = address.substr(scheme + 3);
  return !rest.empty() && rest.find_first_of("/?# ") == std::string_view::npos;
}

void read_local(PackTable table, SignInSettings& settings) {
  const std::string factor = table.one_of("second_factor", {"needed", "offered"});
  if (!factor.empty())
    settings.second_factor = factor == "needed" ? SignInSettings::SecondFactor::needed
                                                : SignInSettings::SecondFactor::offered;
  const std::string whose = table.one_of("accounts", {"everyone", "emergency"});
  if (!whose.empty())
    settings.local = whose == "everyone" ? SignInSettings::LocalAccounts::everyone
                                         : SignInSettings::LocalAccounts::emergency;
  table.finish();
}

// The endpoints that take anybody's tenant: a token of any of the world's would pass.
void check_issuer(PackTable& table, const ProviderSettings& provider) {
  const int line = table.line_of("issuer");
  const std::string& issuer = provider.issuer;
  const bool here = provider.network == ProviderSettings::Network::this_machine &&
                    issuer.starts_with("http://127.");
  if (!issuer.empty() && !issuer.starts_with("https://") && !here)
    table.fault(line, "provider.issuer: an issuer begins with https://");
  if (issuer.find_first_of("?# ") != std::string::npos)
    table.fault(line, "provider.issuer: an issuer has no question mark, hash or space");
  if (!issuer.starts_with(entra)) return;
  const std::string_view rest = std::string_view(issuer).substr(entra.size());
  const std::string tenant = base::lower_ascii(rest.substr(0, rest.find('/')));
  constexpr std::array<std::string_view, 3> anybody = {"common", "organizations", "consumers"};
  if (std::find(anybody.begin(), anybody.end(), tenant) != anybody.end())
    table.fault(line, "provider.issuer: “" + tenant +
                          "” takes people of any tenant; name your council’s own tenant");
  if (rest.substr(std::min(rest.find('/'), rest.size())) != "/v2.0")
    table.fault(line, "provider.issuer: Entra’s issuer is …/TENANT/v2.0");
}

// What a group of the provider proposes; nobody acts by a proposal.
void read_groups(PackTable& table, ProviderSettings& provider) {
  for (PackTable& group : table.tables("group")) {
    const std::string id = group.needed_text("id");
    const bool fresh = provider.groups.emplace(id, group.needed_text("capacity")).second;
    if (!fresh) group.fault(group.line(), "provider.group: “" + id + "” stands twice");
    group.finish();
  }
}

void read_provider(PackTable table, ReadSignIn& read) {
  ProviderSettings provider;
  provider.name = table.needed_text("name");
  provider.issuer = table.needed_text("issuer");
  provider.client_id = table.needed_text("client_id");
  read.secret_file = table.text("secret_file");
  provider.hosts = table.texts("hosts");
  const std::string known = table.one_of("known_by", {"sub", "tid_oid"});
  const bool by_tenant = known.empty() ? provider.issuer.starts_with(entra) : known == "tid_oid";
  provider.known_by = by_tenant ? ProviderSettings::KnownBy::tid_oid
                                : ProviderSettings::KnownBy::subject;
  const std::string network = table.one_of("network", {"outside", "within", "this_machine"});
  if (network == "within") provider.network = ProviderSettings::Network::within;
  if (network == "this_machine") provider.network = ProviderSettings::Network::this_machine;
  read_groups(table, provider);
  check_issuer(table, provider);
  if (read.settings.address.empty())
    table.fault(table.line(), "address is missing: the provider must know where to send people "
                              "back, like address = \"https://council.example.scot\"");
  table.finish();
  read.settings.provider = std::move(provider);
}

void read_sign_in_top(PackTable& top, ReadSignIn& read) {
  read.settings.address = top.text("address");
  if (!read.settings.address.empty() && !is_origin(read.settings.address))
    top.fault(top.line_of("address"),
              "address: write the whole address and nothing after it, like "
              "https://council.example.scot");
  // A provider keeps everyone else's local account out, unless the file says otherwise.
  if (top.has("provider")) {
    read.settings.local = SignInSettings::LocalAccounts::emergency;
    read_provider(top.table("provider"), read);
  }
  if (top.has("local")) read_local(top.table("local"), read.settings);
}

}  // namespace

ReadSignIn read_sign_in(std::string_view text, const std::string& file, StoreKind kind) {
  ReadSignIn read;
  read.settings = usual(kind);
  read.faults = read_settings(text, file, [&](PackTable& top) { read_sign_in_top(top, read); });
  return read;
}

Result<SignInSettings> sign_in_settings(const std::filesystem::path& folder, StoreKind kind) {
  const std::filesystem::path file = folder / file_name;
  const std::optional<std::string> text = TRY(settings_text(file));
  if (!text) return usual(kind);
  ReadSignIn read = read_sign_in(*text, file.string(), kind);
  TRY(all_fit("how people sign in", read.faults));
  if (read.settings.provider && !read.secret_file.empty())
    read.settings.provider->client_secret =
        TRY(secret_line(folder / read.secret_file, "the provider’s secret"));
  return std::move(read.settings);
}

// The office itself, its deputies and whoever keeps the system are named by people alone.
Result<void> groups_fit(const SignInSettings& settings, const registers::Packs& packs) {
  if (!settings.provider) return {};
  for (const auto& [id, name] : settings.provider->groups) {
    const registers::Capacity* capacity = packs.capacity(name);
    const std::string what = std::string(file_name) + ": provider.group “" + id + "”: ";
    if (capacity == nullptr)
      return base::Failure{base::ErrorKind::invalid,
                           what + "no capacity is called “" + name + "”", ""};
    if (capacity->emergency == "yes" || capacity->sees_content == "no")
      return base::Failure{base::ErrorKind::invalid,
                           what + "no group proposes “" + capacity->title +
                               "”: two people appoint them",
                           ""};
  }
  return {};
}

}  // namespace app
