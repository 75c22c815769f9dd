#pragma once
// The socket for whatever libcurl connects to: none for an address of the network that the operator
// did not allow. Used by outbound.cpp and mail_out.cpp alone.
#include <curl/curl.h>

namespace authority {

// `network`: a ProviderSettings::Network. Called with the address that is really connected to, so
// that a name that changes meanwhile leads nowhere else.
[[nodiscard]] curl_socket_t open_allowed_socket(void* network, curlsocktype purpose,
                                                curl_sockaddr* address);

}  // namespace authority
