#include "http/listening.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <optional>

#include "base/text.h"

namespace http {
namespace {

struct Endpoint {
  sockaddr_storage where{};
  socklen_t length = 0;
  Listening::Family family = Listening::Family::v4;
  std::string host;
  std::uint16_t port = 0;
};

sockaddr* as_address(Endpoint& endpoint) {
  return reinterpret_cast<sockaddr*>(&endpoint.where);  // the C interface's own way
}

void set_port(Endpoint& endpoint, std::uint16_t port) {
  endpoint.port = port;
  if (endpoint.family == Listening::Family::v6) {
    reinterpret_cast<sockaddr_in6*>(&endpoint.where)->sin6_port = htons(port);
  } else {
    reinterpret_cast<sockaddr_in*>(&endpoint.where)->sin_port = htons(port);
  }
}

base::Result<Endpoint> endpoint_of(const std::string& address) {
  const base::Failure bad{base::ErrorKind::invalid, "Expected an address such as 127.0.0.1:8080",
                          address};
  const std::size_t colon = address.rfind(':');
  if (colon == std::string::npos) return bad;
  const std::optional<std::int64_t> port = base::whole_number(address.substr(colon + 1));
  if (!port || *port < 0 || *port > 65535) return bad;
  Endpoint endpoint;
  endpoint.host = address.substr(0, colon);
  if (endpoint.host.starts_with('[') && endpoint.host.ends_with(']')) {
    endpoint.family = Listening::Family::v6;
    auto* v6 = reinterpret_cast<sockaddr_in6*>(&endpoint.where);
    v6->sin6_family = AF_INET6;
    endpoint.length = sizeof(sockaddr_in6);
    const std::string bare = endpoint.host.substr(1, endpoint.host.size() - 2);
    if (inet_pton(AF_INET6, bare.c_str(), &v6->sin6_addr) != 1) return bad;
  } else {
    auto* v4 = reinterpret_cast<sockaddr_in*>(&endpoint.where);
    v4->sin_family = AF_INET;
    endpoint.length = sizeof(sockaddr_in);
    if (inet_pton(AF_INET, endpoint.host.c_str(), &v4->sin_addr) != 1) return bad;
  }
  set_port(endpoint, static_cast<std::uint16_t>(*port));
  return endpoint;
}

base::Failure cannot(const Endpoint& endpoint, int handle) {
  const std::string why = std::strerror(errno);
  if (handle >= 0) ::close(handle);
  return base::Failure{base::ErrorKind::unavailable, "Cannot listen on this address: " + why,
                       endpoint.host + ":" + std::to_string(endpoint.port)};
}

enum class Sharing { alone, with_loops };

// Alone, binding fails when anybody else listens there; with the loops, they share the port.
base::Result<int> bound(Endpoint& endpoint, Sharing sharing) {
  const int family = endpoint.family == Listening::Family::v6 ? AF_INET6 : AF_INET;
  const int handle = ::socket(family, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (handle < 0) return cannot(endpoint, handle);
  const int on = 1;
  ::setsockopt(handle, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  if (sharing == Sharing::with_loops) {
    ::setsockopt(handle, SOL_SOCKET, SO_REUSEPORT, &on, sizeof on);
  }
  if (::bind(handle, as_address(endpoint), endpoint.length) != 0) return cannot(endpoint, handle);
  if (sharing == Sharing::with_loops && ::listen(handle, SOMAXCONN) != 0) {
    return cannot(endpoint, handle);
  }
  return handle;
}

std::uint16_t port_of(int handle) {
  sockaddr_storage where{};
  socklen_t length = sizeof where;
  if (::getsockname(handle, reinterpret_cast<sockaddr*>(&where), &length) != 0) return 0;
  if (where.ss_family == AF_INET6) return ntohs(reinterpret_cast<sockaddr_in6*>(&where)->sin6_port);
  return ntohs(reinterpret_cast<sockaddr_in*>(&where)->sin_port);
}

}  // namespace

base::Result<Listening> listen_on(const std::string& address, int count) {
  Endpoint endpoint = TRY(endpoint_of(address));
  // Without this another copy of the program could share the port unseen.
  const int probe = TRY(bound(endpoint, Sharing::alone));
  ::close(probe);
  Listening listening;
  listening.family = endpoint.family;
  for (int i = 0; i < count; ++i) {
    base::Result<int> handle = bound(endpoint, Sharing::with_loops);
    if (!handle) {
      for (const int open : listening.sockets) ::close(open);
      return std::move(handle).failure();
    }
    listening.sockets.push_back(*handle);
    if (endpoint.port == 0) set_port(endpoint, port_of(*handle));
  }
  listening.address = endpoint.host + ":" + std::to_string(endpoint.port);
  return listening;
}

}  // namespace http
