#pragma once
// Nothing typed is ever lost: when a session or a capacity ends while somebody writes, what they
// sent travels with the sign-in page and becomes a draft of theirs again. Used by
// session_pages.cpp.
#include <string>
#include <string_view>

#include "web/visit.h"

namespace web {

// What a POST sent to a form of ours, as one text; empty when it was no form of a step.
[[nodiscard]] std::string kept_text(const Visit& visit);
// Makes the text a draft of this person's; gives the way to it, or "" when it is none.
[[nodiscard]] std::string draft_of_kept(Visit& visit, const std::string& person,
                                        std::string_view kept);

}  // namespace web
