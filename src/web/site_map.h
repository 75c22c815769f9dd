#pragma once
// The door of the site: takes a request, finds its route, says who asks and in which capacity, and
// calls the page. Used by app/serve.cpp.
#include "http/server.h"
#include "web/visit.h"

namespace web {

// `site` outlives the answer. Callable from many threads.
[[nodiscard]] http::Answer answer(const Site& site);

}  // namespace web
