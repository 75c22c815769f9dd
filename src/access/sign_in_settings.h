#pragma once
// How people sign in to one council, as its administrators set it in the store's folder
// (sign_in.toml, read by app/sign_in_file.cpp). Used by web/.
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace authority {

// The council's own identity provider, by OpenID Connect.
struct ProviderSettings {
  std::string name;           // on the button: "Ardmorran Council"
  std::string issuer;         // exactly as its tokens say it
  std::string client_id;
  std::string client_secret;  // of a file of its own, mode 0600
  // By which claims a person is known; never by an address of mail. tid_oid: Microsoft Entra ID.
  enum class KnownBy { subject, tid_oid } known_by = KnownBy::subject;
  std::vector<std::string> hosts;  // beside the issuer's that may be asked
  // Loopback and private addresses are refused, but for a provider within the council's own
  // network, or one that a test runs on this machine.
  enum class Network { outside, within, this_machine } network = Network::outside;
  std::map<std::string, std::string, std::less<>> groups;  // group id → capacity it proposes
};

struct SignInSettings {
  enum class SecondFactor { offered, needed } second_factor = SecondFactor::offered;
  // Whose local accounts let them in: everyone's, or those of capacities that must get in when the
  // provider does not answer, and of administrators.
  enum class LocalAccounts { everyone, emergency } local = LocalAccounts::everyone;
  std::string address;  // "https://ardmorran.example.scot"; empty: by the host asked for
  std::optional<ProviderSettings> provider;
};

}  // namespace authority
