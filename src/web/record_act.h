#pragma once
// Recording: the filling goes to the door, and whatever the door answers becomes a page on which
// nothing typed is lost. Used by the step pages.
#include "web/filling.h"

namespace web {

// Asks the door to record. A receipt leads to the record; anything else is a page that says what to
// do, with the text kept as a draft.
[[nodiscard]] http::Response record_filling(Visit& visit, Filling& filling);
// The pages for the door's answers other than a receipt, and for a form opened in another capacity.
// Each keeps the draft first.
[[nodiscard]] http::Response stopped(Visit& visit, Filling& filling, const Asked& asked,
                                     const records::Outcome& outcome);
[[nodiscard]] bool is_other_capacity(const Visit& visit, const Filling& filling);
[[nodiscard]] http::Response other_capacity_page(Visit& visit, Filling& filling);

}  // namespace web
