#pragma once
// Listening sockets, one for each loop, on one port (SO_REUSEPORT). Used by server.cpp.
#include <string>
#include <vector>

#include "base/result.h"

namespace http {

struct Listening {
  std::vector<int> sockets;  // file handles; the caller owns them
  enum class Family { v4, v6 } family = Family::v4;
  std::string address;  // "127.0.0.1:8080", with the port in use
};

// `address` is "127.0.0.1:8080" or "[::1]:8080"; port 0 takes any. Errors: invalid for what is not
// an address, unavailable when the address is taken or not ours; nothing stays open then.
[[nodiscard]] base::Result<Listening> listen_on(const std::string& address, int count);

}  // namespace http
