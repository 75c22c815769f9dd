#pragma once
// "Check before you record": the whole act as it will stand, who will be able to read it, the grave
// sentence where there is one, and the signature. Used by step_pages.cpp.
#include "web/filling.h"

namespace web {

// The check page; or, when the door would not record it, the page that says why.
[[nodiscard]] http::Response draw_check(Visit& visit, Filling& filling);

}  // namespace web
