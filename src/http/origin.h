#pragma once
// Whether a request was made by our own pages, as the browser says. The first wall against requests
// forged by other sites; the form token in web/ is the second. Used by web/ for every POST.
#include <string_view>

#include "http/request.h"

namespace http {

// True when the browser says that our own page made this request (Sec-Fetch-Site), or, where it
// says nothing of the kind, when Origin or else Referer names our own host. `own_origin`
// ("https://cswo.example") may be empty: then the Host field is ours. A GET or HEAD that was typed,
// bookmarked or made by a program passes; a POST without a sign does not.
[[nodiscard]] bool same_origin(const Request& request, std::string_view own_origin);

}  // namespace http
