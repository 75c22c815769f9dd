#pragma once
// The first steps in a store of a council's own, as its pack declares them: a short task list on
// home that ticks itself off from what the record holds, and goes when all is done. Used by
// home_page.cpp.
#include "web/visit.h"

namespace web {

// Empty in the demonstration, when nothing is left, and for who may take none of what is left. Only
// what the caller may read counts as done.
[[nodiscard]] html::Html first_steps(Visit& visit);

}  // namespace web
