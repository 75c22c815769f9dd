#pragma once
// How the nightly look at the record went, in one sentence on the home page of those whom the packs
// name: never how many entries there are (decision 35). Used by home_page.cpp.
#include "web/visit.h"

namespace web {

// Before what needs them: what is wrong, or that nobody looked for too long. Empty otherwise.
[[nodiscard]] html::Html soundness_warning(const Visit& visit);
// Beside it, when all is well.
[[nodiscard]] html::Html soundness_section(const Visit& visit);

}  // namespace web
