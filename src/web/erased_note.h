#pragma once
// What stands where words were: "Erased on …, why, by whose authority". Used wherever a record's
// page shows a field or its history; whoever may read the record learns that and when, and the rest
// when the disposal is open to them.
#include "web/record_view.h"
#include "web/visit.h"

namespace web {

// Of one field that one entry said; empty Html when it was not erased by itself.
[[nodiscard]] html::Html erased_note(Visit& visit, const View& view, std::int64_t entry,
                                     std::string_view field);
// Of a field as it stands on the record's page: what last said it was erased.
[[nodiscard]] html::Html erased_note(Visit& visit, const View& view, std::string_view field);

}  // namespace web
