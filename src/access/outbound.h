#pragma once
// Asking other machines: the one way out of the program. Only hosts that are named beforehand, only
// over TLS, never following where an answer leads, and never to an address of this machine or of
// the network within unless the operator says so. Used for the council's identity provider.
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "access/sign_in_settings.h"
#include "base/result.h"

namespace authority {

struct Fetched {
  int status = 0;
  std::string body;  // a megabyte at most
};

class Outbound {
 public:
  virtual ~Outbound() = default;
  // Errors: refused, for an address that is not allowed; unavailable, when nothing came back within
  // ten seconds. Callable from many threads.
  [[nodiscard]] virtual base::Result<Fetched> get(const std::string& address) = 0;
  // A form, with name and password of whoever asks in the Authorization header when there are any.
  struct Form {
    std::string fields, name, password;
  };
  [[nodiscard]] virtual base::Result<Fetched> post(const std::string& address,
                                                   const Form& form) = 0;
};

// `places`: "host" or "host:port", in small letters; those alone are asked.
struct OutboundRules {
  std::vector<std::string> places;
  ProviderSettings::Network network = ProviderSettings::Network::outside;
};
[[nodiscard]] std::unique_ptr<Outbound> outbound(OutboundRules rules);

// "host:port" of an address, or "host" when it names no port or that of https; "" when it is none.
[[nodiscard]] std::string place_of_address(std::string_view address);
// Whether an address of the network (four or sixteen bytes) may be asked under these rules.
[[nodiscard]] bool may_reach(std::string_view bytes, ProviderSettings::Network network);

}  // namespace authority
