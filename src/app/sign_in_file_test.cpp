#include "app/sign_in_file.h"

#include <doctest/doctest.h>

#include "base/text.h"

namespace {

using app::read_sign_in;
using app::StoreKind;
using authority::ProviderSettings;
using authority::SignInSettings;

const std::string whole = R"(address = "https://council.example.scot"
[provider]
name = "Trial Council"
issuer = "https://login.microsoftonline.com/11111111-2222-3333-4444-555555555555/v2.0"
client_id = "abc"
secret_file = "sign_in.secret"
)";

// The settings with one text put for another; what is wrong with them.
std::string faults_with(const std::string& from, const std::string& to) {
  std::string text = whole;
  const std::size_t place = text.find(from);
  REQUIRE(place != std::string::npos);
  text.replace(place, from.size(), to);
  return registers::to_text(read_sign_in(text, "f", StoreKind::real).faults);
}

TEST_CASE("a real store asks for a second factor, a demonstration does not") {
  CHECK((read_sign_in("", "f", StoreKind::real).settings.second_factor ==
         SignInSettings::SecondFactor::needed));
  CHECK((read_sign_in("", "f", StoreKind::demonstration).settings.second_factor ==
         SignInSettings::SecondFactor::offered));
  CHECK((read_sign_in("[local]\nsecond_factor = \"offered\"\n", "f", StoreKind::real)
             .settings.second_factor == SignInSettings::SecondFactor::offered));
}

TEST_CASE("a provider is read, and keeps local accounts for an emergency") {
  const auto read = read_sign_in(whole, "f", StoreKind::real);
  CHECK(registers::to_text(read.faults) == "");
  REQUIRE(read.settings.provider);
  CHECK((read.settings.provider->known_by == ProviderSettings::KnownBy::tid_oid));
  CHECK((read.settings.local == SignInSettings::LocalAccounts::emergency));
  CHECK(read.secret_file == "sign_in.secret");
}

TEST_CASE("groups propose capacities, and never the office, a deputy or who keeps the system") {
  const registers::LoadedPacks loaded =
      registers::load_packs(registers::embedded_pack_texts());
  const auto fit = [&](const std::string& capacity) {
    const auto read = read_sign_in(
        whole + "[[provider.group]]\nid = \"g-1\"\ncapacity = \"" + capacity + "\"\n", "f",
        StoreKind::real);
    CHECK(registers::to_text(read.faults) == "");
    CHECK(read.settings.provider->groups.at("g-1") == capacity);
    return app::groups_fit(read.settings, loaded.packs).has_value();
  };
  CHECK(fit("head_of_adults"));
  for (const char* never : {"cswo", "depute_cswo", "administrator", "nobody_knows"})
    CHECK_FALSE(fit(never));
  const std::string group = "[[provider.group]]\nid = \"g\"\ncapacity = \"clerk\"\n";
  CHECK(base::contains(registers::to_text(read_sign_in(whole + group + group, "f",
                                                       StoreKind::real).faults),
                       "stands twice"));
}

TEST_CASE("an issuer that takes anybody, and other slips, are refused") {
  const std::string tenant = "11111111-2222-3333-4444-555555555555";
  for (const char* anybody : {"common", "organizations", "consumers", "Common"})
    CHECK(base::contains(faults_with(tenant, anybody), "any tenant"));
  CHECK(base::contains(faults_with("/v2.0", ""), "v2.0"));
  CHECK(base::contains(faults_with("https://login", "http://login"), "https://"));
  CHECK(base::contains(faults_with("address = \"https://council.example.scot\"\n", ""), "address"));
  CHECK(base::contains(faults_with("example.scot\"", "example.scot/x\""), "address"));
  CHECK(base::contains(faults_with("client_id", "client_idd"), "client_id"));
  CHECK(base::contains(faults_with("[provider]", "[provider"), "cannot be read"));
}

}  // namespace
