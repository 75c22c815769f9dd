#pragma once
// What every use of libcurl here has in common: nothing of the machine's own settings is taken
// over, nothing takes for ever, and no address is reached that the operator did not allow. Used by
// outbound.cpp and mail_out.cpp alone.
#include <curl/curl.h>

#include "access/sign_in_settings.h"

namespace authority {

struct CurlFree {
  void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
  void operator()(CURLU* url) const { curl_url_cleanup(url); }
};

// Sets the common options. `network` outlives the handle; `whole_millis`: for all of it together.
// The address that is really connected to is looked at, so that a name that changes meanwhile leads
// nowhere else.
void set_common(CURL* handle, ProviderSettings::Network& network, long whole_millis);

}  // namespace authority
