#pragma once
// “Why may I, why may I not”: by which capacity, grant, name or rule a record opens to somebody,
// and which of its steps they may take. For oneself always; for another person, or a day that has
// passed, for those who oversee access alone. Every answer is asked of access/permission.h.
#include "web/visit.h"

namespace web {

// GET /record/{reference}/why?person=PERSON&as_at=DAY
[[nodiscard]] http::Response why_page(Visit& visit);
[[nodiscard]] std::string why_href(std::string_view reference);

}  // namespace web
