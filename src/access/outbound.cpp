// Asking by https, with libcurl (mail_out.cpp sends by it).
#include "access/outbound.h"

#include <curl/curl.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>

#include "access/curl_handle.h"
#include "base/text.h"

namespace authority {
namespace {

using base::ErrorKind;
using base::Failure;
using base::Result;
using Network = ProviderSettings::Network;

constexpr long connect_millis = 5'000, whole_millis = 10'000;
constexpr std::size_t longest_answer = 1u << 20;
constexpr std::string_view mapped("\0\0\0\0\0\0\0\0\0\0\xff\xff", 12);
constexpr std::string_view through_nat("\0\x64\xff\x9b\0\0\0\0\0\0\0\0", 12);

enum class Reach { open, within, this_machine, never };

unsigned at(std::string_view bytes, std::size_t place) {
  return static_cast<unsigned char>(bytes[place]);
}

// Source: RFC 6890, the special-purpose addresses.
Reach reach_of_four(std::string_view bytes) {
  const unsigned a = at(bytes, 0), b = at(bytes, 1), c = at(bytes, 2);
  if (a == 127) return Reach::this_machine;
  if (a == 10 || (a == 172 && b >= 16 && b < 32) || (a == 192 && b == 168) ||
      (a == 100 && b >= 64 && b < 128))
    return Reach::within;
  if (a == 0 || a >= 224 || (a == 169 && b == 254) || (a == 198 && (b == 18 || b == 19)) ||
      (a == 192 && b == 0 && (c == 0 || c == 2)))
    return Reach::never;
  return Reach::open;
}

Reach reach_of_sixteen(std::string_view bytes) {
  if (bytes.starts_with(mapped) || bytes.starts_with(through_nat))
    return reach_of_four(bytes.substr(12));
  const bool zero = bytes.substr(0, 15).find_first_not_of('\0') == std::string_view::npos;
  if (zero) return at(bytes, 15) == 1 ? Reach::this_machine : Reach::never;
  const unsigned first = at(bytes, 0), second = at(bytes, 1);
  if ((first & 0xfe) == 0xfc) return Reach::within;
  // Addresses of the whole world begin with 2 or 3; 2002 holds an old one within.
  if ((first & 0xe0) != 0x20 || (first == 0x20 && second == 0x02)) return Reach::never;
  return Reach::open;
}

std::size_t take_bytes(char* bytes, std::size_t size, std::size_t count, void* into) {
  auto& body = *static_cast<std::string*>(into);
  if (body.size() + size * count > longest_answer) return 0;
  body.append(bytes, size * count);
  return size * count;
}

class CurlOutbound : public Outbound {
 public:
  explicit CurlOutbound(OutboundRules rules) : rules_(std::move(rules)) {
    ENSURE(curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK);
  }
  Result<Fetched> get(const std::string& address) override { return ask(address, nullptr); }
  Result<Fetched> post(const std::string& address, const Form& form) override {
    return ask(address, &form);
  }

 private:
  Result<Fetched> ask(const std::string& address, const Form* form) {
    const std::string place = place_of_address(address);
    const bool named = std::find(rules_.places.begin(), rules_.places.end(), place) !=
                       rules_.places.end();
    const bool secure = address.starts_with("https://") ||
                        (rules_.network == Network::this_machine && address.starts_with("http://"));
    if (place.empty() || !named || !secure)
      return Failure{ErrorKind::refused, "This address is none of those that may be asked.", place};
    const std::unique_ptr<CURL, CurlFree> handle(curl_easy_init());
    const std::unique_ptr<curl_slist, CurlFree> headers(
        curl_slist_append(nullptr, "Accept: application/json"));
    if (handle == nullptr || headers == nullptr)
      return Failure{ErrorKind::unavailable, "There is no memory to ask with.", place};
    Fetched fetched;
    curl_easy_setopt(handle.get(), CURLOPT_HTTPHEADER, headers.get());
    curl_easy_setopt(handle.get(), CURLOPT_WRITEDATA, &fetched.body);
    set_rules(handle.get(), address);
    if (form != nullptr) set_form(handle.get(), *form);
    if (const CURLcode said = curl_easy_perform(handle.get()); said != CURLE_OK)
      return Failure{ErrorKind::unavailable, curl_easy_strerror(said), place};
    long status = 0;
    curl_easy_getinfo(handle.get(), CURLINFO_RESPONSE_CODE, &status);
    fetched.status = static_cast<int>(status);
    return fetched;
  }

  void set_rules(CURL* handle, const std::string& address) {
    const bool here = rules_.network == Network::this_machine;
    curl_easy_setopt(handle, CURLOPT_URL, address.c_str());
    curl_easy_setopt(handle, CURLOPT_PROTOCOLS_STR, here ? "https,http" : "https");
    curl_easy_setopt(handle, CURLOPT_FOLLOWLOCATION, 0L);
    set_common(handle, rules_.network, whole_millis);
    curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, take_bytes);
  }

  static void set_form(CURL* handle, const Form& form) {
    curl_easy_setopt(handle, CURLOPT_POSTFIELDSIZE, static_cast<long>(form.fields.size()));
    curl_easy_setopt(handle, CURLOPT_COPYPOSTFIELDS, form.fields.c_str());
    if (form.name.empty()) return;
    curl_easy_setopt(handle, CURLOPT_HTTPAUTH, static_cast<long>(CURLAUTH_BASIC));
    curl_easy_setopt(handle, CURLOPT_USERNAME, form.name.c_str());
    curl_easy_setopt(handle, CURLOPT_PASSWORD, form.password.c_str());
  }

  OutboundRules rules_;
};

// `network`: a Network. None for an address of the network that the operator did not allow.
curl_socket_t open_allowed_socket(void* network, curlsocktype purpose, curl_sockaddr* address) {
  const auto allowed = *static_cast<const Network*>(network);
  std::string bytes;
  if (address->family == AF_INET) {
    const auto* four = reinterpret_cast<const sockaddr_in*>(&address->addr);
    bytes.assign(reinterpret_cast<const char*>(&four->sin_addr), 4);
  } else if (address->family == AF_INET6) {
    const auto* sixteen = reinterpret_cast<const sockaddr_in6*>(&address->addr);
    bytes.assign(reinterpret_cast<const char*>(&sixteen->sin6_addr), 16);
  }
  if (purpose != CURLSOCKTYPE_IPCXN || !may_reach(bytes, allowed)) return CURL_SOCKET_BAD;
  return socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

}  // namespace

void set_common(CURL* handle, Network& network, long whole) {
  curl_easy_setopt(handle, CURLOPT_PROXY, "");
  curl_easy_setopt(handle, CURLOPT_NETRC, static_cast<long>(CURL_NETRC_IGNORED));
  curl_easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(handle, CURLOPT_CONNECTTIMEOUT_MS, connect_millis);
  curl_easy_setopt(handle, CURLOPT_TIMEOUT_MS, whole);
  curl_easy_setopt(handle, CURLOPT_OPENSOCKETFUNCTION, open_allowed_socket);
  curl_easy_setopt(handle, CURLOPT_OPENSOCKETDATA, &network);
}

std::unique_ptr<Outbound> outbound(OutboundRules rules) {
  return std::make_unique<CurlOutbound>(std::move(rules));
}

// Read as libcurl reads it, so that both mean the same host.
std::string place_of_address(std::string_view address) {
  const std::string text(address);
  const std::unique_ptr<CURLU, CurlFree> url(curl_url());
  if (url == nullptr ||
      curl_url_set(url.get(), CURLUPART_URL, text.c_str(), CURLU_DISALLOW_USER) != CURLUE_OK)
    return "";
  const auto part = [&](CURLUPart which) {
    char* found = nullptr;
    if (curl_url_get(url.get(), which, &found, CURLU_NO_DEFAULT_PORT) != CURLUE_OK)
      return std::string();
    std::string copy(found);
    curl_free(found);
    return copy;
  };
  const std::string port = part(CURLUPART_PORT);
  return base::lower_ascii(part(CURLUPART_HOST)) + (port.empty() ? "" : ":" + port);
}

bool may_reach(std::string_view bytes, Network network) {
  if (bytes.size() != 4 && bytes.size() != 16) return false;
  const Reach reach = bytes.size() == 4 ? reach_of_four(bytes) : reach_of_sixteen(bytes);
  switch (network) {
    case Network::outside: return reach == Reach::open;
    case Network::within: return reach == Reach::open || reach == Reach::within;
    case Network::this_machine: return reach == Reach::this_machine;
  }
  return false;
}

}  // namespace authority
