#include "access/outbound.h"

#include <arpa/inet.h>
#include <doctest/doctest.h>

namespace {

using namespace authority;
using Network = ProviderSettings::Network;

std::string bytes_of(const char* address) {
  std::string bytes(16, '\0');
  if (inet_pton(AF_INET, address, bytes.data()) == 1) return bytes.substr(0, 4);
  REQUIRE(inet_pton(AF_INET6, address, bytes.data()) == 1);
  return bytes;
}

TEST_CASE("only addresses of the world are asked, unless the operator says otherwise") {
  for (const char* open : {"20.190.128.1", "8.8.8.8", "2603:1020::1", "::ffff:8.8.8.8"}) {
    CHECK(may_reach(bytes_of(open), Network::outside));
    CHECK(may_reach(bytes_of(open), Network::within));
    CHECK_FALSE(may_reach(bytes_of(open), Network::this_machine));
  }
  for (const char* within : {"10.0.0.1", "172.31.255.1", "192.168.1.1", "100.64.0.1", "fd00::1",
                             "::ffff:10.1.1.1"}) {
    CHECK_FALSE(may_reach(bytes_of(within), Network::outside));
    CHECK(may_reach(bytes_of(within), Network::within));
  }
  for (const char* here : {"127.0.0.1", "127.9.9.9", "::1", "::ffff:127.0.0.1",
                           "64:ff9b::7f00:1"}) {
    CHECK_FALSE(may_reach(bytes_of(here), Network::outside));
    CHECK_FALSE(may_reach(bytes_of(here), Network::within));
    CHECK(may_reach(bytes_of(here), Network::this_machine));
  }
  for (const char* never : {"0.0.0.0", "169.254.169.254", "224.0.0.1", "255.255.255.255", "::",
                            "fe80::1", "ff02::1", "2002:7f00:1::", "::ffff:169.254.169.254"})
    for (const Network network : {Network::outside, Network::within, Network::this_machine})
      CHECK_FALSE(may_reach(bytes_of(never), network));
  CHECK_FALSE(may_reach("", Network::outside));
}

TEST_CASE("an address is refused before anything is asked") {
  const auto out = outbound({{"login.example"}, Network::outside});
  for (const char* address :
       {"http://login.example/x", "https://other.example/", "https://login.example:444/",
        "https://login.example@other.example/", "https://login.example.other.example/",
        "file:///etc", "ftp://login.example/", "", "https://127.0.0.1/"}) {
    INFO(address);
    const auto got = out->get(address);
    REQUIRE_FALSE(got);
    CHECK((got.error().kind == base::ErrorKind::refused));
  }
  CHECK(place_of_address("https://Login.Example:443/a?b") == "login.example");
  CHECK(place_of_address("http://127.0.0.1:9000/a") == "127.0.0.1:9000");
}

TEST_CASE("a named host whose address is this machine is not connected to") {
  const auto out = outbound({{"localhost:9"}, Network::outside});
  const auto got = out->get("https://localhost:9/");
  REQUIRE_FALSE(got);
  CHECK((got.error().kind == base::ErrorKind::unavailable));
}

}  // namespace
